/* What the embedded door makes of requests whose end could be seen in two ways, and of sizes. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSite } from "../lib/program.mjs";
import { ask, openConnection, placeOf, readAnswers } from "../lib/raw.mjs";

let site, place;

before(async () => {
    site = await startSite({ directory: false });
    place = placeOf(site.origin);
});
after(() => site?.stop());

const HIDDEN = "GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n";

function post(headers, body = "") {
    return `POST /about HTTP/1.1\r\n${headers.map((h) => `${h}\r\n`).join("")}\r\n${body}`;
}

/* Sends the bytes and waits for the door to close: the answers it gave. */
async function answersUntilClosed(bytes) {
    const connection = openConnection(place);
    await connection.send(Buffer.from(bytes, "latin1"));
    const heard = await connection.untilClosed();
    return readAnswers(heard);
}

const ambiguous = {
    "Content-Length with Transfer-Encoding": post(
        ["Host: x", "Content-Length: 4", "Transfer-Encoding: chunked"], `0\r\n\r\n${HIDDEN}`),
    "Transfer-Encoding with Content-Length": post(
        ["Host: x", "Transfer-Encoding: chunked", "Content-Length: 4"], `0\r\n\r\n${HIDDEN}`),
    "two lengths that differ": post(["Host: x", "Content-Length: 0", "Content-Length: 40"], HIDDEN),
    "two lengths that agree": post(["Host: x", "Content-Length: 0", "Content-Length: 0"], HIDDEN),
    "a list of lengths": post(["Host: x", "Content-Length: 0, 0"], HIDDEN),
    "a signed length": post(["Host: x", "Content-Length: +0"], HIDDEN),
    "a negative length": post(["Host: x", "Content-Length: -1"], HIDDEN),
    "a hexadecimal length": post(["Host: x", "Content-Length: 0x0"], HIDDEN),
    "an empty length": post(["Host: x", "Content-Length: "], HIDDEN),
    "a length beyond all numbers": post(["Host: x", "Content-Length: 18446744073709551616"], HIDDEN),
    "a length of 19 digits": post(["Host: x", "Content-Length: 0000000000000000000"], HIDDEN),
    "Transfer-Encoding twice": post(["Host: x", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], `0\r\n\r\n${HIDDEN}`),
    "another coding first": post(["Host: x", "Transfer-Encoding: gzip, chunked"], `0\r\n\r\n${HIDDEN}`),
    "identity": post(["Host: x", "Transfer-Encoding: identity"], HIDDEN),
    "a coding with a parameter": post(["Host: x", "Transfer-Encoding: chunked;q=1"], `0\r\n\r\n${HIDDEN}`),
    "a space before the colon": post(["Host: x", "Transfer-Encoding : chunked"], `0\r\n\r\n${HIDDEN}`),
    "chunked with HTTP/1.0": `POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    "no Host": `GET / HTTP/1.1\r\n\r\n${HIDDEN}`,
    "no Host, HTTP/1.0": `GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${HIDDEN}`,
    "two Hosts": `GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n${HIDDEN}`,
    "a Host with a path": `GET / HTTP/1.1\r\nHost: x/y\r\n\r\n${HIDDEN}`,
    "a Host with a user": `GET / HTTP/1.1\r\nHost: a@x\r\n\r\n${HIDDEN}`,
    "an empty Host": `GET / HTTP/1.1\r\nHost:\r\n\r\n${HIDDEN}`,
    "a name that is no token": `GET / HTTP/1.1\r\nHost: x\r\nA(b: c\r\n\r\n${HIDDEN}`,
    "a name with a high byte": `GET / HTTP/1.1\r\nHost: x\r\nA\xe9: c\r\n\r\n${HIDDEN}`,
    "a control character in a value": `GET / HTTP/1.1\r\nHost: x\r\nA: b\x01c\r\n\r\n${HIDDEN}`,
    "a whole URL as target": `GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
    "an authority as target": `CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
    "a star as target": `OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
    "a NUL in the target": `GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
    "HTTP/0.9": `GET /\r\n\r\n${HIDDEN}`,
    "HTTP/1.2": `GET / HTTP/1.2\r\nHost: x\r\n\r\n${HIDDEN}`,
    "HTTP/2.0": `GET / HTTP/2.0\r\nHost: x\r\n\r\n${HIDDEN}`,
};

for (const [title, bytes] of Object.entries(ambiguous))
    test(`[S31] refused and closed, what is hidden behind stays unanswered: ${title}`, async () => {
        const answers = await answersUntilClosed(bytes);
        /* libmicrohttpd prints the status line of some of its own refusals twice; still one answer. */
        assert.ok(answers.length <= 1, `${answers.length} answers`);
        assert.ok(answers.length === 0 || [400, 413, 505].includes(answers[0].status), `status ${answers[0]?.status}`);
        if (answers.length)
            assert.equal(answers[0].get("connection"), "close");
    });

test("[S31] a chunk of a size that is no number ends the connection", async () => {
    const answers = await answersUntilClosed(post(["Host: x", "Transfer-Encoding: chunked"], `zz\r\nabc\r\n0\r\n\r\n${HIDDEN}`));
    assert.ok(answers.length <= 1 && (answers[0]?.status ?? 400) === 400);
});

test("[S31] ordinary requests keep their connection, also one after the other without waiting", async () => {
    const connection = openConnection(place);
    const one = "GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n";
    await connection.send(one + one + post(["Host: x", "Transfer-Encoding: chunked"], "3\r\na=1\r\n0\r\n\r\n") + one);
    const answers = await connection.answers(4);
    assert.deepEqual(answers.map((a) => a.status), [200, 200, 405, 200]);
    assert.equal(connection.closed(), false);
    connection.end();
});

function get(headers) {
    return `GET /robots.txt HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
}

test("[S34] headers up to 32 KiB are read, beyond it answered with 431 and our page", async () => {
    const small = await ask(place, get(`X: ${"a".repeat(31 * 1024)}\r\n`));
    assert.equal(small.status, 200);
    const large = await ask(place, get(`X: ${"a".repeat(33 * 1024)}\r\n`));
    assert.equal(large.status, 431);
    assert.equal(large.get("content-type"), "text/html; charset=utf-8");
    assert.ok(large.get("content-security-policy"));
});

test("[S34] a hundred header lines are read, one more is 431", async () => {
    const lines = (n) => "A: b\r\n".repeat(n - 1); /* and Host */
    assert.equal((await ask(place, get(lines(100)))).status, 200);
    assert.equal((await ask(place, get(lines(101)))).status, 431);
});

test("[S34] what passes libmicrohttpd's own memory is refused by it, bare, and closed", async () => {
    const answers = await answersUntilClosed(get(`X: ${"a".repeat(80 * 1024)}\r\n`));
    assert.ok(answers.length <= 1 && [431, 413, undefined].includes(answers[0]?.status));
});

test("[S34] 414 and 400 come with our page and its headers", async () => {
    for (const [target, status] of [["/".padEnd(9000, "a"), 414], ["/%00", 400]]) {
        const answer = await ask(place, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
        assert.equal(answer.status, status);
        assert.match(answer.body.toString(), /<h1/);
        assert.equal(answer.get("x-content-type-options"), "nosniff");
    }
});

for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "get"])
    test(`[S36] ${method} is 405 with Allow, and echoes nothing`, async () => {
        const answer = await ask(place, `${method} /about HTTP/1.1\r\nHost: x\r\nX-Secret: plum\r\n\r\n`);
        assert.equal(answer.status, 405);
        assert.equal(answer.get("allow"), "GET, HEAD");
        assert.ok(!answer.body.toString().includes("plum"));
    });

