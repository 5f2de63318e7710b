/*
 * A consultation from its first page to its publication, as a coordinator sets it up in a real browser, with a link by which
 * somebody without an account looks at it before it opens.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { addPaper, addQuestion, beginConsultation, fillAbout, fillContact, fillDates, followIn, keepConsultations, SETUP_PAGES } from "../lib/consultations.mjs";
import { press } from "../lib/flows.mjs";
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
