/*
 * A person's own account in a real browser: the first steps after an invitation, the code app, devices, password, address.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { checkPage, faultsOfHtml, openChecker } from "../lib/page_check.mjs";
import { runProgram, startSite, waitFor } from "../lib/program.mjs";
import { codeFor } from "../lib/totp.mjs";

const SETTINGS = { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 };
const GOOD = "violet umbrella on tuesday";
let mail, site, browser;

before(async () => {
    mail = await startMailServer();
    site = await startSite({ clock: true, settings: { ...SETTINGS, ...mail.settings } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await mail?.stop();
});

const heading = (p) => p.locator("h1").innerText();
const follow = async (p, name) =>
    (await Promise.all([p.waitForNavigation(), p.getByRole("link", { name, exact: true }).click()]))[0];
const here = (p) => p.url().slice(site.origin.length);
const secretOn = (p) => p.locator("#secret").innerText();
const codeOn = async (p) => codeFor(await secretOn(p), site.clock.now_s);

function invite(name, role, partnership) {
    const where = partnership ? ["--partnership", partnership] : [];
    const done = runProgram([
        "user", "invite", `${name}@example.org`, "--role", role, "--name", `Sample ${name}`, ...where, "--db", site.db, "--origin",
        site.origin, "--test-clock", site.clock.file,
    ]);
    assert.equal(done.status, 0, done.stderr);
    return done.stdout.match(/https?:\/\/\S+/)[0];
}

/* Accepts an invitation and takes the first steps, up to the page of the code app. */
async function arrive(p, link) {
    await p.goto(link);
    await p.locator("main form button[type=submit]").first().click();
    await p.waitForLoadState();
    if (!here(p).startsWith("/account/welcome"))
        await p.goto("/account/welcome");
}

async function signedIn(name, role = "coordinator", partnership = "fife", options = {}) {
    const window = await openWindow(browser, site.origin, options);
    await arrive(window.page, invite(name, role, partnership));
    return window;
}

/* Sets the code app up, from its first page; gives the key. */
async function setUp(p) {
    await p.goto("/account/second-factor/set-up");
    const key = await secretOn(p);
    await p.getByLabel("6 digit code").fill(await codeOn(p));
    await press(p, "Continue");
    return key;
}

/* The whole way of somebody who was invited, to the recovery codes. */
async function firstSteps(window, link) {
    const p = window.page;
    await arrive(p, link);
    assert.match(await heading(p), /^Welcome, Sample /);
    assert.match(await p.locator("main").innerText(), /Coordinator of the Fife/);
    await follow(p, "Continue");
    assert.equal(await heading(p), "What is your name?");
    await p.getByLabel("Your name").fill("Sample Coordinator");
    await press(p, "Save and continue");
    assert.equal(await heading(p), "Choose a password");
    await follow(p, "Go on without a password");
    assert.equal(await heading(p), "Set up a code app to go on");
    await follow(p, "Set up a code app");
    await p.getByLabel("6 digit code").fill("12 34");
    await press(p, "Continue");
    assert.match(await p.title(), /^Error: /);
    assert.equal(await p.getByLabel("6 digit code").inputValue(), "12 34");
    await p.getByLabel("6 digit code").fill(await codeOn(p));
    await press(p, "Continue");
    assert.equal(await heading(p), "Keep your recovery codes");
    assert.equal(await p.locator(".cj-codes li").count(), 8);
}

for (const [how, options] of [["with scripts", {}], ["without scripts, on a phone", { scripts: false, phone: true }]])
    test(`[7.6] [7.8] [S17] (ASVS 6.3.3) from the invitation to the code app, ${how}`, async () => {
        const window = await openWindow(browser, site.origin, options);
        const p = window.page;
        await firstSteps(window, invite(`new-${how.length}`, "coordinator", "fife"));
        const codes = await p.locator(".cj-codes li").allInnerTexts();
        assert.equal(new Set(codes).size, 8);
        await follow(p, "I have kept them");
        await p.goto("/account");
        assert.match(await p.locator("main").innerText(), /Set up, 8 recovery codes left/);
        assert.deepEqual(window.noticed(), []);
        await window.close();
    });

