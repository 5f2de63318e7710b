/*
 * You said, we did: a coordinator writes what happened because of what people said, without scripts, and everybody finds it. With
 * the sample consultation that has closed.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { followIn } from "../lib/consultations.mjs";
import { choose, enter, text, THINKING_S } from "../lib/fife.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";

const SLUG = "sample-early-views-on-help-after-prison";
const FRAME = `/coordinator/consultations/${SLUG}/coding/frame`, RESULTS = `/coordinator/results/${SLUG}`, PUBLIC = `/consultations/${SLUG}`;
const SHOTS = process.env.SHOTS; /* a directory: pictures of each page, to look at */
const BEDS = { said: "Sample people asked for a *bed* on the first night.", did: "Six sample rooms are let from April." };
const BUSES = { said: "Sample people asked for a later bus.", reason: "The sample routes are let until 2028." };

let site, browser;

before(async () => {
    site = await startSite({ clock: true, sample: true, responses: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 10000, limit_pages: 10000 } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function look(page, name) {
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(!(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)), `${name} fits ${width}`);
        if (SHOTS)
            await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
}

async function send(page, name) {
    site.clock.forward(THINKING_S);
    await press(page, name);
}

async function addTheme(page, name) {
    await page.goto(FRAME);
    if (await page.getByRole("button", { name: /^Begin/ }).count()) {
        await send(page, /^Begin/);
        await page.goto(FRAME);
    }
    await page.locator("main [name=name]").first().fill(name);
    site.clock.forward(THINKING_S);
    await Promise.all([page.waitForNavigation(), page.locator("main form#do button[type=submit]").first().click()]);
    assert.match(await text(page), new RegExp(name));
}

/* The theme of one answer. */
async function code(page, name) {
    await page.goto(`/coordinator/consultations/${SLUG}/coding/read`);
    await choose(page, name);
    await send(page, "Save and next");
}

/* One that changes something, with its place in the plan; then one that changes nothing, first without saying why. */
async function writeBoth(page) {
    await page.goto(`/coordinator/consultations/${SLUG}`);
    await followIn(page, "You said, we did");
    assert.match(await text(page), /Nothing is written yet/);
    assert.match(await text(page), /Sample theme of beds: 1 answer has it[^]*Sample theme of trains: no answer has it/);
    await look(page, "feedback-empty");
    await followIn(page, /^Answer this ?: Sample theme of beds/);
    assert.equal(await page.getByLabel("Theme or outcome").locator("option:checked").innerText(), "Sample theme of beds (answers: 1)", "its theme is chosen");
    await page.getByLabel("You said").fill(BEDS.said);
    await choose(page, /^Changed$/);
    await page.getByLabel("We did").fill(BEDS.did);
    await page.getByLabel("Where it is in the plan (optional)").fill("Action 2.4");
    await look(page, "feedback-new");
    await send(page, "Save draft");

    await followIn(page, "Write an answer");
    await page.getByLabel("You said").fill(BUSES.said);
    await choose(page, /^Not changed$/);
    await send(page, "Save draft");
    assert.match(await text(page), /There is a problem[^]*Enter why nothing changes/, "a reason is asked for");
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.getByLabel("You said").inputValue(), BUSES.said, "nothing typed is lost");
    assert.ok(await page.getByLabel("Not changed").isChecked(), "nor chosen");
    await look(page, "feedback-error");
    await page.getByRole("textbox", { name: "Why", exact: true }).fill(BUSES.reason);
    await send(page, "Save draft");
    assert.match(await text(page), /Saved\.[^]*Sample theme of beds[^]*Draft[^]*later bus[^]*Draft/);
}

async function publish(page) {
    await followIn(page, "Look at 2 drafts and publish");
    assert.match(await text(page), /Six sample rooms[^]*The sample routes are let until 2028/);
    await look(page, "feedback-publish");
    await send(page, "Publish 2 answers");
    assert.match(await text(page), /Published\./);
    assert.doesNotMatch(await text(page), /Draft/);
    assert.doesNotMatch(await text(page), /theme of beds: 1 answer/, "what is answered waits no more");
    await look(page, "feedback-published");
}

async function publishResults(page) {
    await page.goto(RESULTS);
    await page.getByLabel("Summary").fill("Most sample people want a bed on the first night.");
    await send(page, "Save");
    await page.goto(`${RESULTS}/publish`);
    await send(page, "Publish results");
    assert.match(await text(page), /The results are published/);
}

const holds = (words, answer) => words.includes(answer.did ?? answer.reason);

async function readFeed(page) {
    const answer = await page.request.get("/you-said.atom");
    assert.match(answer.headers()["content-type"], /^application\/atom\+xml/);
    const feed = await answer.text();
    assert.equal((await page.request.get("/you-said.atom", { headers: { "If-None-Match": answer.headers().etag } })).status(), 304);
    return feed;
}

/* Required by RFC 4287 of a feed and of each entry. */
const faultsOfFeed = (xml) => {
    const doc = new DOMParser().parseFromString(xml, "application/xml");
    const has = (at, name) => [...at.children].some((one) => one.localName === name && one.textContent.trim());
    const lacks = (at, names) => names.filter((name) => !has(at, name)).map((name) => `${at.localName} has no ${name}`);
    const entries = [...doc.querySelectorAll("entry")];
    return [...(doc.querySelector("parsererror") ? ["no XML"] : []), ...(entries.length === 2 ? [] : [`${entries.length} entries`]),
        ...lacks(doc.documentElement, ["id", "title", "updated", "author"]), ...entries.flatMap((one) => lacks(one, ["id", "title", "updated", "published", "content"])),
        ...entries.filter((one) => !/\/consultations\/[^#]+#answer-\d+$/.test(one.querySelector("link")?.getAttribute("href"))).map(() => "no permalink")];
};

test("[3.50] [3.51] [10.2] [8.1] two answers are written and published without scripts; everybody finds them", async () => {
    const { page } = await openWindow(browser, site.origin, { scripts: false });
    site.clock.forward(THINKING_S);
    await enter(site, page, "coordinator.fife@example.org");
    await addTheme(page, "Sample theme of beds");
    await addTheme(page, "Sample theme of trains");
    await code(page, "Sample theme of beds");
    await writeBoth(page);
    await publish(page);

    const reader = await openWindow(browser, site.origin, { scripts: false });
    await reader.page.goto(`${PUBLIC}/results`);
    assert.ok(holds(await text(reader.page), BEDS), "before there are results, where they will be");
    await publishResults(page);
    await reader.page.goto("/");
    await reader.page.locator("main a[href='/you-said']").click();
    for (const answer of [BEDS, BUSES])
        assert.ok(holds(await text(reader.page), answer), "in the list of all");
    await look(reader.page, "you-said");
    await reader.page.getByLabel("Decision").selectOption("Not changed");
    await Promise.all([reader.page.waitForNavigation(), reader.page.getByRole("search", { name: "You said, we did" }).getByRole("button").click()]);
    assert.match(reader.page.url(), /decision=not_changed/);
    assert.ok(holds(await text(reader.page), BUSES) && !holds(await text(reader.page), BEDS), "by decision");

    await followIn(reader.page, /^Other things that you told us/);
    assert.match(reader.page.url(), new RegExp(`${PUBLIC}/results#answer-\\d+$`), "a permalink");
    assert.ok(await reader.page.locator(new URL(reader.page.url()).hash).count(), "its place is there");
    assert.ok(holds(await text(reader.page), BEDS) && holds(await text(reader.page), BUSES), "on the page of results");
    await look(reader.page, "results-feedback");

    const feed = await readFeed(reader.page), scripted = await openWindow(browser, site.origin, { policy: false }); /* the policy of our pages reads no XML */
    await scripted.page.goto("/you-said");
    assert.deepEqual(await scripted.page.evaluate(faultsOfFeed, feed), []);
    assert.ok(holds(feed, BEDS) && holds(feed, BUSES));
});
