/*
 * A coordinator builds the questions of a consultation in a real browser, with scripts off: sections, types, routing, moving
 * by buttons. Then it is published, and answered by keyboard alone.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { addPaper, fillAbout, fillContact, fillDates, publishConsultation } from "../lib/consultations.mjs";
import { press } from "../lib/flows.mjs";
import { chooseKeys, followKeys, pressKeys, typeKeys } from "../lib/keys.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 } });
    browser = await openChromium();
    cookies = await signInStaff(site, browser);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const LIST = "/coordinator/consultations";
const SETUP = `${LIST}/sample-draft-plan`, AT = `${SETUP}/questions`;
const DAY_S = 86400, THINKING_S = 30;
const follow = (page, name) => Promise.all([page.waitForNavigation(), page.locator("main").getByRole("link", { name }).first().click()]);
const text = (page) => page.locator("main").innerText();
/* The box itself lies under its label. */
const tick = (page, label) => page.getByLabel(label, { exact: true }).first().press("Space");

async function chooseType(page, label) {
    await follow(page, /^Add (a|your first) question/);
    await page.getByText(label, { exact: true }).click();
    await press(page, "Continue");
}

test("[3.5] a form with routing is built with scripts off, and moved by buttons", async () => {
    const { page, context } = await openWindow(browser, site.origin, { scripts: false });
    await context.addCookies(cookies.coordinator);
    await page.goto(`${LIST}/new`);
    await page.locator("#title").fill("Sample draft plan");
    await page.getByText("Draft plan", { exact: true }).click();
    await press(page, "Make the draft");
    await page.goto(AT);
    await follow(page, "Add your first question");
    await page.getByLabel("Name of the section").fill("What works");
    await press(page, "Save");
    await chooseType(page, "Choose one");
    await page.getByLabel("Question", { exact: true }).fill("Does the draft fit?");
    await page.getByLabel("Answers to choose from").fill("Yes\nNo");
    await press(page, "Save");
    await chooseType(page, "Long answer");
    await page.getByLabel("Question", { exact: true }).fill("What is missing?");
    await tick(page, "No");
    await press(page, "Save");
    assert.match(await text(page), /Asked only of those who chose No for “Question 1: Does the draft fit\?”/);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Move up Question 2/ }).click()]);
    assert.match(await text(page), /There is a problem[^]*so it must come later/, "a question does not come before the one it hangs on");
    await chooseType(page, "Short answer");
    await page.getByLabel("Question", { exact: true }).fill("Who are you?");
    await press(page, "Save");
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Move up Question 3/ }).click()]);
    assert.match(await text(page), /Question 2: Who are you\?[^]*Question 3: What is missing\?/);
    await follow(page, /^Remove Question 2/);
    await press(page, "Remove question");
    assert.doesNotMatch(await text(page), /Who are you\?/);
});

async function publish() {
    const { page, context } = await openWindow(browser, site.origin, { scripts: false });
    await context.addCookies(cookies.coordinator);
    await fillAbout(page, SETUP);
    await fillDates(page, SETUP, site.clock.now_s - DAY_S, site.clock.now_s + 60 * DAY_S);
    await fillContact(page, SETUP);
    await addPaper(page, SETUP);
    await publishConsultation(page, SETUP);
    assert.match(await text(page), /The consultation is published/);
    await context.close();
}

/* What each page of the form asks, by the end of its address or by its question. */
async function answerByKeys(page) {
    const ending = new URL(page.url()).pathname.split("/").at(-1), words = await text(page);
    if (ending === "who")
        await chooseKeys(page, "Myself");
    else if (ending === "you")
        await typeKeys(page, "name", "Sample Person");
    else if (/Does the draft fit\?/.test(words))
        await chooseKeys(page, "No");
    else if (/What is missing\?/.test(words))
        await typeKeys(page, await page.locator("main textarea").getAttribute("id"), "Homes for people who leave prison");
    else if (ending === "publish") {
        await chooseKeys(page, "Publish without my name");
        await chooseKeys(page, "No");
    } else {
        assert.fail(`nothing to answer on ${page.url()}`);
    }
}

test("[8.2] [3.17] answered by keyboard alone with scripts off, from the public page over a routing question to the receipt", async () => {
    await publish();
    const { page, noticed } = await openWindow(browser, site.origin, { scripts: false });
    await page.goto("/consultations");
    await followKeys(page, "Sample draft plan");
    await followKeys(page, "Start");
    site.clock.forward(THINKING_S);
    await pressKeys(page, "Start");
    await followKeys(page, "About you");
    const asked = [];
    for (let i = 0; i < 10 && !page.url().endsWith("/check"); i++) {
        asked.push(await page.locator("h1").innerText());
        await answerByKeys(page);
        site.clock.forward(THINKING_S);
        await pressKeys(page, "Save and continue");
    }
    assert.match(asked.join("\n"), /Does the draft fit\?[^\n]*\nWhat is missing\?/, "[3.5] who says No is asked more");
    assert.match(await text(page), /Homes for people who leave prison\s+Could be published/, "[3.16] what could become public");
    site.clock.forward(THINKING_S);
    await pressKeys(page, "Send response");
    assert.match(await text(page), /Response sent[^]*-\w{4}-\w{4}[^]*Homes for people who leave prison/, "[3.17] number and answers");
    assert.deepEqual(noticed(), []);
});
