/*
 * staff_pages.mjs: the pages that need a sign-in, by who opens them, for the checks of every page (browser/
 * staff_pages.test.mjs). An entry is a path, or { path, status, open(page, site) } where it takes more than going there.
 */
import { openWindow } from "./browser.mjs";
import { press, sendMessage, sendInterest, sendReport, sendSuggestion } from "./flows.mjs";
import { SETUP_PAGES, keepConsultations } from "./consultations.mjs";
import { QUESTION_PAGES } from "./questions.mjs";
import { sendJoin } from "./join.mjs";
import { mailedLink, user } from "./people.mjs";

export { signInAll, signInStaff } from "./staff_sign_in.mjs";

async function openAndPress(page, path, button) {
    await page.goto(path);
    return press(page, button);
}

let new_address; /* another one each time: an address that nobody confirmed gets three mails a day */
let n_addresses = 0;
async function askForAddress(page) {
    new_address = `another-${++n_addresses}@example.org`;
    await page.goto("/account/email");
    await page.getByLabel("New email address").fill(new_address);
    return press(page, "Send the link");
}

async function openRole(page) {
    await page.goto("/account");
    return page.goto(await page.getByRole("link", { name: /^Give up/ }).first().getAttribute("href"));
}

/* The page of somebody in the table of people, and what follows it. */
const person = (name, ending = "") => ({
    path: `/admin/people/${name}${ending}`,
    async open(page) {
        await page.goto("/admin/people");
        const href = await page.locator("main").getByRole("link", { name, exact: true }).getAttribute("href");
        return page.goto(href + ending);
    },
});

/* The page that ends the first role in a table. */
const endOf = (where, name) => ({
    path: `${where}: End of ${name}`,
    async open(page) {
        await page.goto(where);
        if (where === "/admin/people")
            await page.goto(await page.locator("main").getByRole("link", { name, exact: true }).getAttribute("href"));
        return page.goto(await page.getByRole("link", { name: /^End / }).first().getAttribute("href"));
    },
});

/* A form filled in up to its check page. */
async function fillInvitation(page, where, choose, email) {
    await page.goto(where);
    await page.getByLabel("Name", { exact: true }).fill("Sample newcomer");
    await page.getByLabel("Email address").fill(email);
    await choose(page);
    return press(page, "Continue");
}

const invitation = (where, choose) => ({
    path: `${where}: check`,
    open: (page) => fillInvitation(page, where, choose, "newcomer@example.org"),
});

/* And sent, to somebody else each time. */
let n_invited = 0;
const invited = (where, choose) => ({
    path: `${where}: sent`,
    async open(page) {
        await fillInvitation(page, where, choose, `newcomer${++n_invited}@example.org`);
        return press(page, "Send invitation");
    },
});

const found = {
    path: "/admin/people/find",
    async open(page) {
        await page.goto("/admin/people");
        await page.getByLabel("Part of a name or email address").fill("sample");
        return press(page, "Find");
    },
};

/* The first thing of a list. */
function first(path) {
    return { path: `the first of ${path}`, open: async (page) => {
        await page.goto(path);
        const [answer] = await Promise.all([page.waitForNavigation(), page.locator("tbody th a").first().click()]);
        return answer;
    } };
}

/* --- the contact route of a partnership --- */

const ROUTE = "/coordinator/partnership";

async function goTo(page, link) {
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: link }).first().click()]);
    return answer;
}

async function openOfRoute(page, link) {
    await page.goto(ROUTE);
    return goTo(page, link);
}

/* Saves the form with another organisation, on the partnership's own word. */
async function saveStep(page, organisation) {
    await page.getByLabel("Organisation").fill(organisation);
    await page.getByText("The partnership itself", { exact: true }).click();
    return press(page, "Save");
}

let n_steps = 0;
async function changeStep(page) {
    await openOfRoute(page, /^Change Organisation of Council/);
    return saveStep(page, `Sample council ${++n_steps}`);
}

/* The form stays open while the same step is changed from another window. */
async function saveTooLate(page) {
    await openOfRoute(page, /^Change Organisation of Council/);
    const other = await page.context().newPage();
    await changeStep(other);
    await other.close();
    return saveStep(page, "Sample council, too late");
}

