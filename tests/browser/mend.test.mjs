/*
 * The author of an answer that is withheld is told why by mail, sends other words by its link, without scripts, and those alone are
 * published (12.3). With sample content and a real SMTP server.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AXE, faultsOfAxe } from "../lib/checks.mjs";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { signInPerson } from "../lib/http_person.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { startSite } from "../lib/program.mjs";

const SLUG = "sample-early-views-on-help-after-prison";
const DESK = `/coordinator/consultations/${SLUG}`, PUBLIC = `/consultations/${SLUG}/responses`;
const MENDED = "Sample words that the author mended for everybody.";
const SHOTS = process.env.SHOTS; /* a directory: pictures of each page, to look at */

let site, browser, server, coordinator, first_words, redact;

before(async () => {
    server = await startMailServer([]);
    site = await startSite({ clock: true, sample: true, responses: true, settings: { contact_mail: "desk@cj.example", mail_from: "post@cj.example", limit_posts: 10000, limit_pages: 10000, ...server.settings } });
    coordinator = await signInPerson(site, "coordinator.fife@example.org");
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await server?.stop();
});

async function look(page, name) {
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(!(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)), `${name} fits ${width}`);
        if (SHOTS)
            await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
    }
}

const ways = (html) => [...new Set([...html.matchAll(/name="(q\d+)" value="withhold"/g)].map(([, name]) => name))];

/* All answers of a response are withheld; whether its author can be told. */
async function withhold(path) {
    site.clock.forward(60);
    const page = await coordinator.open(path), wish = { do: "save" };
    for (const name of ways(page.html))
        Object.assign(wish, { [name]: "withhold", [`${name}_reason`]: "identifies", [`${name}_note`]: "Please leave out who it was." });
    const done = await coordinator.send(page, wish);
    assert.equal(done.status, 200, done.html.slice(0, 500));
    return /Tell the author now/.test(done.html) && done;
}

test("[12.3] a coordinator withholds an answer and tells its author, whose mail names the reason", async () => {
    const queue = await coordinator.open(`${DESK}/moderation`);
    const paths = [...new Set([...queue.html.matchAll(/href="([^"]+\/redact)"/g)].map(([, href]) => href))];
    for (const path of paths) {
        const page = await withhold(path);
        if (!page)
            continue;
        redact = path;
        first_words = /As it was written<\/h3><p class="cj-typed">([^<]{10,60})/.exec(page.html)[1].trim();
        site.clock.forward(60);
        const told = await coordinator.send(page, { do: "tell" });
        assert.match(told.html, /The mail to the author is on its way/);
        break;
    }
    assert.ok(redact, "one of a page of responses can be told");
    const [mail] = await server.wait(1);
    assert.match(mail.headers.subject, /What is published of your response/);
    assert.match(mail.body, /It could identify a person/);
    assert.match(mail.body, /Please leave out who it was/);
    assert.ok(!mail.body.includes(first_words), "[S6] nothing that the author typed");
});

test("[12.3] the author opens the link without scripts and sends other words; only those are published", async () => {
    const [mail] = server.taken();
    const link = /http\S+\/r\/\S+/.exec(mail.body)[0];
    const { page, context, close } = await openWindow(browser, site.origin, { scripts: false });
    await page.goto(site.origin + new URL(link).pathname);
    site.clock.forward(10);
    await Promise.all([page.waitForNavigation(), page.locator("main form button").first().click()]);
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "See what is published, and why" }).click()]);
    await look(page, "mend");
    const checked = await openWindow(browser, site.origin, { policy: false });
    await checked.context.addCookies(await context.cookies());
    await checked.page.goto("/r/open/mend");
    assert.equal(await checked.page.getByRole("textbox").count() > 0, true);
    await checked.page.evaluate(AXE);
    assert.deepEqual(await faultsOfAxe(checked.page), []);
    await checked.close();
    assert.match(await page.locator("main").innerText(), /It could identify a person[\s\S]*Please leave out who it was/);
    await page.getByRole("textbox").first().fill(MENDED);
    site.clock.forward(10);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Send these words" }).click()]);
    assert.match(await page.locator("main").innerText(), /Your words were received/);
    await look(page, "mend-sent");
    await close();
    const queue = await coordinator.open(`${DESK}/moderation?state=mended`);
    assert.ok(queue.html.includes(MENDED) && queue.html.includes("Mended by the author"), "they wait in the queue");
    site.clock.forward(60);
    const desk = await coordinator.open(redact), name = /name="(q\d+)" value="mend"/.exec(desk.html)[1];
    assert.equal((await coordinator.send(desk, { [name]: "mend", do: "save" })).status, 200);
    site.clock.forward(60);
    await coordinator.send(`${DESK}/moderation`, { do: "publish" });
    const shown = (await coordinator.open(PUBLIC)).html;
    assert.ok(shown.includes(MENDED) && shown.includes("Words mended by the author"), "everybody reads the mended words, marked");
    assert.ok(!shown.includes(first_words) && !(await coordinator.open(`${PUBLIC}.json`)).html.includes(first_words), "[S53] [S54] and never the first ones");
});

test("[8.1] [12.5] pages of the queue, what is published and the rules fit a telephone", async () => {
    const { page, context, close } = await openWindow(browser, site.origin, { scripts: false });
    await context.addCookies([...coordinator.jar].map(([name, value]) => ({ name, value, url: site.origin })));
    for (const [name, path] of [["queue", `${DESK}/moderation?state=all`], ["redact", redact], ["published", PUBLIC], ["policy", "/moderation-policy"], ["home", "/coordinator"]]) {
        await page.goto(site.origin + path);
        await look(page, name);
    }
    await close();
});
