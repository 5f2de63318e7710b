/*
 * Updates by email as a reader meets them: from the partnership's page to the stop, in a real browser, with mail over SMTP.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { startSite } from "../lib/program.mjs";
import { TOPIC, askForUpdates, fillSubscribe, findMail, linkIn, subscribed } from "../lib/subscribe.mjs";

let mail, site, browser;

before(async () => {
    mail = await startMailServer();
    site = await startSite({ clock: true, settings: { mail_from: "site@example.org", limit_posts: 1000, ...mail.settings } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await mail?.stop();
});

const heading = (page) => page.locator("h1").innerText();
const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name, exact: true }).click()]);

for (const scripts of [true, false])
    test(`[11.1] [8.2] [9.8] ask, confirm, change and stop, ${scripts ? "with" : "without"} scripts, without an account or a cookie`, async () => {
        const window = await openWindow(browser, site.origin, { scripts, phone: !scripts });
        const { page } = window;
        const email = `reader-${scripts}@example.org`;
        await page.goto("/partnerships/fife");
        await follow(page, "Get updates by email");
        assert.ok(await page.getByLabel("Fife", { exact: true }).isChecked(), "the area that the reader came by");
        assert.ok(!(await page.getByLabel(TOPIC).isChecked()), "nothing else is ticked beforehand");
        await fillSubscribe(page, email);
        site.clock.forward(30);
        await press(page, "Send me the link");
        assert.equal(await heading(page), "Check your email");

        const asked = await findMail(mail.taken, email, "confirm");
        await page.goto(linkIn(asked, "confirm"));
        assert.equal(await heading(page), "Do you want these emails?");
        assert.match(await page.locator("main dl").innerText(), /contact details change[^]*Fife/);
        await press(page, "Yes, send me these emails");
        assert.equal(await heading(page), "You get these emails now");
        assert.ok(!page.url().includes(linkIn(asked, "confirm").slice(-26)), "[S23] the address holds no key");

        const started = await findMail(mail.taken, email, "open");
        await page.goto(linkIn(started, "open"));
        await page.getByText("Other partnerships").click();
        await page.getByText("Moray", { exact: true }).click();
        await press(page, "Save");
        assert.equal(await heading(page), "Your choices are saved");
        await page.goto(linkIn(started, "open"));
        assert.ok(await page.getByLabel("Moray", { exact: true }).isChecked());
        await follow(page, "stop these emails and delete your address");
        await press(page, "Stop these emails");
        assert.equal(await heading(page), "These emails are stopped");
        await page.goBack();
        assert.deepEqual(await window.context.cookies(), []);
        assert.deepEqual(window.noticed(), []);
        await window.close();
    });

test("[11.1] [8.1] by keyboard alone: every choice is reached and ticked, and the form sent", async () => {
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    const focused = () => page.evaluate(() => {
        const e = document.activeElement;
        return e.labels?.[0]?.textContent.trim() || e.textContent.trim();
    });
    const tabTo = async (words) => {
        for (let i = 0; i < 60 && (await focused()) !== words; i++)
            await page.keyboard.press("Tab");
        assert.equal(await focused(), words);
    };
    await page.goto("/partnerships/fife/subscribe");
    await tabTo(TOPIC);
    await page.keyboard.press("Space");
    await tabTo("Fife");
    await page.keyboard.press("Space"); /* not Fife */
    await tabTo("Other partnerships");
    await page.keyboard.press("Enter");
    await tabTo("Angus");
    await page.keyboard.press("Space");
    await tabTo("Your email address");
    await page.keyboard.type("keys@example.org");
    site.clock.forward(30);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(await heading(page), "Check your email");
    const asked = await findMail(mail.taken, "keys@example.org", "confirm");
    assert.match(asked.body, /- Angus\r?\n/);
    assert.doesNotMatch(asked.body, /- Fife/);
    await window.close();
});

test("[8.3] errors lead to their fields, and everything that was ticked or typed stays", async () => {
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    await page.goto("/partnerships/fife/subscribe");
    await page.getByText("Fife", { exact: true }).click();
    await page.getByLabel("Your email address").fill("not an address");
    site.clock.forward(30);
    assert.equal((await press(page, "Send me the link")).status(), 422);
    assert.match(await page.title(), /^Error: /);
    const names = [];
    for (const link of await page.locator("#error-summary a").all()) {
        await link.click();
        names.push(await page.evaluate(() => document.activeElement.name));
    }
    assert.deepEqual(names, ["topics", "areas", "email"]);
    assert.equal(await page.getByLabel("Your email address").inputValue(), "not an address");
    assert.ok(!(await page.getByLabel("Fife", { exact: true }).isChecked()), "what was unticked stays so");
    await window.close();
});

test("[S18] the answer is the same for an address that gets these emails already", async () => {
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    await subscribed(site, page, "known@example.org", mail.taken);
    const said = [];
    for (const email of ["known@example.org", "stranger@example.org"]) {
        await askForUpdates(site, page, email);
        said.push(await page.content());
    }
    assert.equal(said[0], said[1]);
    await window.close();
});
