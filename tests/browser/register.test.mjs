/*
 * The register from its first list to an answer from each area, in a real browser: a coordinator loads the list of a
 * Third Sector Interface and mends what was wrong in it, makes one entry of two, and a charity asks from a phone, without
 * scripts, to be involved in five areas at once.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { joinByMail } from "../lib/join.mjs";
import { mailedLink, mailsOf, printedLink, setUpFactor, user } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const AREAS = ["fife", "angus", "moray", "highland", "stirling"];
const N_ROWS = 600;
const N_WRONG = 14;
const WRONG_EVERY = 43; /* rows 0, 43, … 559 */
const CHARITY = "charity@example.org";
const LONG_MS = 120000; /* 600 rows, by a program that watches each byte */
const KEEP_S = 30; /* longer than the least time that a form asks for */

let site, browser;
const desks = {}; /* the window of each area's coordinator */

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000 } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const text = (page) => page.locator("main").innerText();
const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name }).first().click()]);

/* A coordinator who has accepted the invitation and set up a code app. */
async function openDesk(area) {
    const window = await openWindow(browser, site.origin);
    const words = ["--name", `Sample coordinator of ${area}`, "--role", "coordinator", "--partnership", area];
    await window.page.goto(printedLink(user(site, "invite", `${area}@example.org`, ...words), "/invitation/"));
    await press(window.page, "Accept and sign in");
    await window.page.goto("/account/second-factor");
    await setUpFactor(site, window.page, {});
    desks[area] = window.page;
    return window.page;
}

/* --- the list --- */

function rowOf(i) {
    const wrong = i % WRONG_EVERY === 0;
    return [`Sample Member ${String(i).padStart(3, "0")}`, wrong ? "SC12" : "", "Fife", `https://member-${i}.example.org`];
}

function listOf() {
    const rows = Array.from({ length: N_ROWS }, (_, i) => rowOf(i));
    rows[1] = ["Sample Cedar Circle", "SC012345", "Fife", "https://cedar.example.org"];
    rows[2] = ["Cedar Circle of Sample Town", "", "Fife", "https://www.cedar.example.org/home"];
    return [["Name", "Charity number", "Area", "Website"], ...rows].map((row) => row.join(",")).join("\r\n");
}

/* Loads a file up to the page that says what it would do. */
async function check(page, name, content) {
    const file = path.join(site.folder, name);
    writeFileSync(file, content);
    await page.goto("/coordinator/bodies/import");
    await page.getByLabel("The list, as a CSV file").setInputFiles(file);
    await page.getByLabel("Which list is it").fill("List of members, Sample Interface");
    for (const [part, value] of [["Day", "1"], ["Month", "11"], ["Year", "2026"]])
        await page.getByLabel(part, { exact: true }).fill(value);
    await press(page, "Load the list");
    await press(page, "Check the rows");
    return untilShown(page, /Check the list/);
}

async function untilShown(page, pattern) {
    await waitFor(`${pattern}`, async () => {
        await page.reload();
        return pattern.test(await text(page));
    }, LONG_MS);
    return text(page);
}

test("[2.16] a coordinator loads a list of 600 with 14 faulty rows, and mends those from the file of failed rows", async () => {
    const page = await openDesk("fife");
    const said = await check(page, "members.csv", listOf());
    assert.match(said, new RegExp(`To add\\s+${N_ROWS - N_WRONG}\\b`));
    assert.match(said, new RegExp(`With errors\\s+${N_WRONG}\\b`));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download these rows as CSV" }).click()]);
    const failed = readFileSync(await download.path(), "utf8");
    await press(page, `Add ${N_ROWS - N_WRONG} to the register`);
    await untilShown(page, new RegExp(`${N_ROWS - N_WRONG} added to the register`));
    assert.equal(failed.trim().split("\r\n").length, N_WRONG + 1);
    assert.match(await check(page, "mended.csv", failed.replaceAll("SC12", "")), new RegExp(`To add\\s+${N_WRONG}\\b`));
    await press(page, `Add ${N_WRONG} to the register`);
    await untilShown(page, new RegExp(`${N_WRONG} added to the register`));
    await page.goto("/coordinator/bodies");
    assert.match(await text(page), /of 600\b/);
});

test("[2.10] two entries of one organisation are made one, with the trace on it", async () => {
    const page = desks.fife;
    await page.goto("/coordinator/bodies?q=cedar");
    await follow(page, "Sample Cedar Circle");
    await follow(page, "This is the same organisation as another entry");
    await follow(page, /Cedar Circle of Sample Town/);
    await page.getByLabel("Why are these one organisation?").fill("The same website.");
    await press(page, "Merge these entries");
    assert.match(await text(page), /Merged into this entry\s+Cedar Circle of Sample Town/);
    await page.goto("/coordinator/bodies");
    assert.match(await text(page), /of 599\b/);
});

/* --- the charity, on a phone --- */

