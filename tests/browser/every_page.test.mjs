/*
 * Every page of the route table that needs no sign-in, every kind of answer of the finder, and the error pages: at 1280 and
 * 390 pixels, with scripts and without, then all their HTML through the W3C's checker and all their links.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { DESK, PHONE, openChromium } from "../lib/browser.mjs";
import { isOfAnswering } from "../lib/answer_rows.mjs";
import { faultsOfAxe } from "../lib/checks.mjs";
import { flowPages } from "../lib/flows.mjs";
import { checkPage as check, faultsOfHtml, faultsOfLinks, openChecker } from "../lib/page_check.mjs";
import { ABSENT_DATA, DATA, FINDER_PAGES, PAGES, readRoutes } from "../lib/pages.mjs";
import { hasOwnWalk } from "../lib/results_rows.mjs";
import { startSite } from "../lib/program.mjs";
import { subscriptionPages } from "../lib/subscribe.mjs";

let site, browser, checker;

before(async () => {
    site = await startSite({
        clock: true,
        settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_searches: 100000, limit_pages: 100000, limit_posts: 10000 },
    });
    browser = await openChromium();
    checker = await openChecker(browser, site);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const checkPage = (name, open_page, status) => check(checker, name, open_page, status);

const byAddress = (address) => (page) => page.goto(address);

for (const { path: address, status } of PAGES)
    test(`[8.1] [8.4] [9.8] [S20] ${address}: axe, headings, policy, layout, with and without scripts`, () =>
        checkPage(address, byAddress(address), status));

for (const [what, address] of Object.entries(FINDER_PAGES))
    test(`[8.1] [8.4] [9.8] [S20] the finder's answer "${what}"`, () => checkPage(address, byAddress(address), 200));

/* A form of another page sent to `address`, as a stray post would be. */
const byPost = (address) => async (page) => {
    await page.goto("/about");
    await page.evaluate((to) => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = to;
        document.body.append(form);
    }, address);
    const answer = page.waitForNavigation();
    await page.evaluate(() => document.forms[document.forms.length - 1].submit());
    return answer;
};

const ERROR_PAGES = [
    ["400", byAddress("/%zz"), 400],
    ["404", byAddress("/nowhere"), 404],
    ["404 of a partnership", byAddress("/partnerships/nowhere"), 404],
    ["405", byPost("/about"), 405],
];

for (const [what, how, status] of ERROR_PAGES)
    test(`[8.1] [S20] the error page ${what}`, () => checkPage(`error ${what}`, how, status));

for (const what of Object.keys(flowPages()))
    test(`[8.1] [8.4] [9.8] [S20] behind a form: ${what}`, () => {
        const { open: how, status } = flowPages(site)[what];
        return checkPage(`form ${what}`, how, status);
    });

for (const what of Object.keys(subscriptionPages()))
    test(`[8.1] [8.4] [9.8] [11.1] [S20] behind a mail: ${what}`, () => {
        const { open: how, status } = subscriptionPages(site)[what];
        return checkPage(`mail ${what}`, how, status);
    });

test("[S20] the watch sees what the policy stops, and what moves", async () => {
    await checker.strict.page.goto("/about");
    await checker.strict.page.evaluate(() => {
        document.body.firstElementChild.setAttribute("style", "margin-top:1px");
    });
    await checker.strict.page.evaluate(() => {
        document.body.prepend(Object.assign(document.createElement("p"), { textContent: "moved", className: "ds_leader" }));
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))));
    });
    assert.match(checker.strict.noticed().join("\n"), /Content Security Policy/);
    assert.ok((await checker.strict.page.evaluate(() => window.shift)) > 0);
});

test("[8.1] the rules run under the content policy, and see what is wrong", async () => {
    const { page } = checker.strict;
    await page.goto("/about");
    assert.deepEqual(await faultsOfAxe(page), []);
    await page.evaluate(() => document.querySelector("main").append(document.createElement("button")));
    const found = (await faultsOfAxe(page)).join("\n");
    assert.match(found, /axe at 1280: button-name/);
    assert.match(found, /axe at 390: button-name/);
    checker.strict.noticed();
});

