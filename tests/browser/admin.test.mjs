/*
 * admin.test.mjs: an administrator keeps the service, in a real browser with scripts on and off: settings that count at once
 * in every process, a mail to try them over real SMTP, failed mail sent again, the state of the service.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { MESSAGE, press, sendMessage } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { becomeFirstAdmin, signIn } from "../lib/people.mjs";
import { runProgram, startListening, startSite, under_test, waitFor } from "../lib/program.mjs";

const person = { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" };
const refused = MESSAGE.email;
let server, site, browser;

before(async () => {
    server = await startMailServer(["--refuse", refused]);
    site = await startSite({
        clock: true,
        settings: { mail_from: "site@example.org", reply_to: "old@example.org", contact_mail: "desk@example.org", limit_pages: 100000, limit_posts: 1000, ...server.settings },
    });
    browser = await openChromium();
    const first = await openWindow(browser, site.origin);
    await becomeFirstAdmin(site, first.page, person);
    await first.close();
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await server?.stop();
});

async function openAs(scripts) {
    const window = await openWindow(browser, site.origin, { scripts });
    site.clock.forward(60);
    await signIn(site, window.page, person);
    return window;
}

const words = (page) => page.locator("main").innerText();

for (const scripts of [true, false])
    test(`[8.2] [8.3] settings, scripts ${scripts ? "on" : "off"}: a mistake keeps what was typed; what is saved counts at once in every process`, async (t) => {
        const other = await startListening(under_test, ["serve", "--db", site.db, "--listen", "127.0.0.1:0", "--test-clock", site.clock.file], /listening on (http:\/\/\S+)/);
        t.after(() => other.stop());
        const name = `Sample service ${scripts ? 1 : 2}`;
        const window = await openAs(scripts);
        const { page } = window;
        await page.goto("/admin/settings");
        await page.getByLabel("Name of the service").fill(name);
        await page.getByLabel("Address for replies (optional)").fill("no address");
        const answer = await press(page, "Save");
        assert.equal(answer.status(), 422);
        assert.match(await page.title(), /^Error: Settings/);
        assert.match(await page.locator("#error-summary").innerText(), /Enter an email address in the correct format/);
        assert.equal(await page.getByLabel("Name of the service").inputValue(), name, "[8.3] what was typed is kept");
        await page.getByLabel("Address for replies (optional)").fill("people@example.org");
        await press(page, "Save");
        assert.match(await words(page), /The settings are saved/);
        for (const origin of [site.origin, other.where])
            assert.ok((await (await fetch(origin)).text()).includes(name), `shown by ${origin}`);
        assert.deepEqual(window.noticed(), []);
        await window.close();
    });

test("[11.5] a reply to our mails reaches the person named in the settings; the test of the mail settings says what became of it", async () => {
    const window = await openAs(true);
    const { page } = window;
    await page.goto("/admin/settings");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Test the mail settings" }).click()]);
    assert.match(await words(page), /127\.0\.0\.1, port \d+/);
    assert.doesNotMatch(await page.content(), /password_file|smtp_password/, "no secret is shown");
    site.clock.forward(5);
    await press(page, "Send a test mail");
    await waitFor("the outcome", async () => {
        await page.reload();
        return /The mail server took it/.test(await words(page));
    });
    const mail = (await server.wait(1)).filter((one) => one.to.includes(person.email) && /Test of the mail settings/.test(one.headers.subject)).at(-1);
    assert.equal(mail.headers["reply-to"], "people@example.org", "[11.5] the row stands over the configuration");
    assert.match(mail.headers.from, /Sample service 2/, "under the name of the settings");
    assert.deepEqual(window.noticed(), []);
    await window.close();
});

test("[11.4] [S6] (ASVS 1.3.11) a refused mail is seen by kind, masked address and reason, sent again, and never read", async () => {
    const visitor = await openWindow(browser, site.origin);
    await sendMessage(site, visitor.page);
    await visitor.close();
    await waitFor("the refusal", () => site.log().includes("error=refused"));
    const window = await openAs(false);
    const { page } = window;
    await page.goto("/admin");
    assert.match(await words(page), /1 mail of the last 7 days could not be sent/);
    await page.goto("/admin/jobs");
    await page.getByLabel("State").selectOption("Failed");
    await press(page, "Show");
    const text = await words(page);
    assert.match(text, /Copy of a message, to its sender/);
    assert.match(text, /v•••@example\.org/);
    assert.match(text, /The mail server refused this address/);
    const html = await page.content();
    assert.ok(!html.includes(refused) && !html.includes("drop-in") && !html.includes("Your message to"), "neither address nor words");
    await Promise.all([page.waitForNavigation(), page.locator("button[name=mail]").first().click()]);
    assert.match(await words(page), /The mail is sent again now/);
    await waitFor("the second refusal", () => [...site.log().matchAll(/error=refused/g)].length >= 2);
    await window.close();
});

test("[7.12] the state of the service: no backup is told, a backup made by command shows", async () => {
    const window = await openAs(true);
    const { page } = window;
    await page.goto("/admin");
    assert.match(await words(page), /There is no record of a backup/);
    const done = runProgram(["backup", path.join(site.folder, "copy.db"), "--db", site.db, "--test-clock", site.clock.file]);
    assert.equal(done.status, 0, done.stderr);
    await page.reload();
    assert.doesNotMatch(await words(page), /There is no record of a backup/);
    assert.match(await page.locator(".cj-metrics").innerText(), /Today/);
    assert.deepEqual(window.noticed(), []);
    await window.close();
});
