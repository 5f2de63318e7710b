/*
 * jobs.test.mjs: due work of the real program: two servers and the command line on one database, a process killed, clocks
 * that jump.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram, startListening, startSite, under_test, waitFor } from "../lib/program.mjs";

const DAY_S = 86400;
const noon = 1795345200; /* 22 November 2026, 11:00 */

/* How often a log tells that this kind of work was done. */
function done(log, kind) {
    return [...log.matchAll(new RegExp(`job\\.done job=\\d+ kind=${kind} `, "g"))].length;
}

/* A second server on the same database and clock. */
async function startSecond(t, site) {
    const words = ["serve", "--db", site.db, "--listen", "127.0.0.1:0", "--test-clock", site.clock.file];
    const second = await startListening(under_test, words, /listening on (http:\/\/\S+)/);
    t.after(() => second.stop());
    return second;
}

function runJobs(site) {
    const ended = runProgram(["jobs", "--db", site.db, "--test-clock", site.clock.file]);
    assert.equal(ended.status, 0, ended.stderr);
    return ended.stderr;
}

test("[D10] two servers and the command line at once do each day's work once", async (t) => {
    const site = await startSite({ clock: noon });
    t.after(() => site.stop());
    const second = await startSecond(t, site);
    let by_command = "";
    const sum = () => done(site.log() + second.errors() + by_command, "daily_sweep");
    await waitFor("the first day's work", () => sum() === 1);
    for (let day = 1; day <= 3; day++) {
        site.clock.forward(DAY_S);
        by_command += runJobs(site) + runJobs(site);
        await waitFor(`the work of day ${day}`, () => sum() >= day + 1);
    }
    by_command += runJobs(site);
    assert.equal(sum(), 4, "each day once, whoever was first");
});

test("[D10] what a killed server had to do is done by the next one", async (t) => {
    const site = await startSite({ clock: noon });
    const second = await startSecond(t, site);
    await waitFor("the first day's work", () => done(site.log() + second.errors(), "daily_sweep") === 1);
    site.clock.forward(DAY_S);
    site.server.child.kill("SIGKILL");
    await site.server.ended;
    site.clock.forward(901); /* had it claimed something, the claim has ended */
    await waitFor("the second day's work", () => done(site.log() + second.errors(), "daily_sweep") >= 2);
    assert.ok(done(second.errors(), "daily_sweep") >= 1);
    await site.stop().catch(() => {}); /* it did not end of itself */
});

test("[D6] a clock 12 years ahead, then put right, stops no daily work", async (t) => {
    const site = await startSite({ clock: noon });
    t.after(() => site.stop());
    const sum = () => done(site.log(), "daily_sweep");
    await waitFor("the first run", () => sum() === 1);
    site.clock.set(noon + 12 * 365 * DAY_S);
    await waitFor("a run in the future", () => sum() === 2);
    site.clock.set(noon + DAY_S);
    await waitFor("a run at the right time", () => sum() === 3);
    site.clock.set(noon + 2 * DAY_S);
    await waitFor("the next day's", () => sum() === 4);
});
