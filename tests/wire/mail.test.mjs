/*
 * mail.test.mjs: a message posted to the real program ends as a mail in a real SMTP server, or as a file.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { after, before, test } from "node:test";
import tls from "node:tls";
import { readMail, startMailServer } from "../lib/mail.mjs";
import { loadDirectory, makeFolder, runProgram, startSite, waitFor } from "../lib/program.mjs";

const page = "/partnerships/inverclyde/contact";
const mailbox = "community.justice@inverclyde.gov.uk";
const sender = { mail_from: "post@cj.example", reply_to: "people@cj.example", contact_mail: "desk@cj.example" };
const typed = { name: "Màiri Sample", organisation: "Buidheann", email: "reader@example.org", message: "Ciamar?\n.\nWe are five." };

function tokens(html) {
    return Object.fromEntries(["csrf", "form_id"].map((name) => [name, new RegExp(`name="${name}" value="([^"]+)"`).exec(html)[1]]));
}

/* As a browser: the form, then Send. The clock goes on, because nobody types in no time. */
async function sendMessage(site, fields = typed) {
    const form = await (await fetch(site.origin + page)).text();
    site.clock.forward(10);
    const body = new URLSearchParams({ ...tokens(form), ...fields, step: "send" });
    const answer = await fetch(site.origin + page, { method: "POST", body, redirect: "manual" });
    assert.equal(answer.status, 303, "the message is taken");
    const sent = await (await fetch(site.origin + answer.headers.get("location"))).text();
    return /[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent)[0];
}

const to = (mails, address) => mails.filter((mail) => mail.headers.to === address);
const count = (text, pattern) => (text.match(pattern) || []).length;

/* One site and one mail server; both end with the test, whatever it found. */
async function withBoth(t, words, settings) {
    const server = await startMailServer(words);
    t.after(() => server.stop());
    const site = await startSite({ clock: true, settings: { ...sender, ...server.settings, ...settings } });
    t.after(() => site.stop());
    return { server, site };
}