test("[7.6] [8.4] the code app by keyboard alone; an error takes the focus; the codes print without the site around them", async () => {
    const window = await signedIn("keys");
    const p = window.page;
    await p.goto("/account/second-factor/set-up");
    await p.getByLabel("6 digit code").focus();
    await p.keyboard.type("000");
    await Promise.all([p.waitForNavigation(), p.keyboard.press("Enter")]);
    assert.equal(await p.evaluate(() => document.activeElement.id), "error-summary");
    await p.keyboard.press("Tab");
    await p.keyboard.press("Enter");
    assert.equal(await p.evaluate(() => document.activeElement.id), "code");
    await p.keyboard.press("Control+A");
    await p.keyboard.type(await codeOn(p));
    await p.keyboard.press("Tab");
    assert.equal(await p.evaluate(() => document.activeElement.innerText), "Continue");
    await Promise.all([p.waitForNavigation(), p.keyboard.press("Enter")]);
    assert.equal(await heading(p), "Keep your recovery codes");
    await p.emulateMedia({ media: "print" });
    assert.equal(await p.locator(".cj-codes").isVisible(), true);
    for (const hidden of [".ds_button-group", ".cj-appnav", ".ds_site-header__navigation"])
        assert.equal(await p.locator(hidden).first().isVisible(), false, hidden);
    assert.match(await p.locator("main").innerText(), /keys@example\.org/);
    await window.close();
});