test("HEAD has the length of GET and no body", async () => {
    const whole = await ask(place, "GET /about HTTP/1.1\r\nHost: x\r\n\r\n");
    const head = await ask(place, "HEAD /about HTTP/1.1\r\nHost: x\r\n\r\n");
    assert.equal(head.status, 200);
    assert.equal(head.get("content-length"), whole.get("content-length"));
    const connection = openConnection(place);
    await connection.send("HEAD /about HTTP/1.1\r\nHost: x\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n");
    const answers = await connection.answers(2, ["HEAD", "GET"]);
    assert.equal(answers[1].status, 200);
    connection.end();
});

test("a copy that is still good is 304 without a body, and the connection goes on", async () => {
    const whole = await ask(place, "GET /about HTTP/1.1\r\nHost: x\r\n\r\n");
    const tag = whole.get("etag");
    assert.match(tag, /^W\/"[0-9a-f]+"$/);
    const connection = openConnection(place);
    await connection.send(`GET /about HTTP/1.1\r\nHost: x\r\nIf-None-Match: ${tag}\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n`);
    const [copy, next] = await connection.answers(2);
    assert.equal(copy.status, 304);
    assert.equal(copy.get("etag"), tag);
    assert.equal(copy.get("content-type"), undefined);
    assert.equal(next.status, 200);
    connection.end();
});

test("static files go out whole, in part, and not at all beyond their end", async () => {
    const page = await ask(place, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const file = /\/static\/site\.[0-9a-f]+\.css/.exec(page.body.toString())[0];
    const of = (header) => ask(place, `GET ${file} HTTP/1.1\r\nHost: x\r\n${header}\r\n`);
    const whole = await of("");
    assert.equal(whole.status, 200);
    assert.match(whole.get("cache-control"), /max-age=31536000/);
    const part = await of("Range: bytes=10-19\r\n");
    assert.equal(part.status, 206);
    assert.equal(part.get("content-range"), `bytes 10-19/${whole.body.length}`);
    assert.deepEqual(part.body, whole.body.subarray(10, 20));
    const last = await of("Range: bytes=-5\r\n");
    assert.deepEqual(last.body, whole.body.subarray(-5));
    const beyond = await of(`Range: bytes=${whole.body.length}-\r\n`);
    assert.equal(beyond.status, 416);
    assert.equal(beyond.get("content-range"), `bytes */${whole.body.length}`);
    const several = await of("Range: bytes=0-1,5-6\r\n");
    assert.equal(several.status, 200);
    const stale = await of('Range: bytes=0-1\r\nIf-Range: "another"\r\n');
    assert.equal(stale.status, 200);
});
