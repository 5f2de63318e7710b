/* The record of changes as an administrator uses it: filtered, downloaded, checked; with scripts and without. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { becomeFirstAdmin } from "../lib/people.mjs";
import { startSite } from "../lib/program.mjs";

let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { mail_from: "site@example.org", contact_mail: "desk@example.org" } });
    browser = await openChromium();
    const window = await openWindow(browser, site.origin);
    await becomeFirstAdmin(site, window.page, { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" });
    cookies = await window.context.cookies();
    await window.close();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

for (const scripts of [true, false])
    test(`[7.3] [7.5] ${scripts ? "with" : "without"} scripts: the record is filtered, downloaded as CSV, and checked`, async () => {
        const window = await openWindow(browser, site.origin, { scripts });
        const { page } = window;
        await window.context.addCookies(cookies);
        await page.goto("/admin/audit");
        await page.getByLabel("What was done").selectOption({ label: "Roles" });
        await press(page, "Apply");
        await page.getByText("What: Roles").waitFor();
        assert.equal(await page.locator("tbody tr").count(), 1, "who became administrator");
        assert.match(await page.locator("tbody tr").innerText(), /Gave a role[\s\S]*Sample administrator[\s\S]*role: admin/);
        const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as CSV" }).click()]);
        assert.match(download.suggestedFilename(), /^audit-\d{4}-\d\d-\d\d\.csv$/);
        const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
        assert.equal(lines.length, 2, "a head and what the filter lets through");
        assert.match(lines[1], /"role\.give","Gave a role"/);
        await page.goto("/admin/audit");
        assert.match(await page.locator("tbody tr").first().innerText(), /Downloaded the record as CSV/, "and the download is in the record");
        await press(page, "Check now");
        await page.getByText("The record has been checked now.").waitFor();
        await page.getByRole("link", { name: "1", exact: true }).click();
        assert.equal(await page.locator("h1").innerText(), "Record 1");
        await window.close();
    });
