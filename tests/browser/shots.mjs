/*
 * shots.mjs: pictures of every page for people to look at, in build/shots/NAME-1280.png and -390.png. No test.
 *
 *     node tests/browser/shots.mjs [WORD...]     only pages whose address has one of the words
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DESK, PHONE, openChromium, openWindow } from "../lib/browser.mjs";
import { FINDER_PAGES, PAGES } from "../lib/pages.mjs";
import { root, startSite } from "../lib/program.mjs";

const folder = path.join(root, "build/shots");
mkdirSync(folder, { recursive: true });
const words = process.argv.slice(2);
const wanted = (name) => !words.length || words.some((word) => name.includes(word));
const site = await startSite({ settings: { contact_mail: "desk@example.org", limit_searches: 100000 } });
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

/* A form sent with nothing in it. */
async function shootErrors(address) {
    const window = await openWindow(browser, site.origin, { phone: true });
    await window.page.goto(address);
    await window.page.locator("main form button").first().click();
    await window.page.waitForLoadState();
    await shoot(window, `errors ${address}`, PHONE);
    await window.close();
}

for (const { path: address } of PAGES)
    await shootAddress(address, address);
for (const [what, address] of Object.entries(FINDER_PAGES))
    await shootAddress(`find ${what}`, address);
await shootAddress("404", "/nowhere");
for (const address of ["/partnerships/inverclyde/contact", "/partnerships/fife/report"])
    if (wanted(`errors ${address}`))
        await shootErrors(address);
await browser.close();
await site.stop();
console.log(folder);
