/*
 * The figures of a consultation beside a ledger that this test keeps while it acts over HTTP, with the traps: taken back before and
 * after the end, late taken in and left out, organisations made one, a joint response, a campaign of 40, a choice changed twice,
 * an event of 12, an organisation that moves to another area.
 */
import { execFileSync } from "node:child_process";
import test from "node:test";
import assert from "node:assert/strict";
import { askDatabase, decode } from "../lib/answer.mjs";
import { openPerson, problemOf, signInPerson } from "../lib/http_person.mjs";
import { lots, openLedger, readForm } from "../lib/ledger.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const SLUG = "sample-draft-community-justice-plan", DAY_S = 86400;
const LIST = `/coordinator/responses?consultation=${SLUG}`;
const lot = lots(7);

const dayOf = (at_s) => {
    const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(at_s * 1000).split("-").map(Number);
    return { received_day: day, received_month: month, received_year: year };
};

const CHANNELS = ["email", "letter", "phone", "meeting", "social"];
const CHOICES = ["publish_with_name", "publish_anonymous", "do_not_publish"];
const CAMPAIGN_N = 40;
const CAMPAIGN = "Sample words of a campaign that say the same forty times over. Keep the weekend club open because there is nothing else on a Sunday, " +
    "and fund it for three years so that its workers can stay, and write it down in the plan where everybody can read it.";

const TWICE = "Sample words that came on two ways, first in a message and then by post, from the same person, who was not sure that the first had come.";

/* A part without which the next ones say nothing. */
async function part(t, title, act) {
    let is_done = false;
    await t.test(title, async () => {
        await act();
        is_done = true;
    });
    assert.ok(is_done, title);
}

/* The table of the dashboard: by channel in words, then columns. */
function accountsOn(html) {
    const table = /<table[\s\S]*?<\/table>/.exec(html.slice(html.indexOf("Every response counted in exactly one column") - 2000))[0];
    const cells = (row) => [...row.matchAll(/<(?:th|td)[^>]*>([\s\S]*?)<\/(?:th|td)>/g)].map(([, text]) => text.replace(/<[^>]+>/g, "").trim());
    const [head, ...rows] = [...table.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) => cells(row));
    return Object.fromEntries(rows.map(([label, ...numbers]) => [label, Object.fromEntries(numbers.map((n, i) => [head[i + 1], Number(n)]))]));
}

const OF_VALID = { "Of the valid: late, taken in": "late_in", "Of the valid: campaign": "in_campaign" };
const COLUMNS = { Received: "received", Valid: "valid", "Late, left out": "late_out", "Duplicate, left out": "duplicate", Withdrawn: "withdrawn", "Not valid": "not_valid", ...OF_VALID };

/* Written and published by the coordinator; gives what everybody can fetch. */
async function publishResults(site, coordinator) {
    site.clock.forward(60);
    const saved = await coordinator.send(`/coordinator/results/${SLUG}`, { title: "Sample results", summary: "Sample summary.", method: "" });
    assert.equal(saved.status, 200, problemOf(saved));
    site.clock.forward(60);
    const done = await coordinator.send(`/coordinator/results/${SLUG}/publish`, { note: "" });
    assert.equal(done.status, 200, problemOf(done));
    return readResults(site);
}

/* As everybody can fetch them: cells of the file, the data, rows of the page. */
async function readResults(site) {
    const reader = openPerson(site), get = async (ending) => {
        const answer = await reader.open(`/consultations/${SLUG}/results${ending}`);
        assert.equal(answer.status, 200);
        return answer.html;
    };
    const [head, ...lines] = (await get(".csv")).replace(/^\uFEFF/, "").trim().split("\r\n").map((line) => [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, text, number]) => text ?? number));
    const cells = lines.map((line) => Object.fromEntries(line.map((value, i) => [head[i], value]))).map((cell) => ({ ...cell, hidden: cell.hidden === "yes" }));
    const page = await get(""), rows = [];
    for (const [, id, chart] of page.matchAll(/<div class="cj-chart" id="([^"]+)">([\s\S]*?)(?=<div class="cj-chart"|<\/main>)/g))
        for (const [, label, number] of chart.matchAll(/<t[hd][^>]*scope="row"[^>]*>([^<]*)<\/th><td class="cj-num">([^<]*)<\/td>/g))
            rows.push({ table: id.replaceAll("-", "_"), label: decode(label), number });
    return { cells, data: JSON.parse(await get(".json")), rows, report: await readReport(site) };
}

const TABLES = `import sys, io, json, zipfile, xml.etree.ElementTree as xml
T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
root = xml.fromstring(zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read("content.xml"))
print(json.dumps([[t.get(T + "name"), *["".join(c.itertext()) for c in r.iter(T + "table-cell")]] for t in root.iter(T + "table") for r in t.iter(T + "table-row")]))`;

