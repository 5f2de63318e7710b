/*
 * A list of organisations as a coordinator brings it in, in a real browser: the whole way on a phone without scripts, and
 * the progress of a long one with them.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

const IMPORT = "/coordinator/bodies/import";
let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000 } });
    browser = await openChromium();
    cookies = await signInStaff(site, browser);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function openAs(who, options = {}) {
    const window = await openWindow(browser, site.origin, options);
    await window.context.addCookies(cookies[who]);
    return window;
}

const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name, exact: true }).first().click()]);
const text = (page) => page.locator("main").innerText();

async function load(page, name, csv) {
    await page.getByLabel("The list, as a CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByLabel("Which list is it, and who is it from?").fill("Sample TSI, list of members");
    await page.getByLabel("Day", { exact: true }).fill("1");
    await page.getByLabel("Month", { exact: true }).fill("November");
    await page.getByLabel("Year", { exact: true }).fill("2025");
    await page.getByLabel("Comment (optional)").fill("For the new plan");
    return press(page, "Load the list");
}

test("[2.16] a list on a phone without scripts: columns, check, the failed row mended and loaded again, undone", async () => {
    const { page, close } = await openAs("coordinator", { scripts: false, phone: true });
    await page.goto(IMPORT);
    await load(page, "members.csv", "Group,Charity No,Council,Email\r\nSample Pier Helpers,SC045001,Fife,info@pier.example.org\r\nSample Quay Helpers,SC4,Fife,\r\n");
    assert.match(await text(page), /Match columns/);
    assert.equal(await page.getByLabel("Name of the organisation").evaluate((s) => s.selectedOptions[0].label), "Group: Sample Pier Helpers");
    await press(page, "Check the rows");
    assert.match(await text(page), /Nothing has been added to the register yet/);
    assert.match(await text(page), /A Scottish charity number is SC and 6 digits/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download these rows as CSV" }).click()]);
    const failed = (await readFile(await download.path(), "utf8")).replace("SC4\"", "SC045002\"");
    await press(page, "Add 1 to the register");
    assert.match(await text(page), /1 added to the register/);
    await follow(page, "Load another list, or see all imports");
    assert.match(await text(page), /For the new plan/);
    await load(page, "rows-to-correct.csv", failed);
    await press(page, "Check the rows");
    await press(page, "Add 1 to the register");
    await follow(page, "See which");
    assert.match(await text(page), /Sample Quay Helpers/);
    await page.goBack();
    await follow(page, "Undo this import");
    await press(page, "Undo the import");
    assert.match(await text(page), /The import was undone/);
    await close();
});

test("[2.16] the progress of a long list is said while the page stays, and leads to the result", async () => {
    const { page, close } = await openAs("coordinator");
    let csv = "Name,Area\r\n";
    for (let i = 0; i < 3000; i++)
        csv += `Sample long list ${i} of the hall,Fife\r\n`;
    await page.goto(IMPORT);
    await load(page, "long.csv", csv);
    await press(page, "Check the rows");
    assert.match(await text(page), /Checking the rows/);
    const said = page.getByRole("status");
    assert.match(await said.innerText(), /of 3000 rows are checked|Checked, nothing added yet/);
    await page.getByRole("link", { name: "See the result", exact: true }).waitFor({ timeout: 60000 });
    assert.match(await said.innerText(), /Checked, nothing added yet/);
    await follow(page, "See the result");
    await press(page, "Add 3000 to the register");
    assert.match(await text(page), /Nobody sees them before the last one is added/);
    await page.getByRole("link", { name: "See the result", exact: true }).waitFor({ timeout: 60000 });
    await follow(page, "See the result");
    assert.match(await text(page), /3000 added to the register/);
    await close();
});