const ROUTE_PAGES = [
    ROUTE, `${ROUTE}/name`, `${ROUTE}/steps/new`,
    { path: "step of a route", open: (page) => openOfRoute(page, /^Change Phone of/) },
    { path: "step of a route, saved", open: changeStep },
    { path: "changes of a route", open: (page) => openOfRoute(page, "Changes so far") },
    { path: "a change of a route", open: async (page) => {
        await openOfRoute(page, "Changes so far");
        return goTo(page, /^Changed: /);
    } },
    { path: "step of a route, to remove", open: (page) => openOfRoute(page, /^Remove /) },
    { path: "step of a route, nothing entered", status: 422, open: (page) => openAndPress(page, `${ROUTE}/steps/new`, "Save") },
    { path: "step of a route, somebody was first", status: 409, open: saveTooLate },
];

/* --- the register --- */

const REGISTER = "/coordinator/bodies";

/* A page of the first entry in a list, or of the first saved list. */
const ofFirst = (list, ending, status) => ({
    path: `the first of ${list}: ${ending}`,
    status,
    async open(page) {
        await page.goto(list);
        const [path, query = ""] = (await page.locator("tbody th a").first().getAttribute("href")).split("?");
        return page.goto(`${path}${ending}?${query}`);
    },
});

async function addOrganisation(page, name) {
    await page.goto(`${REGISTER}/new`);
    await page.getByLabel("Name of the organisation").fill(name);
    await page.getByLabel("Kind of organisation").selectOption("charity");
    return press(page, "Add organisation");
}

/* A form of an entry stays open while another window saves the same. */
let n_purposes = 0;
async function saveEntry(page) {
    await page.getByLabel("What it does").fill(`Sample purpose ${++n_purposes}`);
    return press(page, "Save");
}
async function saveEntryTooLate(page) {
    const form = ofFirst(REGISTER, "/edit/work");
    await form.open(page);
    const other = await page.context().newPage();
    await form.open(other);
    await saveEntry(other);
    await other.close();
    return saveEntry(page);
}

async function tickAndContinue(page, action) {
    await page.goto(REGISTER);
    await page.locator("tbody input[type=checkbox]").first().press("Space");
    await page.getByLabel("With the ticked organisations").selectOption(action);
    return press(page, "Continue");
}

const EDITS = ["/edit", "/edit/work", "/edit/areas", "/edit/contact", "/edit/status"];
const REGISTER_PAGES = [
    REGISTER, `${REGISTER}?kind=charity&last=none&words=sample`, `${REGISTER}?words=nothing-like-that&kind=x`, `${REGISTER}/new`,
    { path: "an organisation without anything", status: 422, open: (page) => openAndPress(page, `${REGISTER}/new`, "Add organisation") },
    { path: "an organisation that may be there already", status: 422, open: (page) => addOrganisation(page, "Sample Kitchen") },
    first(REGISTER), ...[...EDITS, "/edit/own"].map((ending) => ofFirst(REGISTER, ending)),
    { path: "an organisation, somebody was first", status: 409, open: saveEntryTooLate },
    { path: "ticked organisations, a tag", open: (page) => tickAndContinue(page, "tag") },
    { path: "ticked organisations, a group", open: (page) => tickAndContinue(page, "group") },
    `${REGISTER}/lists`, `${REGISTER}/lists?query=kind%3Dcharity`, first(`${REGISTER}/lists`),
    { path: "a saved list to remove", open: async (page) => {
        await first(`${REGISTER}/lists`).open(page);
        return press(page, "Remove this list");
    } },
];

/* --- work with an organisation: its timeline, what it needs, merging --- */

