/* Beginning and ending: SIGTERM under load, sockets of others, logs that are turned over. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { test } from "node:test";
import { startFcgi, startNginx } from "../lib/doors.mjs";
import { makeFolder, runProgram, startListening, startSite, under_test, waitFor } from "../lib/program.mjs";
import { ask, openConnection, placeOf, readAnswers } from "../lib/raw.mjs";

const CLOSE = "GET /search?q=plan HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const KEEP = "GET /search?q=plan HTTP/1.1\r\nHost: x\r\n\r\n";
const BODY = "q=KA1+1AA";
const POST = `POST /partnerships/find HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n${BODY}`;

/* New visitors keep coming for this long after the signal: a program slowed down by a sanitizer has to get round. */
const STILL_COMING_MS = 2000;

/* Asks again and again over new connections until the door is shut. Lost: connected, and no answer came. */
async function visitor(place, bytes, seen) {
    while (!(Date.now() > seen.comes_until)) {
        const connection = openConnection(place);
        const connected = await new Promise((resolve) => {
            connection.socket.once("connect", () => resolve(true));
            connection.socket.once("close", () => resolve(false));
        });
        if (!connected)
            return;
        connection.send(bytes);
        const answers = readAnswers(await connection.untilClosed());
        if (answers.length !== 1) {
            seen.lost++;
            return;
        }
        seen.answered++;
    }
}

/* The same over one connection, until an answer says that it is the last. */
async function regular(place, seen) {
    const connection = openConnection(place);
    for (let n = 1; !connection.closed(); n++) {
        connection.send(KEEP);
        const answers = readAnswers(await connection.until((b) => readAnswers(b).length >= n));
        if (answers.length < n) {
            seen.cut++; /* between two requests: the connection was idle */
            return;
        }
        seen.answered++;
        if (answers.at(-1).get("connection") === "close") {
            await connection.untilClosed();
            return;
        }
    }
}

function isOpen(place) {
    return new Promise((resolve) => {
        const socket = net.connect(place, () => resolve(true));
        socket.on("error", () => resolve(false));
        socket.unref();
    });
}

for (let round = 1; round <= 3; round++)
    test(`[D7] SIGTERM under load ends within 10 s with status 0 and loses nothing, time ${round}`, async () => {
        const site = await startSite({ directory: false, settings: { limit_searches: 0, limit_posts: 0, limit_pages: 0 } });
        const place = placeOf(site.origin);
        const seen = { answered: 0, lost: 0, cut: 0 };
        const all = [
            ...Array.from({ length: 12 }, () => visitor(place, CLOSE, seen)),
            ...Array.from({ length: 4 }, () => visitor(place, POST, seen)),
            ...Array.from({ length: 8 }, () => regular(place, seen)),
        ];
        await waitFor("some answers", () => seen.answered > 200);
        const started = Date.now();
        seen.comes_until = started + STILL_COMING_MS;
        const end = await site.server.stop();
        assert.equal(end.status, 0);
        assert.ok(Date.now() - started < 10000);
        await Promise.all(all);
        assert.equal(seen.lost, 0);
        assert.equal(seen.cut, 0);
    });

test("[D7] a request that is half here when the end comes is still answered", async () => {
    const site = await startSite({ directory: false });
    const connection = openConnection(placeOf(site.origin));
    await connection.send("GET /about HTTP/1.1\r\nHost: x\r\n");
    await ask(placeOf(site.origin), CLOSE); /* by now the first line has been read */
    const stopping = site.server.stop();
    await waitFor("the door to be shut", async () => !(await isOpen(placeOf(site.origin))));
    await connection.send("\r\n");
    const answers = readAnswers(await connection.untilClosed());
    assert.equal(answers[0]?.status, 200);
    assert.equal(answers[0].get("connection"), "close");
    assert.equal((await stopping).status, 0);
});

