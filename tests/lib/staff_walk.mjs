/*
 * staff_walk.mjs: every page that needs a sign-in, as whoever opens it: at 1280 and 390 pixels, with scripts and without, then
 * all their HTML through the W3C's checker and all their links. One test file walks some kinds of people, so that several walk
 * at once; `isMine(pattern)` says which rows of the route table have to be met on the way.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium } from "./browser.mjs";
import { isOfAnswering } from "./answer_rows.mjs";
import { checkPage, faultsOfHtml, faultsOfLinks, openChecker } from "./page_check.mjs";
import { readRoutes } from "./pages.mjs";
import { startSite } from "./program.mjs";
import { hasOwnWalk } from "./results_rows.mjs";
import { STAFF_PAGES, prepare, signInAll } from "./staff_pages.mjs";

const NO_LIMIT = { limit_searches: 100000, limit_pages: 100000, limit_posts: 100000 };

export function walkStaff(kinds, isMine) {
    let site, browser;
    const checkers = {}; /* of each kind of person */

    before(async () => {
        site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", ...NO_LIMIT } });
        browser = await openChromium();
        for (const [kind, cookies] of Object.entries(await signInAll(site, browser)))
            checkers[kind] = await openChecker(browser, site, { cookies });
        await prepare(site, browser, checkers);
    });

    after(async () => {
        await browser?.close();
        await site?.stop();
    });

    for (const kind of kinds)
        for (const entry of STAFF_PAGES[kind]) {
            const { path, status = 200, open } = typeof entry === "string" ? { path: entry } : entry;
            test(`[8.1] [8.2] [8.4] [S20] [S22] ${kind}: ${path}: axe, headings, policy, layout, with and without scripts`, () => {
                site.clock.forward(1); /* a session that is used stays */
                return checkPage(checkers[kind], `${kind} ${path}`, open ? (page) => open(page, site) : (page) => page.goto(path), status);
            });
        }

    test("[8.1] every row of the route table that these people need a sign-in for was opened", () => {
        const opened = Object.values(checkers).flatMap((checker) => [...checker.seen.values()]).flatMap((page) => [page.address, ...page.links]);
        const asked = readRoutes().filter((route) => !["PUBLIC", "LINK"].includes(route.access) && !/\.(csv|json)$/.test(route.pattern) /* audit.test.mjs */ && isMine(route.pattern) && !hasOwnWalk(route) && !isOfAnswering(route));
        assert.ok(asked.length > 5, `only ${asked.length} rows`);
        assert.deepEqual(asked.filter((route) => !opened.some((address) => route.fits(address))).map((route) => route.pattern), []);
    });

    test("[10.5] no dead end for who is signed in: every internal link answers 200, and its place in the page exists", async () => {
        for (const kind of kinds) {
            const cookies = (await checkers[kind].strict.context.cookies()).map((cookie) => `${cookie.name}=${cookie.value}`).join("; ");
            assert.deepEqual((await faultsOfLinks(checkers[kind], { headers: { cookie: cookies } })).faults, []);
        }
    });

    test("[8.1] the HTML of every page is valid", async () => {
        for (const kind of kinds)
            assert.deepEqual(await faultsOfHtml(checkers[kind]), []);
    });
}
