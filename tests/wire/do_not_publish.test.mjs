/*
 * Words that nobody may read: marked ones are planted in responses whose senders said "Do not publish", in names of those who
 * said "Publish without name", and then everything is fetched that the public and people of other partnerships can fetch:
 * each GET row of docs/access.md, as each of them, once answers and results are published.
 */
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { answerUpToSending, askDatabase, openBrowserOf } from "../lib/answer.mjs";
import { openPerson, problemOf, signInPerson } from "../lib/http_person.mjs";
import { root, startSite } from "../lib/program.mjs";

const CLOSED = "sample-early-views-on-help-after-prison", OPEN = "sample-draft-community-justice-plan";
const MARK = /quokka\w*/gi; /* stands nowhere else; the word beside it is what is searched for */
const BESIDE = "ptarmigan";
const marked = (of) => `${BESIDE} quokka${of}`;

const rows = [...readFileSync(path.join(root, "docs/access.md"), "utf8").matchAll(/^\| GET \| `([^`]+)` \| ([^|]*) \|/gm)].map(([, pattern, who]) => ({ pattern, is_public: who === "everybody" }));

/* --- what is planted --- */

/* A letter that the coordinator types in: every field that a person can be known by, and every open answer unless `answers` is false. */
async function logLetter(site, coordinator, { of, publish, answers = true }) {
    const at = `/coordinator/responses/new?consultation=${CLOSED}`, page = await coordinator.open(at);
    const closes = new Date(Number(askDatabase(site.db, `SELECT closes_at_s FROM consultation WHERE slug = '${CLOSED}'`)) * 1000 - 5 * 86400_000);
    const open = askDatabase(site.db, `SELECT 'q' || q.id FROM question q JOIN consultation c ON c.id = q.consultation_id WHERE c.slug = '${CLOSED}' AND q.type IN ('long', 'short')`).split("\n");
    const wish = {
        channel: "letter", received_day: closes.getUTCDate(), received_month: closes.getUTCMonth() + 1, received_year: closes.getUTCFullYear(),
        source_ref: marked(`source${of}`), who: "organisation", organisation: marked(`organisation${of}`), number: "", name: marked(`name${of}`),
        role_title: marked(`role${of}`), email: `quokkamail${of}@example.org`, phone: "01592 496 000", address: marked(`address${of}`),
        represents: "7", gathered: marked(`gathered${of}`), publish, naming: "no", may_contact: "no",
    };
    for (const name of open)
        wish[name] = answers ? marked(name + of) : `Sample words of ${of}.`;
    site.clock.forward(60);
    const check = await coordinator.send(page, wish);
    assert.equal(check.status, 200, problemOf(check));
    const done = await coordinator.send(check, { step: "send" });
    const receipt = /FIF-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(done.html)?.[0];
    assert.ok(receipt, problemOf(done) || done.html.slice(0, 400));
    return receipt;
}

/* Somebody who answers on the web and says "Do not publish". */
async function answerOnline(site) {
    const person = openBrowserOf("127.0.0.1");
    const send = await answerUpToSending(site.origin, OPEN, person, { words: marked("web"), wish: { publish: "do_not_publish", may_contact: "no" } });
    site.clock.forward(60);
    assert.equal((await person.ask(site.origin + send.target, send.fields)).status, 303);
}

/* --- what is published --- */

const QUEUE = `/coordinator/consultations/${CLOSED}/moderation`;

/* Every answer of those who agreed stays as written, the answers are published, and then the results. */
async function publish(site, coordinator) {
    for (let i = 0; i < 100; i++) {
        site.clock.forward(60);
        const queue = await coordinator.open(QUEUE), answers = [...queue.html.matchAll(/name="answer" value="([^"]+)"/g)].map(([, value]) => value);
        if (!answers.length)
            break;
        const done = await coordinator.send(queue, { answer: answers, way: "keep", do: "bulk" });
        assert.equal(done.status, 200, problemOf(done));
    }
    site.clock.forward(60);
    const published = await coordinator.send(QUEUE, { do: "publish" });
    assert.equal(published.status, 200, problemOf(published));
    site.clock.forward(60);
    const words = await coordinator.send(`/coordinator/results/${CLOSED}`, { summary: "Sample summary.", method: "Sample method." });
    assert.equal(words.status, 200, problemOf(words));
    site.clock.forward(60);
    const results = await coordinator.send(`/coordinator/results/${CLOSED}/publish`, {});
    assert.equal(results.status, 200, problemOf(results));
}

/* --- who looks --- */

/* Accounts of roles that the sample content has nobody of: copies of its coordinator of Angus. */
function addPeople(site) {
    const like = "(SELECT id FROM account WHERE email = 'coordinator.angus@example.org')", columns = "password_hash, totp_secret, totp_last_step, audit_key, created_at_s";
    const people = [["analyst.angus@example.org", "analyst", "partnership"], ["member@example.org", "network_coordinator", "network"], ["national@example.org", "network_national", "network"]];
    people.forEach(([email, role, scope], i) => askDatabase(site.db,
        `INSERT INTO account (id, name, email, email_key, ${columns}) SELECT ${i + 1}, 'Sample ${role}', '${email}', '${email}', ${columns} FROM account WHERE id = ${like};