test("[D7] FastCGI: SIGTERM under load ends with status 0 and loses nothing", async () => {
    const site = await startSite({ directory: false, settings: { limit_searches: 0, limit_posts: 0 } });
    const fcgi = await startFcgi(site.folder, ["--db", site.db, "--limit-searches", "0"]);
    const nginx = await startNginx(site.folder, { http_port: placeOf(site.origin).port, fcgi: fcgi.socket });
    const seen = { 200: 0 };
    let over = false;
    async function through() {
        while (!over) {
            const { status } = await ask(nginx.toFcgi, CLOSE);
            seen[status] = (seen[status] ?? 0) + 1;
        }
    }
    const all = Array.from({ length: 12 }, through);
    await waitFor("some answers", () => seen[200] > 100);
    const end = await fcgi.server.stop();
    over = true;
    await Promise.all(all);
    assert.equal(end.status, 0);
    assert.deepEqual(Object.keys(seen).filter((s) => s !== "200" && s !== "503"), [], "503 is nginx's, after the end");
    await nginx.stop();
    await site.stop();
});

test("SIGHUP: the log is opened again, inside the sandbox, and no line is lost", async () => {
    const folder = makeFolder("log");
    const log = path.join(folder, "server.log");
    const site = await startSite({ directory: false, settings: { log } });
    await ask(placeOf(site.origin), CLOSE);
    renameSync(log, `${log}.1`);
    await ask(placeOf(site.origin), CLOSE);
    site.server.child.kill("SIGHUP");
    await waitFor("the new log", () => existsSync(log));
    await ask(placeOf(site.origin), CLOSE);
    await waitFor("a line in it", () => /route=\/search/.test(readFileSync(log, "utf8")));
    assert.equal((readFileSync(`${log}.1`, "utf8").match(/route=\/search/g) || []).length, 2);
    await site.stop();
});

test("a port that somebody has is refused in one line, also when that is us", async () => {
    const site = await startSite({ directory: false });
    const listen = `127.0.0.1:${placeOf(site.origin).port}`;
    const second = runProgram(["serve", "--db", site.db, "--listen", listen]);
    assert.equal(second.status, 1);
    assert.deepEqual(second.stderr.split("\n").filter((line) => line.startsWith("cjengage: ")),
        [`cjengage: cannot listen on ${listen}: Address already in use`]);
    await site.stop();
});

/* What systemd does: a socket as descriptor 3, and two words about it. It stays with the parent and is given twice. */
const ACTIVATE = `
import os, socket, sys
s = socket.create_server(("127.0.0.1", 0))
if s.fileno() != 3:
    os.dup2(s.fileno(), 3)
os.set_inheritable(3, True)
for turn in range(2):
    pid = os.fork()
    if pid == 0:
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
        os.execv(sys.argv[1], sys.argv[1:])
    print("child", pid, s.getsockname()[1], flush=True)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status:
        sys.exit(status)
`;

test("the socket may come from systemd (LISTEN_FDS); who waits in its queue is served by the next process", async () => {
    const folder = makeFolder("activated");
    const words = ["-c", ACTIVATE, under_test, "serve", "--db", path.join(folder, "x.db"), "--create", "--listen", "127.0.0.1:1"];
    let said = "";
    const running = await startListening("python3", words, /child (\d+ \d+)/);
    const [pid, port] = running.where.split(" ").map(Number);
    running.child.stdout.on("data", (piece) => (said += piece));
    assert.equal((await ask({ host: "127.0.0.1", port }, CLOSE)).status, 200);
    process.kill(pid, "SIGTERM");
    assert.equal((await ask({ host: "127.0.0.1", port }, CLOSE)).status, 200);
    const second = await waitFor("the second child", () => /child (\d+) \d+\n[^]*listening on/.exec(said)?.[1]);
    process.kill(Number(second), "SIGTERM");
    assert.equal((await running.ended).status, 0);
});

test("sockets meant for another process are not taken", async () => {
    const folder = makeFolder("other");
    const words = ["serve", "--db", path.join(folder, "x.db"), "--create", "--listen", "127.0.0.1:0"];
    const env = { ...process.env, LISTEN_PID: "1", LISTEN_FDS: "1" };
    const running = await startListening(under_test, words, /listening on (http:\S+)/, { env });
    assert.equal((await ask(placeOf(running.where), CLOSE)).status, 200);
    assert.equal((await running.stop()).status, 0);
});

