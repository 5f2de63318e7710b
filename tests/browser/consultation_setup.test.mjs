/*
 * A consultation from its first page to its publication, as a coordinator sets it up in a real browser, with a link by which
 * somebody without an account looks at it before it opens.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { addPaper, addQuestion, beginConsultation, fillAbout, fillContact, fillDates, followIn, keepConsultations, SETUP_PAGES } from "../lib/consultations.mjs";
import { press } from "../lib/flows.mjs";
import { chooseKeys, followKeys, pressKeys, tickKeys, typeKeys } from "../lib/keys.mjs";
import { checkPage, faultsOfHtml, openChecker } from "../lib/page_check.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

const DAY_S = 86400;
let site, browser, desk, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 } });
    browser = await openChromium();
    cookies = (await signInStaff(site, browser)).coordinator;
    const window = await openWindow(browser, site.origin);
    await window.context.addCookies(cookies);
    desk = window.page;
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const text = (page) => page.locator("main").innerText();

test("[3.4] [3.8] [3.1] from new to published, task by task, with a link for the chair", async () => {
    await desk.goto("/coordinator");
    await Promise.all([desk.waitForNavigation(), desk.getByRole("link", { name: "Consultations", exact: true }).last().click()]);
    await followIn(desk, "Start a consultation");
    const at = await beginConsultation(desk, "Sample plan of the journey");
    assert.match(await text(desk), /About the consultation[^]*To do/);
    await followIn(desk, "Check and publish");
    assert.match(await text(desk), /Missing[^]*When it opens/);
    await press(desk, "Publish");
    assert.match(await text(desk), /There is a problem[^]*Add what is missing/);

    await fillAbout(desk, at);
    await fillDates(desk, at, site.clock.now_s + 7 * DAY_S, site.clock.now_s + 70 * DAY_S);
    await fillContact(desk, at);
    await addPaper(desk, at);
    await addQuestion(desk, at);
    await desk.goto(at);
    assert.doesNotMatch(await text(desk), /To do/);

    await followIn(desk, "Links for people to look at it before it opens");
    await desk.getByLabel("Who is it for?").fill("Sample chair");
    await press(desk, "Make link");
    const [link] = /\/preview\/[a-z0-9]{26}/.exec(await text(desk));
    const chair = await openWindow(browser, site.origin, { scripts: false, phone: true });
    await chair.page.goto(link);
    await press(chair.page, "Open the draft");
    assert.match(await text(chair.page), /Preview: nothing is saved[^]*What is missing\?/);
    await followIn(chair.page, "Sample draft plan as a paper");
    assert.match(await text(chair.page), /not public yet[^]*First sample paragraph/);
    await followIn(chair.page, "Back to the draft");
    assert.ok(!chair.page.url().includes(link.slice(-26)), "[S51] the address holds no key");

    await desk.goto(`${at}/publish`);
    assert.doesNotMatch(await text(desk), /^Missing$/m);
    await press(desk, "Publish");
    assert.match(await text(desk), /The consultation is published[^]*Forthcoming|Forthcoming[^]*The consultation is published/);
    await desk.goto("/consultations/sample-plan-of-the-journey");
    assert.match(await text(desk), /Sample overview/);
});

/* --- by keyboard --- */

async function questionsByKeys(page) {
    await followKeys(page, "Questions");
    await followKeys(page, "Add your first question");
    await typeKeys(page, "title", "Sample section");
    await pressKeys(page, "Save");
    for (const [kind, words] of [["Long answer", "What is missing?"], ["Short answer", "Who are you?"]]) {
        await followKeys(page, /^Add (a|your first) question/);
        await chooseKeys(page, kind);
        await pressKeys(page, "Continue");
        await typeKeys(page, "title", words);
        await pressKeys(page, "Save");
    }
    await pressKeys(page, /^Move up Question 2/);
    assert.match(await text(page), /Question 1: Who are you\?[^]*Question 2: What is missing\?/);
    await followKeys(page, "Add a saved set");
    await chooseKeys(page, "Equality questions");
    await pressKeys(page, "Add these questions");
    await followKeys(page, "Back to the consultation");
}

async function papersByKeys(page) {
    await followKeys(page, "Papers and other formats");
    await followKeys(page, "Add a paper");
    await chooseKeys(page, "Draft plan");
    await typeKeys(page, "title", "Sample draft of the keys");
    await typeKeys(page, "body", "First sample paragraph.");
    await tickKeys(page, "People can comment on each paragraph of this text");
    await pressKeys(page, "Save paper");
    await followKeys(page, "Back to the tasks");
}

test("[8.2] [3.4] [3.5] the whole of setting up, by keyboard alone and with scripts off", async () => {
    const { page, context } = await openWindow(browser, site.origin, { scripts: false });
    await context.addCookies(cookies);
    await page.goto("/coordinator/consultations");
    await followKeys(page, "Start a consultation");
    await typeKeys(page, "title", "Sample plan by keyboard");
    await chooseKeys(page, "Draft plan");
    await pressKeys(page, "Make the draft");
    await followKeys(page, "About the consultation");
    for (const id of ["summary", "overview", "why", "next"])
        await typeKeys(page, id, `Sample ${id}.`);
    await tickKeys(page, "Everyone");
    await pressKeys(page, "Save and continue");
    await followKeys(page, "Dates");
    for (const [id, words] of [["length", "A sample"], ["results_day", "30"], ["results_month", "June"], ["results_year", "2028"]])
        await typeKeys(page, id, words);
    await pressKeys(page, "Save and continue");
    await papersByKeys(page);
    await questionsByKeys(page);
    await followKeys(page, "Contact and other ways to respond");
    await typeKeys(page, "contact_role", "Sample coordinator");
    await typeKeys(page, "contact_email", "justice@example.org");
    await pressKeys(page, "Save and continue");
    assert.doesNotMatch(await text(page), /To do/);
    await followKeys(page, "Check and publish");
    await pressKeys(page, "Publish");
    assert.match(await text(page), /The consultation is published/);
    await page.goto("/coordinator/consultations");
    await followKeys(page, /^Question sets/);
    assert.match(await text(page), /Sets for everybody/);
});

test("[8.1] [8.2] the pages of setting up: axe, headings, policy, layout, with and without scripts; their HTML is valid", async () => {
    await keepConsultations(site, desk);
    const checker = await openChecker(browser, site, { cookies });
    for (const entry of SETUP_PAGES) {
        const { path, status = 200, open } = typeof entry === "string" ? { path: entry } : entry;
        site.clock.forward(1);
        await checkPage(checker, `coordinator ${path}`, open ?? ((page) => page.goto(path)), status);
    }
    assert.deepEqual(await faultsOfHtml(checker), []);
});