/* A page that comes in two pieces, the second when the first was painted: what is there already must not move. */
async function startSlowCopy(address) {
    const html = await (await fetch(site.origin + address)).text();
    const copy = { html, cut: 0, goOn: () => {} };
    const server = createServer(async (req, res) => {
        if (req.url === address) {
            res.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
            res.write(html.slice(0, copy.cut));
            copy.goOn = () => res.end(html.slice(copy.cut));
            return;
        }
        const answer = await fetch(site.origin + req.url);
        res.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") });
        res.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return Object.assign(copy, { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() });
}

/* Behind closing tags of the header: the first ones, where the name stands, then each fifth; in the menu before it has
 * its name; and in what follows. */
function cutsOf(html) {
    const [from, to] = [html.indexOf("<header"), html.indexOf("</header>")];
    const tags = [...html.matchAll(/<\/[a-z0-9]+>/g)].map((m) => m.index + m[0].length);
    const inside = tags.filter((at) => at > from && at <= to);
    const menu = html.indexOf("<summary", html.indexOf("cj-menu"));
    return [...inside.filter((at, i) => i < 8 || i % 5 === 0), menu, menu + 12, (to + html.length) >> 1, html.indexOf("<footer")];
}

const isPainted = () => performance.getEntriesByType("paint").length > 0;

async function shiftOf(address, copy) {
    const { page } = checker.strict;
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: copy ? "commit" : "load" });
    if (copy) {
        await page.waitForFunction(isPainted);
        copy.goOn();
        await page.waitForLoadState("load");
    }
    await checker.strict.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const { shift, what } = await checker.strict.page.evaluate(() => ({ shift: window.shift, what: window.moved }));
    return shift ? `${shift}: ${what.join("\n")}` : "";
}

test("[8.1] no page moves while it loads", async () => {
    for (const address of ["/", "/partnerships/fife", "/partnerships/fife/contact", "/guidance/what-the-law-asks"])
        for (const size of [DESK, PHONE]) {
            await checker.strict.page.setViewportSize(size);
            const shift = await shiftOf(address);
            assert.equal(shift, "", `${address} at ${size.width}`);
        }
});

test("[8.1] nor while it comes in pieces", async () => {
    const copy = await startSlowCopy("/guidance/what-the-law-asks");
    const cuts = cutsOf(copy.html);
    assert.ok(cuts.length > 12, `only ${cuts.length} pieces`);
    for (const size of [DESK, PHONE]) {
        await checker.strict.page.setViewportSize(size);
        for (copy.cut of cuts)
            assert.equal(await shiftOf(`${copy.origin}/guidance/what-the-law-asks`, copy), "", `at ${size.width}, cut after ${copy.html.slice(copy.cut - 40, copy.cut)}`);
    }
    checker.strict.noticed(); /* its requests went elsewhere: to the copy */
    copy.stop();
});

/* register.test.mjs, body_work.test.mjs; isOfAnswering: answer_pages.test.mjs */
/* files for who was invited: tests/core/test_invited_papers.c */
const ELSEWHERE = ["/consultations/:slug/invited/papers/:id/file", "/consultations/:slug/invited/questions.txt", "/consultations/:slug/invited/questions.odt", "/interest/open/reply", "/bodies/review/done"];

test("[8.1] every row of the route table was opened", () => {
    const opened = [...Object.keys(DATA), ...ABSENT_DATA, ...[...checker.seen.values()].flatMap((page) => [page.address, ...page.links])];
    const missing = readRoutes().filter((route) => ["PUBLIC", "LINK"].includes(route.access) && !hasOwnWalk(route) && !ELSEWHERE.includes(route.pattern) && !isOfAnswering(route) && !opened.some((address) => route.fits(address)));
    assert.deepEqual(missing.map((route) => route.pattern), []);
});

test("[10.6] every address of data answers with its media type; tables and objects with licence and attribution", async () => {
    for (const [address, type] of Object.entries(DATA)) {
        const answer = await fetch(site.origin + address);
        assert.equal(answer.status, 200, address);
        const text = await answer.text();
        if (type === "application/json") {
            const { meta } = JSON.parse(text);
            assert.match(`${meta.licence} ${meta.licence_url}`, /Open Government Licence.*https:/, address);
            assert.ok(meta.attribution.length > 0, address);
        }
        const [head, row] = text.split("\r\n");
        if (type === "text/csv" && row)
            assert.match(row, /open-government-licence/, address);
        else if (type === "text/csv")
            assert.match(head, /"licence"$/, address);
        assert.ok(answer.headers.get("content-type").startsWith(type), `${address}: ${answer.headers.get("content-type")}`);
    }
    for (const address of ABSENT_DATA)
        assert.equal((await fetch(site.origin + address)).status, 404, address);
});

test("[10.5] no dead end: every internal link answers 200, at once, and its place in the page exists", async () => {
    const behind_links = readRoutes().filter((route) => route.access === "LINK"); /* each is opened above, with its link */
    const { faults, n } = await faultsOfLinks(checker, { leaveOut: (address) => behind_links.some((route) => route.fits(address)) });
    assert.deepEqual(faults, []);
    assert.ok(n > 40, `only ${n} links`);
});

test("[8.1] the HTML of every page is valid", async () => {
    assert.deepEqual(await faultsOfHtml(checker), []);
});