/* The rows of all tables of the report as a text. */
async function readReport(site) {
    const answer = await fetch(`${site.origin}/consultations/${SLUG}/report.odt`);
    assert.equal(answer.status, 200);
    const rows = JSON.parse(execFileSync("/usr/bin/python3", ["-c", TABLES], { input: Buffer.from(await answer.arrayBuffer()), encoding: "utf8" }));
    return rows.map(([table, label, number]) => ({ table: table.replaceAll("-", "_"), label, number }));
}

const keyOf = ({ table, row, column }) => [table, row, column ?? ""].join(" ").trim();

/* What the ledger says that is published: { "account web valid": n }. */
function expectedOf(ledger, form) {
    const out = new Map(), counted = ledger.counted(), valid = ledger.rows.filter((row) => row.counting === "valid");
    for (const [channel, figures] of Object.entries(ledger.accounts()))
        for (const column of ["received", "valid", "late_out", "duplicate", "withdrawn", "not_valid"])
            out.set(`account ${channel === "all" ? "total" : channel} ${column}`, figures[column]);
    out.set("of_which campaign", valid.filter((row) => row.campaign).length);
    out.set("of_which late_in", valid.filter((row) => row.late === "in").length);
    out.set("counts responses", counted.length);
    for (const who of ["individual", "organisation", "group"])
        out.set(`who ${who}`, counted.filter((row) => row.who === who).length);
    out.set("who total", counted.length);
    for (const [name, codes] of Object.entries(form.choices)) {
        const given = counted.map((row) => [row.answers[name] ?? []].flat());
        for (const code of codes)
            out.set(`${name} ${code}`, given.filter((answers) => answers.includes(code)).length);
        if (!form.several.has(name))
            out.set(`${name} none`, given.filter((answers) => !answers.length).length).set(`${name} total`, counted.length);
    }
    for (const name of form.words)
        out.set(`${name} answered`, counted.filter((row) => row.answers[name]).length);
    return out;
}

