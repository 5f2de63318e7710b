/* Bodies: as large as a form may be, larger, and far too large. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readdirSync } from "node:fs";
import path from "node:path";
import { startFcgi, startNginx } from "../lib/doors.mjs";
import { startSite } from "../lib/program.mjs";
import { ask, openConnection, placeOf, readAnswers } from "../lib/raw.mjs";

const MIB = 1024 * 1024;
const FORM = "Host: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
let site, fcgi, nginx, doors;

before(async () => {
    site = await startSite();
    fcgi = await startFcgi(site.folder, ["--db", site.db]);
    nginx = await startNginx(site.folder, { http_port: placeOf(site.origin).port, fcgi: fcgi.socket });
    doors = { "the embedded door": placeOf(site.origin), "nginx and the embedded door": nginx.toHttp, "nginx and FastCGI": nginx.toFcgi };
});
after(async () => {
    await nginx?.stop();
    await fcgi?.server.stop();
    await site?.stop();
});

/* The finder's form takes any text as q; what is too long for it is dropped or told, with a page. */
function form(n) {
    const fill = "&x=".padEnd(n - "q=KA1 1AA".length, "a");
    const body = `q=KA1+1AA${fill}`;
    return `POST /partnerships/find HTTP/1.1\r\n${FORM}Content-Length: ${body.length}\r\n\r\n${body}`;
}

for (const door of ["the embedded door", "nginx and the embedded door", "nginx and FastCGI"]) {
    test(`[S34] a form of 1 MiB is read, one of a byte more is 413 with our page: ${door}`, async () => {
        const fits = await ask(doors[door], form(MIB));
        assert.notEqual(fits.status, 413);
        assert.ok(fits.status < 500, `status ${fits.status}`);
        const large = await ask(doors[door], form(MIB + 1));
        assert.equal(large.status, 413);
        assert.match(large.body.toString(), /<h1/);
    });
    test(`[S34] 20 MiB too many are drained before the answer: ${door}`, async () => {
        const answer = await ask(doors[door], form(20 * MIB));
        assert.equal(answer.status, 413);
        assert.match(answer.body.toString(), /<h1/);
    });
}

test("[S34] chunked bodies are counted as they come", async () => {
    const chunk = `10000\r\n${"a".repeat(65536)}\r\n`;
    const answer = await ask(placeOf(site.origin), `POST /partnerships/find HTTP/1.1\r\n${FORM}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(40)}0\r\n\r\n`);
    assert.equal(answer.status, 413);
    assert.equal(answer.get("connection"), "close");
});

test("[S34] what is announced as more than is drained is refused at once", async () => {
    const connection = openConnection(placeOf(site.origin));
    await connection.send(`POST /partnerships/find HTTP/1.1\r\n${FORM}Content-Length: ${65 * MIB}\r\n\r\n`);
    const answers = readAnswers(await connection.untilClosed());
    assert.equal(answers[0].status, 413);
});

test("[S34] with Expect: 100-continue nothing is sent in vain", async () => {
    const connection = openConnection(placeOf(site.origin));
    await connection.send(`POST /partnerships/find HTTP/1.1\r\n${FORM}Content-Length: ${2 * MIB}\r\nExpect: 100-continue\r\n\r\n`);
    const answers = await connection.answers(1);
    assert.ok([100, 413].includes(answers[0].status));
    connection.end();
});

test("[S34] nothing of a refused body is left on the disk", () => {
    assert.deepEqual(readdirSync(path.join(site.folder, "tmp")), []);
});

for (const [door, place] of [["the embedded door", () => placeOf(site.origin)], ["nginx and FastCGI", () => doors["nginx and FastCGI"]]])
    test(`[S34] a list of 1 GB is refused at once with our page, and nothing of it is kept: ${door}`, async () => {
        const connection = openConnection(place());
        await connection.send(`POST /coordinator/bodies/import HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n`
            + `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${1024 * MIB}\r\n\r\n--x\r\n`);
        const answers = readAnswers(await connection.untilClosed());
        assert.equal(answers[0].status, 413);
        assert.match(answers[0].body.toString(), /<h1/);
        assert.deepEqual(readdirSync(path.join(site.folder, "tmp")), []);
    });
