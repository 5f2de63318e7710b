/*
 * The two public forms as people use them: a message to a partnership, and a wrong detail. Mail goes to a real SMTP server.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { MESSAGE, fillMessage, press, sendMessage, sendReport, writeMessage, writeReport } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const SETTINGS = { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000, limit_searches: 1000 };
const MAILBOX = "community.justice@inverclyde.gov.uk";
let mail, site, browser, window, page;

before(async () => {
    mail = await startMailServer();
    site = await startSite({ clock: true, settings: { ...SETTINGS, ...mail.settings } });
    browser = await openChromium();
    window = await openWindow(browser, site.origin);
    page = window.page;
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await mail?.stop();
});

const heading = (p) => p.locator("h1").innerText();
const reference = (p) => p.locator(".ds_notification-panel strong").innerText();
/* The mail about a reference to each of the recipients. */
async function mailsAbout(ref, ...recipients) {
    const about = (to) => mail.taken().find((m) => m.headers.subject.includes(ref) && m.to.includes(to));
    await waitFor(`mails about ${ref} to ${recipients}`, () => recipients.every(about));
    return recipients.map(about);
}

test("[1.14] [8.2] a message, without scripts on a phone: to the mailbox, answers to the sender, a copy for the sender", async () => {
    const still = await openWindow(browser, site.origin, { scripts: false, phone: true });
    const p = still.page;
    await p.goto("/partnerships/inverclyde");
    await Promise.all([p.waitForNavigation(), p.getByRole("link", { name: "Send a message", exact: true }).tap()]);
    await fillMessage(p);
    await p.getByLabel("Send my message to this address too").press("Space");
    site.clock.forward(30);
    await press(p, "Continue");
    assert.equal(await heading(p), "Check your message");
    for (const words of Object.values(MESSAGE))
        assert.ok((await p.locator("main dl").innerText()).includes(words), words);
    site.clock.forward(30);
    await press(p, "Send message");
    assert.equal(await heading(p), "Message sent");
    const [to_them, to_sender] = await mailsAbout(await reference(p), MAILBOX, MESSAGE.email);
    assert.equal(to_them.headers["reply-to"], MESSAGE.email);
    assert.ok(to_them.body.replaceAll("\r", "").includes(MESSAGE.message));
    assert.ok(to_sender.body.replaceAll("\r", "").includes(MESSAGE.message));
    assert.deepEqual(await still.context.cookies(), []);
    await still.close();
});

