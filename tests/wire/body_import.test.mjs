/*
 * body_import.test.mjs: a list that is being added when the program is killed: first the command, then the server that went
 * on with it. Nobody sees a part of it, and in the end each organisation is there once.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { loadDirectory, makeFolder, root, runProgram, startListening, under_test, waitFor } from "../lib/program.mjs";

const ROWS = 4000;
const noon = 1795345200; /* 22 November 2026, 11:00 */

function ask(db, sql) {
    const program = "import sqlite3,sys; print(sqlite3.connect(sys.argv[1], timeout=10).execute(sys.argv[2]).fetchone()[0])";
    return execFileSync("/usr/bin/python3", ["-c", program, db, sql], { encoding: "utf8" }).trim();
}

function makeList(file) {
    let text = "Name,Charity number,What it does\r\n";
    for (let i = 0; i < ROWS; i++)
        text += `"Sample organisation of street ${(i * 7919) % ROWS}",SC${String(100000 + i)},"Helps, number ${i}"\r\n`;
    writeFileSync(file, text);
}

async function startServer(site) {
    return startListening(under_test, ["serve", "--db", site.db, "--listen", "127.0.0.1:0", "--test-clock", site.clock],
        /listening on (http:\/\/\S+)/);
}

const isWriting = (site) => Number(ask(site.db, "SELECT n_done FROM body_import WHERE id = 1 AND state = 'writing' UNION ALL SELECT 0"));
const nLive = (site) => Number(ask(site.db, "SELECT count(*) FROM body WHERE set_id IN (SELECT id FROM body_set WHERE is_live = 1)"));

test("[D1] [D2] [2.16] a list that is being added when the program is killed is gone on with, and seen whole or not at all", async (t) => {
    const folder = makeFolder("import");
    const site = { db: path.join(folder, "cjengage.db"), clock: path.join(folder, "clock"), list: path.join(folder, "list.csv") };
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(site.clock, `${noon}\n`);
    loadDirectory(site.db);
    makeList(site.list);

    const words = ["import", "bodies", site.list, "--source", "Sample list", "--areas", "fife", "--db", site.db, "--test-clock", site.clock];
    const command = spawn(under_test, words, { cwd: root, stdio: "ignore" });
    const ended = new Promise((resolve) => command.once("exit", (status, signal) => resolve(signal)));
    const before = await waitFor("the command to write", () => isWriting(site), 60000);
    command.kill("SIGKILL");
    assert.equal(await ended, "SIGKILL");
    assert.equal(nLive(site), 0, "nothing of it is seen");

    const first = await startServer(site);
    const page = await (await fetch(`${first.where}/bodies?q=sample`)).text();
    assert.ok(!page.includes("Sample organisation"), "nor by a visitor");
    await waitFor("the server to go on with it", () => isWriting(site) > before + 200, 60000);
    first.child.kill("SIGKILL");
    await first.ended;
    assert.equal(nLive(site), 0, "still nothing");

    writeFileSync(site.clock, `${noon + 61}\n`);
    const second = await startServer(site);
    t.after(() => second.stop());
    await waitFor("the next server to end it", () => nLive(site) > 0, 60000);
    assert.equal(nLive(site), ROWS, "all of them");
    assert.equal(ask(site.db, "SELECT count(DISTINCT charity_number) FROM body"), String(ROWS), "each once");
    assert.match(await (await fetch(`${second.where}/bodies?q=sample+street`)).text(), /href="\/bodies\/sample-organisation-of-street-/);
    const check = runProgram(["check", "--db", site.db, "--test-clock", site.clock]);
    assert.equal(check.status, 0, check.stdout + check.stderr);
});
