/*
 * Paper and take-away: the route card on one sheet, what printing shows and hides, the contact card, the drawing of the map.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { startSite } from "../lib/program.mjs";

let site, browser, window, page;

before(async () => {
    site = await startSite({ settings: { contact_mail: "desk@example.org" } });
    browser = await openChromium();
    window = await openWindow(browser, site.origin);
    page = window.page;
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

/* A PDF of the page as paper, and how many sheets it has. */
async function printed(address) {
    await page.goto(address);
    await page.emulateMedia({ media: "print" });
    const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: true, printBackground: false })).toString("latin1");
    return { pdf, sheets: [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length };
}

async function shown(selector) {
    return page.locator(selector).evaluateAll((all) => all.filter((e) => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden").length);
}

test("[1.16] the route card fits on one sheet, for every kind of partnership", async () => {
    for (const address of ["/partnerships/fife/card", "/partnerships/ayrshire/card?area=east-ayrshire", "/partnerships/ayrshire/card", "/partnerships/orkney/card", "/partnerships/na-h-eileanan-siar/card"]) {
        const { sheets } = await printed(address);
        assert.equal(sheets, 1, address);
    }
});

test("[1.16] [8.5] the card on paper: who, how, where it is from, its own address; tagged headings and list", async () => {
    const { pdf } = await printed("/partnerships/ayrshire/card?area=east-ayrshire");
    const text = await page.locator("main").innerText();
    assert.match(text, /Third Sector Interface/);
    assert.match(text, /East Ayrshire/);
    assert.match(text, /Not yet confirmed by the partnership/);
    assert.ok(text.includes(`${site.origin}/partnerships/ayrshire?area=east-ayrshire`), "the address of the newest version");
    assert.match(pdf, /\/MarkInfo\s*<<[^>]*\/Marked true/, "the file is tagged");
    for (const hidden of ["header nav", ".cj-menu", ".ds_site-search", ".ds_breadcrumbs", "main button", ".ds_skip-links", ".ds_site-footer__site-items"])
        assert.equal(await shown(hidden), 0, `${hidden} is not printed`);
    assert.ok((await shown(".cj-brand")) > 0, "mark and name are");
});

test("[1.16] the card is reached from the page, and its print button is there with scripts only", async () => {
    await page.emulateMedia({ media: null });
    await page.goto("/partnerships/fife");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Print this route" }).click()]);
    assert.ok(await page.getByRole("button", { name: "Print or save as PDF" }).isVisible());
    await page.evaluate(() => (window.print = () => (window.asked = true)));
    await page.getByRole("button", { name: "Print or save as PDF" }).click();
    assert.equal(await page.evaluate(() => window.asked), true);
    const still = await openWindow(browser, site.origin, { scripts: false });
    await still.page.goto("/partnerships/fife/card");
    assert.equal(await still.page.getByRole("button", { name: "Print or save as PDF" }).count(), 0);
    await still.close();
});

test("[8.1] the partnership's page on paper: details open, buttons and menus gone, outside addresses written out", async () => {
    await page.goto("/partnerships/ayrshire");
    await page.emulateMedia({ media: "print" });
    assert.equal(await shown(".ds_button"), 0);
    assert.equal(await shown(".ds_site-header__navigation"), 0);
    const inside = page.locator("details.ds_details .cj-route__who").first();
    assert.ok((await inside.evaluate((e) => e.getBoundingClientRect().height)) > 20, "what a closed part holds is printed");
    const after_link = await page.locator('.cj-route__who a[href^="http"]').first().evaluate((e) => getComputedStyle(e, "::after").content);
    assert.match(after_link, /http/);
    await page.goto("/");
    assert.ok((await page.locator("#a-to-z a").first().evaluate((e) => e.getBoundingClientRect().height)) > 0, "the list of areas is printed");
    assert.equal(await shown(".cj-finder"), 0);
    await page.emulateMedia({ media: null });
});

test("[1.16] the contact card comes down as a file that a phone reads", async () => {
    await page.goto("/partnerships/ayrshire?area=east-ayrshire");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save contact card" }).click()]);
    assert.match(download.suggestedFilename(), /^[a-z-]+\.vcf$/);
    const card = readFileSync(await download.path(), "utf8");
    const lines = card.replace(/\r\n[ \t]/g, "").split("\r\n");
    assert.equal(lines[0], "BEGIN:VCARD");
    assert.match(lines[1], /^VERSION:(3|4)\.0$/);
    assert.equal(lines.at(-2), "END:VCARD");
    assert.ok(lines.includes("FN:Community Justice Ayrshire Partnership"));
    assert.ok(lines.some((line) => line.startsWith("NOTE:") && line.includes("Not yet confirmed")));
    assert.ok(card.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), "lines are folded");
});

test("[1.8] /map.svg is a drawing of its own: title, description, all 32 areas, nothing from elsewhere", async () => {
    window.noticed();
    const answer = await page.goto("/map.svg");
    assert.equal(answer.headers()["content-type"].split(";")[0], "image/svg+xml");
    const seen = await page.evaluate(() => ({
        root: document.documentElement.localName, title: document.querySelector("title").textContent, desc: Boolean(document.querySelector("desc")),
        groups: document.querySelectorAll("g > title").length, links: document.querySelectorAll("a, script, image").length,
    }));
    assert.deepEqual(seen, { root: "svg", title: "Tile map of Scotland’s 32 council areas", desc: true, groups: 32, links: 0 });
    assert.deepEqual(window.noticed(), []);
});
