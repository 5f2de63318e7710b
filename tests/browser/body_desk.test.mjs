/*
 * The register as its coordinator keeps it, in a real browser: added with the warning of a duplicate, edited, tagged, put into
 * a saved list; with scripts, and without them on a phone.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000, limit_searches: 1000 } });
    browser = await openChromium();
    cookies = await signInStaff(site, browser);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function openDesk(options = {}) {
    const window = await openWindow(browser, site.origin, options);
    await window.context.addCookies(cookies.coordinator);
    return window;
}

const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name, exact: true }).first().click()]);
const text = (page) => page.locator("main").innerText();
/* The box itself lies under its label. */
const tick = (page, label) => page.getByLabel(label, { exact: true }).first().press("Space");

async function fillNew(page, name, number) {
    await page.getByLabel("Name of the organisation").fill(name);
    await page.getByLabel("Kind of organisation").selectOption({ label: "Charity" });
    await page.getByLabel("Scottish charity number (optional)").fill(number);
    await tick(page, "Housing");
}

async function add(page, name, number) {
    await page.goto("/coordinator");
    await follow(page, "Organisations");
    await follow(page, "Add an organisation");
    await fillNew(page, name, number);
    return press(page, "Add organisation");
}

for (const scripts of [true, false])
    test(`[2.10] [2.12] [8.2] an organisation is added, found to be there already, edited, tagged and listed, scripts ${scripts ? "on" : "off on a phone"}`, async () => {
        const name = scripts ? "Sample Lantern Project" : "Sample Harbour Kitchen";
        const { page, close } = await openDesk({ scripts, phone: !scripts });
        await add(page, name, scripts ? "SC900021" : "SC900022");
        assert.match(await text(page), new RegExp(`has been added[^]*${name}`));

        await page.goto("/coordinator/bodies/new");
        if (scripts) {
            await page.getByLabel("Name of the organisation").fill(`The ${name}`);
            await page.locator("#likely a").first().waitFor();
            assert.match(await page.locator("#likely").innerText(), /may be in the register already/);
        }
        await fillNew(page, `The ${name}`, "");
        const back = await press(page, "Add organisation");
        assert.equal(back.status(), 422, "[2.10] the same name again comes back");
        assert.match(await text(page), /may be in the register already/);
        assert.equal(await page.getByLabel("Name of the organisation").inputValue(), `The ${name}`);

        await follow(page, name);
        await follow(page, "Change “What it does”");
        await page.getByLabel("What it does").fill("Meals and company for people who come home from prison.");
        await press(page, "Save");
        assert.match(await text(page), /changes have been saved[^]*come home from prison/);
        await page.getByLabel("Tag", { exact: true }).fill("Forum");
        await press(page, "Add tag");
        assert.match(await text(page), /Forum/);

        await page.goto("/coordinator/bodies?topic=housing");
        await tick(page, `Choose ${name}`);
        await page.getByLabel("With the ticked organisations").selectOption("group");
        await press(page, "Continue");
        await page.getByLabel("Name of a new group").fill(`${name} friends`);
        await press(page, "Put into a group: 1 organisation");
        await follow(page, "Saved lists");
        await follow(page, `${name} friends`);
        assert.match(await text(page), new RegExp(name));
        await close();
    });
