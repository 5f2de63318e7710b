/*
 * Two invited organisations on a phone without scripts, each by the link from its mail: one answers, the other one says that it
 * will not. Their coordinator sees both.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { putSampleConsultation } from "../lib/answer.mjs";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { mailedLink, printedLink, setUpFactor, user } from "../lib/people.mjs";
import { runProgram, startSite } from "../lib/program.mjs";

const SLUG = "sample-plan", FORM = `/consultations/${SLUG}/respond`;
const WAIT_S = 30; /* longer than the least time that a form asks for */
const mailboxOf = (i) => `office@hearth-${i}.example.org`;
let site, browser, desk;

/* Into the register, as an operator brings them in. */
function addOrganisations() {
    const file = path.join(site.folder, "list.csv");
    writeFileSync(file, `name,kind,areas,contact_email\n${[1, 2].map((i) => `Sample Hearth ${i},group,Fife,${mailboxOf(i)}\n`).join("")}`);
    const done = runProgram(["import", "bodies", file, "--source", "Sample list", "--db", site.db, "--test-clock", site.clock.file]);
    assert.equal(done.status, 0, done.stderr);
}

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org" } });
    putSampleConsultation(site.db, SLUG, site.clock.now_s + 30 * 86400);
    addOrganisations();
    browser = await openChromium();
    desk = (await openWindow(browser, site.origin)).page;
    await desk.goto(printedLink(user(site, "invite", "coordinator@example.org", "--name", "Sample coordinator", "--role", "coordinator", "--partnership", "fife"), "/invitation/"));
    await press(desk, "Accept and sign in");
    await desk.goto("/account/second-factor");
    await setUpFactor(site, desk, {});
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const text = (page) => page.locator("main").innerText();
const openPhone = () => openWindow(browser, site.origin, { phone: true, scripts: false });

/* Every page as it comes, up to the one that sends. */
async function answer(page) {
    for (let n = 0; n < 12 && !page.url().endsWith("/check"); n++) {
        if (page.url().endsWith("/respond"))
            await page.goto(`${FORM}/q1`);
        if (await page.locator("main textarea").count())
            await page.locator("main textarea").first().fill("Housing on release");
        if (page.url().endsWith("/publish")) {
            await page.getByText("Do not publish", { exact: true }).click();
            await page.getByText("No", { exact: true }).click();
        }
        site.clock.forward(WAIT_S);
        await press(page, "Save and continue");
    }
}

test("[3.13] invited by mail: one organisation answers by its own link, one says that it will not; the coordinator sees both", async () => {
    await desk.goto(`/coordinator/consultations/${SLUG}/invitations/new?from=filter&words=hearth`);
    await press(desk, "Invite the ticked organisations");
    assert.match(await text(desk), /Organisations invited: 2/);

    const one = await openPhone();
    await one.page.goto(await mailedLink(site, mailboxOf(1), "/invited/"));
    assert.match(await text(one.page), /Sample Hearth 1 is asked for its views/);
    await press(one.page, "Open");
    assert.equal(new URL(one.page.url()).pathname, FORM, "[S51] the address holds no key");
    site.clock.forward(WAIT_S);
    await press(one.page, "Start");
    await answer(one.page);
    assert.match(await text(one.page), /Sample Hearth 1[^]*Housing on release/, "it answers for the organisation that was asked");
    site.clock.forward(WAIT_S);
    await press(one.page, "Send response");
    assert.match(await text(one.page), /Response sent/);

    const other = await openPhone();
    await other.page.goto(await mailedLink(site, mailboxOf(2), "/invited/"));
    await press(other.page, "We will not answer this one");
    await other.page.getByLabel("Why not? (optional)").fill("It is not about what we do");
    site.clock.forward(WAIT_S);
    await press(other.page, "We will not answer");
    assert.match(await text(other.page), /You get no reminder/);

    await desk.goto(`/coordinator/consultations/${SLUG}/invitations`);
    assert.match(await text(desk), /Invited\s+2\s+Answered\s+1\s+Not answered\s+0\s+Will not answer\s+1/);
});