async function saveEvent(page) {
    await page.getByLabel("Meeting", { exact: true }).press("Space");
    await page.getByLabel("What happened").fill("Sample words");
    await page.getByLabel(/^Next step/).fill("Sample step");
    const due = page.getByRole("group", { name: "When is it due?" });
    for (const [part, value] of [["Day", "1"], ["Month", "1"], ["Year", "2030"]])
        await due.getByLabel(part).fill(value);
    return press(page, "Save");
}
async function openEvent(page, link) {
    await ofFirst(REGISTER, "/timeline/new").open(page);
    const answer = await saveEvent(page);
    return link ? goTo(page, link) : answer;
}
async function openNeed(page) {
    await ofFirst(REGISTER, "/needs/new").open(page);
    await page.getByLabel("What does the organisation need to take part?").fill("Sample need");
    await press(page, "Save");
    return goTo(page, "Sample need");
}
/* Side by side with the first other one that is found. */
async function openMerge(page, list) {
    await ofFirst(list, "/merge").open(page);
    await page.getByLabel("Find another entry by name or number").fill("sample");
    await press(page, "Find");
    const [answer] = await Promise.all([page.waitForNavigation(), page.locator("main .cj-links a").first().click()]);
    return answer;
}
const WORK_PAGES = [
    ...["/timeline", "/timeline/new", "/needs", "/needs/new", "/merge"].map((ending) => ofFirst(REGISTER, ending)),
    { path: "an entry of a timeline without anything", status: 422, open: async (page) => {
        await ofFirst(REGISTER, "/timeline/new").open(page);
        return press(page, "Save");
    } },
    { path: "an entry of a timeline", open: (page) => openEvent(page) },
    { path: "an entry of a timeline, to correct", open: (page) => openEvent(page, "Correct this entry") },
    { path: "an entry of a timeline, to take out", open: (page) => openEvent(page, "Take it out: it was a mistake") },
    "/coordinator/due",
    "/coordinator/events",
    "/coordinator/events/new",
    { path: "a need and its answer", open: openNeed },
    { path: "two entries side by side", open: (page) => openMerge(page, REGISTER) },
    { path: "a merge without its reason", status: 422, open: async (page) => {
        await openMerge(page, REGISTER);
        return press(page, "Merge these entries");
    } },
];

/* Two entries and a group, by the coordinator. */
async function keepRegister(page) {
    await addOrganisation(page, "Sample Kitchen");
    await addOrganisation(page, "Sample Woodland Trust");
    await tickAndContinue(page, "group");
    await page.getByLabel("Name of a new group").fill("Sample group");
    await press(page, "Put into a group: 1 organisation");
}
/* The page of an answer to the first offer. */
const answerOffer = (name) => ({ path: `an offer: ${name}`, open: async (page) => {
    await first("/coordinator/interest?show=all").open(page);
    return goTo(page, name);
} });

async function sendTestMail(page, site) {
    await page.goto("/admin/settings/mail-test");
    site.clock.forward(5);
    await press(page, "Send a test mail");
    return page.reload();
}

