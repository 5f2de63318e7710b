/* The same requests through every door: embedded, behind nginx, FastCGI behind nginx, plain CGI. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { askCgi, startFcgi, startNginx } from "../lib/doors.mjs";
import { printedLink } from "../lib/people.mjs";
import { root, runProgram, startSite } from "../lib/program.mjs";
import { ask, placeOf } from "../lib/raw.mjs";

/* The same for all doors: links are made of the origin, and forms are offered where there is a mailbox. */
const ORIGIN = "http://cj.test";
const MAILBOX = "desk@example.org";
const REQUESTS = path.join(root, "tests/wire/requests");

let site, fcgi, nginx, doors;

/*
 * "# status title", then the request with LF; {{x*n}} stands for n times x, {{length}} for the body's bytes. "nginx:" before the title: nginx cannot read
 * it either and answers with a page of deploy/errors, so that only the status is compared there.
 */
function readRequest(name) {
    const text = readFileSync(path.join(REQUESTS, name), "utf8").replace(/\{\{(.)\*(\d+)\}\}/g, (_, c, n) => c.repeat(Number(n)));
    const [, status, title] = /^# (\d+) (?:nginx: )?(.*)\n/.exec(text);
    const [head, ...rest] = text.slice(text.indexOf("\n") + 1).split("\n\n");
    const plain = rest.join("\n\n").replace(/\n$/, "");
    const body = head.includes("multipart/") ? plain.replaceAll("\n", "\r\n") : plain;
    const lines = head.replace("{{length}}", Buffer.byteLength(body)).replaceAll("\n", "\r\n");
    const bytes = Buffer.from(`${lines}\r\n\r\n${body}`);
    return { name, title, bytes, status: Number(status), is_nginx_own: text.includes(" nginx: ") };
}

/*
 * What may differ. Connection headers belong to each hop, Date to the moment, Server to nginx. A door that refuses what
 * it cannot read ends the connection. nginx drops the length from a HEAD's or a 304's answer as it likes.
 */
const OF_THE_HOP = new Set(["date", "connection", "keep-alive", "server", "transfer-encoding"]);

/* Values that are drawn for each page: a form's id and its token, a reference to the log. */
function withoutChance(body) {
    return body.replace(/value="[0-9a-hjkmnp-tv-z]{26}"/g, 'value="ID"').replace(/value="[0-9a-f.-]{40,}"/g, 'value="TOKEN"');
}

function comparable(answer) {
    const headers = answer.headers.filter(([name]) => !OF_THE_HOP.has(name) && name !== "content-length");
    const packed = answer.get("content-encoding") === "gzip" && answer.body.length;
    const body = (packed ? gunzipSync(answer.body) : answer.body).toString("utf8");
    return { status: answer.status, headers: headers.map((h) => h.join(": ")).sort(), body: withoutChance(body) };
}

before(async () => {
    site = await startSite({ settings: { origin: ORIGIN, contact_mail: MAILBOX, trusted_proxy: "127.0.0.1" } });
    const words = ["--db", site.db, "--origin", ORIGIN, "--contact-mail", MAILBOX];
    fcgi = await startFcgi(site.folder, words);
    nginx = await startNginx(site.folder, { http_port: placeOf(site.origin).port, fcgi: fcgi.socket });
    const config = path.join(site.folder, "cgi.conf");
    writeFileSync(config, `db = ${site.db}\norigin = ${ORIGIN}\ncontact_mail = ${MAILBOX}\n`);
    const over = (where) => (bytes) => ask(where, bytes);
    doors = {
        "the embedded door": over(placeOf(site.origin)),
        "nginx and the embedded door": over(nginx.toHttp),
        "nginx and FastCGI": over(nginx.toFcgi),
        "plain CGI": async (bytes) => (await askCgi(bytes, config)).answer,
    };
});

after(async () => {
    await nginx?.stop();
    const end = await fcgi?.server.stop();
    await site?.stop();
    assert.equal(end?.status, 0);
});

for (const request of readdirSync(REQUESTS).sort().map(readRequest)) {
    const rules = (request.title.match(/^(\[\w+\] )*/) || [""])[0];
    test(`${rules}all doors answer alike: ${request.title.slice(rules.length)}`, async () => {
        let first;
        for (const [door, send] of Object.entries(doors)) {
            const answer = await send(request.bytes);
            assert.equal(answer.status, request.status, `status of ${door}`);
            if (request.is_nginx_own && door.startsWith("nginx"))
                continue;
            first ??= comparable(answer);
            assert.deepEqual(comparable(answer), first, `${door} answers as the embedded one does`);
            if (answer.status !== 304 && !request.bytes.toString().startsWith("HEAD"))
                assert.ok(!answer.get("content-length") || Number(answer.get("content-length")) === answer.body.length);
        }
    });
}

const request = (method, target, headers, body = "") => Buffer.from(
    [`${method} ${target} HTTP/1.1`, "Host: cj.test", "Connection: close", ...headers, `Content-Length: ${body.length}`, "", body].join("\r\n"));
const FORM = ["Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"];

/* The page's form sent as it stands, with the cookies. */
async function sendForm(send, target, cookie) {
    const page = (await send(request("GET", target, cookie ? [`Cookie: ${cookie}`] : []))).body.toString();
    const value = (name) => page.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
    const body = `csrf=${value("csrf")}&form_id=${value("form_id")}`;
    return send(request("POST", target, [...FORM, ...(cookie ? [`Cookie: ${cookie}`] : [])], body));
}

test("[S19] (ASVS 7.2.4, 7.4.1) signing in and out works alike through every door, with both its cookies", async () => {
    let n = 0;
    for (const [door, send] of Object.entries(doors)) {
        const invited = runProgram(["user", "invite", `door${++n}@example.org`, "--role", "coordinator", "--partnership", "fife",
            "--name", "Sample coordinator", "--db", site.db, "--origin", ORIGIN]);
        assert.equal(invited.status, 0, invited.stderr);
        const answer = await sendForm(send, printedLink(invited.stdout, "/invitation/"));
        assert.equal(answer.status, 303, door);
        const lines = answer.headers.filter(([name]) => name === "set-cookie").map(([, value]) => value);
        assert.deepEqual(lines.map((line) => line.replace(/=[0-9a-f]{64};/, "=VALUE;")).sort(), [
            "cj=VALUE; Path=/; HttpOnly; SameSite=Lax", "cjd=VALUE; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000",
        ], door);
        const cookie = lines.map((line) => line.split(";")[0]).join("; ");
        const own = (value) => send(request("GET", "/account", [`Cookie: ${value}`]));
        assert.equal((await own(cookie)).status, 200, door);
        const out = await sendForm(send, "/sign-out", cookie);
        assert.equal(out.get("clear-site-data"), '"storage"', door);
        assert.equal((await own(cookie)).status, 303, `${door}: the old cookie opens nothing`);
    }
});

test("[S21] no answer of ours names a program or a version", async () => {
    for (const door of ["the embedded door", "plain CGI"]) {
        const answer = await doors[door](Buffer.from("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        assert.equal(answer.get("server"), undefined);
        assert.equal(answer.get("x-powered-by"), undefined);
    }
});
