/*
 * Every page on which a consultation is read, coded, published and answered, with sample content: at 1280 and 390 pixels, with
 * scripts and without, then all their HTML through the W3C's checker and all their links.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium } from "../lib/browser.mjs";
import { checkPage, faultsOfHtml, faultsOfLinks, openChecker } from "../lib/page_check.mjs";
import { signInPerson } from "../lib/http_person.mjs";
import { readRoutes } from "../lib/pages.mjs";
import { startSite } from "../lib/program.mjs";
import { isOfResults } from "../lib/results_rows.mjs";

const SLUG = "sample-early-views-on-help-after-prison";
const DESK = `/coordinator/consultations/${SLUG}`;
const RESULTS = `/coordinator/results/${SLUG}`, PUBLIC = `/consultations/${SLUG}`;
const SETTINGS = { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_searches: 100000, limit_pages: 100000, limit_posts: 100000 };

let site, browser, checker, coordinator;

/* Five answers to one question, with one theme each of the two or none, by that person. */
async function readSome(person, path, everySecond) {
    for (let i = 0; i < 5; i++) {
        site.clock.forward(60);
        const desk = await person.open(path), theme = [.../name="theme" value="(\d+)"/.exec(desk.html)].slice(1);
        await person.send(desk, { theme: i % 2 === 0 || !everySecond ? theme : [], do: "next" });
    }
}

/* A second person reads what the first has read. */
async function readTwice() {
    const [, question] = /read\?question=(\d+)/.exec((await coordinator.open(`${DESK}/coding`)).html);
    await readSome(coordinator, `${DESK}/coding/read?question=${question}`, false);
    site.clock.forward(60);
    await coordinator.send(`${DESK}/coding/second`, { do: "draw", n: "500", question });
    site.clock.forward(60);
    const analyst = await signInPerson(site, "analyst.fife@example.org");
    await readSome(analyst, `${DESK}/coding/read?layer=second`, true);
}

/* Results in two versions. */
async function prepareResults() {
    const words = { title: "What people told us about help after prison", summary: "Most people want a bed on the first night.", method: "One person read all responses." };
    for (const note of ["", "A wrong title"]) {
        site.clock.forward(60);
        await coordinator.send(RESULTS, { ...words, seen: note ? "1" : "0" });
        site.clock.forward(60);
        await coordinator.send(`${RESULTS}/publish`, { note });
    }
}

/* Two pages of answers stay as written, and are published. */
async function publishSome() {
    for (let i = 0; i < 2; i++) {
        site.clock.forward(60);
        const queue = await coordinator.open(`${DESK}/moderation`), answer = [...queue.html.matchAll(/name="answer" value="([^"]+)"/g)].map(([, value]) => value);
        await coordinator.send(queue, { answer, way: "keep", do: "bulk" });
    }
    site.clock.forward(60);
    await coordinator.send(`${DESK}/moderation`, { do: "publish" });
}

/* An answer that everybody reads, and a draft. */
async function writeFeedback() {
    const [, theme] = /value="(\d+)"[^>]*>Sample theme of beds/.exec((await coordinator.open(`${RESULTS}/feedback/new`)).html);
    for (const fields of [{ theme, said: "Sample people asked for *beds*.", decision: "changed", did: "Six sample rooms are let.", plan: "Action 2.4", plan_url: "https://example.org/plan" },
        { said: "Sample people asked for buses.", decision: "not_changed", reason: "The sample routes are let until 2028." }]) {
        site.clock.forward(60);
        await coordinator.send(`${RESULTS}/feedback/new`, fields);
        site.clock.forward(60);
        if (fields.theme)
            await coordinator.send(`${RESULTS}/feedback/publish`, {});
    }
}

/* What stands there before the walk, made by the coordinator over HTTP as the pages offer it. */
async function prepare() {
    site.clock.forward(60);
    await publishSome();
    site.clock.forward(60);
    await coordinator.send(`${DESK}/coding/frame`, { do: "begin" });
    for (const name of ["Sample theme of beds", "Sample theme of buses"]) {
        site.clock.forward(60);
        await coordinator.send(`${DESK}/coding/frame`, { do: "add", name, definition: "", question: "0" });
    }
    await readTwice();
    await prepareResults();
    await writeFeedback();
}

