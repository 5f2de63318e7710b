/* Clients that send a byte a second, half a request, or nothing. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import net from "node:net";
import { after, before, test } from "node:test";
import { startFcgi, startNginx } from "../lib/doors.mjs";
import { runProgram, startSite, under_test } from "../lib/program.mjs";
import { ask, openConnection, placeOf } from "../lib/raw.mjs";

const ARRIVE_S = 2; /* a request has to be whole by then; 20 outside of tests */
const GET = "GET /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
let site, place;

before(async () => {
    site = await startSite({ settings: { request_arrive_s: ARRIVE_S } });
    place = placeOf(site.origin);
});
after(() => site?.stop());

/* Sends one byte of `bytes` after the other, with 100 ms between, until the door closes: how long that took in ms. */
async function drip(bytes) {
    const connection = openConnection(place);
    const started = Date.now();
    let at = 0;
    const timer = setInterval(() => connection.socket.write(bytes[at++ % bytes.length]), 100);
    await connection.untilClosed((ARRIVE_S + 8) * 1000);
    clearInterval(timer);
    return Date.now() - started;
}

async function timeOf(work) {
    const started = performance.now();
    await work();
    return performance.now() - started;
}

test("[S32] 150 who send a byte at a time are ended, and visitors are served meanwhile", async () => {
    const line = `GET /about HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(4000)}`;
    const drips = Array.from({ length: 150 }, (_, i) => drip(i % 2 ? line : "GET /".padEnd(4000, "a")));
    const times = [];
    const all = Promise.all(drips);
    let done = false;
    all.finally(() => (done = true));
    while (!done)
        times.push(await timeOf(async () => assert.equal((await ask(place, GET)).status, 200)));
    const ended = await all;
    assert.ok(Math.min(...ended) >= ARRIVE_S * 1000 - 100, `not before their time: ${Math.min(...ended)} ms`);
    times.sort((a, b) => a - b);
    assert.ok(times[Math.floor(times.length * 0.95)] < 500, "visitors did not wait for them");
});

test("[S32] a body that comes a byte at a time is ended too", async () => {
    const head = "POST /partnerships/find HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
    const connection = openConnection(place);
    await connection.send(head);
    const timer = setInterval(() => connection.socket.write("a"), 100);
    await connection.untilClosed((ARRIVE_S + 8) * 1000);
    clearInterval(timer);
});

test("[S32] a connection that says nothing is ended", async () => {
    const connection = openConnection(place);
    await connection.untilClosed(30000);
});

test("[S32] an upload that comes fast enough is not", async () => {
    const connection = openConnection(place);
    const n = 400 * 1024; /* 20 KB earn one second */
    await connection.send(`POST /about HTTP/1.1\r\nHost: x\r\nContent-Length: ${n}\r\n\r\n`);
    for (let sent = 0; sent < n; sent += n / 16) {
        await connection.send("a".repeat(n / 16));
        await new Promise((resolve) => setTimeout(resolve, 200)); /* the client's pace, 3 s in all */
    }
    const answers = await connection.answers(1);
    assert.equal(answers[0].status, 405);
    connection.end();
});

/* --- FastCGI --- */

const BEGIN = Buffer.from([1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);

function pair(name, value) {
    return Buffer.concat([Buffer.from([name.length, value.length]), Buffer.from(name + value)]);
}

function record(type, content) {
    return Buffer.concat([Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]), content]);
}

function fcgiRequest(values) {
    const params = Buffer.concat(Object.entries(values).map(([name, value]) => pair(name, value)));
    return Buffer.concat([BEGIN, record(4, params), record(4, Buffer.alloc(0))]);
}

function connectTo(socket_path, bytes) {
    const connection = openConnection({ path: socket_path });
    connection.send(bytes);
    return connection;
}

const GET_PARAMS = { REQUEST_METHOD: "GET", REQUEST_URI: "/about" };
const STDIN_END = record(5, Buffer.alloc(0));

