/* The commands on a database file, as an operator runs them. */
import test from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, openSync, writeFileSync, writeSync, closeSync } from "node:fs";
import path from "node:path";
import { loadDirectory, makeFolder, runProgram, startSite } from "../lib/program.mjs";

const folder = makeFolder("cj-commands");
const db = path.join(folder, "cjengage.db");
const at = ["--db", db];

test("import areas fills an empty database; again it changes nothing", () => {
    assert.match(loadDirectory(db).stdout, /added/);
    assert.match(loadDirectory(db).stdout, /areas: 0 added, 0 changed, 0 removed/);
});

test("check says that all is well, with the versions of the libraries", () => {
    const done = runProgram(["check", ...at]);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /^sqlite 3\./m);
    assert.match(done.stdout, /^sound$/m);
});

test("[D9] backup, restore into place, check", async () => {
    const copy = path.join(folder, "copy.db"), key = path.join(folder, "kept.key");
    const done = runProgram(["backup", copy, "--with-audit-key", key, ...at]);
    assert.equal(done.status, 0, done.stderr);
    assert.equal(statSync(copy).mode & 0o777, 0o600);
    assert.equal(readFileSync(key, "utf8"), readFileSync(path.join(folder, "audit.key"), "utf8"));
    assert.match(readFileSync(`${copy}.head`, "utf8"), /^number=\d+\nhash=[0-9a-f]{64}/);
    const back = runProgram(["restore", copy, ...at]);
    assert.equal(back.status, 0, back.stderr);
    assert.equal(runProgram(["check", ...at]).status, 0);
    const cut = path.join(folder, "cut.db");
    assert.equal(runProgram(["backup", cut, ...at]).status, 0);
    truncateSync(cut, 9000);
    const refused = runProgram(["restore", cut, ...at]);
    assert.equal(refused.status, 1, "a damaged copy is refused");
    assert.equal(runProgram(["check", ...at]).status, 0, "and what was there stays");
});

test("[D9] restored on a new machine: keys are made, audit.key is put back", () => {
    const copy = path.join(folder, "moved.db"), key = path.join(folder, "moved.key");
    assert.equal(runProgram(["backup", copy, "--with-audit-key", key, ...at]).status, 0);
    const elsewhere = makeFolder("cj-elsewhere"), there = ["--db", path.join(elsewhere, "cjengage.db")];
    assert.equal(runProgram(["restore", copy, ...there]).status, 0);
    copyFileSync(key, path.join(elsewhere, "audit.key"));
    const checked = runProgram(["check", ...there]);
    assert.equal(checked.status, 0, checked.stderr);
    assert.equal(statSync(path.join(elsewhere, "keys")).mode & 0o777, 0o600);
});

test("[S5] [S30] a web server's query never becomes a command", () => {
    const leak = path.join(folder, "leak.db"), settings = path.join(folder, "cgi.conf");
    writeFileSync(settings, `db = ${db}\n`);
    const env = { GATEWAY_INTERFACE: "CGI/1.1", REQUEST_METHOD: "GET", REQUEST_URI: `/?backup+${leak}`, CJENGAGE_CONFIG: settings };
    const done = runProgram(["backup", leak, ...at], { env });
    assert.match(done.stdout, /^Status: 200 /);
    assert.ok(!existsSync(leak), "no copy was made");
});

test("restore is refused while the server has the database open", async () => {
    const site = await startSite({});
    const copy = path.join(folder, "busy.db");
    const where = ["--db", site.db];
    assert.equal(runProgram(["backup", copy, ...where]).status, 0);
    const refused = runProgram(["restore", copy, ...where]);
    await site.stop();
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /cjengage: /);
});

test("[D8] a damaged database is refused at start with one clear line", () => {
    const bad = path.join(folder, "bad.db"), where = ["--db", bad];
    loadDirectory(bad);
    const fd = openSync(bad, "r+");
    writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, 4096 * 2);
    closeSync(fd);
    const done = runProgram(["check", ...where]);
    assert.equal(done.status, 1);
    assert.match(done.stderr, /^cjengage: .+$/m);
});

test("exit codes: 2 for wrong usage, 1 for a refusal, 0 for help", () => {
    assert.equal(runProgram(["help"]).status, 0);
    assert.equal(runProgram(["help", "backup"]).status, 0);
    assert.equal(runProgram(["nonsense"]).status, 2);
    assert.equal(runProgram(["backup"]).status, 2);
    assert.equal(runProgram(["serve", "--listen", "0.0.0.0:0", ...at]).status, 2, "[S30] another address wants an origin");
    assert.equal(runProgram(["serve", "--db", path.join(folder, "none.db"), "--listen", "127.0.0.1:0"]).status, 1);
    assert.ok(!existsSync(path.join(folder, "none.db")));
});
