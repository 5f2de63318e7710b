/*
 * The pages of plans as coordinators open them, with sample organisations: a cycle from its first list to an empty list of who would
 * be left out, by keyboard and without scripts; then every page at 1280 and 390 pixels, with scripts and without, all their HTML
 * through the W3C's checker and all their links.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { followIn } from "../lib/consultations.mjs";
import { enter, text, THINKING_S } from "../lib/fife.mjs";
import { signInPerson } from "../lib/http_person.mjs";
import { checkPage, faultsOfHtml, faultsOfLinks, openChecker } from "../lib/page_check.mjs";
import { readRoutes } from "../lib/pages.mjs";
import { startSite } from "../lib/program.mjs";
import { isOfPlans } from "../lib/results_rows.mjs";

const PLANS = "/coordinator/plans";
const SETTINGS = { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_searches: 100000, limit_pages: 100000, limit_posts: 100000 };
const TITLE = "Sample plan 2027 to 2030";
let site, browser, checker, coordinator, plan;

async function openAll() {
    coordinator = await signInPerson(site, "coordinator.fife@example.org");
    const url = new URL(site.origin);
    const cookies = [...coordinator.jar].map(([name, value]) => ({ name, value, domain: url.hostname, path: "/" }));
    checker = await openChecker(browser, site, { cookies });
}

before(async () => {
    site = await startSite({ clock: true, sample: true, responses: true, settings: SETTINGS });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

/* The field has the focus, as after Tab; then the key. */
async function byKey(locator, key) {
    await locator.focus();
    return locator.page().keyboard.press(key);
}
async function send(page, name) {
    site.clock.forward(THINKING_S);
    return Promise.all([page.waitForNavigation(), byKey(page.getByRole("button", { name, exact: typeof name === "string" }).first(), "Enter")]);
}
const tick = (page, label) => byKey(page.getByLabel(label, { exact: true }).first(), "Space");

async function fillDay(page, name, [day, month, year]) {
    for (const [part, value] of Object.entries({ day, month, year }))
        await page.locator(`#${name}_${part}`).fill(String(value));
}

test("[P.1] [P.3] a coordinator begins a cycle and builds its long list, by keyboard and without scripts", async () => {
    const { page } = await openWindow(browser, site.origin, { scripts: false });
    await enter(site, page, "coordinator.fife@example.org");
    await page.goto(PLANS);
    assert.match(await text(page), /No plan has been entered/);
    await followIn(page, "Start a plan cycle");
    await page.getByLabel("Title of the plan").fill(TITLE);
    await send(page, "Start");
    assert.match(await text(page), /There is a problem[^]*Enter the day on which the plan starts[^]*Select why the plan is made/);
    assert.equal(await page.getByLabel("Title of the plan").inputValue(), TITLE, "nothing typed is lost");
    await fillDay(page, "start", [1, 4, 2027]);
    await fillDay(page, "end", [31, 3, 2030]);
    await fillDay(page, "publish", [1, "April", 27]);
    await tick(page, "The plan before it runs out");
    await send(page, "Start");
    await followIn(page, TITLE);
    plan = new URL(page.url()).pathname;
    await followIn(page, "Build the long list");
    await tick(page, "Every active organisation in the register that works in your areas");
    await send(page, "Continue");
    assert.match(await text(page), /To be added: 20/);
    await send(page, "Add these organisations");
    assert.match(await text(page), /Organisations: 20[^]*How the list was made[^]*The register: 20 added/);
    await page.close();
});

test("[P.4] [P.5] [P.6] [P.9] she decides, invites, logs calls, sends the draft, and the list of who would be left out empties", async () => {
    const { page } = await openWindow(browser, site.origin, { scripts: false });
    await enter(site, page, "coordinator.fife@example.org");
    await page.goto(`${plan}/bodies`);
    for (const box of (await page.locator("main input[name=body]").all()).slice(0, 4))
        await byKey(box, "Space");
    await send(page, "Likely to contribute");
    await page.goto(`${plan}/efforts`);
    assert.match(await text(page), /To be asked: 4/, "four that nobody has approached");
    for (const box of await page.locator("main input[name=body]").all())
        await byKey(box, "Space");
    await send(page, "Log it for those chosen");
    assert.match(await text(page), /There is a problem[^]*Select how you got in touch/);
    assert.equal(await page.locator("main input[name=body]:checked").count(), 4, "the ticks stay");
    await tick(page, "Email");
    await send(page, "Log it for those chosen");
    assert.match(await text(page), /Try again by another channel/);
    for (const answer of ["It takes part", "It does not take part"]) { /* two calls */
        await page.goto(`${plan}/efforts`);
        await page.goto(await page.locator("main tbody th a").first().getAttribute("href"));
        await followIn(page, "Log a try");
        await tick(page, "Phone call");
        await tick(page, "It arrived, somebody said so or was spoken to");
        await tick(page, answer);
        await send(page, "Log it");
        assert.match(await text(page), answer === "It takes part" ? /Status\s+Taking part/ : /Participation, section 20\(4\)\s+Declined/);
    }
    await page.goto(`${plan}/missing`);
    assert.match(await text(page), /Not reached: 19/, "who declined is still to be sent the draft");
    for (const box of await page.locator("main input[name=body]").all())
        await byKey(box, "Space");
    await tick(page, "Letter");
    await send(page, "Log it for those chosen");
    assert.match(await text(page), /Everyone is taking part or was sent the draft/);
    await page.goto(plan);
    assert.match(await text(page), /1\s*take part[^]*19\s*consulted[^]*0\s*would be left out|take part\s*1[^]*consulted\s*19[^]*would be left out\s*0/);
    await page.close();
});