/* A port of our own that leads to the server, once it is told to. */
async function makeRelay(t, wrap = (take) => net.createServer(take)) {
    const relay = { port: 0, target: 0 };
    const server = wrap((socket) => {
        socket.on("error", () => {});
        if (!relay.target)
            return socket.destroy();
        const other = net.connect(relay.target, "127.0.0.1");
        other.on("error", () => socket.destroy());
        socket.pipe(other).pipe(socket);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    t.after(() => server.close());
    relay.port = server.address().port;
    return relay;
}

/* --- certificates of a small authority of our own --- */

let safe;

function openssl(...words) {
    const done = spawnSync("openssl", words, { cwd: safe, encoding: "utf8" });
    assert.equal(done.status, 0, done.stderr);
}

before(() => {
    safe = makeFolder("certificates");
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority");
    openssl("req", "-new", ...key.slice(0, 4), "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
    writeFileSync(path.join(safe, "names"), "subjectAltName=DNS:localhost\n");
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem");
    writeFileSync(path.join(safe, "password"), "correct horse\n", { mode: 0o600 });
});
after(() => rmSync(safe, { recursive: true, force: true }));

const in_safe = (name) => path.join(safe, name);

/* --- tests --- */

test("[1.14] a message reaches the partnership's mailbox and its sender gets the reference", async (t) => {
    const { server, site } = await withBoth(t, [], {});
    const reference = await sendMessage(site);
    const mails = await server.wait(2);
    const [out] = to(mails, mailbox);
    assert.equal(out.from, "post@cj.example", "[S6] the envelope's sender is ours");
    assert.deepEqual(out.to, [mailbox]);
    assert.equal(out.headers["reply-to"], "reader@example.org");
    assert.equal(out.headers["auto-submitted"], "auto-generated");
    assert.match(out.headers["message-id"], /^<[0-9a-f]{16}\.\d+@cj\.example>$/);
    assert.match(out.headers.subject, new RegExp(reference));
    assert.match(out.body, /Màiri Sample of Buidheann/);
    assert.match(out.body, /Ciamar\?\r\n\.\r\nWe are five\.\r\n/, "the text came whole, its lone stop too");
    const [copy] = to(mails, "reader@example.org");
    assert.equal(copy.headers["reply-to"], "people@cj.example");
    assert.match(copy.body, new RegExp(reference));
    assert.doesNotMatch(copy.body, /Ciamar|Màiri/, "[S6] nothing that was typed");
    assert.doesNotMatch(site.log(), /@|Ciamar/, "[S45] the log names nobody");
});

test("[1.14] without a mail server each mail is a file, and the program says so at start", async (t) => {
    const site = await startSite({ clock: true, settings: sender });
    t.after(() => site.stop());
    const folder = path.join(site.folder, "mail");
    assert.ok(site.log().includes(`mails are written as files to ${folder}`));
    const reference = await sendMessage(site);
    const files = () => readdirSync(folder).filter((name) => name.endsWith(".eml"));
    await waitFor("two files", () => files().length === 2);
    const mails = files().map((name) => readMail(readFileSync(path.join(folder, name), "latin1")));
    assert.match(to(mails, mailbox)[0].body, /Ciamar\?\r\n\.\r\n/);
    assert.match(to(mails, "reader@example.org")[0].headers.subject, new RegExp(reference));
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.ok(files().every((name) => (statSync(path.join(folder, name)).mode & 0o777) === 0o600));
});

test("[1.13] a mailbox that the server refuses: not tried again, its sender is told, readers are told, the next message goes elsewhere", async (t) => {
    const { server, site } = await withBoth(t, ["--refuse", mailbox], {});
    const reference = await sendMessage(site);
    await waitFor("the refusal", () => site.log().includes("try=1 error=refused"));
    const told = await waitFor("a mail that tells the sender", () =>
        to(server.taken(), "reader@example.org").find((mail) => /could not be delivered/.test(mail.headers.subject)));
    assert.match(told.body, new RegExp(reference));
    assert.doesNotMatch(told.body, /Ciamar|Màiri/, "[S6] nothing that was typed");
    await waitFor("the words on the public page", async () =>
        /Mail to this address has been coming back/.test(await (await fetch(`${site.origin}/partnerships/inverclyde`)).text()));
    assert.match(await (await fetch(site.origin + page)).text(), /has been coming back\. The people who run this site will pass it on/);
    site.clock.forward(86400);
    const second = await sendMessage(site, { ...typed, email: "second@example.org" });
    const passed_on = await waitFor("the second message", () =>
        to(server.taken(), "desk@cj.example").find((mail) => mail.headers.subject.includes(second)));
    assert.match(passed_on.body, /has been coming back\. Please pass this message on/);
    assert.equal(count(site.log(), /error=refused/g), 1, "it was asked once");
    assert.equal(to(server.taken(), mailbox).length, 0);
});

test("mails wait for a server that is away", async (t) => {
    const relay = await makeRelay(t);
    const { server, site } = await withBoth(t, [], { smtp_port: relay.port });
    await sendMessage(site);
    await waitFor("the first try", () => /try=1 error=unreachable/.test(site.log()));
    assert.equal(server.taken().length, 0);
    relay.target = server.port;
    site.clock.forward(61);
    const mails = await server.wait(2);
    assert.equal(to(mails, mailbox).length, 1);
    await waitFor("the note of it", () => /mail\.sent mail=[0-9a-f]+ try=2/.test(site.log()));
});

test("[S6] STARTTLS with sign-in, the certificate checked against the authority that is set", async (t) => {
    const words = ["--tls", in_safe("server.pem"), in_safe("server.key"), "--auth", "post", "correct horse"];
    const settings = { smtp_host: "localhost", smtp_tls: "starttls", smtp_ca_file: in_safe("ca.pem"), smtp_user: "post", smtp_password_file: in_safe("password") };
    const { server, site } = await withBoth(t, words, settings);
    await sendMessage(site);
    const mails = await server.wait(2);
    assert.ok(mails.every((mail) => mail.headers["x-sink-tls"] === "yes"));
});

test("a certificate of an authority we do not know, or of another name, sends nothing", async (t) => {
    const words = ["--tls", in_safe("server.pem"), in_safe("server.key")];
    for (const settings of [{ smtp_host: "localhost" }, { smtp_host: "127.0.0.1", smtp_ca_file: in_safe("ca.pem") }]) {
        const { server, site } = await withBoth(t, words, { smtp_tls: "starttls", ...settings });
        await sendMessage(site);
        await waitFor("the try", () => /try=1 error=tls/.test(site.log()));
        assert.equal(server.taken().length, 0);
    }
});

test("a server that offers no STARTTLS gets nothing when it is asked for", async (t) => {
    const { server, site } = await withBoth(t, [], { smtp_tls: "starttls" });
    await sendMessage(site);
    await waitFor("the try", () => /try=1 error=tls/.test(site.log()));
    assert.equal(server.taken().length, 0);
});

test("a wrong password is our fault, not the mail's: it waits", async (t) => {
    const words = ["--tls", in_safe("server.pem"), in_safe("server.key"), "--auth", "post", "another"];
    const settings = { smtp_host: "localhost", smtp_tls: "starttls", smtp_ca_file: in_safe("ca.pem"), smtp_user: "post", smtp_password_file: in_safe("password") };
    const { server, site } = await withBoth(t, words, settings);
    await sendMessage(site);
    await waitFor("the try", () => /try=1 error=sign_in/.test(site.log()));
    site.clock.forward(61);
    await waitFor("the next", () => /try=2 error=sign_in/.test(site.log()));
    assert.equal(server.taken().length, 0);
});

test("TLS from the first byte", async (t) => {
    const keys = () => ({ key: readFileSync(in_safe("server.key")), cert: readFileSync(in_safe("server.pem")) });
    const relay = await makeRelay(t, (take) => tls.createServer(keys(), take));
    const settings = { smtp_host: "localhost", smtp_tls: "tls", smtp_port: relay.port, smtp_ca_file: in_safe("ca.pem") };
    const { server, site } = await withBoth(t, [], settings);
    relay.target = server.port;
    await sendMessage(site);
    assert.equal((await server.wait(2)).length, 2);
});

test("stopping does not wait for a mail server that says nothing", async (t) => {
    const callers = new Set();
    const server = net.createServer((socket) => callers.add(socket.on("error", () => {})));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    t.after(() => {
        callers.forEach((socket) => socket.destroy());
        server.close();
    });
    const settings = { ...sender, smtp_host: "127.0.0.1", smtp_tls: "none", smtp_port: server.address().port };
    const site = await startSite({ clock: true, settings });
    try {
        await sendMessage(site);
        await waitFor("the call", () => callers.size > 0);
    } finally {
        const from = Date.now();
        await site.stop();
        assert.ok(Date.now() - from < 10000, "within 10 s");
    }
});

test("cjengage jobs runs due work once; twice does no harm; without a database it says so", (t) => {
    const folder = makeFolder("jobs");
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const db = path.join(folder, "cjengage.db");
    loadDirectory(db);
    for (const time of ["once", "again"])
        assert.equal(runProgram(["jobs", "--db", db]).status, 0, time);
    const absent = runProgram(["jobs", "--db", path.join(folder, "absent.db")]);
    assert.equal(absent.status, 1);
    assert.match(absent.stderr, /there is no database/);
});

test("mail settings that cannot work are refused at start, with the setting named", () => {
    const cases = [
        [["--smtp-host", "localhost"], /smtp_host: sending mail needs mail_from/],
        [["--mail-from", "Somebody <a@b.example>"], /mail_from: a plain email address/],
        [["--contact-mail", "a@b.example\r\nBcc: c@d.example"], /contact_mail: a plain email address/],
        [["--smtp-host", "localhost", "--mail-from", "a@b.example", "--smtp-user", "post"], /smtp_user: signing in needs/],
        [["--smtp-host", "localhost", "--mail-from", "a@b.example", "--smtp-ca-file", in_safe("absent.pem")], /absent\.pem: No such file/],
    ];
    for (const [words, said] of cases) {
        const done = runProgram(["serve", "--create", "--listen", "127.0.0.1:0", "--db", in_safe("t.db"), ...words]);
        assert.equal(done.status, 1, words.join(" "));
        assert.match(done.stderr, said);
    }
});
