/*
 * A group answers a consultation on a phone, without an account, over two sittings: the second by the link from its mail,
 * on another device and without scripts.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { putSampleConsultation } from "../lib/answer.mjs";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { AXE, faultsOfAxe } from "../lib/checks.mjs";
import { press } from "../lib/flows.mjs";
import { mailedLink } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const AT = "/consultations/sample-plan/respond";
const KEEP_S = 30; /* longer than the least time that a form asks for */
/* Chromium calls a request that outlives its page aborted; that it arrived is looked at. */
const LEFT = /\/q1\/draft net::ERR_ABORTED$/;
let site, browser;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org" } });
    putSampleConsultation(site.db, "sample-plan", site.clock.now_s + 30 * 86400);
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const text = (page) => page.locator("main").innerText();
const next = async (page) => {
    site.clock.forward(KEEP_S);
    return press(page, "Save and continue");
};
async function isGood(page, where) {
    assert.deepEqual(await faultsOfAxe(page), [], where);
}

async function firstSitting(page) {
    await page.goto(AT);
    assert.match(await text(page), /It takes about 2 minutes: 2 questions/, "[8.10] how long it takes");
    await isGood(page, "start");
    site.clock.forward(KEEP_S);
    await press(page, "Start");
    await isGood(page, "sections");
    await page.getByRole("link", { name: "About you" }).click();
    await page.getByText("A group", { exact: true }).click();
    await next(page);
    await page.getByLabel("Name of the group").fill("Sample Group");
    await page.getByLabel("Email address").fill("wrong");
    await next(page);
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.evaluate(() => document.activeElement.id), "error-summary", "[8.3] the script leads to the summary");
    assert.equal(await page.getByLabel("Name of the group").inputValue(), "Sample Group", "[8.3] nothing is lost");
    await isGood(page, "about you, with an error");
    await page.getByLabel("Email address").fill("group@example.org");
    await next(page);
    await next(page);
    await page.getByLabel("What comes first?").fill("Housing on release");
    await isGood(page, "a question");
}

/* The script saves the words of a page that was left. */
async function leave(page) {
    await Promise.all([page.waitForRequest((r) => r.url().endsWith("/draft")), page.goto(AT)]);
    await waitFor("[3.15] what was typed, saved on leaving", async () => {
        await page.goto(`${AT}/q1`);
        return (await page.getByLabel("What comes first?").inputValue()) === "Housing on release";
    });
    await press(page, "Save and come back later");
    site.clock.forward(KEEP_S);
    await press(page, "Email me a link");
    assert.match(await text(page), /We have sent your link to group@example\.org/);
    await isGood(page, "come back later");
}

test("[3.14] [3.15] [3.16] [3.17] [8.3] [8.10] a group answers on a phone over two sittings, with the link from its mail", async () => {
    const phone = await openWindow(browser, site.origin, { phone: true });
    await phone.context.addInitScript({ content: AXE });
    await firstSitting(phone.page);
    await leave(phone.page);
    assert.deepEqual(phone.noticed().filter((line) => !LEFT.test(line)), []);

    const link = await mailedLink(site, "group@example.org", "/r/");
    const { page, noticed } = await openWindow(browser, site.origin, { phone: true, scripts: false });
    await page.goto(link);
    await press(page, "Open my answers");
    assert.equal(new URL(page.url()).pathname, AT, "[S51] the address holds no key");
    await page.getByRole("link", { name: "Your views" }).click();
    assert.match(await text(page), /Is it clear\?/, "to the first question that is not answered yet");
    await page.getByRole("link", { name: "Back" }).click();
    assert.equal(await page.getByLabel("What comes first?").inputValue(), "Housing on release", "[3.15] what was written is there");
    await next(page);
    await page.getByText("No", { exact: true }).click();
    await next(page);
    await next(page);
    assert.match(await text(page), /Select whether we can publish your response/, "[3.23] none is chosen at first");
    await page.getByText("Publish with our group’s name").click();
    await next(page);
    await page.getByText("Yes, by name").click();
    await next(page);
    assert.match(await text(page), /Housing on release\s+Could be published with the name Sample Group/, "[3.16] what could become public");
    site.clock.forward(KEEP_S);
    await press(page, "Send response");
    assert.match(await text(page), /Response sent[^]*FIF-\w{4}-\w{4}[^]*Housing on release/, "[3.17] number and answers");
    const [number] = /FIF-\w{4}-\w{4}/.exec(await text(page));
    await page.reload();
    assert.ok((await text(page)).includes(number), "a reload shows the same");
    assert.deepEqual(noticed(), []);
});
