/*
 * Answers are prepared for publication, by keyboard and without scripts: read in the queue, parts removed, several kept at once,
 * published, read by everybody. With sample content.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { followIn } from "../lib/consultations.mjs";
import { answerPages, chooseAndSend, enter, text, THINKING_S } from "../lib/fife.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";

const SLUG = "sample-draft-community-justice-plan";
const QUEUE = `/coordinator/consultations/${SLUG}/moderation`, LIST = `/consultations/${SLUG}/responses`;
const SHOTS = process.env.SHOTS; /* a directory: pictures of each page, to look at */

let site, browser;

before(async () => {
    site = await startSite({ clock: true, sample: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 10000, limit_pages: 10000 } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function look(page, name) {
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(!(await tooWide(page)), `${name} fits ${width}`);
        if (SHOTS)
            await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
}

async function answer(words) {
    const { page, close } = await openWindow(browser, site.origin, { scripts: false });
    const form = `/consultations/${SLUG}/respond`;
    await page.goto(form);
    site.clock.forward(THINKING_S);
    await press(page, "Start");
    await page.goto(`${form}/who`);
    await answerPages(site, page, { who: /^Myself$/, words });
    await chooseAndSend(site, page, "Publish without my name");
    await close();
}

/* The field has the focus, as after Tab; then the key. */
async function byKey(page, locator, key) {
    await locator.focus();
    return page.keyboard.press(key);
}

const sendByKey = (page, name) => Promise.all([page.waitForNavigation(), byKey(page, page.getByRole("button", { name }).first(), "Enter")]);

test("[3.43] [3.44] [3.46] answers are read, shortened, published and read by everybody: by keyboard, without scripts", async () => {
    await answer("Ask Sampleton of Leven, who is at sampleton@example.org");
    await answer("More help with housing on the day of release");
    const { page } = await openWindow(browser, site.origin, { scripts: false });
    site.clock.forward(300 * 86400); /* the consultation has closed */
    await enter(site, page, "coordinator.fife@example.org");
    await page.goto(`/coordinator/consultations/${SLUG}`);
    await followIn(page, "Prepare answers to publish");
    assert.match(await text(page), /Only answers in words, and only of those who agreed/);
    await look(page, "queue");

    await page.goto(await page.getByRole("row").filter({ hasText: "Sampleton" }).locator("a[href$='/redact']").first().getAttribute("href"));
    await look(page, "redact");
    await byKey(page, page.getByLabel("Remove parts").first(), "Space");
    await page.getByLabel("Words to remove").first().fill("Sampleton\nsampleton@example.org");
    site.clock.forward(THINKING_S);
    await sendByKey(page, "See how it will read");
    assert.match(await text(page), /Select a reason/, "a reason is asked for");
    await page.getByLabel("Reason").first().selectOption("It could identify a person");
    site.clock.forward(THINKING_S);
    await sendByKey(page, "See how it will read");
    assert.match(await text(page), /As it would be published/);
    await look(page, "redact-look");
    await sendByKey(page, "Save decisions");
    assert.match(await text(page), /Saved\.[^]*Parts removed[^]*\[removed: could identify a person\]/);
    await look(page, "redact-saved");

    await page.goto(QUEUE);
    for (const box of await page.getByRole("checkbox").all())
        await byKey(page, box, "Space");
    await byKey(page, page.getByLabel("Keep as written"), "Space");
    site.clock.forward(THINKING_S);
    await sendByKey(page, "Save for those chosen");
    assert.match(await text(page), /Saved\./);
    site.clock.forward(THINKING_S);
    await sendByKey(page, /^Publish \d+ answers?/);
    assert.match(await text(page), /The answers are published/);

    const reader = await openWindow(browser, site.origin, { scripts: false });
    await reader.page.goto(LIST);
    assert.match(await text(reader.page), /\[removed: could identify a person\]/);
    await look(reader.page, "published");
    await reader.page.goto(`${LIST}/1`);
    await look(reader.page, "published-one");
    await reader.page.goto("/moderation-policy");
    await look(reader.page, "policy");
});