test("[2.6] the charity claims its entry from a phone, without scripts, by the mail of its own domain", async () => {
    const { page, close } = await openWindow(browser, site.origin, { scripts: false, phone: true });
    await joinByMail(site, page, { name: "Sample worker", email: "office@cedar.example.org" }, "Sample Cedar Circle");
    await page.goto("/body");
    assert.match(await text(page), /Sample Cedar Circle[\s\S]*Three steps to begin/);
    await page.goto("/body/needs");
    await page.getByLabel("What does your organisation need to take part?").fill("A room with a hearing loop.");
    await press(page, "Save");
    assert.match(await text(page), /A room with a hearing loop/);
    await close();
});

async function fillInterest(page) {
    await page.goto("/partnerships/fife");
    await follow(page, "Ask to be involved");
    await press(page, "Start");
    await page.getByLabel("Name of the organisation").fill("Cedar Circle");
    await page.getByLabel("Scottish charity number").fill("SC 012345");
    await press(page, "Continue");
    await page.getByText("Sample Cedar Circle, charity number SC012345").click();
    await press(page, "Continue");
    await page.getByLabel("In your own words").fill("We meet people at the gate.\nAnd we stay in touch.");
    await page.getByText("Services for people in the justice system").click();
    await press(page, "Continue");
    assert.equal(await page.locator("input[value=fife]").isChecked(), true, "the page it came from is chosen");
    for (const name of ["Angus", "Moray", "Highland", "Stirling"])
        await page.getByText(name, { exact: true }).click();
    await press(page, "Continue");
    await page.goBack();
    assert.equal(await page.locator("input[value=moray]").isChecked(), true, "going back loses nothing");
    await press(page, "Continue");
    await page.getByText("Help write the plan").click();
    await press(page, "Continue");
    await page.getByLabel("What helps you to take part").fill("Easy read");
    await press(page, "Continue");
    await page.getByLabel("Name of the person to contact").fill("Sample Person");
    await page.getByText("By email", { exact: true }).click();
    await page.getByLabel("Email address").fill(CHARITY);
    await press(page, "Continue");
}

/* What that area's coordinator does with the offer. */
async function answer(area, link, fill, button) {
    const page = desks[area] || await openDesk(area);
    await page.goto("/coordinator");
    await follow(page, "Offers to be involved");
    await follow(page, "Cedar Circle");
    await follow(page, link);
    await fill(page);
    await press(page, button);
    return text(page);
}

const words = (label, value) => (page) => page.getByLabel(label).fill(value);
const accept = (area) => answer(area, "Accept", async (page) => {
    await page.getByText("Sample Cedar Circle", { exact: true }).click();
    await page.getByLabel("A word to them").fill(`Welcome to ${area}.`);
}, "Accept the offer");

test("[P.17] from a phone, without scripts: one form for five areas; three accept, one asks, one declines; each answer is on the private page", async () => {
    for (const area of AREAS.slice(1))
        await openDesk(area);
    const { page, close } = await openWindow(browser, site.origin, { scripts: false, phone: true });
    await fillInterest(page);
    const shown = await text(page);
    assert.match(shown, /Angus, Fife, Highland, Moray, Stirling/);
    assert.match(shown, /We meet people at the gate\./);
    site.clock.forward(KEEP_S);
    await press(page, "Send");
    const reference = await page.locator(".ds_notification-panel strong").innerText();
    assert.match(reference, /^SCO-/);
    const link = await mailedLink(site, CHARITY, "/interest/");
    await page.goto(link);
    await press(page, "Open");
    assert.match(await text(page), /No area has answered yet/);
    await page.context().clearCookies(); /* the phone is put away */

    for (const area of AREAS.slice(0, 3))
        assert.match(await accept(area), /Accepted[\s\S]*Sample Cedar Circle/);
    assert.match(await answer("highland", "Ask a question", words("Your question", "Do you come to Skye?"), "Send the question"), /Asked, no reply yet/);
    assert.match(await answer("stirling", "Decline", words("The reason", "We have a full table until spring."), "Decline the offer"), /Declined/);

    await page.goto(link);
    await press(page, "Open");
    assert.equal(new URL(page.url()).pathname, "/interest/open");
    const stand = await text(page);
    assert.equal(stand.match(/Accepted/g).length, 3);
    for (const said of ["Welcome to fife.", "Welcome to angus.", "Welcome to moray.", "Do you come to Skye?", "We have a full table until spring."])
        assert.ok(stand.includes(said), said);
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= 390"), "nothing wider than the phone");
    await follow(page, /^Answer/);
    await page.getByLabel("Your answer").fill("Once a month.");
    await press(page, "Send the answer");
    assert.match(await text(page), /Your answer: Once a month\./);
    await close();

    const told = await waitFor("five answers by mail", () => {
        const found = mailsOf(site).filter((mail) => mail.headers.to.includes(CHARITY) && mail.headers.subject.includes(reference));
        return found.length === 6 && found; /* the first held the link */
    });
    assert.ok(told.every((mail) => !mail.body.includes("We meet people")), "no mail repeats what was typed");
    const desk = desks.highland;
    await desk.goto(`/coordinator/interest/${reference}`);
    assert.match(await text(desk), /Once a month\./);
    await desks.fife.goto(`/coordinator/interest/${reference}`);
    assert.doesNotMatch(await text(desks.fife), /Once a month|Skye/);
});
