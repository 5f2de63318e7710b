/*
 * Fife's draft plan, from a saved set of questions to totals that add up: a coordinator, 40 organisations, a group on a phone,
 * a charity with two colleagues, a letter, a call that is read back, a focus group of 12 and three that come late. The test
 * keeps a ledger of its own and holds the dashboard against it.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { AXE, faultsOfAxe } from "../lib/checks.mjs";
import { beginConsultation, fillAbout, fillContact, fillDates, followIn } from "../lib/consultations.mjs";
import { answerPages, chooseAndSend, choose, enter, logResponse, londonDay, next, openResponse, readAccounts, text, THINKING_S } from "../lib/fife.mjs";
import { press } from "../lib/flows.mjs";
import { acceptInvitation } from "../lib/join.mjs";
import { mailedLink, mailsOf } from "../lib/people.mjs";
import { runProgram, startSite, waitFor } from "../lib/program.mjs";

const DAY_S = 86400;
const TITLE = "Sample plan of Fife", SLUG = "sample-plan-of-fife";
const AT = `/consultations/${SLUG}`, FORM = `${AT}/respond`;
const CLOSES_IN_S = 60 * DAY_S;
const N_INVITED = 40;
const UNASKED = { publish: "not_asked", may_contact: "no" };
const ledger = {}; /* channel: how many received; and what became of them */
let site, browser, desk, closes_s;

const count = (channel, column, n = 1) => {
    ledger[channel] ??= {};
    ledger[channel][column] = (ledger[channel][column] || 0) + n;
};
async function isGood(page, where) {
    assert.deepEqual(await faultsOfAxe(page), [], `[8.1] ${where}`);
}

/* So many sample organisations of Fife with an address, as an operator brings them in. */
function addOrganisations(n) {
    const file = path.join(site.folder, "list.csv");
    const rows = [...Array(n).keys()].map((i) => `Sample Invited Group ${i + 1},group,Fife,office@invited-${i + 1}.example.org`);
    writeFileSync(file, `name,kind,areas,contact_email\n${rows.join("\n")}\n`);
    const done = runProgram(["import", "bodies", file, "--source", "Sample list", "--db", site.db, "--test-clock", site.clock.file]);
    assert.equal(done.status, 0, done.stderr);
}

