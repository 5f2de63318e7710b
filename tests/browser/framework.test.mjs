/* Lists and sets of outcomes, as an administrator extends them and as readers then meet them; without scripts. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { becomeFirstAdmin } from "../lib/people.mjs";
import { startSite } from "../lib/program.mjs";

let site, browser, window, reader;

before(async () => {
    site = await startSite({ clock: true, settings: { mail_from: "site@example.org", contact_mail: "desk@example.org" } });
    browser = await openChromium();
    const first = await openWindow(browser, site.origin);
    await becomeFirstAdmin(site, first.page, { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" });
    window = await openWindow(browser, site.origin, { scripts: false });
    await window.context.addCookies(await first.context.cookies());
    await first.close();
    reader = await openWindow(browser, site.origin);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function offered(label) {
    await reader.page.goto("/bodies");
    return reader.page.getByLabel(label, { exact: true }).locator("option").allTextContents(); /* also where it is folded away */
}

test("[P.15] a topic is added, moved before another, and retired: readers choose from the list as it is", async () => {
    const { page } = window;
    await page.goto("/admin");
    await page.getByRole("link", { name: "Lists", exact: true }).first().click();
    await page.getByRole("link", { name: "Topics" }).click();
    await page.getByRole("link", { name: "Add a word" }).click();
    await page.getByLabel("Words").fill("Rural places");
    await press(page, "Add");
    await press(page, "Move up Rural places");
    const topics = await offered("Topic");
    assert.deepEqual(topics.slice(-2), ["Rural places", "Engagement and participation"]);
    await page.getByRole("link", { name: "Rural places" }).click();
    await page.getByText("No, retire it", { exact: true }).click();
    await press(page, "Save");
    assert.ok(!(await offered("Topic")).includes("Rural places"));
});

test("[P.15] an older set is entered by hand, item by item, and its outcomes are offered once it is the current one", async () => {
    const { page } = window;
    await page.goto("/admin/framework/new");
    await page.getByLabel("Code", { exact: true }).fill("2016");
    await page.getByLabel("Name", { exact: true }).fill("Sample outcomes 2016");
    await press(page, "Add");
    await page.getByRole("link", { name: "Add an item" }).click();
    await page.getByLabel("Code", { exact: true }).fill("O1");
    await page.getByLabel("Words", { exact: true }).fill("Sample outcome of an older set");
    await page.getByText("Yes, word for word", { exact: true }).click();
    await press(page, "Add");
    assert.equal((await offered("Outcome")).length, 10, "nine and any");
    await press(page, "Make this the current set");
    await page.getByText("Forms and filters offer the outcomes of the current set now").waitFor();
    assert.ok((await offered("Outcome")).includes("Sample outcome of an older set"));
});