before(async () => {
    site = await startSite({ clock: true, sample: true, responses: true, settings: SETTINGS });
    browser = await openChromium();
    coordinator = await signInPerson(site, "coordinator.fife@example.org");
    const url = new URL(site.origin);
    const cookies = [...coordinator.jar].map(([name, value]) => ({ name, value, domain: url.hostname, path: "/" }));
    checker = await openChecker(browser, site, { cookies });
    await prepare();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const linkOn = (path, name) => ({ path: `${path}: ${name}`, open: async (page) => {
    await page.goto(path);
    return page.goto(await page.locator("main").getByRole("link", { name }).first().getAttribute("href"));
} });
const wrong = (path, fields) => ({ path: `${path}: ${JSON.stringify(fields)}`, status: 422, open: async (page) => {
    await page.goto(path);
    for (const [name, value] of Object.entries(fields))
        await page.locator(`main [name="${name}"]`).first().fill(value);
    const [answer] = await Promise.all([page.waitForNavigation(), page.locator("main form#do button[type=submit]").first().click()]);
    return answer;
} });

const linkLike = (path, like) => ({ path: `${path}: a link like ${like}`, open: async (page) => {
    await page.goto(path);
    return page.goto(await page.locator(`main a[href*="${like}"]`).first().getAttribute("href"));
} });

/* A path, or { path, status, open }. */
const PAGES = [
    /* the coding frame */
    `${DESK}/coding/frame`, wrong(`${DESK}/coding/frame`, { name: "" }), linkOn(`${DESK}/coding/frame`, "Sample theme of beds"),
    /* the reading desk */
    `${DESK}/coding`, `${DESK}/coding/read`,
    /* looking through answers */
    `${DESK}/coding/search`, `${DESK}/coding/search?q=bed&who=individual&page=2`, `${DESK}/coding/search?q=nothing+of+that+kind`, `${DESK}/coding/words`, `${DESK}/coding/cross`, `${DESK}/coding/cross?row=area&col=channel`,
    /* whom it has heard from */
    `${DESK}/coverage`, `${DESK}/coverage?by=kind&value=charity`, "/coordinator/consultations/sample-draft-community-justice-plan/coverage?by=area&value=fife",
    /* the second reading */
    `${DESK}/coding/second`, wrong(`${DESK}/coding/second`, { n: "none" }), `${DESK}/coding/read?layer=second`, linkLike(`${DESK}/coding/second`, "layer=agreed&answer="),
    { path: `${DESK}/coding/read: an answer of another reader`, open: async (page) => {
        await page.goto(`${DESK}/coding/second`);
        return page.goto((await page.locator(`main a[href*="layer=agreed&answer="]`).first().getAttribute("href")).replace("layer=agreed", "layer=second"));
    } },
    /* what is published of answers */
    "/moderation-policy", `${DESK}/moderation`, `${DESK}/moderation?state=all&hints=yes`, `${DESK}/release`, linkLike(`${DESK}/moderation`, "/redact"),
    `${PUBLIC}/responses`, `${PUBLIC}/responses/1`,
    /* results */
    RESULTS, `${RESULTS}?done=published`, `${RESULTS}/publish`, `${RESULTS}/tables/account`, `${PUBLIC}/results`, `${PUBLIC}/results?version=1`,
    `${PUBLIC}/report`, `${PUBLIC}/report?version=1`, `${RESULTS}/report`, linkLike(`${RESULTS}/tables/account`, "/quotes/"),
    /* you said, we did */
    `${RESULTS}/feedback`, `${RESULTS}/feedback/new`, wrong(`${RESULTS}/feedback/new`, { said: "" }), linkOn(`${RESULTS}/feedback`, "Sample theme of beds"),
    linkLike(`${RESULTS}/feedback`, "/remove"), `${RESULTS}/feedback/publish`, "/you-said", "/you-said?decision=for_others", PUBLIC, "/partnerships/fife",
];

for (const entry of PAGES) {
    const { path, status = 200, open } = typeof entry === "string" ? { path: entry } : entry;
    test(`[8.1] [8.2] [8.4] [S20] [S22] ${path}: axe, headings, policy, layout, with and without scripts`, () => {
        site.clock.forward(1); /* a session that is used stays */
        return checkPage(checker, path, open ?? ((page) => page.goto(path)), status);
    });
}

test("[8.1] every row of reading, publishing and results was opened", () => {
    const opened = [...checker.seen.values()].flatMap((page) => [page.address, ...page.links]);
    const asked = readRoutes().filter((route) => isOfResults(route) && !/\.(csv|json|svg|odt|atom)$/.test(route.pattern));
    assert.ok(asked.length > 1, `only ${asked.length} rows`);
    assert.deepEqual(asked.filter((route) => !opened.some((address) => route.fits(address))).map((route) => route.pattern), []);
});

test("[10.5] no dead end: every internal link answers 200, and its place in the page exists", async () => {
    const cookie = [...coordinator.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    assert.deepEqual((await faultsOfLinks(checker, { headers: { cookie } })).faults, []);
});

test("[8.1] the HTML of every page is valid", async () => {
    assert.deepEqual(await faultsOfHtml(checker), []);
});