before(async () => {
    site = await startSite({ clock: true, sample: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 } });
    addOrganisations(30);
    browser = await openChromium();
    desk = await openDesk();
    await enter(site, desk, "coordinator.fife@example.org");
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

test("[3.4] [3.8] [3.9] the coordinator sets it up from a saved set and publishes it", async () => {
    await desk.goto("/coordinator/consultations/sample-draft-community-justice-plan/questions/sets");
    await desk.getByLabel("Name of the set").fill("Sample questions about a draft plan");
    await press(desk, "Save as a set");

    const at = await beginConsultation(desk, TITLE);
    await fillAbout(desk, at);
    closes_s = site.clock.now_s - (site.clock.now_s % 60) + CLOSES_IN_S;
    await fillDates(desk, at, site.clock.now_s - 60, closes_s);
    await fillContact(desk, at);
    await desk.goto(`${at}/papers/new`);
    await choose(desk, /^Draft plan$/);
    await desk.locator("#title").fill("Sample draft plan as a paper");
    await desk.locator("#body").fill("First sample paragraph.\n\nSecond sample paragraph.");
    await choose(desk, /open to comment|comment on/i);
    await press(desk, "Save paper");
    await desk.goto(`${at}/questions/sets`);
    await choose(desk, "Sample questions about a draft plan");
    await press(desk, "Add these questions");
    assert.match(await text(desk), /What is missing\?/);
    await desk.goto(at);
    assert.doesNotMatch(await text(desk), /To do/);
    await isGood(desk, "the task list");
    await desk.goto(`${at}/publish`);
    await press(desk, "Publish");
    await desk.goto(AT);
    assert.match(await text(desk), /Sample overview/);
});

test("[3.13] [11.3] 40 organisations of a saved list are invited, each by a link of its own", async () => {
    await desk.goto("/coordinator/bodies?words=Sample");
    await followIn(desk, "Save this list");
    await desk.getByLabel("Name of the list").fill("Sample organisations to ask");
    await press(desk, "Save list");
    await desk.goto(`/coordinator${AT}/invitations`);
    await followIn(desk, "Invite organisations");
    await desk.getByLabel("Whom to invite").selectOption({ index: 1 });
    await press(desk, "Continue");
    const boxes = desk.locator("main input[name=body]");
    const n = await boxes.count();
    assert.ok(n > N_INVITED, `${n} with an address`);
    for (let i = 0; i < n - N_INVITED; i++) /* the charity of the sample content comes last */
        await desk.locator("main .ds_checkbox label").nth(i).click();
    await isGood(desk, "whom to invite");
    await press(desk, "Invite the ticked organisations");
    assert.match(await text(desk), /Organisations invited: 40\.[^]*Invited\s+40\s+Answered\s+0/);
    const links = await waitFor("40 mails", () => {
        const found = mailsOf(site).map((mail) => /\/i\/\S+|\/invited\/\S+/.exec(mail.body)?.[0]).filter(Boolean);
        return found.length >= N_INVITED && new Set(found);
    });
    assert.equal(links.size, N_INVITED, "no two have the same link");
});

test("[3.14] [3.15] [3.17] a group answers on a phone over two sittings, the second by the link from its mail, without scripts", async () => {
    const first = await openWindow(browser, site.origin, { phone: true });
    await first.page.goto(FORM);
    site.clock.forward(THINKING_S);
    await press(first.page, "Start");
    await first.page.goto(`${FORM}/who`);
    const group = { who: /^A group$/, you: { "Name of the group": "Sample Group", "Email address": "group@example.org" }, words: "A bus in the evening" };
    await answerPages(site, first.page, group, "What works well now");
    await first.page.locator("main textarea").fill("The drop-in");
    await press(first.page, "Save and come back later");
    site.clock.forward(THINKING_S);
    await press(first.page, "Email me a link");
    await first.close();

    const second = await openWindow(browser, site.origin, { phone: true, scripts: false });
    await second.page.goto(await mailedLink(site, "group@example.org", "/r/"));
    await press(second.page, "Open my answers");
    await followIn(second.page, "What the draft says");
    assert.ok(await second.page.getByLabel("Very well").isChecked());
    await next(site, second.page);
    assert.equal(await second.page.locator("main textarea").inputValue(), "The drop-in");
    await answerPages(site, second.page, group);
    await chooseAndSend(site, second.page, "Publish with our group’s name");
    assert.match(await text(second.page), /Response sent[^]*FIF-\w{4}-\w{4}[^]*The drop-in/);
    count("Online", "Valid");
    await second.close();
});

/* Somebody new at the charity, invited by the colleague who leads. */
async function addColleague(lead, person) {
    await lead.goto("/body/people");
    await followIn(lead, "Invite a colleague");
    await lead.getByLabel("Name", { exact: true }).fill(person.name);
    await lead.getByLabel("Email address").fill(person.email);
    await press(lead, "Send invitation");
    const page = await openDesk();
    await acceptInvitation(site, page, person);
    return page;
}

/* The window of somebody at a desk, for whom axe looks at pages. */
async function openDesk() {
    const window = await openWindow(browser, site.origin);
    await window.context.addInitScript({ content: AXE });
    return window.page;
}

const openShared = async (page) => {
    await page.goto("/body/responses");
    return followIn(page, TITLE);
};

test("[3.19] [3.20] [B.9] a charity drafts with two colleagues, one at a time, and the one who was named signs off", async () => {
    const lead = await openDesk();
    await enter(site, lead, "editor@example.org");
    const one = await addColleague(lead, { name: "Sample first colleague", email: "first@example.org" });
    const two = await addColleague(lead, { name: "Sample second colleague", email: "second@example.org" });

    await one.goto("/body/responses");
    await press(one, new RegExp(`^Start our response ?: ${TITLE}$`));
    await press(one, "Go on writing");
    const charity = { who: /^An organisation/, you: {}, words: "Help with rent in the first month" };
    await answerPages(site, one, charity, "What works well now");
    await openShared(two);
    assert.match(await text(two), /Sample first colleague has been writing since/, "the lock line");
    assert.equal(await two.getByRole("button", { name: "Write", exact: true }).count(), 0);
    await openShared(one);
    await press(one, "I have stopped writing");

    await openShared(two);
    await press(two, "Write");
    await answerPages(site, two, charity);
    await choose(two, "Publish with");
    await choose(two, /^No$/);
    await next(site, two);
    await openShared(two);
    await choose(two, "Sample editor");
    await press(two, "Save who signs off");
    await openShared(two);
    await press(two, "I have stopped writing");
    assert.match(await text(two), /Waiting for Sample editor to sign off/);
    assert.equal(await two.getByRole("button", { name: "Check and send" }).count(), 0, "nobody else can send it");

    await openShared(lead);
    await isGood(lead, "the shared draft");
    await press(lead, "Check and send");
    site.clock.forward(THINKING_S);
    await press(lead, "Send response");
    assert.match(await text(lead), /Response sent[^]*Help with rent in the first month/);
    count("Online", "Valid");
    await lead.goto("/body/responses");
    assert.equal(await lead.getByRole("button", { name: new RegExp(`^Start our response ?: ${TITLE}$`) }).count(), 0, "one official response");
    assert.equal(await lead.getByRole("button", { name: new RegExp(`^Change our response ?: ${TITLE}$`) }).count(), 1, "[3.18] to be changed until closing");
    await press(lead, new RegExp(`^Open our response ?: ${TITLE}$`));
    await isGood(lead, "the response as its organisation reads it");
    assert.match(await text(lead), /Withdraw your response[^]*Help with rent in the first month/, "[3.20] editors may take it back");
});

test("[3.25] [3.26] [3.27] [B.8] a letter and a call are logged; the call is read back by link, and corrected there", async () => {
    const today = londonDay(site.clock.now_s);
    await logResponse(site, desk, SLUG, { received: today, picked: { channel: "letter", who: "individual", ...UNASKED }, words: "Write larger, and sooner" });
    count("Letter", "Valid");
    const call = await logResponse(site, desk, SLUG, {
        received: today, picked: { channel: "phone", who: "group", read_back: "no", ...UNASKED }, words: "The refuge has no room for boys over ten",
        fields: { "Email address (optional)": "refuge@example.org" },
    });
    count("Phone", "Valid");
    await followIn(desk, "Ask them to check it");
    await isGood(desk, "asking them to check it");
    await press(desk, "Send the link");

    const caller = await openWindow(browser, site.origin, { phone: true, scripts: false });
    await caller.page.goto(await mailedLink(site, "refuge@example.org", "/read-back/"));
    await press(caller.page, "Open");
    assert.match(await text(caller.page), /no room for boys over ten/);
    await followIn(caller.page, "Correct it");
    await caller.page.getByLabel("What is missing?").fill("The refuge has no room for boys over twelve");
    if (await caller.page.getByText("May we publish what you said?").count())
        await choose(caller.page, "Do not publish");
    site.clock.forward(THINKING_S);
    await press(caller.page, "Save my corrections");
    assert.match(await text(caller.page), /You corrected this on[^]*boys over twelve/);
    await caller.close();

    await openResponse(desk, SLUG, call);
    assert.match(await text(desk), /Corrected by them on[^]*boys over twelve[^]*Earlier text[^]*boys over ten/);
    await isGood(desk, "one response");
});

test("[3.29] [P.8] a focus group of 12 is recorded once: heads at the event, one response for all of them", async () => {
    const day = londonDay(site.clock.now_s - DAY_S);
    await desk.goto("/coordinator/events/new");
    await desk.getByLabel("Title").fill("Sample focus group");
    for (const [part, n] of Object.entries(day))
        await desk.locator(`main input[name=${part}]`).fill(String(n));
    await desk.getByLabel("Starts at").fill("10am");
    await desk.getByLabel("Ends at").fill("12pm");
    await desk.getByLabel("Place").fill("Sample hall");
    await desk.getByLabel("Part of a consultation (optional)").selectOption({ label: TITLE });
    await choose(desk, /^No/);
    await press(desk, "Save");
    await followIn(desk, "Sample focus group");
    await followIn(desk, "Record who came");
    await desk.getByLabel("People who have been in the justice system").fill("9");
    await desk.getByLabel("Family members").fill("3");
    await press(desk, "Save");
    await logResponse(site, desk, SLUG, {
        received: day, picked: { channel: "event", who: "group", ...UNASKED }, event: "Sample focus group", words: "Nobody explains the order in words that they know",
    });
    count("Event or group", "Valid");
    await desk.goto(`/coordinator/responses?consultation=${SLUG}`);
    assert.match(await text(desk), /not added to responses: 12\./);
});

test("[11.3] a reminder goes by the clock to those who have not answered", async () => {
    const before = mailsOf(site).length;
    site.clock.set(closes_s - CLOSES_IN_S / 2 + 3600);
    await enter(site, desk, "coordinator.fife@example.org");
    const figure = async (label) => Number(await desk.locator(".cj-metrics div", { hasText: label }).locator("dd").first().innerText());
    const asked = `/coordinator${AT}/invitations`;
    await desk.goto(asked);
    const waiting = await figure("Not answered");
    assert.ok(waiting > 30 && waiting < N_INVITED, `${waiting} have not answered: the charity has`);
    await waitFor("reminders", () => mailsOf(site).length >= before + waiting);
    await desk.goto(`${asked}?show=open`);
    assert.match(await text(desk), new RegExp(`of ${waiting} organisations`));
    assert.equal(await desk.locator("td[data-label=Reminded]", { hasText: "No" }).count(), 0, "each of them was reminded");
    await desk.goto(`${asked}?show=answered`);
    assert.deepEqual(await desk.locator("td[data-label=Reminded]").allInnerTexts(), ["No"]);
});

test("[3.30] [B.14] three come late, each is dealt with, and the dashboard adds up", async () => {
    const late = await openWindow(browser, site.origin, { phone: true });
    await late.page.goto(FORM);
    site.clock.forward(THINKING_S);
    await press(late.page, "Start");
    await late.page.goto(`${FORM}/who`);
    await answerPages(site, late.page, { who: /^Myself$/, words: "Open the workshop on Saturdays" });
    await choose(late.page, "Do not publish");
    await choose(late.page, /^No$/);
    await next(site, late.page);
    site.clock.set(closes_s + DAY_S);
    await late.page.goto(FORM);
    await followIn(late.page, "Ask the coordinator to accept them late");
    await late.page.getByLabel("Why are your answers late?").fill("I was in hospital");
    site.clock.forward(THINKING_S);
    await press(late.page, "Send to the coordinator");
    const asked = /FIF-\w{4}-\w{4}/.exec(await text(late.page))[0];
    await late.close();

    await enter(site, desk, "coordinator.fife@example.org");
    const today = londonDay(site.clock.now_s);
    const way = { channel: "letter", who: "individual", ...UNASKED };
    await logResponse(site, desk, SLUG, { received: today, picked: { ...way, late: "in" }, words: "The post took its time", fields: { Reason: "Posted in time" } });
    count("Letter", "Valid");
    count("Letter", "Of the valid: late, taken in");
    await logResponse(site, desk, SLUG, { received: today, picked: { ...way, late: "out" }, words: "I read about it today", fields: { Reason: "Posted after closing" } });
    count("Letter", "Late, left out");
    await openResponse(desk, SLUG, asked);
    assert.match(await text(desk), /waits for a decision[^]*I was in hospital/);
    await followIn(desk, "Take it in or leave it out");
    await choose(desk, /take.* in/i);
    await desk.getByLabel("Reason").fill("In hospital on the last day");
    await press(desk, "Save");
    count("Online", "Valid");
    count("Online", "Of the valid: late, taken in");

    const accounts = await readAccounts(desk, SLUG);
    await isGood(desk, "the dashboard");
    const columns = ["Valid", "Late, left out", "Duplicate, left out", "Withdrawn", "Not valid"];
    const meant = Object.fromEntries(Object.entries(ledger).map(([channel, columnsOf]) => [channel, { Received: columns.reduce((sum, c) => sum + (columnsOf[c] || 0), 0), ...columnsOf }]));
    for (const [label, row] of Object.entries(accounts)) {
        assert.equal(row.Received, columns.reduce((sum, c) => sum + row[c], 0), `${label}: received is the sum of the others`);
        if (label in meant)
            assert.deepEqual(Object.fromEntries(Object.entries(row).filter(([, n]) => n)), meant[label], label);
    }
    const labels = Object.keys(accounts), total = accounts[labels.at(-1)];
    assert.deepEqual(labels.slice(0, -1).filter((label) => accounts[label].Received).sort(), Object.keys(meant).sort());
    assert.deepEqual([total.Received, total.Valid, total["Late, left out"], total["Of the valid: late, taken in"]], [8, 7, 1, 2]);
});