test("[3.42] [B.14] figures equal the ledger of whoever acted", { timeout: 600_000 }, async (t) => {
    const site = await startSite({ sample: true, clock: true, settings: { limit_pages: 1000000, limit_posts: 1000000, trusted_proxy: "127.0.0.1" } });
    t.after(() => site.stop());
    let coordinator = await signInPerson(site, "coordinator.fife@example.org");
    const closes_s = Number(askDatabase(site.db, `SELECT closes_at_s FROM consultation WHERE slug = '${SLUG}'`));
    const day = dayOf(Number(askDatabase(site.db, `SELECT opens_at_s FROM consultation WHERE slug = '${SLUG}'`)) + DAY_S);
    const form = readForm((await coordinator.open(`/coordinator/responses/new?consultation=${SLUG}`)).html);
    const ledger = openLedger({ site, slug: SLUG, form, lot });
    const twins = [];
    const bodies = askDatabase(site.db, "SELECT b.id || ' ' || b.slug FROM body b JOIN body_partnership p ON p.body_id = b.id JOIN partnership x ON x.id = p.partnership_id " +
        "WHERE x.slug = 'fife' AND b.state = 'active' AND b.slug LIKE 'sample-fife-%' ORDER BY b.id LIMIT 6").split("\n").map((line) => { const [id, slug] = line.split(" "); return { id, slug }; });

    await part(t, "while it is open: on the web, and typed in", async () => {
        for (let i = 0; i < 12; i++)
            await ledger.send({ publish: CHOICES[i % 3], said: `Sample web answer ${i}, which says that ${["buses", "beds", "banks", "boots"][i % 4]} come first.` });
        for (let i = 0; i < 15; i++)
            await ledger.log(coordinator, { channel: CHANNELS[i % 5], day, publish: CHOICES[i % 3], said: `Sample typed answer ${i}: ${"one two three four five six".split(" ")[i % 6]} things to keep.` });
        for (const channel of ["social", "letter"])
            twins.push(await ledger.log(coordinator, { channel, day, said: TWICE, answers: { [form.words[1]]: TWICE } }));
        for (let i = 0; i < CAMPAIGN_N; i++)
            await ledger.log(coordinator, { channel: "email", day, publish: "publish_anonymous", said: CAMPAIGN, answers: { [form.words[0]]: CAMPAIGN } });
    });
    await part(t, "[3.22] a joint response of three counts once; an event of 12 is one response, and 12 people", async () => {
        await ledger.send({ said: "Sample joint answer of three.", who: "organisation", joint: ["Sample partner one", "Sample partner two"], publish: "publish_with_name" });
        const event = askDatabase(site.db, `SELECT id FROM event WHERE state = 'planned' AND ends_at_s < strftime('%s') AND consultation_id IS NOT NULL LIMIT 1`);
        const held = await coordinator.send(`/coordinator/events/${event}/held`, { n_lived_experience: "9", n_family: "3" });
        assert.equal(held.status, 200, problemOf(held));
        await ledger.log(coordinator, { channel: "event", day, said: "Sample words of a focus group.", more: { who: "group", organisation: "Sample focus group" } });
    });
    await part(t, "[3.18] taken back before the end; a choice changed twice", async () => {
        await ledger.withdraw(ledger.rows[2], true);
        await ledger.withdraw(ledger.rows[5], true);
        await ledger.choose(ledger.rows[0], "do_not_publish");
        await ledger.choose(ledger.rows[0], "publish_anonymous");
    });
    await part(t, "organisations: two made one, one that moves to another area", async () => {
        for (const body of bodies.slice(0, 3))
            await ledger.log(coordinator, { channel: "letter", day, said: `Sample letter of ${body.slug}.`, more: { who: "organisation", body_pick: body.slug, organisation: body.slug, naming: "yes" }, publish: "publish_with_name" });
        const merged = await coordinator.send(`/coordinator/bodies/${bodies[0].id}/merge/${bodies[1].id}?partnership=fife`, { reason: "Sample: the same organisation." });
        assert.equal(merged.status, 200, problemOf(merged));
        const moved = await coordinator.send(`/coordinator/bodies/${bodies[2].id}/edit/areas?partnership=fife`, { areas: ["angus"], community_areas: "", office: "Angus" });
        assert.match(moved.html, /works in none of your areas any more/, problemOf(moved));
    });
    await part(t, "[3.30] [3.31] after the end: late ones, duplicates, a campaign, not valid, taken back", async () => {
        site.clock.set(closes_s + 3.5 * DAY_S); /* at night those that are alike are looked for */
        coordinator = await signInPerson(site, "coordinator.fife@example.org");
        const late = [];
        for (let i = 0; i < 4; i++)
            late.push(await ledger.log(coordinator, { channel: "letter", day: dayOf(closes_s + DAY_S), said: `Sample late letter ${i}.`, more: { late: "waiting" } }));
        late.forEach((row) => Object.assign(row, { counting: "late_out", late: "waiting" }));
        await ledger.decide(coordinator, late[0], "late", { late: "in", words: "Posted in time." }, { late: "in", counting: "valid" });
        await ledger.decide(coordinator, late[1], "late", { late: "in", words: "Posted in time." }, { late: "in", counting: "valid" });
        await ledger.decide(coordinator, late[2], "late", { late: "out", words: "Too late." }, { late: "out" });
        await ledger.decide(coordinator, ledger.rows[14], "counting", { counting: "not_valid", words: "Sample advertising." }, { counting: "not_valid" });
        await ledger.withdraw(ledger.rows[7], false);
    });
    await part(t, "[3.31] the campaign of 40 is found and counted once; one that came twice is left out", async () => {
        const campaign = ledger.rows.filter((row) => row.said === CAMPAIGN), [first] = campaign;
        const left = () => Number(askDatabase(site.db, `SELECT count(*) FROM response WHERE campaign_id IS NULL AND receipt IN (${campaign.map((row) => `'${row.receipt}'`)})`));
        const told = [...campaign, ...twins].map((row) => `'${row.receipt}'`);
        await waitFor("all of them to be looked at in the night", () => askDatabase(site.db, `SELECT count(*) FROM response_text t JOIN response r ON r.id = t.response_id WHERE r.receipt IN (${told})`) === String(told.length), 60_000);
        const form = { what: "campaign", name: "Sample campaign", once: "once" };
        await ledger.decide(coordinator, first, "alike", { ...form, campaign: "new" }, {});
        const id = askDatabase(site.db, "SELECT id FROM campaign");
        for (const row of campaign) /* a page links so many at once */
            if (left() && askDatabase(site.db, `SELECT campaign_id IS NULL FROM response WHERE receipt = '${row.receipt}'`) === "1")
                await ledger.decide(coordinator, row, "alike", { ...form, campaign: id }, {});
        assert.equal(left(), 0);
        campaign.forEach((row) => Object.assign(row, { campaign: "Sample campaign", once: true }));
        await ledger.decide(coordinator, twins[1], "alike", { what: "duplicate", of: twins[0].receipt, words: "Sample: sent twice." }, { counting: "duplicate" });
    });
    await part(t, "the dashboard", async () => {
        const page = await coordinator.open(LIST);
        const shown = accountsOn(page.html), own = ledger.accounts();
        const words = { web: "Online", email: "Email", letter: "Letter", phone: "Phone", meeting: "Meeting, one to one", event: "Event or group", social: "Social media", all: "All" };
        for (const [channel, label] of Object.entries(words)) {
            assert.ok(shown[label], `the table has ${label}: ${Object.keys(shown)}`);
            for (const [head, name] of Object.entries(COLUMNS))
                assert.equal(shown[label][head] ?? 0, own[channel][name], `${label}, ${head}`);
        }
    });
    await part(t, "[3.40] [S55] what is published, as a file, as data and on the page, is what the ledger counts", async () => {
        const published = await publishResults(site, coordinator);
        const asked = expectedOf(ledger, form), shown = new Map(published.cells.map((cell) => [keyOf(cell), cell]));
        for (const [key, n] of asked) {
            const cell = shown.get(key);
            assert.ok(cell, `${key} stands in the file`);
            assert.ok(cell.hidden ? cell.number === "" : Number(cell.number) === n, `${key}: ${cell.number}, and not ${n}`);
            assert.ok(n < 1 || n > 4 || cell.hidden, `${key}: ${n} is a small number and stands open`);
        }
        const open = published.cells.filter(({ hidden }) => !hidden);
        const n_open = [...asked.keys()].filter((key) => !shown.get(key).hidden).length;
        assert.ok(asked.size > 70 && n_open > 45, `${n_open} of ${asked.size} can be read`);
        assert.deepEqual(published.data.tables.flatMap(({ table, cells }) => cells.map((cell) => [keyOf({ table, ...cell }), cell.number])), published.cells.map((cell) => [keyOf(cell), cell.hidden ? null : Number(cell.number)]));
        for (const { table, row_label, number } of open.filter((cell) => cell.column === "" && cell.row !== "answered" && !["counts", "people", "weeks"].includes(cell.table)))
            for (const [where, rows] of Object.entries({ page: published.rows, report: published.report }))
                assert.ok(rows.some((row) => row.table === table && row.label === row_label && row.number === number), `the ${where} has ${table}, ${row_label}: ${number}`);
    });
    await part(t, "[3.48] [S56] [3.47] a published answer is quoted, and is gone everywhere once its author takes the consent back", async () => {
        coordinator = await signInPerson(site, "coordinator.fife@example.org");
        const row = ledger.rows[3], words = row.said, act = async (at, fields) => {
            site.clock.forward(60);
            const done = await coordinator.send(at, fields);
            assert.equal(done.status, 200, `${at}: ${problemOf(done)}`);
            return done;
        };
        const queue = `/coordinator/consultations/${SLUG}/moderation`, quotes = `/coordinator/results/${SLUG}/quotes/${form.words[1]}`;
        assert.equal(row.publish, "publish_with_name");
        for (let answer; (answer = [...(await coordinator.open(queue)).html.matchAll(/name="answer" value="([^"]+)"/g)].map(([, value]) => value)).length;)
            await act(queue, { answer, way: "keep", do: "bulk" });
        await act(queue, { do: "publish" });

        const page = await coordinator.open(`${quotes}?q=boots`);
        const keys = [...page.html.matchAll(/name="answer" value="([^"]+)"/g)].map(([, value]) => value);
        assert.ok(keys.length, "published answers to choose from");
        assert.ok(!page.html.includes(ledger.rows[4].said) && !page.html.includes(TWICE), "none of who did not agree");
        const wrong = await coordinator.send(page, { answer: keys[0], passage: "words that stand nowhere" });
        assert.ok(wrong.status === 422 && wrong.html.includes("words that stand nowhere"), "a passage that does not stand there is said, and kept");
        const mine = keys.find((key) => page.html.slice(page.html.indexOf(key)).slice(0, 600).includes(words));
        await act(`${quotes}?q=boots`, { answer: mine, passage: "boots come first" });

        const places = ["/results", "/results.json", "/report", "/responses?q=boots", "/responses.csv", "/responses.json"].map((ending) => `/consultations/${SLUG}${ending}`);
        const reader = openPerson(site), holds = async (text) => Promise.all(places.map(async (at) => (await reader.open(at)).html.includes(text)));
        const quoted = async () => JSON.parse((await reader.open(places[1])).html).quotations.map(({ words }) => words);
        assert.deepEqual(await quoted(), ["boots come first"]);
        assert.deepEqual((await holds("boots come first")).slice(0, 3), [true, true, true]);
        assert.deepEqual((await holds(words)).slice(3), [true, true, true]);
        const before = await readResults(site);

        await ledger.choose(row, "do_not_publish");
        assert.deepEqual(await quoted(), [], "the quotation");
        assert.deepEqual(await holds(words), places.map(() => false), "the words");
        assert.ok(!(await reader.open(places[0])).html.includes("boots come first"));
        const after = await readResults(site);
        assert.deepEqual(after.cells, before.cells, "what was published of figures stands");
        assert.equal(after.data.responses_that_can_be_read, before.data.responses_that_can_be_read - 1, "and one less can be read");
    });
});