const linkOn = (ending, name) => ({ path: `${ending}: ${name}`, open: async (page) => {
    await page.goto(plan + ending);
    return page.goto(await page.locator("main").getByRole("link", { name }).first().getAttribute("href"));
} });
const wrong = (ending) => ({ path: `${ending}: with nothing`, status: 422, open: async (page) => {
    await page.goto(plan + ending);
    const [answer] = await Promise.all([page.waitForNavigation(), page.locator("main form#do button[type=submit]").first().click()]);
    return answer;
} });

/* An ending of the plan's address, or { path, status, open }. */
const PAGES = [
    "", "/edit", "/publish", "/copies", wrong("/copies"), "/dates/long_list", "/bodies", "/bodies?status=consulted", "/bodies?words=nothing+fits", "/bodies/add", "/bodies/add?to=all",
    "/bodies/add?choose=yes", linkOn("/bodies", "Sample Fife First Chance Trust"), "/efforts", "/missing",
    { path: "list", open: (page) => page.goto(PLANS) }, { path: "new", open: (page) => page.goto(`${PLANS}/new`) }, { path: "before", open: (page) => page.goto(`${PLANS}/new?made=before`) },
    { path: "try", open: async (page) => {
        await page.goto(`${plan}/bodies`);
        await page.goto(await page.locator("main tbody th a").nth(4).getAttribute("href"));
        return page.goto(await page.locator("main").getByRole("link", { name: "Log a try" }).getAttribute("href"));
    } },
];

/* Those of a plan that is published. */
const PUBLIC = [
    "", "/publish", { path: "/plans", open: (page) => page.goto("/plans") }, { path: "/partnerships/fife/plans", open: (page) => page.goto("/partnerships/fife/plans") },
    { path: "/partnerships/angus/plans", open: (page) => page.goto("/partnerships/angus/plans") }, { path: "one", open: (page) => page.goto(plan.replace("/coordinator", "")) },
];

function walk(entry, when) {
    const { path, status = 200, open } = typeof entry === "string" ? { path: entry } : entry;
    test(`[8.1] [8.2] [8.4] [S20] [S22] plans ${when}${path}: axe, headings, policy, layout, with and without scripts`, async () => {
        if (!checker)
            await openAll();
        site.clock.forward(1);
        return checkPage(checker, when + path, open ?? ((page) => page.goto(plan + path)), status);
    });
}

for (const entry of PAGES)
    walk(entry, "");

test("[10.5] no dead end: every internal link answers 200, and its place in the page exists", async () => {
    const cookie = [...coordinator.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    assert.deepEqual((await faultsOfLinks(checker, { headers: { cookie } })).faults, []);
});

test("[P.9] [P.13] the plan is published once Community Justice Scotland has the draft, and everybody reads it", async () => {
    const { page } = await openWindow(browser, site.origin, { scripts: false });
    await enter(site, page, "coordinator.fife@example.org");
    await page.goto(plan);
    await followIn(page, "Publish the plan");
    assert.match(await text(page), /Not yet\s+Send Community Justice Scotland the draft[^]*cannot be marked as published yet/);
    await followIn(page, "Send Community Justice Scotland the draft");
    await send(page, "Record the copy");
    assert.match(await text(page), /There is a problem[^]*Select what was sent/);
    await tick(page, "The draft of the plan (section 20(6)(a))");
    await tick(page, "Email");
    await send(page, "Record the copy");
    await send(page, /^It answered today/);
    await page.goto(`${plan}/publish`);
    await send(page, "Mark as published");
    assert.match(await text(page), /The plan is published/);
    await page.close();
    const reader = await openWindow(browser, site.origin, { scripts: false });
    await reader.page.goto("/partnerships/fife");
    await followIn(reader.page, "Plans of this partnership");
    await followIn(reader.page, TITLE);
    assert.match(await text(reader.page), /1 April 2027 to 31 March 2030[^]*Council areas\s+Fife/);
    await reader.close();
});

for (const entry of PUBLIC)
    walk(entry, "published ");

test("[8.1] every row of plans was opened", () => {
    const opened = [...checker.seen.values()].flatMap((page) => [page.address, ...page.links]);
    const asked = readRoutes().filter(isOfPlans);
    assert.ok(asked.length > 8, `only ${asked.length} rows`);
    assert.deepEqual(asked.filter((route) => !opened.some((address) => route.fits(address))).map((route) => route.pattern), []);
});

test("[8.1] the HTML of every page is valid", async () => {
    assert.deepEqual(await faultsOfHtml(checker), []);
});