/* A list of two organisations, one with a wrong number, up to its columns; another one each time. */
let n_lists = 0;
async function loadList(page, where) {
    const text = `Name,Council area,Charity number\r\nSample imported ${++n_lists},Fife,\r\nSample wrong ${n_lists},Fife,SC1\r\n`;
    await page.goto(where);
    await page.getByLabel("The list, as a CSV file").setInputFiles({ name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByLabel("Which list is it, and who is it from?").fill("Sample list of members");
    await page.getByLabel("Day", { exact: true }).fill("1");
    await page.getByLabel("Month", { exact: true }).fill("11");
    await page.getByLabel("Year", { exact: true }).fill("2025");
    return press(page, "Load the list");
}

async function checkList(page, where) {
    await loadList(page, where);
    return press(page, "Check the rows");
}

async function addList(page, where) {
    await checkList(page, where);
    return press(page, "Add 1 to the register");
}

async function undoList(page, where) {
    await addList(page, where);
    return goTo(page, "Undo this import");
}

const importPages = (where) => [
    where,
    { path: `${where}: nothing entered`, status: 422, open: (page) => openAndPress(page, where, "Load the list") },
    { path: `${where}: columns`, open: (page) => loadList(page, where) },
    { path: `${where}: check`, open: (page) => checkList(page, where) },
    { path: `${where}: report`, open: (page) => addList(page, where) },
    { path: `${where}: rows with errors`, open: async (page) => {
        await addList(page, where);
        return goTo(page, "See why");
    } },
    { path: `${where}: undo`, open: (page) => undoList(page, where) },
    { path: `${where}: undone`, open: async (page) => {
        await undoList(page, where);
        return press(page, "Undo the import");
    } },
];

let n_colleagues = 0;
async function inviteColleague(page) {
    await page.goto("/body/people/invite");
    await page.getByLabel("Name", { exact: true }).fill("Sample colleague");
    await page.getByLabel("Email address").fill(`colleague${++n_colleagues}@example.com`);
    return press(page, "Send invitation");
}

async function openOfPeople(page, link) {
    await page.goto("/body/people");
    return goTo(page, link);
}

export const STAFF_PAGES = {
    /* who has shown the password, and not yet the code */
    half: ["/sign-in/code", "/sign-in/recovery?next=%2Faccount"],
    /* who has to show again who they are, and has sent a form before that */
    again: ["/sign-in/again?next=%2Faccount", "/sign-in/kept", "/sign-out"],
    /* whoever is signed in */
    account: [
        "/account", "/account/name", "/account/email", "/account/password", "/account/sessions", "/account/second-factor",
        "/account/second-factor/set-up", "/account/welcome", "/account/welcome/name",
        "/account/welcome/password",
        { path: "/account/email/confirm/no-such-key", status: 404, open: (page) => page.goto("/account/email/confirm/no-such-key") },
        { path: "password, nothing entered", status: 422, open: (page) => openAndPress(page, "/account/password", "Save") },
        { path: "code app, nothing entered", status: 422, open: (page) => openAndPress(page, "/account/second-factor/set-up", "Continue") },
        { path: "another address asked for", open: askForAddress },
        { path: "another address, to confirm", open: async (page, site) => {
            await askForAddress(page);
            return page.goto(await mailedLink(site, new_address, "/account/email/confirm/"));
        } },
    ],
    /* the coordinator of Fife */
    coordinator: [
        "/account/second-factor",
        "/account/second-factor/set-up",
        "/account/second-factor/new-codes",
        { path: "recovery codes", open: (page) => openAndPress(page, "/account/second-factor/new-codes", "Make new codes") },
        { path: "a role to give up", open: openRole },
        "/coordinator", "/coordinator/bodies/flags", "/coordinator/bodies/flags?show=all", "/coordinator/corrections", "/coordinator/corrections?show=all", "/coordinator/messages", "/coordinator/messages?show=all",
        first("/coordinator/corrections?show=all"), first("/coordinator/messages?show=all"),
        "/body/interest", "/coordinator/interest", "/coordinator/interest?show=all", first("/coordinator/interest?show=all"),
        answerOffer("Accept"), answerOffer("Ask a question"), answerOffer("Decline"),
        { path: "an offer declined without a reason", status: 422, open: async (page) => {
            await answerOffer("Decline").open(page);
            return press(page, "Decline the offer");
        } },
        "/coordinator/suggestions", first("/coordinator/suggestions?show=all"),
        { path: "an answer with errors", status: 422, open: async (page) => {
            await first("/coordinator/corrections").open(page);
            return press(page, "Send the answer");
        } },
        "/coordinator/responses", "/coordinator/responses/new",
        "/coordinator/record", "/coordinator/record?partnership=fife&group=role&when=today",
        "/coordinator/record?from_day=31&from_month=2&from_year=2026",
        "/coordinator/claims", first("/coordinator/claims?show=all"),
        { path: "people of an organisation", open: async (page) => {
            await first("/coordinator/bodies").open(page);
            return page.goto(page.url().replace(/[?#].*/, "") + "/people");
        } },
        { path: "a decision with errors", status: 422, open: async (page) => {
            await first("/coordinator/claims").open(page);
            return press(page, "Send decision");
        } },
        "/coordinator/team", "/coordinator/team/invite", endOf("/coordinator/team", "Sample analyst"),
        invitation("/coordinator/team/invite", async () => {}), invited("/coordinator/team/invite", async () => {}),
        ...ROUTE_PAGES, ...REGISTER_PAGES, ...WORK_PAGES,
        ...importPages("/coordinator/bodies/import"), ...SETUP_PAGES, ...QUESTION_PAGES,
    ],
    /* the leading editor of an organisation's entry */
    editor: [
        "/body", "/body/profile", "/body/profile/who", "/body/profile/work", "/body/profile/areas", "/body/profile/contact",
        "/body/profile/own", "/body/profile/naming", "/body/needs", "/body/history", "/body/people", "/body/people/invite",
        "/body/responses",
        { path: "a need that is not said", status: 422, open: (page) => openAndPress(page, "/body/needs", "Save") },
        { path: "a colleague without a name", status: 422, open: (page) => openAndPress(page, "/body/people/invite", "Send invitation") },
        { path: "a colleague invited", open: inviteColleague },
        { path: "an editor's role to end", open: (page) => openOfPeople(page, /^End/) },
        { path: "the lead to hand over", open: (page) => openOfPeople(page, /^Hand over the lead/) },
        { path: "a request to join them", open: async (page) => {
            await page.goto("/body/people");
            return goTo(page, /^FIF-/);
        } },
    ],
    /* an administrator */
    admin: [
        ...importPages("/admin/bodies/import"),
        ROUTE, `${ROUTE}?partnership=ayrshire`, `${ROUTE}/steps/new?partnership=ayrshire`,
        "/admin", "/admin/jobs", "/admin/jobs?state=failed", "/admin/settings", "/admin/settings/mail-test",
        { path: "a test mail", open: sendTestMail },
        { path: "the last administrator's role", status: 422, open: async (page) => {
            await openRole(page);
            return press(page, "Give up this role");
        } },
        "/admin/bodies", "/admin/bodies?state=active&area=fife", "/admin/bodies/new", first("/admin/bodies"),
        ...EDITS.map((ending) => ofFirst("/admin/bodies", ending)), ofFirst("/admin/bodies", "/merge"),
        { path: "two entries side by side", open: (page) => openMerge(page, "/admin/bodies") },
        "/admin/bodies/flags", "/admin/partnerships", "/admin/partnerships/fife", "/admin/areas", "/admin/areas/na-h-eileanan-siar", "/admin/corrections",
        first("/admin/corrections?show=all"), "/admin/suggestions", first("/admin/suggestions?show=all"), "/admin/claims", first("/admin/claims?show=all"),
        "/admin/lists", "/admin/lists/topics?done=moved", "/admin/lists/kinds-of-organisation/new", "/admin/lists/topics/words/housing",
        "/admin/framework", "/admin/framework/new", "/admin/framework/2022", "/admin/framework/2023?done=saved",
        "/admin/framework/2023/name", "/admin/framework/2023/items/new", "/admin/framework/2023/items/NI1a",
        { path: "a word that is there", status: 422, open: async (page) => {
            await page.goto("/admin/lists/topics/new");
            await page.getByLabel("Words", { exact: true }).fill("Housing");
            return press(page, "Add");
        } },
        { path: "two areas in one square", status: 422, open: async (page) => {
            await page.goto("/admin/areas/na-h-eileanan-siar");
            await page.getByLabel("Column of its square").fill("4");
            await page.getByLabel("Row of its square").fill("4");
            return press(page, "Save");
        } },
        { path: "an area that moves", status: 200, open: async (page) => {
            await page.goto("/admin/areas/east-ayrshire");
            await page.getByLabel("Partnership", { exact: true }).selectOption("glasgow");
            return press(page, "Save");
        } },
        "/admin/audit", "/admin/audit?checked=now", "/admin/audit?group=subscription", "/admin/audit?who=job&when=x&object=1",
        "/admin/audit/1",
        "/admin/people", "/admin/people?role=analyst&partnership=fife&state=active", "/admin/people/invite", found,
        invitation("/admin/people/invite", (page) => page.getByLabel("Administrator").press("Space")),
        invited("/admin/people/invite", (page) => page.getByLabel("Administrator").press("Space")),
        person("Sample coordinator"), person("Sample leaver"), person("Sample administrator"), person("Sample analyst", "/give"),
        person("Sample analyst", "/close"), person("Sample leaver", "/reopen"), person("Sample coordinator", "/sign-out"),
        person("Sample coordinator", "/second-factor"), endOf("/admin/people", "Sample analyst"),
    ],
};

/* What the pages show is made here, once everybody is signed in: checkers.coordinator.strict.page and so on. */
export async function prepare(site, browser, checkers) {
    user(site, "invite", "analyst@example.org", "--name", "Sample analyst", "--role", "analyst", "--partnership", "fife");
    user(site, "invite", "leaver@example.org", "--name", "Sample leaver", "--role", "analyst", "--partnership", "fife", "--until", "2099-03-31");
    user(site, "disable", "leaver@example.org");
    const { page, close } = await openWindow(browser, site.origin);
    await sendReport(site, page, "/partnerships/fife/report");
    await sendMessage(site, page, "/partnerships/fife/contact");
    await sendSuggestion(site, page);
    await sendInterest(site, page);
    await sendJoin(site, page, { name: "Sample second", email: "second@example.com" }, "Sample Trust");
    await close();
    await keepRegister(checkers.coordinator.strict.page);
    await keepConsultations(site, checkers.coordinator.strict.page);
}
