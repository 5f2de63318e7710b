/*
 * Every page on which a consultation is answered, and on which its coordinator works with the answers, with sample content: at
 * 1280 and 390 pixels, with scripts and without, then all their HTML through the W3C's checker and all their links.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isOfAnswering } from "../lib/answer_rows.mjs";
import { openChromium } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { checkPage, faultsOfHtml, faultsOfLinks, openChecker } from "../lib/page_check.mjs";
import { readRoutes } from "../lib/pages.mjs";
import { startSite } from "../lib/program.mjs";
import { DESK_PAGES, EDITOR_PAGES, LINK_PAGES, cookiesOf, keepAnswers } from "../lib/response_pages.mjs";

const AT = "/consultations/sample-draft-community-justice-plan";
const FORM = `${AT}/respond`;

let site, browser, checker, kept;
const staff = {}; /* checkers */

before(async () => {
    site = await startSite({
        clock: true, sample: true, responses: true,
        settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_searches: 100000, limit_pages: 100000, limit_posts: 100000 },
    });
    browser = await openChromium();
    checker = await openChecker(browser, site);
    for (const [kind, email] of Object.entries({ desk: "coordinator.fife@example.org", editor: "editor@example.org" }))
        staff[kind] = await openChecker(browser, site, { cookies: await cookiesOf(site, browser, email) });
    kept = await keepAnswers(site, browser, { desk: staff.desk.strict.page, editor: staff.editor.strict.page });
    for (const { strict } of Object.values(staff))
        strict.noticed();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

/* An answer for an organisation, begun in this window. */
async function begin(page) {
    await page.context().clearCookies();
    site.clock.forward(120); /* an address may begin so many at once */
    await page.goto(FORM);
    await press(page, "Start");
    await page.goto(`${FORM}/who`);
    await page.getByText("An organisation", { exact: true }).click();
    return press(page, "Save and continue");
}

const step = (name) => async (page) => {
    await begin(page);
    return page.goto(`${FORM}/${name}`);
};

async function fillIn(page) {
    await begin(page);
    await page.goto(`${FORM}/q1`);
    await page.locator("main .ds_radio label").first().click();
    await press(page, "Save and continue");
    await page.goto(`${FORM}/publish`);
    await page.getByText("Do not publish", { exact: true }).click();
    await page.getByText("No", { exact: true }).click();
    await press(page, "Save and continue");
    site.clock.forward(10);
    return page.goto(`${FORM}/check`);
}

async function send(page) {
    await fillIn(page);
    return press(page, "Send response");
}

/* By the private link that the page after sending shows. */
async function openOwn(page, below = "") {
    await send(page);
    const link = new URL((await page.locator("main code").first().innerText()).trim());
    await page.goto(link.pathname);
    const answer = await press(page, "Open my response");
    return below ? page.goto(`/r/open${below}`) : answer;
}

/* Begun in time, and closed before it was sent: the way to ask that it is accepted late. The clock goes back for the next page. */
async function askLate(page) {
    const then = site.clock.now_s;
    await begin(page);
    site.clock.forward(200 * 86400);
    const answer = await page.goto(`${FORM}/late`);
    site.clock.set(then);
    return answer;
}

/* A reader's page: nothing was begun. */
const see = (path) => async (page) => {
    await page.context().clearCookies();
    return page.goto(path);
};

const PAGES = {
    "the list of sections": { open: async (page) => {
        await begin(page);
        return page.goto(FORM);
    } },
    ...Object.fromEntries(["who", "you", "views", "q1", "q3", "q4", "q5", "q6", "d1", "publish", "naming", "save", "paste", "check"].map((name) => [name, { open: step(name) }])),
    "several organisations": { open: async (page) => {
        await begin(page);
        return page.goto(`${AT}/together`);
    } },
    "nothing chosen": { status: 422, open: async (page) => {
        await step("publish")(page);
        return press(page, "Save and continue");
    } },
    "a link shown": { open: async (page) => {
        await step("save")(page);
        return press(page, "Show me the link to write down");
    } },
    "check with everything": { open: fillIn },
    "sent": { open: send },
    "own": { open: (page) => openOwn(page) },
    "own, changing": { open: (page) => openOwn(page, "/change") },
    "own, in the form again": { open: async (page) => {
        await openOwn(page, "/change");
        return press(page, "Open my answers");
    } },
    "own, publishing": { open: (page) => openOwn(page, "/publish") },
    "own, withdrawing": { open: (page) => openOwn(page, "/withdraw") },
    "own, withdrawn": { open: async (page) => {
        await openOwn(page, "/withdraw");
        return press(page, "Withdraw response");
    } },
    "asking late": { open: askLate },
    "a paper": { open: async (page) => {
        await see(AT)(page);
        return page.goto(await page.locator("main a[href^='/documents/']:not([href$='/file'])").first().getAttribute("href"));
    } },
    "the questions": { open: see(`${AT}/questions`) },
    "the consultation": { open: see(AT) },
    "other ways": { open: see(`${AT}/other-ways`) },
    "the list": { open: see("/consultations?state=open") },
    "the home page": { open: see("/") },
};

const check = "axe, headings, policy, layout, with and without scripts";

/* First: some of the pages below go months ahead, where a session ends. */
for (const [kind, pages] of Object.entries({ desk: DESK_PAGES, editor: EDITOR_PAGES }))
    for (const { name, status = 200, open } of pages)
        test(`[8.1] [8.2] [8.4] [S20] [S22] ${kind}: ${name}: ${check}`, () =>
            checkPage(staff[kind], `${kind} ${name}`, (page) => open(page, site, kept), status));

test("[10.5] no dead end for the coordinator and the editor", async () => {
    for (const each of Object.values(staff)) {
        const cookie = (await each.strict.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
        assert.deepEqual((await faultsOfLinks(each, { headers: { cookie } })).faults, []);
    }
});

for (const [name, { open, status = 200 }] of Object.entries({ ...LINK_PAGES, ...PAGES }))
    test(`[8.1] [8.2] [8.4] [9.8] [S20] answering: ${name}: ${check}`, () => checkPage(checker, name, (page) => open(page, site, kept), status));

test("[8.1] every row of answering was opened", () => {
    const opened = [checker, ...Object.values(staff)].flatMap(({ seen }) => [...seen.values()]).flatMap((page) => [page.address, ...page.links]);
    const rows = readRoutes().filter(isOfAnswering);
    assert.ok(rows.length > 40, `only ${rows.length} rows`);
    assert.deepEqual(rows.filter((route) => !opened.some((address) => route.fits(address))).map((route) => route.pattern), []);
});

test("[10.5] no dead end: every internal link answers 200, and its place in the page exists", async () => {
    const links = readRoutes().filter((route) => route.access === "LINK"); /* each is opened above, with its link */
    assert.deepEqual((await faultsOfLinks(checker, { leaveOut: (address) => links.some((route) => route.fits(address)) })).faults, []);
});

test("[8.1] the HTML of every page is valid", async () => {
    for (const each of [checker, ...Object.values(staff)])
        assert.deepEqual(await faultsOfHtml(each), []);
});
