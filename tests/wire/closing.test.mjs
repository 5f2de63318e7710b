/*
 * closing.test.mjs: the closing moment. Two hundred people in one office send at one second before closing while the disk is
 * slow: all are in time, whenever their words were stored (security.md S48, S52).
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { answerUpToSending, askDatabase, fill, openBrowserOf, putSampleConsultation } from "../lib/answer.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const PEOPLE = 200;
const OFFICE = "192.0.2.7";
const NOON = 1795262400; /* 21 November 2026 */
const CLOSES = NOON + 86400;
const SLUG = "sample-closing";
const GRACE_S = 900;

let site;

before(async () => {
    site = await startSite({ clock: NOON, settings: { trusted_proxy: "127.0.0.1", limit_pages: 100000 } });
    putSampleConsultation(site.db, SLUG, CLOSES);
});
after(() => site?.stop());

async function prepare(n) {
    const all = [];
    let next = 0;
    await Promise.all([...Array(8)].map(async () => {
        for (let i = next++; i < n; i = next++) {
            const person = openBrowserOf(`10.0.${i >> 8}.${i & 255}`);
            all.push({ person, ...(await answerUpToSending(site.origin, SLUG, person, { words: `response ${i}` })) });
        }
    }));
    return all;
}

/* Holds the lock that every writer needs until it is let go. */
async function slowDown() {
    const program = "import fcntl,sys; f = open(sys.argv[1], 'r+'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()";
    const child = spawn("/usr/bin/python3", ["-c", program, `${site.db}.lock`]);
    const over = new Promise((done) => child.once("exit", done));
    await new Promise((done) => child.stdout.once("data", done));
    return { letGo: () => (child.stdin.end(), over) };
}

/* Does the program hold so many connections, and has it read all that came on them? /proc/net/tcp: local address, the other
 * one, state (01: established), bytes to send and bytes not yet read. */
function isAllRead(n) {
    const port = Number(new URL(site.origin).port).toString(16).toUpperCase().padStart(4, "0");
    const open = readFileSync("/proc/net/tcp", "utf8").split("\n").map((line) => line.trim().split(/\s+/))
        .filter((field) => field[1]?.endsWith(`:${port}`) && field[3] === "01");
    return open.length >= n && open.every((field) => field[4].endsWith(":00000000"));
}

const stored = (where = "") => Number(askDatabase(site.db, `SELECT count(*) FROM response ${where}`));

test("[S48] [S52] (ASVS 2.3.2, 2.4.1, 6.3.1) two hundred send from one address a second before closing, with the writer held up: all are in time", { timeout: 240000 }, async (t) => {
    const all = await prepare(PEOPLE);
    all.forEach((x) => (x.person.address = OFFICE));
    site.clock.set(CLOSES - 1);
    const held = await slowDown();
    const sending = all.map(async (x) => ({ x, answer: await x.person.ask(site.origin + x.target, x.fields) }));
    await waitFor("all that was sent to be read", () => isAllRead(PEOPLE), 60000);
    site.clock.set(CLOSES + 5);
    await Promise.race(sending); /* one has been told to send again: the writer was held up long enough */
    await held.letGo();
    const first = await Promise.all(sending);
    const back = first.filter(({ answer }) => answer.status !== 303);
    assert.ok(back.length > 0, "somebody was told to send again");
    t.diagnostic(`${PEOPLE - back.length} stored at once, ${back.length} told to send again`);
    for (const { answer } of back)
        assert.ok([429, 503].includes(answer.status), `answered ${answer.status}`);
    site.clock.set(CLOSES + GRACE_S + 3600);
    for (const { x, answer } of back) {
        const again = await x.person.ask(site.origin + x.target, fill(answer.html));
        assert.equal(again.status, 303, "the form that came back keeps its place");
    }
    assert.equal(stored(), PEOPLE);
    assert.equal(stored("WHERE late = '' AND counting = 'valid'"), PEOPLE, "none is late");
});

test("[S52] (ASVS 2.3.2, 2.4.1) begun before closing: fifteen minutes after it still in time, a second later not, and nothing is lost", async () => {
    site.clock.set(NOON);
    const [one, other] = await prepare(2);
    const before = stored();
    site.clock.set(CLOSES + GRACE_S - 1);
    assert.equal((await one.person.ask(site.origin + one.target, one.fields)).status, 303);
    assert.equal(stored(), before + 1);
    site.clock.set(CLOSES + GRACE_S);
    const late = await other.person.ask(site.origin + other.target, other.fields);
    assert.ok(!/\/sent/.test(late.location ?? ""), "no receipt");
    const page = late.status === 303 ? await other.person.ask(new URL(late.location, site.origin)) : late;
    assert.match(page.html, /href="[^"]*\/respond\/late"/, "it can be asked to be taken in late");
    assert.equal(stored(), before + 1);
    assert.equal(askDatabase(site.db, "SELECT count(*) FROM response_draft"), "1", "the answers are kept");
});
