/*
 * Reports and messages as their coordinator deals with them, and the directory as an administrator keeps it, in a real
 * browser: with scripts, without them, and by keyboard.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press, sendMessage, sendReport } from "../lib/flows.mjs";
import { mailsOf } from "../lib/people.mjs";
import { runProgram, startSite, waitFor } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

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

/* A window of that person; nobody: of a reader. */
async function openAs(who, options = {}) {
    const window = await openWindow(browser, site.origin, options);
    if (who)
        await window.context.addCookies(cookies[who]);
    return window;
}

const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name, exact: true }).click()]);
const text = (page) => page.locator("main").innerText();
const reference = (page) => page.locator(".ds_notification-panel strong").innerText();

async function asReader(walk, where, email) {
    const { page, close } = await openAs(null);
    await walk(site, page, where, email);
    const found = await reference(page);
    await close();
    return found;
}

async function answer(page, ref, words) {
    await page.goto("/coordinator");
    await follow(page, "Corrections to answer");
    await follow(page, ref);
    await page.getByLabel(words.choice).press("Space");
    await page.getByLabel("What the reporter should know").fill(words.reason);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Send the answer", "the button comes after the reason");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

for (const scripts of [true, false])
    test(`[1.11] [8.2] a report is answered by keyboard, the reporter is told, scripts ${scripts ? "on" : "off on a phone"}`, async () => {
        const reporter = `reporter-${scripts ? 1 : 2}@example.org`; /* an address gets 3 mails a day */
        const ref = await asReader(sendReport, "/partnerships/fife/report", reporter);
        const { page, close } = await openAs("coordinator", { scripts, phone: !scripts });
        await answer(page, ref, { choice: "We have corrected it", reason: `The page has the new link, ${ref}.` });
        assert.match(await text(page), /Corrected on .* by Sample coordinator/);
        const told = await waitFor("the mail to the reporter", () =>
            mailsOf(site).find((mail) => mail.headers.subject.includes(ref) && /What came of/.test(mail.headers.subject)));
        assert.match(told.body, /We have corrected it/);
        assert.ok(told.headers.to.includes(reporter));
        await waitFor("its note on the page", async () => {
            await page.reload();
            return /The reporter was told by email/.test(await text(page));
        });
        await close();
    });

test("[8.3] an answer without a reason comes back with the choice kept; the summary leads to the field", async () => {
    const ref = await asReader(sendReport, "/partnerships/fife/report");
    const { page, close } = await openAs("coordinator");
    await page.goto(`/coordinator/corrections/${ref}`);
    await page.getByText("We left it as it is").click();
    await press(page, "Send the answer");
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.getByLabel("We left it as it is").isChecked(), true);
    await page.getByRole("link", { name: "Enter what the reporter should know" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "reason");
    await close();
});

test("[1.14] [11.5] a message kept for the coordinator is read, answered by mail, marked done, without scripts", async () => {
    const ref = await asReader(sendMessage, "/partnerships/fife/contact");
    const { page, close } = await openAs("coordinator", { scripts: false });
    await page.goto("/coordinator/messages");
    await follow(page, ref);
    assert.match(await text(page), /We run a drop-in\./);
    const reply = await page.getByRole("link", { name: "Reply by email" }).getAttribute("href");
    assert.match(reply, new RegExp(`^mailto:volunteer@example\\.org\\?subject=${ref}`));
    await press(page, "Mark as done");
    assert.match(await text(page), /Done\s+.*Sample coordinator/);
    await page.goto("/coordinator/messages");
    assert.equal(await page.getByRole("link", { name: ref }).count(), 0);
    await close();
});

test("[10.5] an administrator changes the address of a page and a square of the map; an import says what it leaves", async () => {
    const { page, close } = await openAs("admin");
    await page.goto("/admin/partnerships/orkney");
    await page.getByLabel("Address of the page").fill("orkney-isles");
    await press(page, "Save");
    const moved = await page.goto("/partnerships/orkney/card");
    assert.equal(new URL(moved.url()).pathname, "/partnerships/orkney-isles/card");
    await page.goto("/admin/areas/orkney");
    await page.getByLabel("Column of its square").fill("6");
    await press(page, "Save");
    assert.match(await page.locator("tr", { hasText: "ORK" }).innerText(), /6\s+1$/);
    await close();
    const done = runProgram(["import", "areas", "data/areas.csv", "--db", site.db]);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /left as it was set here: area S12000023: tile column stays "6", the file says "4"/);
    assert.match(done.stdout, /has the address "orkney-isles" here/);
});