test("IPv6", async (t) => {
    const has_six = await new Promise((resolve) => {
        const probe = net.createServer();
        probe.once("error", () => resolve(false));
        probe.listen({ host: "::1", port: 0 }, () => probe.close(() => resolve(true)));
    });
    if (!has_six)
        return t.skip("this machine has no ::1");
    const site = await startSite({ directory: false, settings: { listen: "[::1]:0" } });
    assert.match(site.origin, /^http:\/\/\[::1\]:\d+$/);
    assert.equal((await ask(placeOf(site.origin), CLOSE)).status, 200);
    return site.stop();
});

test("wrong usage is 2 with one line, help and version are 0", () => {
    for (const words of [[], ["nonsense"], ["serve", "--nonsense"], ["serve", "nonsense"], ["help", "nonsense"], ["fcgi"]]) {
        const done = runProgram(words.concat(words[0] === "fcgi" ? ["--db", path.join(makeFolder("usage"), "x.db"), "--create"] : []));
        assert.equal(done.status, 2, words.join(" "));
        assert.match(done.stderr, /^cjengage: /m);
    }
    const help = runProgram(["help"]);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /^ {2}serve /m);
    assert.equal(runProgram(["help", "serve"]).status, 0);
    assert.match(runProgram(["version"]).stdout, /^cjengage \d/);
});

test("a second SIGTERM while stopping changes nothing", async () => {
    const site = await startSite({ directory: false });
    const child = site.server.child;
    child.kill("SIGTERM");
    child.kill("SIGTERM");
    assert.equal((await site.server.ended).status, 0);
});

/* Holds the lock of the one writer, as another process would; resolves to what lets it go. */
async function holdWriter(db) {
    const child = spawn("flock", [`${db}.lock`, "cat"], { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.write("held\n");
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return () => child.stdin.end();
}

/* A site whose writer can be held, and a message to send. */
async function startWithMessage() {
    const site = await startSite({ clock: true, settings: { workers: 1, limit_posts: 0, contact_mail: "desk@cj.example" } });
    const page = "/partnerships/fife/contact";
    const form = await (await fetch(`${site.origin}${page}`)).text();
    const token = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)[1];
    const body = `csrf=${token("csrf")}&form_id=${token("form_id")}&name=A&email=a%40b.example&message=Planted+words&step=send`;
    const post = `POST ${page} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    site.clock.forward(60);
    return { site, place: placeOf(site.origin), post };
}

test("[D7] who goes away while their message waits for the writer does not hold up the stop", async () => {
    const { site, place, post } = await startWithMessage();
    const letGo = await holdWriter(site.db);
    const senders = Array.from({ length: 24 }, () => openConnection(place));
    await Promise.all(senders.map((sender) => sender.send(post)));
    await ask(place, CLOSE); /* the one polling worker has seen them all by now */
    senders.forEach((sender) => sender.socket.resetAndDestroy());
    await ask(place, CLOSE);
    letGo();
    const started = Date.now();
    await site.stop();
    assert.ok(Date.now() - started < 10000, "within 10 s");
});

test("[D4] while the writer stands still nobody waits more than twice its 10 s: 503 with the text, also for those behind", async () => {
    const { site, place, post } = await startWithMessage();
    const letGo = await holdWriter(site.db);
    const started = Date.now();
    const senders = Array.from({ length: 100 }, () => openConnection(place));
    await Promise.all(senders.map((sender) => sender.send(post)));
    const answers = await Promise.all(senders.map((sender) => sender.answers(1, [], 40000)));
    const took_ms = Date.now() - started;
    for (const [answer] of answers) {
        assert.equal(answer.status, 503);
        assert.match(answer.body.toString(), /Planted words/);
    }
    assert.ok(took_ms < 26000, `${took_ms} ms`); /* one after another they would wait 40 s */
    letGo();
    senders.forEach((sender) => sender.end());
    await site.stop();
});
