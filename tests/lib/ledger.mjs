/*
 * ledger.mjs: acts as respondents and staff over HTTP and keeps its own account of what each act means for the figures, by the
 * definitions of how responses are counted. A second opinion, in another language than the program's.
 */
import assert from "node:assert/strict";
import { answerUpToSending, openBrowserOf } from "./answer.mjs";
import { openPerson, problemOf } from "./http_person.mjs";

export const RECEIPT = /FIF-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const THINKING_S = 60;

/* A row of numbers that is always the same. */
export function lots(seed) {
    let x = seed >>> 0;
    return (below) => {
        x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
        return Math.floor((x / 2 ** 32) * below);
    };
}

/* Choices of each closed question on the log form: { q1: ["very-well", …] }; and which fields hold words. */
export function readForm(html) {
    const choices = {}, words = [...html.matchAll(/<textarea[^>]*name="(q\d+)"/g)].map(([, name]) => name), several = new Set();
    for (const [tag] of html.matchAll(/<input[^>]*type="(?:radio|checkbox)"[^>]*>/g)) {
        const name = /name="(q\d+)"/.exec(tag)?.[1];
        if (name)
            (choices[name] ??= []).push(/value="([^"]*)"/.exec(tag)[1]);
        if (name && tag.includes("checkbox"))
            several.add(name);
    }
    return { choices, words, several };
}

/* site: startSite's with a clock; slug: an open consultation; day: { received_day, received_month, received_year } in its time. */
export function openLedger({ site, slug, form, lot }) {
    const rows = [], people = {};
    const ledger = { rows, people };

    const someAnswers = (said) => {
        const answers = {};
        for (const [i, [name, codes]] of Object.entries(form.choices).entries())
            if (!i || lot(5) > 0) /* the first must be answered on the web */
                answers[name] = form.several.has(name) ? [...new Set([codes[lot(codes.length)], codes[lot(codes.length)]])] : codes[lot(codes.length)];
        return { ...answers, [form.words[0]]: said };
    };

    /* One that staff type in. `more`: fields of the form; gives its row. */
    ledger.log = async (coordinator, { channel, day, publish = "do_not_publish", said, answers = someAnswers(said), more = {} }) => {
        site.clock.forward(THINKING_S);
        const page = await coordinator.open(`/coordinator/responses/new?consultation=${slug}`);
        let check = await coordinator.send(page, { channel, ...day, who: "individual", naming: null, may_contact: "no", publish, ...(["phone", "meeting", "event"].includes(channel) && { read_back: "yes" }), ...answers, ...more });
        assert.equal(check.status, 200, problemOf(check));
        site.clock.forward(THINKING_S);
        const done = await coordinator.send(check, { step: "send" });
        const receipt = RECEIPT.exec(done.html)?.[0];
        assert.ok(receipt, `${problemOf(done)} ${done.status}`);
        const row = { receipt, channel, who: more.who ?? "individual", counting: "valid", late: "", publish, answers, said };
        rows.push(row);
        return row;
    };

    /* One that somebody sends on the web; keeps their private link. */
    ledger.send = async ({ publish = "do_not_publish", said, who = "individual", joint = [] }) => {
        const browser = openBrowserOf("127.0.0.1"), answers = { ...someAnswers(said), ...Object.fromEntries(form.words.map((name) => [name, said])) };
        const silent = Object.fromEntries(Object.keys(form.choices).filter((name) => !(name in answers)).map((name) => [name, []]));
        const page = await answerUpToSending(site.origin, slug, browser, { words: said, wish: { represents_n: "3", ...silent, ...answers, who, publish, may_contact: "no", naming: "no" } });
        for (const name of joint) {
            const at = `${site.origin}/consultations/${slug}/together`, shown = await browser.ask(at);
            assert.equal(shown.status, 200);
            const person = openPerson(site);
            person.jar.set(...browser.cookie.split("="));
            const added = await person.send({ ...shown, target: at }, { partner: name, agreed: "yes", do: "add" });
            assert.equal(added.status, 200, problemOf(added));
        }
        site.clock.forward(THINKING_S);
        const sent = await browser.ask(site.origin + page.target, page.fields);
        assert.equal(sent.status, 303, problemOf(sent));
        const done = await browser.ask(new URL(sent.location, site.origin).href);
        const row = { receipt: RECEIPT.exec(done.html)[0], channel: "web", who, counting: "valid", late: "", publish, answers, key: /\/r\/([0-9a-z]{26})/.exec(done.html)[1], said };
        rows.push(row);
        return row;
    };

    const opened = async (row) => {
        const person = openPerson(site);
        await person.send(`/r/${row.key}`, {});
        return person;
    };
    /* By the private link. */
    ledger.choose = async (row, publish) => {
        site.clock.forward(THINKING_S);
        const done = await (await opened(row)).send("/r/open/publish", { publish });
        assert.equal(done.status, 200, problemOf(done));
        row.publish = publish;
    };
    ledger.withdraw = async (row, is_open) => {
        site.clock.forward(THINKING_S);
        const done = await (await opened(row)).send("/r/open/withdraw", {});
        assert.equal(done.status, 200, problemOf(done));
        row.publish = "do_not_publish";
        if (is_open)
            row.counting = "withdrawn";
    };

    /* What a coordinator decides on the pages of one response. */
    ledger.decide = async (coordinator, row, action, fields, effect) => {
        site.clock.forward(THINKING_S);
        const done = await coordinator.send(`/coordinator/responses/${row.receipt}/${action}`, fields);
        assert.equal(done.status, 200, `${action}: ${problemOf(done)}`);
        Object.assign(row, effect);
    };

    /* --- the figures --- */

    const COUNTINGS = ["valid", "late_out", "duplicate", "withdrawn", "not_valid"];
    ledger.accounts = () => {
        const out = {};
        for (const row of rows)
            for (const channel of [row.channel, "all"]) {
                const one = (out[channel] ??= { received: 0, ...Object.fromEntries(COUNTINGS.map((c) => [c, 0])), late_in: 0, in_campaign: 0 });
                one.received++;
                one[row.counting]++;
                one.late_in += row.counting === "valid" && row.late === "in";
                one.in_campaign += row.counting === "valid" && Boolean(row.campaign);
            }
        return out;
    };
    /* The rows that figures are made of: valid ones, of a campaign that is counted once the one. */
    ledger.counted = () => rows.filter((row, i) => row.counting === "valid" && !(row.once && rows.slice(0, i).some((r) => r.campaign === row.campaign && r.counting === "valid")));
    return ledger;
}
