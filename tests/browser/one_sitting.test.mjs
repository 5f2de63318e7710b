/*
 * From closed to published in one sitting: a coordinator and a second reader take the sample consultation of 300 responses through
 * publication of answers, themes, agreement, results, report and what was done; somebody who answered gets a mail with her own words,
 * and takes her consent back.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { askDatabase } from "../lib/answer.mjs";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { AXE, faultsOfAxe } from "../lib/checks.mjs";
import { followIn } from "../lib/consultations.mjs";
import { choose, enter, text, THINKING_S } from "../lib/fife.mjs";
import { press } from "../lib/flows.mjs";
import { mailedLink, mailsOf } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const SLUG = "sample-early-views-on-help-after-prison";
const DESK = `/coordinator/consultations/${SLUG}`, RESULTS = `/coordinator/results/${SLUG}`, PUBLIC = `/consultations/${SLUG}`;
const THEME = "Sample theme of beds", OTHER = "Sample theme of buses";
const DONE = "Six sample rooms are let from April.";

let site, browser, desk, second, author; /* author: { answer, email, receipt, words, question } */

async function openPage() {
    const { context, page } = await openWindow(browser, site.origin);
    await context.addInitScript({ content: AXE });
    return page;
}

before(async () => {
    site = await startSite({ clock: true, sample: true, responses: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 10000, limit_pages: 10000 } });
    browser = await openChromium();
    desk = await openPage();
    await enter(site, desk, "coordinator.fife@example.org");
    second = await openPage();
    await enter(site, second, "analyst.fife@example.org");
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function send(page, name) {
    site.clock.forward(THINKING_S);
    return press(page, name);
}

async function isGood(page, where) {
    assert.deepEqual(await faultsOfAxe(page), [], `[8.1] ${where}`);
}

/* Somebody who agreed to be published with name and to be contacted, with an answer that nobody else gave in the same words. */
function findAuthor(receipts) {
    const found = askDatabase(site.db, `SELECT json_object('answer', CAST(a.id AS TEXT), 'question', CAST(q.id AS TEXT), 'email', p.email, 'receipt', r.receipt, 'words', a.value) FROM response r ` +
        `JOIN respondent p ON p.response_id = r.id JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id WHERE q.type = 'long' AND length(a.value) > 30 AND r.publish_choice = 'publish_with_name' ` +
        `AND r.may_contact = 1 AND r.counting = 'valid' AND r.campaign_id IS NULL AND p.email <> '' AND r.receipt IN (${receipts.map((receipt) => `'${receipt}'`)}) AND (SELECT count(*) FROM answer o WHERE o.value = a.value) = 1 ` +
        `AND (SELECT count(*) FROM respondent o WHERE o.email = p.email) = 1 LIMIT 1`);
    return found && JSON.parse(found);
}

const queued = (page) => page.locator("main tbody a[href*='/coordinator/']").evaluateAll((links) => links.map((link) => link.textContent.slice(-"FIF-7K3M-92Q2".length)));

test("[3.43] [3.46] the coordinator finds it closed, reads answers for publication, and publishes them", async () => {
    await desk.goto(DESK);
    await followIn(desk, "Prepare answers to publish");
    await desk.getByLabel("Hints").selectOption({ index: 0 });
    for (let i = 0; i < 12 && !author; i++) {
        const receipts = await queued(desk);
        assert.ok(receipts.length, "answers to read");
        const found = findAuthor(receipts);
        if (found && (await text(desk)).includes(found.words.slice(0, 40)))
            author = found;
        for (const box of await desk.locator("main tbody label").all())
            await box.click();
        await choose(desk, "Keep as written");
        await send(desk, "Save for those chosen");
    }
    assert.ok(author, "one of those who agreed to everything");
    await isGood(desk, "the queue");
    const button = await desk.getByRole("button", { name: /^Publish \d+ answers/ }).innerText();
    await send(desk, button);
    assert.match(await text(desk), /The answers are published/);
});

/* The themes of an answer, then the next one. */
async function read(page, at, themes) {
    await page.goto(at);
    for (const theme of themes)
        await choose(page, theme);
    return send(page, "Save and next");
}

test("[3.32] [3.36] she begins with the outcomes, adds two themes, and reads", async () => {
    await desk.goto(`${DESK}/coding/frame`);
    await send(desk, "Begin with the outcomes");
    for (const name of [THEME, OTHER]) {
        await desk.goto(`${DESK}/coding/frame`);
        await desk.getByLabel("Name").fill(name);
        await send(desk, "Add theme");
    }
    await read(desk, `${DESK}/coding/read?answer=${author.answer}`, [THEME]);
    for (const themes of [[THEME], [THEME, OTHER], [], [OTHER], [THEME], []])
        await read(desk, `${DESK}/coding/read?question=${author.question}`, themes);
    assert.match(await text((await desk.goto(`${DESK}/coding`)) && desk), /Read: 7 of \d+ answers/);
});

test("[3.37] a colleague reads a sample again, they see how far they agree, and settle the rest", async () => {
    await followIn(desk, "Second reading of a sample");
    await desk.getByLabel("How many answers").fill("500");
    await desk.getByLabel("For which question").selectOption(author.question);
    await send(desk, "Draw");
    assert.match(await text(desk), /Read a second time: 0 of \d+/);

    await second.goto(`${DESK}/coding/read?layer=second&answer=${author.answer}`);
    assert.match(await text(second), /What the first reader chose is not shown/);
    assert.equal(await second.locator("main input:checked").count(), 0, "and nothing is ticked");
    await choose(second, THEME);
    await send(second, "Save and next");
    const first = askDatabase(site.db, `SELECT group_concat(answer_id) FROM (SELECT answer_id FROM answer_reading WHERE layer = 'first' AND answer_id <> ${author.answer} ORDER BY answer_id)`).split(",");
    const chosen = [[THEME], [THEME], [], [THEME], [THEME], []]; /* the second and the fourth differ */
    for (const [i, id] of first.entries())
        await read(second, `${DESK}/coding/read?layer=second&answer=${id}`, chosen[i]);

    await desk.goto(`${DESK}/coding/second`);
    const words = await text(desk);
    assert.match(words, /Both have read 7 answers, and gave the same themes to 5 of them/);
    /* beds: both 4, first only 0, second only 1, neither 2: 6 of 7 alike, kappa (42 - 26) / (49 - 26) */
    assert.match(words, new RegExp(`${THEME}\\s+4\\s+0\\s+1\\s+2\\s+86%\\s+0\\.70`));
    assert.match(words, new RegExp(`${OTHER}\\s+0\\s+2\\s+0\\s+5\\s+71%\\s+Not defined`));
    await isGood(desk, "the second reading");
    for (let i = 0; i < 2; i++) {
        await desk.goto(`${DESK}/coding/second`);
        await followIn(desk, "Settle the next one");
        await choose(desk, OTHER);
        await send(desk, "Save and next");
    }
    assert.match(await text(desk), /Every difference is settled/);
});

test("[3.40] [3.48] results, a quotation and the report are published", async () => {
    await desk.goto(RESULTS);
    await desk.getByLabel("Summary").fill("Most sample people want a bed on the first night.");
    await send(desk, "Save");
    await desk.goto(RESULTS);
    await desk.goto(await desk.locator(`main a[href*="/tables/"][href$="q${author.question}"]`).first().getAttribute("href"));
    await desk.goto(await desk.locator("main a[href*='/quotes/']").first().getAttribute("href"));
    await desk.getByLabel("Words").fill(author.words.slice(0, 60));
    await Promise.all([desk.waitForNavigation(), desk.locator("main").getByRole("button", { name: "Search" }).click()]);
    await desk.locator("main .ds_radio label").filter({ hasText: author.words.slice(0, 60) }).first().click();
    await send(desk, "Quote it");
    await desk.goto(`${RESULTS}/publish`);
    await send(desk, "Publish results");
    assert.match(await text(desk), /The results are published/);

    const reader = await openPage();
    await reader.goto(PUBLIC);
    await followIn(reader, /results/i);
    assert.match(await text(reader), /can be read in full/i);
    assert.ok((await text(reader)).includes(author.words), "her words are quoted");
    await isGood(reader, "the results");
    await reader.goto(`${PUBLIC}/report`);
    assert.ok((await text(reader)).includes(author.words), "in the report too");
    assert.equal((await reader.request.get(`${PUBLIC}/report.odt`)).status(), 200);
});

test("[3.50] [3.52] what was done is published, and she gets a mail with her own words", async () => {
    await desk.goto(`${RESULTS}/feedback`);
    await followIn(desk, new RegExp(`^Answer this ?: ${THEME}`));
    await desk.getByLabel("You said").fill("Sample people asked for a bed on the first night.");
    await choose(desk, /^Changed$/);
    await desk.getByLabel("We did").fill(DONE);
    await send(desk, "Save draft");
    await followIn(desk, /^Look at .*draft.* and publish/);
    await send(desk, "Publish 1 answer");
    assert.match(await text(desk), /Published\./);
    site.clock.forward(3700);
    const mail = await waitFor("a mail to the author", () => mailsOf(site).find((one) => one.headers.to.includes(author.email) && /What became of your answer/.test(one.headers.subject)), 120_000);
    const body = mail.body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    assert.ok(Buffer.from(body, "latin1").toString("utf8").includes(`You wrote: "${author.words.split("\n")[0].slice(0, 60)}`), "her own words");
    assert.ok(body.includes(DONE), "and what was done");
});

/* What the public reads: numbers and where her words stand. */
async function readPublic(page) {
    const data = await (await page.request.get(`${PUBLIC}/results.json`)).json();
    const csv = await (await page.request.get(`${PUBLIC}/results.csv`)).text();
    const places = ["/results", "/results.json", "/report", "/responses.csv", "/responses.json"];
    const holds = await Promise.all(places.map(async (at) => (await (await page.request.get(PUBLIC + at)).text()).includes(author.words.slice(0, 60))));
    await page.goto(`${PUBLIC}/responses?q=${encodeURIComponent(author.words.slice(0, 60))}`);
    return { csv, n_read: data.responses_that_can_be_read, tables: data.tables, holds, list: (await text(page)).includes(author.words.slice(0, 60)) };
}

test("[3.47] [3.41] she takes her consent back: list, quotation, file and the number that can be read change at once, figures stand", async () => {
    const { page } = await openWindow(browser, site.origin, { phone: true, scripts: false });
    const before = await readPublic(page);
    assert.deepEqual([...before.holds, before.list], [true, true, true, true, true, true]);
    await page.goto("/r");
    await page.getByLabel("Receipt number").fill(author.receipt);
    await page.getByLabel("Email", { exact: true }).fill(author.email);
    await send(page, "Send me a link");
    await page.goto(await mailedLink(site, author.email, "/r/"));
    await press(page, /^Open/);
    await page.goto("/r/open/publish");
    await choose(page, "Do not publish");
    await send(page, "Save");
    const now = await readPublic(page);
    assert.deepEqual([...now.holds, now.list], [false, false, false, false, false, false]);
    assert.equal(now.n_read, before.n_read - 1, "one less can be read");
    assert.equal(now.csv, before.csv, "the figures stand");
    assert.deepEqual(now.tables, before.tables, "received and theme totals too");
    await page.goto(`${PUBLIC}/results`);
    assert.match(await text(page), new RegExp(`${now.n_read}\\s*can be read in full|can be read in full\\s*${now.n_read}`, "i"));
});