INSERT INTO role_grant (id, account_id, role, is_lead, scope, partnership_id, from_s) SELECT ${i + 1}, ${i + 1}, '${role}', 0, '${scope}', ${scope === "partnership" ? "partnership_id" : "NULL"}, from_s FROM role_grant WHERE account_id = ${like}`));
    return people.map(([email]) => email);
}

/* The holder of the private link of another response. */
async function otherRespondent(site) {
    const person = openPerson(site), browser = openBrowserOf("127.0.0.1");
    const send = await answerUpToSending(site.origin, OPEN, browser, { words: "Sample words of another.", wish: { publish: "publish_anonymous", may_contact: "no" } });
    site.clock.forward(60);
    const sent = await browser.ask(site.origin + send.target, send.fields);
    const done = await browser.ask(new URL(sent.location, site.origin).href);
    const key = /\/r\/([0-9a-z]{26})/.exec(done.html)?.[1];
    assert.ok(key, "the page after sending shows the private link");
    await person.send(`/r/${key}`, {});
    assert.equal((await person.open("/r/open")).status, 200);
    return person;
}

/* --- where they look --- */

/* What can stand in an address's open places, by where they stand. */
function placesOf(site, receipts) {
    const of = (sql) => askDatabase(site.db, sql).split("\n");
    const [body] = of("SELECT slug FROM body_public LIMIT 1"), consultations = [CLOSED, OPEN];
    const slugs = (pattern) => (/consultations|results/.test(pattern) ? consultations : /bodies/.test(pattern) ? [body] : /partnerships|subscri/.test(pattern) ? ["fife"] : [CLOSED, "fife", body]);
    const values = {
        ":reference": receipts, ":ref": receipts, ":no": ["1", "2", "3"], ":table": of("SELECT DISTINCT code FROM result_table"), ":action": ["note", "clarify"], ":step": ["check"],
        ":question": of(`SELECT 'q' || q.id FROM question q JOIN consultation c ON c.id = q.consultation_id WHERE c.slug = '${CLOSED}' AND q.type = 'long' LIMIT 1`),
        ":id": of("SELECT body_id FROM body_public LIMIT 1").concat(of("SELECT id FROM event LIMIT 1")),
    };
    return (pattern) => (pattern.match(/:[a-z_]+/g) ?? []).reduce((all, name) =>
        all.flatMap((at) => (name === ":slug" ? slugs(pattern) : values[name] ?? ["x"]).map((value) => at.replace(name, value))), [pattern]);
}

const QUERIES = ["", `?consultation=${CLOSED}&q=${BESIDE}&words=${BESIDE}&name=${BESIDE}&partnership=fife`];

/* What of everything that this person can fetch has a mark in it. What everybody is given is asked for once signed out and once
 * signed in; what needs a sign-in, by each. */
async function marksSeenBy(site, person, receipts, wants_public) {
    const seen = new Set(), addressesOf = placesOf(site, receipts);
    let n_pages = 0;
    for (const { pattern } of rows.filter((row) => wants_public || !row.is_public))
        for (const at of addressesOf(pattern))
            for (const query of QUERIES) {
                const page = await person.ask(at + query);
                n_pages += page.status === 200;
                for (const [mark] of `${page.html}\n${[...page.headers].join("\n")}`.matchAll(MARK))
                    seen.add(`${at}${query}: ${mark}`);
            }
    return { seen: [...seen], n_pages };
}

test("[S53] [S54] (ASVS 8.2.3, 14.2.6) what its sender said is not to be published stands in nothing that others can fetch", { timeout: 600_000 }, async (t) => {
    const site = await startSite({ sample: true, responses: true, clock: true, settings: { limit_pages: 1000000, limit_searches: 1000000 } });
    t.after(() => site.stop());
    const coordinator = await signInPerson(site, "coordinator.fife@example.org");
    const receipts = [
        await logLetter(site, coordinator, { of: "not", publish: "do_not_publish" }),
        await logLetter(site, coordinator, { of: "unasked", publish: "not_asked" }),
    ];
    const anonymous = await logLetter(site, coordinator, { of: "unnamed", publish: "publish_anonymous", answers: false });
    await answerOnline(site);
    assert.match((await coordinator.open(`/coordinator/responses/${receipts[0]}`)).html, /quokkanamenot/, "its own coordinator reads it: the marks are there");

    await publish(site, coordinator);
    const shown = await (await fetch(`${site.origin}/consultations/${CLOSED}/responses.csv`)).text();
    assert.match(shown, /Sample words of unnamed/, "what may be read is there to be read");
    assert.equal((await fetch(`${site.origin}/consultations/${CLOSED}/results`)).status, 200);
    const lookers = { "the public": openPerson(site), "another person's link": await otherRespondent(site) };
    for (const email of ["editor@example.org", "coordinator.angus@example.org", "admin@example.org", ...addPeople(site)])
        lookers[email] = await signInPerson(site, email);
    for (const [who, person] of Object.entries(lookers)) {
        const { seen, n_pages } = await marksSeenBy(site, person, [...receipts, anonymous], ["the public", "admin@example.org"].includes(who));
        assert.deepEqual(seen, [], who);
        assert.ok(n_pages > (who === "the public" || who === "admin@example.org" ? 60 : 2), `${who} sees ${n_pages} pages`);
    }
    assert.doesNotMatch(site.log(), MARK, "the log");
});
