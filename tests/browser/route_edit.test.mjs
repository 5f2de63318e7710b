/*
 * The coordinator of Fife corrects the contact route: with scripts and without, by mouse and by keyboard; readers see it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

const NO_LIMIT = { limit_searches: 100000, limit_pages: 100000, limit_posts: 100000 };
const PAGE = "/coordinator/partnership";
let site, browser, cookies, reader;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", ...NO_LIMIT } });
    browser = await openChromium();
    cookies = (await signInStaff(site, browser)).coordinator;
    reader = await openWindow(browser, site.origin);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function asCoordinator(options = {}) {
    const window = await openWindow(browser, site.origin, options);
    await window.context.addCookies(cookies);
    site.clock.forward(1);
    return window;
}

async function follow(page, name) {
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole("link", { name }).first().click()]);
    return answer;
}

const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" });
const today = () => DAY.format(new Date(site.clock.now_s * 1000));
const read = async (address) => {
    await reader.page.goto(address);
    return reader.page.locator("main").innerText();
};
const titles = (page) => page.locator("main section h3").allInnerTexts();

test("[1.10] [1.12] [7.4] [8.2] without scripts on a phone: a detail is corrected, checked, seen by readers with its date, and in the history", async () => {
    assert.match(await read("/partnerships/fife"), /Not yet confirmed by the partnership/);
    assert.match(await read("/partnerships/fife/history"), /Nothing has been changed here yet/);
    const { page, close } = await asCoordinator({ scripts: false, phone: true });
    await page.goto(PAGE);
    await follow(page, /^Change Phone of/);
    await page.getByLabel("Phone").fill("0131 496 0123");
    await page.getByText("The partnership itself").tap();
    await press(page, "Save");
    assert.match(await page.getByRole("status").innerText(), /Your change is saved/);
    await press(page, "All these details are right");
    assert.match(await page.getByRole("status").innerText(), /checked this today/);
    const seen = (await read("/partnerships/fife")).replaceAll("\u00a0", " ");
    assert.match(seen, new RegExp(`last checked on ${today()} by the coordinator`));
    assert.match(seen, /0131 496 0123/);
    assert.doesNotMatch(seen, /Not yet confirmed by the partnership/);
    const history = await read("/partnerships/fife/history");
    assert.match(history, /0131 496 0123/);
    assert.match(history, new RegExp(`${today()}, by the coordinator`));
    assert.doesNotMatch(history, /Sample coordinator/);
    await close();
});

test("[8.2] by keyboard alone: a step moves up and stays where the reader looks", async () => {
    const { page, close } = await asCoordinator();
    await page.goto(PAGE);
    const before = await titles(page);
    const button = page.getByRole("button", { name: `Move up ${before[1]}` });
    await button.focus();
    assert.ok(await button.evaluate((e) => e.matches(":focus-visible") || e === document.activeElement));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const moved = await titles(page);
    assert.deepEqual(moved.slice(0, 2), [before[1], before[0]]);
    assert.match(page.url(), /#step-\d+$/);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: `Move down ${before[1]}` }).press("Enter")]);
    assert.deepEqual(await titles(page), before);
    await close();
});

test("[1.12] a step is added, a person's address asked about, removed in two steps and put back", async () => {
    const { page, close } = await asCoordinator();
    await page.goto(PAGE);
    await follow(page, "Add a step");
    await page.getByText("Third sector forum", { exact: true }).click();
    await page.getByLabel("Organisation").fill("Sample forum of Fife");
    await page.getByLabel("Mailbox").fill("first.last@example.org");
    await page.getByLabel("More about it").fill("Meets every 2 months");
    await page.getByText("The Third Sector Interface", { exact: true }).click();
    await page.getByLabel("Copy the words you saw").fill("Their leaflet says so");
    assert.equal((await press(page, "Save")).status(), 422);
    assert.match(await page.locator("#error-summary").innerText(), /looks like one person’s address/);
    assert.equal(await page.getByLabel("More about it").inputValue(), "Meets every 2 months");
    await page.getByText("Yes, this is a shared mailbox").click();
    await press(page, "Save");
    assert.match(await read("/partnerships/fife"), /Meets every 2 months/);
    await follow(page, /^Remove Third sector forum/);
    assert.equal(await page.locator("h1").innerText(), "Remove: Third sector forum");
    await page.getByText("The partnership itself").click();
    await press(page, "Remove this step");
    assert.doesNotMatch(await read("/partnerships/fife"), /Meets every 2 months/);
    await follow(page, "Changes so far");
    await follow(page, /^Removed: Third sector forum/);
    await press(page, "Put this back");
    assert.match(await read("/partnerships/fife"), /Meets every 2 months/);
    const history = await read("/partnerships/fife/history");
    assert.match(history, /Put back from the history/);
    assert.doesNotMatch(history, /leaflet|first\.last/);
    await close();
});

test("[1.12] two at once: the second sees both versions, keeps one, and loses nothing", async () => {
    const [one, two] = [await asCoordinator(), await asCoordinator({ scripts: false })];
    for (const { page } of [one, two]) {
        await page.goto(PAGE);
        await follow(page, /^Change Organisation of Third Sector Interface/);
    }
    await one.page.getByLabel("Organisation").fill("Theirs of Fife");
    await one.page.getByText("The partnership itself").click();
    await press(one.page, "Save");
    await two.page.getByLabel("Organisation").fill("Mine of Fife");
    await two.page.getByText("The partnership itself").click();
    assert.equal((await press(two.page, "Save")).status(), 409);
    const both = await two.page.locator("main").innerText();
    assert.match(both, /Someone else changed this/);
    assert.match(both, /Mine of Fife[\s\S]*Theirs of Fife/);
    assert.match(await read("/partnerships/fife"), /Theirs of Fife/);
    await press(two.page, "Keep mine");
    assert.match(await read("/partnerships/fife"), /Mine of Fife/);
    await one.close();
    await two.close();
});

test("[S10] (ASVS 8.2.2) the neighbour's page is not there for the coordinator of Fife", async () => {
    const { page, close } = await asCoordinator();
    const answer = await page.goto(`${PAGE}?partnership=angus`);
    assert.equal(answer.status(), 404);
    await close();
});
