/*
 * Whoever answered and agreed to be contacted hears what became of it: with their own words, once, and nobody else does. With the
 * sample consultation of 300 responses.
 */
import test from "node:test";
import assert from "node:assert/strict";
import { askDatabase } from "../lib/answer.mjs";
import { problemOf, signInPerson } from "../lib/http_person.mjs";
import { mailsOf } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const SLUG = "sample-early-views-on-help-after-prison";
const DESK = `/coordinator/consultations/${SLUG}/coding`, FEEDBACK = `/coordinator/results/${SLUG}/feedback`;
const OF = `r.consultation_id = (SELECT id FROM consultation WHERE slug = '${SLUG}') AND r.is_live = 1`;
const TO_TELL = `${OF} AND r.counting = 'valid' AND r.may_contact = 1 AND p.email <> ''`;

/* The first long answer of each of some responses: { id, email, words }. */
const answersOf = (db, where, n) => JSON.parse(askDatabase(db, `SELECT json_group_array(json_object('id', id, 'email', email, 'words', value)) FROM (SELECT CAST(a.id AS TEXT) id, p.email, a.value ` +
    `FROM response r JOIN respondent p ON p.response_id = r.id JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id WHERE ${where} AND q.type = 'long' AND length(a.value) > 30 GROUP BY r.id ORDER BY r.id LIMIT ${n})`));

async function act(site, person, at, fields) {
    site.clock.forward(60);
    const done = await person.send(at, fields);
    assert.equal(done.status, 200, `${at}: ${problemOf(done)}`);
    return done;
}

test("[3.52] [B.12] [11.2] who answered hears what became of it, with their own words", { timeout: 300_000 }, async (t) => {
    const site = await startSite({ sample: true, responses: true, clock: true, settings: { mail_from: "site@example.org", contact_mail: "desk@example.org", limit_pages: 1000000, limit_posts: 1000000 } });
    t.after(() => site.stop());
    let person = await signInPerson(site, "coordinator.fife@example.org");
    const told = () => mailsOf(site).filter((mail) => /What became of your answer/.test(mail.headers.subject));
    const wait = () => site.clock.forward(3700);

    const agreed = answersOf(site.db, TO_TELL, 3), refused = answersOf(site.db, `${OF} AND r.counting = 'valid' AND r.may_contact = 0 AND p.email <> ''`, 2);
    assert.ok(agreed.length === 3 && refused.length === 2);
    const mark = (x, i) => `Marker${i}word for ${x.id}`;
    [...agreed, ...refused].forEach((x, i) => askDatabase(site.db, `UPDATE answer SET value = '${mark(x, i)}' WHERE id = ${x.id}`));

    await act(site, person, `${DESK}/frame`, { do: "begin" });
    await act(site, person, `${DESK}/frame`, { do: "add", name: "Sample beds", definition: "", question: "0" });
    await act(site, person, `${DESK}/frame`, { do: "add", name: "Sample rooms", definition: "", question: "0" });
    const [beds, rooms] = ["beds", "rooms"].map((name) => askDatabase(site.db, `SELECT id FROM theme WHERE name = 'Sample ${name}'`));
    for (const x of [agreed[0], agreed[1], ...refused])
        await act(site, person, `${DESK}/read?answer=${x.id}`, { theme: [beds], do: "next" });
    await act(site, person, `${DESK}/frame/${beds}`, { do: "merge", into: rooms, reason: "The same." });
    askDatabase(site.db, `UPDATE response SET counting = 'withdrawn' WHERE id = (SELECT response_id FROM answer WHERE id = ${agreed[1].id})`);

    await act(site, person, `${FEEDBACK}/new`, { theme: rooms, said: "People asked for beds.", decision: "changed", did: "Six sample rooms are let." });
    await act(site, person, `${FEEDBACK}/publish`, {});
    assert.equal(told().length, 0, "nothing before the hour is over");
    wait();
    const n = Number(askDatabase(site.db, `SELECT count(*) FROM response r JOIN respondent p ON p.response_id = r.id WHERE ${TO_TELL}`));
    await waitFor(`${n} mails`, () => told().length >= n, 120_000);

    const mails = told(), to = (x) => mails.filter((mail) => mail.headers.to.includes(x.email));
    assert.equal(mails.length, n, "each one mail");
    assert.equal(new Set(mails.map((mail) => mail.headers.to)).size, n, "to each");
    assert.equal(to(agreed[0]).length, 1);
    assert.match(to(agreed[0])[0].body.replace(/=\r?\n/g, ""), new RegExp(`You wrote: .*${mark(agreed[0], 0)}[\\s\\S]*Decision: Changed\\.[\\s\\S]*Six sample rooms are let`));
    assert.match(to(agreed[2])[0].body.replace(/=\r?\n/g, ""), /now published what it does with what people said[\s\S]*Six sample rooms/);
    assert.equal(mails.filter((mail) => mail.body.includes("Marker0word")).length, 1, "[S6] words go to whoever wrote them");
    assert.equal(mails.filter((mail) => /Marker[1-4]word/.test(mail.body)).length, 0, "none of who said no, or took it back");
    for (const x of [agreed[1], ...refused])
        assert.equal(to(x).length, 0, `${x.email} gets no mail`);

    person = await signInPerson(site, "coordinator.fife@example.org"); /* the hour ended the session */
    await act(site, person, `${FEEDBACK}/new`, { said: "People asked for more.", decision: "for_others", reason: "The council decides it." });
    await act(site, person, `${FEEDBACK}/publish`, {});
    wait();
    await waitFor("the job to be done", () => askDatabase(site.db, "SELECT count(*) FROM job WHERE kind = 'feedback_told' AND state = 'done'") === "2", 60_000);
    assert.equal(told().length, n, "an answer that nobody raised makes no second mail");
    assert.equal(askDatabase(site.db, "SELECT count(*) FROM subscription_news WHERE line LIKE '%what was done with what people said%'"), "1", "subscribers hear of it once, in the mail of the morning");
});
