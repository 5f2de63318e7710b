/*
 * shots.mjs: pictures of every page for people to look at, in build/shots/NAME-1280.png and -390.png. No test.
 *
 *     node tests/browser/shots.mjs [WORD...]     only pages whose address has one of the words
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DESK, PHONE, openChromium, openWindow } from "../lib/browser.mjs";
import { flowPages } from "../lib/flows.mjs";
import { FINDER_PAGES, PAGES } from "../lib/pages.mjs";
import { root, startSite } from "../lib/program.mjs";
import { STAFF_PAGES, prepare, signInStaff } from "../lib/staff_pages.mjs";

const folder = path.join(root, "build/shots");
mkdirSync(folder, { recursive: true });
const words = process.argv.slice(2);
const wanted = (name) => !words.length || words.some((word) => name.includes(word));
const site = await startSite({
    clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_searches: 100000, limit_posts: 1000, limit_pages: 100000 },
});
const browser = await openChromium();

async function shoot(window, name, size) {
    const file = `${name.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home"}-${size.width}.png`;
    await window.page.screenshot({ path: path.join(folder, file), fullPage: true });
}

async function shootAddress(name, address) {
    if (!wanted(name))
        return;
    for (const [size, phone] of [[DESK, false], [PHONE, true]]) {
        const window = await openWindow(browser, site.origin, { phone });
        await window.page.goto(address);
        await shoot(window, name, size);
        await window.close();
    }
}

async function shootFlow(name, open) {
    for (const [size, phone] of [[DESK, false], [PHONE, true]]) {
        const window = await openWindow(browser, site.origin, { phone });
        await open(window.page);
        await shoot(window, `form ${name}`, size);
        await window.close();
    }
}

for (const { path: address } of PAGES)
    await shootAddress(address, address);
for (const [what, address] of Object.entries(FINDER_PAGES))
    await shootAddress(`find ${what}`, address);
await shootAddress("404", "/nowhere");
for (const [name, { open }] of Object.entries(flowPages(site)))
    if (wanted(`form ${name}`))
        await shootFlow(name, open);

const cookies = await signInStaff(site, browser);
const windows = {};
for (const kind of Object.keys(STAFF_PAGES)) {
    windows[kind] = { strict: await openWindow(browser, site.origin) };
    await windows[kind].strict.context.addCookies(cookies[kind]);
}
await prepare(site, browser, windows);
for (const [kind, pages] of Object.entries(STAFF_PAGES))
    for (const entry of pages) {
        const { path: address, open = (page) => page.goto(address) } = typeof entry === "string" ? { path: entry } : entry;
        if (!wanted(`${kind} ${address}`))
            continue;
        for (const size of [DESK, PHONE]) {
            await windows[kind].strict.page.setViewportSize(size);
            await open(windows[kind].strict.page, site);
            await shoot({ page: windows[kind].strict.page }, `${kind} ${address}`, size);
        }
    }
await browser.close();
await site.stop();
console.log(folder);
