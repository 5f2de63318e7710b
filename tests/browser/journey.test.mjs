/*
 * The way of a new service, from an empty list of people to a public page that a coordinator has checked: with scripts and
 * without, mail over real SMTP.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { becomeFirstAdmin, setUpFactor } from "../lib/people.mjs";
import { runProgram, startSite, waitFor } from "../lib/program.mjs";

const ADMIN = { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" };
const COORDINATOR = { name: "Sample coordinator", email: "coordinator@example.org" };
let browser;

before(async () => (browser = await openChromium()));
after(async () => browser?.close());

async function invite(page) {
    await page.goto("/admin/people");
    await page.getByRole("link", { name: "Invite somebody" }).click();
    await page.getByLabel("Name", { exact: true }).fill(COORDINATOR.name);
    await page.getByLabel("Email address").fill(COORDINATOR.email);
    await page.getByLabel("Coordinator", { exact: true }).press("Space");
    await page.getByLabel("For which partnership?").selectOption("fife");
    await press(page, "Continue");
    await press(page, "Send invitation");
    assert.match(await page.locator("main").innerText(), /Invitation sent/);
}

/* The address in the mail as it came over SMTP. */
async function invitationOf(site, mail) {
    const pattern = new RegExp(`${site.origin}(/invitation/\\S+)`);
    return waitFor("the invitation", () => {
        const found = mail.taken().find((m) => m.to.includes(COORDINATOR.email));
        return found && pattern.exec(found.body)?.[1];
    });
}

/* Changes the words of the first step and marks the whole route as right. */
async function correctRoute(page) {
    await page.goto("/coordinator");
    await page.getByRole("link", { name: "Partnership page", exact: true }).first().click();
    await page.getByRole("link", { name: /^Change Role of/ }).first().click();
    await page.getByLabel("Role", { exact: true }).fill("Community justice coordinator");
    await page.getByLabel("The partnership itself").press("Space");
    await press(page, "Save");
    await press(page, "All these details are right");
}

async function staysOut(page, address) {
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404, address);
}

const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" });

async function seesTheDate(site, page) {
    await page.goto("/partnerships/fife");
    const text = await page.locator("main").innerText();
    assert.match(text, /Community justice coordinator/);
    assert.ok(text.includes(DAY.format(new Date(site.clock.now_s * 1000))), text.slice(0, 400));
    await page.goto("/partnerships/fife/history");
    assert.match(await page.locator("main").innerText(), /Community justice coordinator/);
    assert.doesNotMatch(await page.content(), new RegExp(COORDINATOR.name));
}

async function auditNamesBoth(page) {
    await page.goto("/admin/audit");
    const text = await page.locator("main").innerText();
    assert.match(text, new RegExp(ADMIN.name));
    assert.match(text, new RegExp(COORDINATOR.name));
    await press(page, "Check now");
    assert.match(await page.locator("main").innerText(), /Records up to \d+ were checked/);
}

/* What somebody with the file and SQL could do: one letter of the last record changed, the trigger put back. */
const CHANGE = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_no_update'").fetchone()[0]
number = db.execute("SELECT max(number) FROM audit WHERE action LIKE 'route.%'").fetchone()[0]
db.execute("DROP TRIGGER audit_no_update")
db.execute("UPDATE audit SET action = replace(action, 'route', 'roube') WHERE number = ?", (number,))
db.execute(trigger)
db.commit()
print(number)
`;

function changeOneByte(db) {
    const done = spawnSync("python3", ["-c", CHANGE, db], { encoding: "utf8" });
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /^\d+\n$/);
    return Number(done.stdout);
}

async function walk(site, mail, scripts) {
    const [admin, coordinator] = [await openWindow(browser, site.origin, { scripts }), await openWindow(browser, site.origin, { scripts })];
    const reader = await openWindow(browser, site.origin, { scripts, phone: true });
    await becomeFirstAdmin(site, admin.page, { ...ADMIN });
    await invite(admin.page);
    await coordinator.page.goto(await invitationOf(site, mail));
    await press(coordinator.page, "Accept and sign in");
    await coordinator.page.goto("/account/second-factor");
    await setUpFactor(site, coordinator.page, { ...COORDINATOR });
    await correctRoute(coordinator.page);
    await staysOut(coordinator.page, "/coordinator/partnership?partnership=angus");
    await staysOut(coordinator.page, "/admin/audit");
    await seesTheDate(site, reader.page);
    await auditNamesBoth(admin.page);
    assert.deepEqual([admin, coordinator, reader].flatMap((w) => w.noticed()), []);
}

async function findsTheByte(site) {
    await site.server.stop();
    assert.equal(runProgram(["check", "--db", site.db]).status, 0);
    const number = changeOneByte(site.db);
    const checked = runProgram(["check", "--db", site.db]);
    assert.equal(checked.status, 1);
    assert.match(checked.stderr + checked.stdout, new RegExp(`record ${number}\\b`));
}

for (const scripts of [true, false])
    test(`[7.1] [7.2] [7.3] [7.5] [7.6] [7.8] [1.10] [1.12] the whole way, scripts ${scripts ? "on" : "off"}`, async () => {
        const mail = await startMailServer();
        const site = await startSite({ clock: true, settings: { ...mail.settings, mail_from: "site@example.org", limit_pages: 100000 } });
        try {
            await walk(site, mail, scripts);
            await findsTheByte(site);
        } finally {
            await mail.stop();
            await site.stop();
        }
    });
