/*
 * subscription.test.mjs: mail about chosen topics and areas over real SMTP: what a mail server sees of one-click stop, and
 * what a mail provider sends for it, through each door; and an address that a server refuses.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { startFcgi, startNginx } from "../lib/doors.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { runProgram, startSite, waitFor } from "../lib/program.mjs";
import { ask, placeOf } from "../lib/raw.mjs";
import { findMail, linkIn } from "../lib/subscribe.mjs";

const ORIGIN = "http://cj.test";
const REFUSED = "refused@example.org";
const SENDER = { mail_from: "post@cj.example", reply_to: "people@cj.example" };
let mail, site, fcgi, nginx, doors;

before(async () => {
    mail = await startMailServer(["--refuse", REFUSED]);
    const settings = { ...SENDER, ...mail.settings, origin: ORIGIN, trusted_proxy: "127.0.0.1", limit_posts: 1000 };
    site = await startSite({ clock: true, settings });
    /* both send: each takes its turn at due work */
    const both = { db: site.db, test_clock: site.clock.file, ...settings };
    delete both.limit_posts, delete both.trusted_proxy;
    fcgi = await startFcgi(site.folder, Object.entries(both).flatMap(([key, value]) => [`--${key.replaceAll("_", "-")}`, String(value)]));
    nginx = await startNginx(site.folder, { http_port: placeOf(site.origin).port, fcgi: fcgi.socket });
    doors = {
        "the embedded door": placeOf(site.origin),
        "nginx and the embedded door": nginx.toHttp,
        "nginx and FastCGI": nginx.toFcgi,
    };
});

after(async () => {
    await nginx?.stop();
    const end = await fcgi?.server.stop();
    await site?.stop();
    await mail?.stop();
    assert.equal(end?.status, 0);
});

/* As a browser does it: the page's tokens, and the fields. */
async function send(where, fields) {
    const html = await (await fetch(site.origin + where)).text();
    const tokens = ["csrf", "form_id"].map((name) => [name, new RegExp(`name="${name}" value="([^"]+)"`).exec(html)[1]]);
    site.clock.forward(10);
    const body = new URLSearchParams([...tokens, ...fields]);
    return fetch(site.origin + where, { method: "POST", body, redirect: "manual", headers: { Origin: ORIGIN } });
}

const wanted = (email, area = "fife") => [["topics", "contact_route"], ["areas", area], ["email", email]];

/* A subscription that runs: the mail that says so, as the server took it. */
async function start(email, area) {
    assert.equal((await send("/partnerships/fife/subscribe", wanted(email, area))).status, 303);
    const asked = await findMail(mail.taken, email, "confirm");
    assert.equal((await send(linkIn(asked, "confirm"), [])).status, 303);
    return findMail(mail.taken, email, "stop");
}

/* Statements on the database from beside the program; what the last one gave first. */
const BESIDE = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=10)
rows = [db.execute(sql).fetchone() for sql in sys.argv[2:]]
db.commit()
print(rows[-1][0] if rows[-1] else "")
`;
const row = (...sql) => execFileSync("/usr/bin/python3", ["-c", BESIDE, site.db, ...sql], { encoding: "utf8" }).trim();
const isThere = (email) => row(`SELECT count(*) FROM subscription WHERE email = '${email}'`) === "1";

test("[11.1] [11.5] the mail server sees both headers of one-click stop, once each, with the address alone", async () => {
    const { headers, body } = await start("headers@example.org");
    assert.match(headers["list-unsubscribe"], /^<http:\/\/cj\.test\/subscriptions\/stop\/[0-9a-z]{26}>$/);
    assert.equal(headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
    assert.equal(headers["reply-to"], SENDER.reply_to, "[11.5] an answer reaches a person");
    assert.ok(body.includes(headers["list-unsubscribe"].slice(1, -1)), "the text has the same link");
    const asked = await findMail(mail.taken, "headers@example.org", "confirm");
    assert.equal(asked.headers["list-unsubscribe"], undefined, "nothing runs yet that could be stopped");
});

test("[11.1] [S25] what a mail provider posts stops it, through each door, without cookie, token or redirect", async () => {
    for (const [i, [door, where]] of Object.entries(doors).entries()) {
        const email = `door${i}@example.org`;
        const stop = new URL((await start(email)).headers["list-unsubscribe"].slice(1, -1));
        assert.ok(isThere(email));
        const body = "List-Unsubscribe=One-Click";
        const lines = [`POST ${stop.pathname} HTTP/1.1`, "Host: cj.test", "Content-Type: application/x-www-form-urlencoded", `Content-Length: ${body.length}`];
        const answer = await ask(where, Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`));
        assert.equal(answer.status, 200, door);
        assert.match(answer.body.toString(), /These emails are stopped/, door);
        assert.ok(!isThere(email), `${door}: it is gone`);
    }
});

test("[11.1] [S24] a look at the link stops nothing", async () => {
    const stop = linkIn(await start("look@example.org"), "stop");
    for (const method of ["GET", "HEAD"])
        assert.equal((await fetch(site.origin + stop, { method })).status, 200);
    assert.ok(isThere("look@example.org"));
});

test("[S23] [S45] neither log holds a key or an address", async () => {
    const said = nginx.logs() + site.log();
    assert.doesNotMatch(said, /@example\.org|subscriptions\/(stop|open|confirm)\/[0-9a-z]/);
});

test("[11.6] an address that its server refuses three times in a row is paused, and its page says so", async () => {
    await start("was-good@example.org", "moray");
    const id = row("SELECT id FROM subscription WHERE email = 'was-good@example.org'");
    const open = linkIn(await findMail(mail.taken, "was-good@example.org", "open"), "open");
    row(`UPDATE subscription SET email = '${REFUSED}', email_key = '${REFUSED}' WHERE id = ${id}`);
    for (let i = 1; i <= 3; i++) {
        const now = site.clock.now_s;
        row(`INSERT INTO subscription_news (topic, partnership_id, line, path, happened_at_s, due_at_s) SELECT 'contact_route', id, 'The contact details were checked', '/partnerships/moray', ${now}, ${now} FROM partnership WHERE slug = 'moray'`,
            `INSERT INTO job (kind, subject, due_at_s, next_at_s, state, n_tries, made_at_s, changed_at_s, last_error) SELECT 'subscription_news', '${i}', ${now}, ${now}, 'waiting', 0, ${now}, ${now}, ''`);
        await waitFor(`refusal ${i}`, () => row(`SELECT n_refused FROM subscription_state WHERE subscription_id = ${id}`) === String(i));
        site.clock.forward(86400);
    }
    assert.equal(row(`SELECT paused_at_s IS NOT NULL FROM subscription_state WHERE subscription_id = ${id}`), "1");
    assert.match(await (await fetch(site.origin + open)).text(), /These emails are paused/);
});

test("[11.1] due work run twice from the command line, beside the server, tells nobody twice", async () => {
    assert.equal(runProgram(["jobs", "--db", site.db, "--test-clock", site.clock.file]).status, 0);
    assert.equal(runProgram(["jobs", "--db", site.db, "--test-clock", site.clock.file]).status, 0);
    const doubled = "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE kind = 'mail/subscription_news' GROUP BY object_id, queued_at_s HAVING count(*) > 1)";
    assert.equal(row(doubled), "0");
});
