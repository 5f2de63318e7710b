/* What is written down of a visit: never an address, a query, a postcode, a key, a browser's name. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFcgi, startNginx } from "../lib/doors.mjs";
import { startSite, waitFor } from "../lib/program.mjs";
import { ask, placeOf } from "../lib/raw.mjs";

const POSTCODE = "KY1 1LW";
const KEY = "7k3m92q2x8c5v1n6b4r0t9z3hd"; /* as a mailed link would hold it */
const PLANTED = ["KY1", "1LW", "1lw", KEY, "PlantedAgent", "planted-referrer", "planted-cookie", "203.0.113.77", "127.0.0.1"];
let site, fcgi, nginx, doors;

function requests() {
    const common = `Host: x\r\nUser-Agent: PlantedAgent/1\r\nReferer: http://planted-referrer/\r\nCookie: a=planted-cookie\r\nX-Forwarded-For: 203.0.113.77\r\nConnection: close\r\n`;
    const body = `q=${POSTCODE.replace(" ", "+")}`;
    const form = `Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nContent-Length: ${body.length}\r\n`;
    const get = (target) => `GET ${target} HTTP/1.1\r\n${common}\r\n`;
    return [
        get("/partnerships/find?q=KY1+1LW"), get("/search?q=KY1+1LW"), get(`/r/${KEY}`), get("/api/v1/route?postcode=KY11LW"), get("/KY1%001LW"),
        get(`/no-such-page/${KEY}?postcode=KY1+1LW`), `POST /partnerships/find HTTP/1.1\r\n${common}${form}\r\n${body}`,
    ];
}

before(async () => {
    site = await startSite({ settings: { trusted_proxy: "127.0.0.1" } });
    fcgi = await startFcgi(site.folder, ["--db", site.db]);
    nginx = await startNginx(site.folder, { http_port: placeOf(site.origin).port, fcgi: fcgi.socket });
    doors = [placeOf(site.origin), nginx.toHttp, nginx.toFcgi];
    for (const door of doors)
        for (const bytes of requests())
            await ask(door, bytes);
});
after(async () => {
    await nginx?.stop();
    await fcgi?.server.stop();
    await site?.stop();
});

/* Request lines are written together, every second. */
async function requestLines(log, n) {
    const lines = () => log().split("\n").filter((line) => / request /.test(line));
    await waitFor(`${n} lines`, () => lines().length >= n);
    assert.equal(lines().length, n, "nginx refuses one of them itself");
    return lines();
}

function assertNothingPlanted(text) {
    for (const word of PLANTED)
        assert.ok(!text.includes(word), `"${word}" stands in: ${text.split("\n").find((line) => line.includes(word))}`);
}

test("[S45] [S23] the server log holds a line a request, and nothing of the visitor", async () => {
    const lines = await requestLines(site.log, 2 * requests().length - 1);
    const shape = /^\S+Z info request id=\S+ route=\S+ status=\d{3} bytes=\d+ ms=\d+ role=\w+$/;
    lines.forEach((line) => assert.match(line, shape));
    assertNothingPlanted(lines.join("\n"));
});

test("[S45] [S23] nor does that of FastCGI", async () => {
    await requestLines(fcgi.server.errors, requests().length - 1);
    assertNothingPlanted(fcgi.server.errors());
});

test("[S23] nginx as we deliver it writes time, method, status, bytes and duration, nothing else", async () => {
    const written = () => nginx.logs().split("\n").filter(Boolean);
    await waitFor("nginx to write of the last request", () => written().length >= 2 * requests().length); /* after it has answered */
    const lines = written();
    assert.equal(lines.length, 2 * requests().length);
    lines.forEach((line) => assert.match(line, /^\d{4}-\d\d-\d\dT\S+ [A-Z]+ \d{3} \d+ \d+\.\d{3}$/));
    assertNothingPlanted(nginx.logs());
});
