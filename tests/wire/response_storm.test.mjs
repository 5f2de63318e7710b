/*
 * response_storm.test.mjs: the program is killed two hundred times while responses are sent: none that got its receipt is
 * missing, none is half there, and who sends the same form again is stored once.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { answerUpToSending, askDatabase as ask, openBrowserOf, putSampleConsultation } from "../lib/answer.mjs";
import { loadDirectory, makeFolder, release, runProgram, startListening } from "../lib/program.mjs";

const KILLS = 200;
const SENDERS = 8;
const EACH = 3; /* responses that are under way at a kill, a sender */
const LEAST_DRAFT_AGE_MS = 3500; /* a younger one is taken for a robot's */
const SLUG = "sample-storm";

const start = (site) => startListening(release,
    ["serve", "--db", site.db, "--listen", `127.0.0.1:${site.port || 0}`, ...site.options], /listening on (http:\/\/\S+)/);

/* Sends one prepared response. Without an answer nobody knows: the same form is sent again later. */
async function send(site, x) {
    try {
        const answer = await x.person.ask(site.origin + x.target, x.fields);
        assert.equal(answer.status, 303, `${x.words}: ${answer.status}`);
        x.acknowledged = true;
    } catch (failed) {
        if (failed instanceof assert.AssertionError)
            throw failed;
        x.unsure = true;
    }
}

async function prepare(site, n) {
    const all = [...Array(n).keys()].map((i) => ({ words: `response ${i}`, person: openBrowserOf(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`) }));
    let next = 0;
    await Promise.all([...Array(8)].map(async () => {
        while (next < n) {
            const x = all[next++];
            Object.assign(x, await answerUpToSending(site.origin, SLUG, x.person, { words: x.words }));
        }
    }));
    return all;
}

/* Sends what is left in eight lines until the program is gone; then whether all of it was sent. */
async function sendUntilKilled(site, left, server, wait_ms) {
    const now = left.splice(0, SENDERS * EACH);
    const lines = [...Array(SENDERS).keys()].map(async (k) => {
        for (let i = k; i < now.length && !site.is_killed; i += SENDERS)
            await send(site, now[i]);
    });
    await new Promise((done) => setTimeout(done, wait_ms));
    site.is_killed = true;
    server.child.kill("SIGKILL");
    await Promise.all([...lines, server.ended]);
    left.push(...now.filter((x) => !x.acknowledged));
}

test("[D1] [D2] [D3] killed two hundred times while responses are sent: none acknowledged is lost, none is half there, none is there twice", { timeout: 580000 }, async (t) => {
    const folder = makeFolder("storm");
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const site = { db: path.join(folder, "cjengage.db") };
    site.options = ["--trusted-proxy", "127.0.0.1", "--limit-posts", "100000", "--limit-pages", "100000"];
    loadDirectory(site.db, release);
    putSampleConsultation(site.db, SLUG, Math.floor(Date.now() / 1000) + 90 * 86400);

    let server = await start(site);
    site.origin = server.where.replace(/\/$/, "");
    site.port = new URL(site.origin).port;
    const all = await prepare(site, KILLS * 5);
    await new Promise((done) => setTimeout(done, LEAST_DRAFT_AGE_MS));
    const left = [...all];
    for (let i = 0; i < KILLS; i++) {
        site.is_killed = false;
        await sendUntilKilled(site, left, server, 2 + Math.random() * 60);
        server = await start(site);
        if (i % 40 === 39) {
            const lost = all.filter((x) => x.acknowledged).length - Number(ask(site.db, "SELECT count(*) FROM response"));
            assert.ok(lost <= 0, `after ${i + 1} kills ${lost} acknowledged responses are missing`);
        }
    }
    const n_unsure = all.filter((x) => x.unsure).length, n_at_last = left.length;
    while (left.length)
        await send(site, left.shift());
    t.diagnostic(`${KILLS} kills; ${n_unsure} sends without an answer, ${n_at_last} sent when it was quiet again`);

    assert.ok(all.every((x) => x.acknowledged));
    assert.ok(n_unsure > KILLS / 4, `only ${n_unsure} sends were cut off`);
    const words = ask(site.db, "SELECT value FROM answer WHERE question_id = 1 ORDER BY value").split("\n");
    assert.deepEqual(words, all.map((x) => x.words).sort(), "each is there once, with its words");
    assert.equal(ask(site.db, "SELECT count(*) FROM response"), String(all.length));
    assert.equal(ask(site.db, "SELECT count(*) FROM respondent"), String(all.length));
    assert.equal(ask(site.db, "SELECT count(*) FROM answer"), String(all.length * 2), "and with both its answers");
    assert.equal(ask(site.db, "SELECT count(*) FROM audit WHERE action = 'response.send'"), String(all.length), "and its record");
    assert.equal(ask(site.db, "SELECT count(*) FROM response_draft"), "0", "no draft is left");
    assert.equal((await server.stop()).status, 0);
    const check = runProgram(["check", "--db", site.db], { program: release });
    assert.equal(check.status, 0, check.stdout + check.stderr);
});