test("[S17] [S19] the QR code on the page is black on white and large enough to be scanned", async () => {
    const window = await signedIn("scanner", "analyst");
    const p = window.page;
    await p.goto("/account/second-factor/set-up");
    const qr = await p.locator(".cj-qr svg").evaluate((svg) => ({
        width: svg.getBoundingClientRect().width, modules: svg.viewBox.baseVal.width,
        dark: getComputedStyle(svg.querySelectorAll("path")[1]).fill, light: getComputedStyle(svg.querySelectorAll("path")[0]).fill,
    }));
    assert.deepEqual([qr.dark, qr.light], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    assert.ok(qr.width / qr.modules >= 3, `${qr.width} pixels for ${qr.modules} modules`);
    await window.close();
});

for (const scripts of [true, false])
    test(`[S19] (ASVS 7.5.2) devices: one is signed out from another, then all, scripts ${scripts ? "on" : "off"}`, async () => {
        const name = `roamer-${scripts}`;
        const first = await signedIn(name, "coordinator", "fife", { scripts });
        const link = () => runProgram(["user", "link", `${name}@example.org`, "--db", site.db, "--origin", site.origin,
            "--test-clock", site.clock.file]).stdout.match(/https?:\/\/\S+/)[0];
        const others = [];
        for (let i = 0; i < 2; i++) {
            const window = await openWindow(browser, site.origin, { scripts });
            await window.page.goto(link());
            await window.page.locator("main form button[type=submit]").first().click();
            await window.page.waitForLoadState();
            others.push(window);
        }
        const p = first.page;
        await p.goto("/account/sessions");
        assert.equal(await p.locator("tbody tr").count(), 3);
        assert.match(await p.locator("tbody").innerText(), /Chrom\w+ on Linux/);
        await p.locator("tbody button").first().focus();
        await Promise.all([p.waitForNavigation(), p.keyboard.press("Enter")]);
        assert.match(await p.locator("[role=status]").first().innerText(), /signed out/);
        assert.equal(await p.locator("tbody tr").count(), 2);
        await press(p, "Sign out every other device");
        assert.equal(await p.locator("tbody tr").count(), 1);
        for (const { page } of others) {
            await page.goto("/account");
            assert.match(here(page), /^\/sign-in\?next=/);
        }
        for (const window of [first, ...others])
            await window.close();
    });

test("[S14] [7.7] a password: shown on demand, refused in plain words, never filled in again", async () => {
    const window = await signedIn("words", "coordinator", "angus");
    const p = window.page;
    await p.goto("/account/password");
    const field = p.getByLabel("New password", { exact: true });
    await field.fill("kilmarnock2026");
    await p.getByRole("button", { name: "Show password" }).click();
    assert.equal(await field.getAttribute("type"), "text");
    await press(p, "Save");
    assert.match(await p.locator("#error-summary").innerText(), /mostly a name/);
    assert.equal(await field.inputValue(), "");
    await field.fill(GOOD);
    await press(p, "Save");
    assert.equal(await heading(p), "Your account");
    await p.goto("/account/password");
    await p.getByLabel("Current password", { exact: true }).fill("not this one at all");
    await field.fill("an otter reads quietly");
    await press(p, "Save");
    assert.match(await p.locator("#error-summary").innerText(), /current password is not right/);
    assert.deepEqual([await field.inputValue(), await p.getByLabel("Current password", { exact: true }).inputValue()], ["", ""]);
    await waitFor("the mail about the password", () => mail.taken().find((m) => m.to.includes("words@example.org") && /password was changed/.test(m.headers.subject)));
    await window.close();
});

/* Asks for another address and gives the link that was really mailed. */
async function askForAddress(p, address) {
    await p.goto("/account/email");
    await p.getByLabel("New email address").fill(address);
    await press(p, "Send the link");
    assert.equal(await heading(p), "Check your email");
    const sent = await waitFor(`the mail to ${address}`, () => mail.taken().find((m) => m.to.includes(address)));
    return sent.body.match(/https?:\/\/\S+confirm\/\S+/)[0];
}

test("[S18] another address: mailed over SMTP, confirmed by a button, used once; the old address is told", async () => {
    const window = await signedIn("mover", "coordinator", "angus", { scripts: false });
    const p = window.page;
    const link = await askForAddress(p, "moved@example.org");
    await p.goto(link);
    assert.equal(await heading(p), "Use this email address?");
    await press(p, "Use the new address");
    assert.match(await p.locator("[role=status]").innerText(), /moved@example\.org/);
    await p.goto(link);
    assert.match(await heading(p), /does not work any more/);
    await waitFor("the mail to the old address", () => mail.taken().filter((m) => m.to.includes("mover@example.org")).length === 2);
    await window.close();
});

test("[8.1] pages that only a form or a link leads to have no fault", async () => {
    const window = await signedIn("checked", "admin", null);
    const p = window.page;
    const link = await askForAddress(p, "checked-too@example.org");
    const cookies = await window.context.cookies();
    const checker = await openChecker(browser, site, { cookies });
    const errorOf = (address, button) => async (page) => {
        await page.goto(address);
        return press(page, button);
    };
    await p.goto("/account");
    const role = await p.getByRole("link", { name: /^Give up/ }).getAttribute("href");
    await checkPage(checker, "code app, nothing entered", errorOf("/account/second-factor/set-up", "Continue"), 422);
    await checkPage(checker, "password, nothing entered", errorOf("/account/password", "Save"), 422);
    await checkPage(checker, "address, nothing entered", errorOf("/account/email", "Send the link"), 422);
    await checkPage(checker, "address, confirm", (page) => page.goto(link.slice(site.origin.length)), 200);
    await checkPage(checker, "role, give up", (page) => page.goto(role), 200);
    await checkPage(checker, "role, the last administrator's", errorOf(role, "Give up this role"), 422);
    await setUp(p);
    const codes = here(p), now = await window.context.cookies();
    const after_set_up = await openChecker(browser, site, { cookies: now });
    await checkPage(after_set_up, "recovery codes", (page) => page.goto(codes), 200);
    await checkPage(after_set_up, "code app, set up", (page) => page.goto("/account/second-factor"), 200);
    await checkPage(after_set_up, "code app, replace", (page) => page.goto("/account/second-factor/set-up"), 200);
    await checkPage(after_set_up, "new codes", (page) => page.goto("/account/second-factor/new-codes"), 200);
    await checkPage(after_set_up, "account with a code app", (page) => page.goto("/account?done=password"), 200);
    assert.deepEqual([...(await faultsOfHtml(checker)), ...(await faultsOfHtml(after_set_up))], []);
    await window.close();
});
