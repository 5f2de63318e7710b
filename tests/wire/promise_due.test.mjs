/*
 * The day by which results were promised: the coordinators of the consultation hear of it before and after, each time once, until
 * results are published. With the sample consultation that has closed.
 */
import test from "node:test";
import assert from "node:assert/strict";
import { askDatabase } from "../lib/answer.mjs";
import { problemOf, signInPerson } from "../lib/http_person.mjs";
import { mailsOf } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const SLUG = "sample-early-views-on-help-after-prison", RESULTS = `/coordinator/results/${SLUG}`;
const DAY_S = 86400;
const dayOf = (s) => new Date(s * 1000).toISOString().slice(0, 10);

test("[B.13] coordinators are written to before the promised day and after it, each time once, until results are published", { timeout: 300_000 }, async (t) => {
    const site = await startSite({ sample: true, responses: true, clock: true, settings: { mail_from: "site@example.org", contact_mail: "desk@example.org", limit_pages: 1000000, limit_posts: 1000000 } });
    t.after(() => site.stop());
    const told = () => mailsOf(site).filter((mail) => /Results of CJC-\S+ are (promised soon|overdue)/.test(mail.headers.subject));
    const jobs = () => Number(askDatabase(site.db, "SELECT coalesce(max(changed_at_s), 0) FROM job WHERE kind = 'promise_due' AND state = 'done'"));
    /* Noon of that many days before the promised one; the work of that day is done. */
    const promised = Math.floor(site.clock.now_s / DAY_S) + 20;
    askDatabase(site.db, `UPDATE consultation SET results_by = '${dayOf(promised * DAY_S)}' WHERE slug = '${SLUG}'`);
    const goTo = async (days) => {
        const noon = (promised - days) * DAY_S + DAY_S / 2;
        assert.ok(noon > site.clock.now_s, "forward");
        site.clock.forward(noon - site.clock.now_s);
        await waitFor(`the work of ${days} days before`, () => jobs() >= noon - DAY_S / 2, 60_000);
    };
    const n_owners = Number(askDatabase(site.db, "SELECT count(DISTINCT g.account_id) FROM role_grant g JOIN partnership p ON p.id = g.partnership_id WHERE g.role = 'coordinator' AND p.slug = 'fife' AND g.until_s IS NULL"));
    assert.ok(n_owners >= 1);

    await goTo(16);
    assert.equal(told().length, 0, "nothing 16 days before");
    await goTo(14);
    assert.equal(told().length, n_owners, "each coordinator, 14 days before");
    assert.match(told()[0].headers.subject, /promised soon/);
    assert.match(told()[0].body.replace(/=\r?\n/g, ""), new RegExp(`29\\d responses wait[^]*${RESULTS}`));
    await goTo(10);
    assert.equal(told().length, n_owners, "not again");
    await goTo(3);
    assert.equal(told().length, 2 * n_owners, "three days before");
    await goTo(0);
    assert.equal(told().length, 2 * n_owners, "not on the day");
    await goTo(-1);
    assert.equal(told().length, 3 * n_owners, "the day after");
    assert.match(told().at(-1).headers.subject, /overdue/);
    await goTo(-20);
    assert.equal(told().length, 3 * n_owners, "once a month");
    await goTo(-32);
    assert.equal(told().length, 4 * n_owners, "a month later");

    const person = await signInPerson(site, "coordinator.fife@example.org");
    for (const [at, fields] of [[RESULTS, { title: "Sample results", summary: "Most want a bed.", method: "", seen: "0" }], [`${RESULTS}/publish`, { note: "" }]]) {
        site.clock.forward(60);
        const done = await person.send(at, fields);
        assert.equal(done.status, 200, problemOf(done));
    }
    await goTo(-70);
    assert.equal(told().length, 4 * n_owners, "and no more once they are published");
});
