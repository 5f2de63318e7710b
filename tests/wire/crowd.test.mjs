/* Ten thousand who hold a connection and say nothing. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import net from "node:net";
import { test } from "node:test";
import { startSite } from "../lib/program.mjs";
import { ask, placeOf } from "../lib/raw.mjs";

const CROWD = 10000;
const GET = "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const KEEP = "GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n";

function filesAllowed() {
    return Number(execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim().replace("unlimited", "1e9"));
}

test("[S32] 10,000 idle connections, kept alive or new: a visitor still gets in at once", async (t) => {
    if (filesAllowed() < CROWD + 1000)
        return t.skip(`this machine allows ${filesAllowed()} open files, the crowd needs ${CROWD + 1000}`);
    const site = await startSite({ directory: false });
    const place = placeOf(site.origin);
    const crowd = [];
    let worst = 0;
    for (let i = 0; i < CROWD; i++) {
        const socket = net.connect(place);
        socket.on("error", () => {});
        socket.on("data", () => {});
        if (i % 2)
            socket.write(KEEP);
        crowd.push(socket);
        if (i % 250 === 249) {
            const started = performance.now();
            assert.equal((await ask(place, GET)).status, 200);
            worst = Math.max(worst, performance.now() - started);
        }
    }
    t.diagnostic(`longest wait of a visitor: ${worst.toFixed(0)} ms`);
    assert.ok(worst < 3000, `a visitor waited ${worst} ms`);
    crowd.forEach((socket) => socket.destroy());
    return site.stop();
});