test("[1.14] no page shows the mailbox to those who gather addresses", async () => {
    for (const where of ["/partnerships/inverclyde", "/partnerships/inverclyde/contact", "/partnerships/inverclyde/card",
        "/partnerships/inverclyde.json", "/partnerships/inverclyde.vcf", "/partnerships.csv", "/api/v1/partnerships", "/api/v1/route?area=inverclyde"]) {
        const answer = await fetch(site.origin + where);
        assert.equal(answer.status, 200, where);
        assert.doesNotMatch(await answer.text(), /community\.justice@|inverclyde\.gov\.uk.{0,3}mailto|mailto:[^"]*inverclyde/, where);
    }
});

test("[1.14] without a known mailbox the operator gets it, and the page says so", async () => {
    await page.goto("/partnerships/fife/contact");
    assert.match(await page.locator("main").innerText(), /We hold no address for this partnership\. The people who run this site will pass it on/);
    await sendMessage(site, page, "/partnerships/fife/contact");
    assert.match(await page.locator("main").innerText(), /pass your message on/);
    const [to_operator] = await mailsAbout(await reference(page), SETTINGS.contact_mail);
    assert.match(to_operator.body, /Please pass this message on/);
});

test("[1.14] with nowhere to send it, no button and no form is offered, and the other steps stand", async () => {
    const bare = await startSite({ settings: {} });
    const other = await openWindow(browser, bare.origin);
    await other.page.goto("/partnerships/fife");
    assert.equal(await other.page.getByRole("link", { name: /Send a message/ }).count(), 0);
    assert.ok((await other.page.locator(".cj-route h3").count()) >= 2);
    await other.page.goto("/partnerships/fife/contact");
    assert.equal(await other.page.locator("main textarea").count(), 0);
    await other.page.goto("/partnerships/inverclyde/contact");
    assert.equal(await other.page.locator("main textarea").count(), 1, "Inverclyde has a mailbox");
    await other.close();
    await bare.stop();
});

test("[8.3] errors: named in the title, first in the page, in focus, linked to their fields, nothing lost", async () => {
    await page.goto("/partnerships/inverclyde/contact");
    await page.getByLabel("Your organisation").fill("Kept & <kept>");
    await page.getByLabel("Your email address").fill("not an address");
    site.clock.forward(30);
    const answer = await press(page, "Continue");
    assert.equal(answer.status(), 422);
    assert.match(await page.title(), /^Error: /);
    const summary = page.locator("#error-summary");
    assert.equal(await summary.getAttribute("role"), "alert");
    assert.ok(await summary.evaluate((e) => e === document.activeElement), "the summary has the focus");
    assert.ok(await summary.evaluate((e) => document.querySelector("main h1").compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING));
    const links = await summary.locator("a").all();
    assert.equal(links.length, 3);
    for (const link of links) {
        const words = await link.innerText();
        await link.click();
        const field = await page.evaluate(() => {
            const e = document.activeElement;
            const described = (e.getAttribute("aria-describedby") || "").split(" ").map((id) => document.getElementById(id)?.textContent.trim());
            return { invalid: e.getAttribute("aria-invalid"), described, name: e.name };
        });
        assert.equal(field.invalid, "true", words);
        assert.ok(field.described.some((text) => text.replace(/^Error:\s*/, "") === words), `${field.name} says ${words} too`);
    }
    assert.equal(await page.getByLabel("Your organisation").inputValue(), "Kept & <kept>");
    assert.equal(await page.getByLabel("Your email address").inputValue(), "not an address");
    await fillMessage(page);
    site.clock.forward(30);
    await press(page, "Continue");
    assert.equal(await heading(page), "Check your message");
});

test("[8.3] too long: the page says by how much, with and without scripts, and keeps every word", async () => {
    const long = "å".repeat(4212);
    await writeMessage(site, page, "/partnerships/inverclyde/contact", { ...MESSAGE, message: long });
    assert.match(await page.locator("#error-summary").innerText(), /4,000 characters or fewer.*4,212/);
    assert.equal(await page.getByLabel("Your message").inputValue(), long);
    assert.match(await page.locator(".cj-left").innerText(), /212 characters too many/);
});

test("[8.3] Change it goes back with everything, and what is sent then is the new text", async () => {
    await writeMessage(site, page);
    await press(page, "Change it");
    assert.equal(await page.getByLabel("Your message").inputValue(), MESSAGE.message);
    assert.equal(await page.getByLabel("Your name").inputValue(), MESSAGE.name);
    await page.getByLabel("Your message").fill("Another text");
    site.clock.forward(30);
    await press(page, "Continue");
    site.clock.forward(30);
    await press(page, "Send message");
    const [to_them] = await mailsAbout(await reference(page), MAILBOX);
    assert.match(to_them.body, /Another text/);
});

test("[S26] Back and sending again counts once; other words are asked about, not lost", async () => {
    await sendMessage(site, page);
    const first = await reference(page);
    await page.goBack();
    assert.equal(await heading(page), "Check your message");
    await press(page, "Send message");
    assert.equal(await reference(page), first, "the first answer again");
    await page.goBack();
    await page.locator('main form input[name="message"]').evaluate((e) => (e.value = "Something else"));
    await press(page, "Send message");
    assert.match(await page.locator("main").innerText(), /You have sent this form already/);
    assert.match(await page.locator("main").innerText(), /Something else/);
    site.clock.forward(30);
    await press(page, "Send message");
    assert.notEqual(await reference(page), first);
});

test("[S47] [8.6] too fast, or the field that people do not see: a plain word, nothing lost, and it can be sent", async () => {
    await page.goto("/partnerships/inverclyde/contact");
    await fillMessage(page);
    await press(page, "Continue");
    assert.match(await page.locator("main").innerText(), /This has not been sent yet/);
    assert.equal(await page.getByLabel("Your message").inputValue(), MESSAGE.message);
    await page.locator('input[name="website"]').evaluate((e) => (e.value = "filled by a robot"));
    site.clock.forward(30);
    await press(page, "Continue");
    assert.match(await page.locator("main").innerText(), /This has not been sent yet/);
    assert.equal(await page.locator('input[name="website"]').inputValue(), "");
    site.clock.forward(30);
    await press(page, "Continue");
    assert.equal(await heading(page), "Check your message");
});

test("[8.6] no puzzle, no account: nothing but labelled fields and a button", async () => {
    for (const where of ["/partnerships/inverclyde/contact", "/partnerships/fife/report"]) {
        await page.goto(where);
        assert.equal(await page.locator("main :is(iframe,canvas,img,audio,video,input[type=password])").count(), 0);
        assert.doesNotMatch(await page.locator("main").innerText(), /captcha|sign in|register|robot/i);
        const trap = page.locator('input[name="website"]');
        assert.equal(await trap.getAttribute("tabindex"), "-1");
        assert.equal(await trap.evaluate((e) => Boolean(e.closest("[aria-hidden=true]"))), true);
        assert.equal(await trap.evaluate((e) => { const b = e.getBoundingClientRect(); return b.right < 0 || b.width <= 1 || b.bottom < 0; }), true);
    }
});

test("[8.1] the form by keyboard alone, in the order that is seen", async () => {
    await page.goto("/partnerships/inverclyde/contact");
    await page.getByLabel("Your name").focus();
    for (const words of [MESSAGE.name, MESSAGE.organisation, MESSAGE.email, MESSAGE.message]) {
        await page.keyboard.insertText(words);
        await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Continue");
    site.clock.forward(30);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(await heading(page), "Check your message");
    assert.match(await page.locator("main dl").innerText(), /Yes, the whole message/);
});

test("[S26] a form open for days: 403, every word still there, one button, and it is sent", async () => {
    await writeReport(site, page);
    site.clock.forward(80 * 3600);
    const answer = await press(page, "Send");
    assert.equal(answer.status(), 403);
    assert.equal(await heading(page), "Please send this again");
    assert.equal(await page.locator("main button").count(), 1);
    assert.match(await page.locator("main").innerText(), /fife\.gov\.uk\/roar/);
    assert.doesNotMatch(await page.locator("main").innerText(), /broken_link/, "no word of the program");
    site.clock.forward(30);
    await press(page, "Send again");
    assert.match(await heading(page), /Your report was sent/);
});

test("[1.11] a wrong detail: from the page, choose and say, get a reference; the operator is told, the reporter thanked", async () => {
    await page.goto("/partnerships/fife");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Tell us what is wrong" }).click()]);
    site.clock.forward(30);
    await press(page, "Send");
    const summary = page.locator("#error-summary a");
    assert.deepEqual(await summary.allInnerTexts(), ["Select what is wrong", "Enter what it should say"]);
    await summary.first().click();
    assert.equal(await page.evaluate(() => document.activeElement.type), "radio", "the link leads to the first choice");
    await sendReport(site, page);
    const [to_operator, to_reporter] = await mailsAbout(await reference(page), SETTINGS.contact_mail, "volunteer@example.org");
    assert.match(to_operator.body, /A link does not work[^]*fife\.gov\.uk\/roar/);
    assert.doesNotMatch(to_reporter.body, /roar/, "what was typed goes to no address that nobody has confirmed");
});

test("[8.5] the receipt is a page: heading, reference, what happens next as a list, and no file to open", async () => {
    await sendReport(site, page);
    const seen = await page.locator("main").evaluate((main) => ({
        h1: main.querySelectorAll("h1").length, h2: main.querySelectorAll("h2").length, steps: main.querySelectorAll("ol > li").length,
        files: main.querySelectorAll('a[href$=".pdf"], embed, object').length,
    }));
    assert.ok(seen.h1 === 1 && seen.h2 >= 1 && seen.steps >= 2 && seen.files === 0, JSON.stringify(seen));
    assert.match(await reference(page), /^[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test("[9.7] freedom of information, what is published and who reads it stand where a message is written", async () => {
    await page.goto("/partnerships/inverclyde/contact");
    await Promise.all([page.waitForNavigation(), page.locator("main").getByRole("link", { name: "privacy" }).click()]);
    const text = await page.locator("main").innerText();
    for (const words of [/Freedom of Information \(Scotland\) Act 2002/, /promise not to publish is not a promise of secrecy/, /first the law, then your choice/, /How long we keep it/])
        assert.match(text, words);
});

test("[9.8] [S23] after all this no cookie is set, and no word that was typed stands in the log", async () => {
    assert.deepEqual(await window.context.cookies(), []);
    assert.deepEqual(window.noticed(), []);
    for (const words of [MESSAGE.email, MESSAGE.name, "drop-in", "roar"])
        assert.ok(!site.log().includes(words), words);
});
