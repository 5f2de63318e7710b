/*
 * files.test.mjs: a file on its way: somebody adds it to a response, the real virus scanner looks at it while the site runs in
 * its sandbox, the coordinator takes a copy; and one with something harmful in it, which nobody gets.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { AXE, faultsOfAxe, faultsOfLayout } from "../lib/checks.mjs";
import { INFECTED, prepareScanner } from "../lib/clamd.mjs";
import { beginConsultation, fillAbout, fillContact, fillDates, followIn, publishConsultation } from "../lib/consultations.mjs";
import { THINKING_S, chooseAndSend, answerPages, enter, text } from "../lib/fife.mjs";
import { press } from "../lib/flows.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const DAY_S = 86400;
const TITLE = "A sample consultation that asks for files";
const AT = "/consultations/a-sample-consultation-that-asks-for-files";
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

let site, browser, scanner, desk, theirs, files, reference;

async function isGood(page, where) {
    assert.deepEqual(await faultsOfAxe(page), [], `[8.1] ${where}`);
    assert.deepEqual(await faultsOfLayout(page), [], `[8.1] ${where}`);
}

async function openLooked() {
    const window = await openWindow(browser, site.origin, { policy: false });
    await window.context.addInitScript({ content: AXE });
    return window.page;
}

before(async () => {
    scanner = prepareScanner();
    site = await startSite({
        clock: true, sample: true,
        settings: { clamd_socket: scanner.socket, contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 },
    });
    browser = await openChromium();
    [desk, theirs] = await Promise.all([openLooked(), openLooked()]);
    await enter(site, desk, "coordinator.fife@example.org");
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await scanner?.stop();
});

/* Until the scanner has looked: due work is done every few seconds. */
async function untilChecked(page) {
    await waitFor("the scanner", async () => {
        await page.reload();
        return !(await text(page)).includes("being checked for viruses");
    }, 60000);
}

async function addFile(name, bytes) {
    await theirs.goto(files);
    site.clock.forward(THINKING_S);
    await theirs.getByLabel("Add a file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
    await press(theirs, "Add the file");
}

test("[3.24] a question asks for a file, its limits are told before choosing", async () => {
    const at = await beginConsultation(desk, TITLE);
    await fillAbout(desk, at);
    await fillDates(desk, at, site.clock.now_s - 60, site.clock.now_s - (site.clock.now_s % 60) + 30 * DAY_S);
    await fillContact(desk, at);
    await desk.goto(`${at}/questions`);
    await followIn(desk, /^Add your first question|^Add a question/);
    await desk.getByLabel("Name of the section").fill("Your own work");
    await press(desk, "Save");
    if (!(await desk.getByText("Long answer", { exact: true }).count()))
        await followIn(desk, /^Add a question|^Add your first question/);
    await desk.getByText("File", { exact: true }).click();
    await press(desk, "Continue");
    await desk.getByLabel("Question", { exact: true }).fill("Your own report");
    await press(desk, await desk.getByRole("button", { name: /^(Save|Add)/ }).last().innerText());
    await publishConsultation(desk, at);

    await theirs.goto(`${AT}/respond`);
    site.clock.forward(THINKING_S);
    await press(theirs, "Start");
    await theirs.goto(`${AT}/respond/who`);
    await answerPages(site, theirs, { who: /individual|myself|my own/i, you: {}, words: "Sample words" }, "Your own report");
    assert.match(await text(theirs), /smaller than 20 MB/);
    await isGood(theirs, "the question");
    await followIn(theirs, "Add a file");
    files = new URL(theirs.url()).pathname;
    assert.match(await text(theirs), /smaller than 20 MB[^]*5 files in all/);
    await isGood(theirs, "its files, none yet");
});

test("[S40] (ASVS 5.4.3) while the scanner is away a file waits, and its sender is told", async () => {
    await addFile("Our report 2026.pdf", PDF);
    assert.match(await text(theirs), /Our report 2026\.pdf[^]*It is being checked for viruses/);
    assert.equal(await theirs.getByRole("link", { name: "Our report 2026.pdf" }).count(), 0);
    await isGood(theirs, "a file that waits");
});

test("[S40] (ASVS 5.4.3) the scanner comes, and a clean file is there; what is harmful is not, and is said to be", async () => {
    await scanner.start();
    site.clock.forward(120);
    await untilChecked(theirs);
    assert.equal(await theirs.getByRole("link", { name: "Our report 2026.pdf" }).count(), 1);
    await addFile("notes.txt", INFECTED);
    site.clock.forward(60);
    await untilChecked(theirs);
    assert.match(await text(theirs), /notes\.txt[^]*found something harmful/);
    await isGood(theirs, "a file with something harmful");
    const address = await theirs.evaluate(() => document.querySelector("main button[name=remove]:last-of-type")?.value);
    const codes = await theirs.locator("main button[name=remove]").evaluateAll((all) => all.map((one) => one.value));
    assert.ok(codes.includes(address));
    const answers = await Promise.all(codes.map((code) => theirs.request.get(`${files}/${code}`)));
    assert.deepEqual(answers.map((one) => one.status()).sort(), [200, 404]);
    await theirs.goto(`${files}/${codes[answers.findIndex((one) => one.status() === 404)]}`);
    assert.match(await text(theirs), /This file cannot be opened/);
    await isGood(theirs, "instead of the file");
});

test("[3.24] [S39] (ASVS 5.4.1) the coordinator reads how each stands, and takes a copy of what is clean", async () => {
    await theirs.goto(`${AT}/respond/check`);
    await theirs.goto(`${AT}/respond/publish`);
    await chooseAndSend(site, theirs);
    reference = /FIF-\w{4}-\w{4}/.exec(await text(theirs))[0];
    await desk.goto(`/coordinator/responses/${reference}`);
    assert.match(await text(desk), /Our report 2026\.pdf, notes\.txt[^]*Our report 2026\.pdf[^]*notes\.txt[^]*found something harmful/);
    await isGood(desk, "the response");
    await followIn(desk, "notes.txt");
    assert.equal(await desk.getByRole("button", { name: "Download the file" }).count(), 0);
    await isGood(desk, "a file that nobody gets");
    await desk.goto(`/coordinator/responses/${reference}`);
    await followIn(desk, "Our report 2026.pdf");
    const [download] = await Promise.all([desk.waitForEvent("download"), desk.getByRole("button", { name: "Download the file" }).click()]);
    assert.equal(download.suggestedFilename(), "Our report 2026.pdf");
    assert.deepEqual(readFileSync(await download.path()), PDF);
});
