/*
 * A person's own account in a real browser: the first steps after an invitation, the code app, devices, password, address.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { appCode, freshCode, mailedLink, mailsOf, printedLink, user } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const GOOD = "violet umbrella on tuesday";
let site, browser;

before(async () => {
    const settings = { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 };
    site = await startSite({ clock: true, settings });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const heading = (p) => p.locator("h1").innerText();
const here = (p) => p.url().slice(site.origin.length);
const follow = (p, name) => Promise.all([p.waitForNavigation(), p.getByRole("link", { name, exact: true }).click()]);
const codeOn = async (p) => appCode(await p.locator("#secret").innerText(), site.clock.now_s);
const mailTo = (address, words) =>
    waitFor(`a mail to ${address}: ${words}`, () => mailsOf(site).find((m) => m.headers.to.includes(address) && words.test(m.headers.subject)));

/* A window in which somebody who was invited stands before the first page. */
async function arrive(name, options = {}) {
    const words = ["--role", "coordinator", "--partnership", "fife", "--name", `Sample ${name}`];
    const window = await openWindow(browser, site.origin, options);
    await window.page.goto(printedLink(user(site, "invite", `${name}@example.org`, ...words), "/invitation/"));
    await press(window.page, "Accept and sign in");
    return window;
}

for (const [how, options] of [["with scripts", {}], ["without scripts, on a phone", { scripts: false, phone: true }]])
    test(`[7.6] [7.8] [S17] (ASVS 6.3.3) from the invitation to the workspace, ${how}`, async () => {
        const window = await arrive(options.phone ? "phone" : "desk", options), p = window.page;
        assert.match(await heading(p), /^Welcome, Sample /);
        assert.match(await p.locator("main").innerText(), /Coordinator of the Fife/);
        await follow(p, "Continue");
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
        assert.equal(new Set(await p.locator(".cj-codes li").allInnerTexts()).size, 8);
        await follow(p, "I have kept them");
        assert.equal(here(p), "/coordinator");
        await p.goto("/account");
        assert.match(await p.locator("main").innerText(), /Set up, 8 recovery codes left/);
        assert.deepEqual(window.noticed(), []);
        await window.close();
    });

test("[7.6] [8.4] the code app by keyboard alone; an error takes the focus; the codes print without the site around them", async () => {
    const window = await arrive("keys"), p = window.page;
    await p.goto("/account/second-factor/set-up");
    const qr = await p.locator(".cj-qr svg").evaluate((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
    assert.ok(qr >= 3, `${qr} pixels a module: too small to scan`);
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

for (const scripts of [true, false])
    test(`[S19] (ASVS 7.5.2) devices: one is signed out from another, then all, scripts ${scripts ? "on" : "off"}`, async () => {
        const name = `roamer-${scripts}`;
        const first = await arrive(name, { scripts }), others = [], p = first.page;
        for (let i = 0; i < 2; i++) {
            const window = await openWindow(browser, site.origin, { scripts });
            await window.page.goto(printedLink(user(site, "link", `${name}@example.org`), "/sign-in/link/"));
            await press(window.page, "Sign in");
            others.push(window);
        }
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
    const window = await arrive("words"), p = window.page;
    await p.goto("/account/password");
    const field = p.getByLabel("New password", { exact: true }), current = p.getByLabel("Current password", { exact: true });
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
    await current.fill("not this one at all");
    await field.fill("an otter reads quietly");
    await press(p, "Save");
    assert.match(await p.locator("#error-summary").innerText(), /current password is not right/);
    assert.deepEqual([await field.inputValue(), await current.inputValue()], ["", ""]);
    await mailTo("words@example.org", /password was changed/);
    await window.close();
});

test("[S18] [S19] another address: mailed, confirmed by a button, used once; asked for again who one is, by a code", async () => {
    const window = await arrive("mover", { scripts: false }), p = window.page;
    const person = {};
    await p.goto("/account/second-factor/set-up");
    person.secret = await p.locator("#secret").innerText();
    await p.getByLabel("6 digit code").fill(freshCode(site, person));
    await press(p, "Continue");
    site.clock.forward(16 * 60);
    await p.goto("/account/email");
    assert.match(here(p), /^\/sign-in\/(again|code)\?next=/);
    await p.getByLabel("6 digit code").fill(freshCode(site, person));
    await press(p, "Continue");
    assert.equal(here(p), "/account/email");
    await p.getByLabel("New email address").fill("moved@example.org");
    await press(p, "Send the link");
    assert.equal(await heading(p), "Check your email");
    const link = await mailedLink(site, "moved@example.org", "/account/email/confirm/");
    await p.goto(link);
    assert.equal(await heading(p), "Use this email address?");
    await press(p, "Use the new address");
    assert.match(await p.locator("[role=status]").innerText(), /moved@example\.org/);
    await p.goto(link);
    assert.match(await heading(p), /does not work any more/);
    await mailTo("mover@example.org", /was changed/);
    await window.close();
});