test("[S33] FastCGI: 32 half requests do not hold the workers", async () => {
    const fcgi = await startFcgi(site.folder, ["--db", site.db]);
    const nginx = await startNginx(site.folder, { http_port: place.port, fcgi: fcgi.socket });
    const half = [Buffer.alloc(0), BEGIN.subarray(0, 5), BEGIN, fcgiRequest(GET_PARAMS).subarray(0, 30)];
    const started = Date.now();
    const stuck = Array.from({ length: 32 }, (_, i) => connectTo(fcgi.socket, half[i % half.length]));
    const answer = await ask(nginx.toFcgi, GET, "GET", 40000);
    assert.equal(answer.status, 200);
    assert.ok(Date.now() - started < 25000);
    stuck.forEach((c) => c.end());
    await nginx.stop();
    assert.equal((await fcgi.server.stop()).status, 0);
});

test("[S33] FastCGI: malformed exchanges are survived", async () => {
    const fcgi = await startFcgi(site.folder, ["--db", site.db]);
    const noise = Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 89) & 255));
    const broken = [
        Buffer.from("GET / HTTP/1.1\r\n\r\n"), noise,
        Buffer.from([1, 1, 0, 1, 255, 255, 0, 0]), record(1, Buffer.alloc(0)), record(4, Buffer.from([255, 255, 255, 255])),
        Buffer.concat([BEGIN, record(4, Buffer.from([127, 127, 65]))]), Buffer.concat([BEGIN, BEGIN, BEGIN]),
        Buffer.concat([BEGIN, record(2, Buffer.alloc(0))]), Buffer.concat([BEGIN, record(99, Buffer.from("abc"))]),
        Buffer.concat([fcgiRequest({}), STDIN_END]),
    ];
    const connections = broken.map((bytes) => {
        const c = connectTo(fcgi.socket, bytes);
        c.socket.end();
        return c;
    });
    await Promise.all(connections.map((c) => c.untilClosed(30000)));
    const whole = connectTo(fcgi.socket, Buffer.concat([fcgiRequest(GET_PARAMS), STDIN_END]));
    const heard = (await whole.untilClosed()).toString("latin1");
    assert.match(heard, /Status: 200 OK/);
    assert.equal((await fcgi.server.stop()).status, 0);
});

for (const length of ["-1", "+3", "0x3", "3, 3", "3 ", "99999999999999999999"])
    test(`[S33] FastCGI: CONTENT_LENGTH "${length}" is refused`, async () => {
        const fcgi = await startFcgi(site.folder, ["--db", site.db]);
        const values = { REQUEST_METHOD: "POST", REQUEST_URI: "/partnerships/find", CONTENT_LENGTH: length };
        const c = connectTo(fcgi.socket, Buffer.concat([fcgiRequest(values), record(5, Buffer.from("abc")), STDIN_END]));
        assert.match((await c.untilClosed()).toString("latin1"), /Status: 400/);
        await fcgi.server.stop();
    });

test("[S33] FastCGI: a socket of mode 0660, a stale one replaced, anything else left alone", async () => {
    const fcgi = await startFcgi(site.folder, ["--db", site.db]);
    assert.equal(statSync(fcgi.socket).mode & 0o777, 0o660);
    await fcgi.server.stop("SIGKILL");
    const again = await startFcgi(site.folder, ["--db", site.db]);
    assert.equal((await again.server.stop()).status, 0);
    const file = `${site.folder}/precious`;
    writeFileSync(file, "kept");
    const refused = runProgram(["fcgi", "--db", site.db, "--socket", file]);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^cjengage: cannot listen on .*precious: /m);
});

test("[S33] FastCGI: the listening socket as standard input", async () => {
    const file = `${site.folder}/inherited.sock`;
    const server = net.createServer();
    await new Promise((resolve) => server.listen(file, resolve));
    const child = spawn(under_test, ["fcgi", "--db", site.db], { stdio: [server._handle.fd, "pipe", "pipe"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    server.close(); /* the path stays with the child's socket gone from here */
    child.kill("SIGTERM");
    const status = await new Promise((resolve) => child.once("exit", resolve));
    assert.equal(status, 0);
});
