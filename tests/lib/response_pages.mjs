/*
 * response_pages.mjs: pages of responses, invitations, imports and events as those who work with them open them, with sample
 * content and its responses. keepAnswers makes what the sample content does not have; the lists are for checkPage.
 */
import assert from "node:assert/strict";
import { openWindow } from "./browser.mjs";
import { addPaper, addQuestion, beginConsultation, fillAbout, fillContact, fillDates, followIn, publishConsultation } from "./consultations.mjs";
import { answerPages, choose, chooseAndSend, enter, logResponse, londonDay, openResponse, THINKING_S } from "./fife.mjs";
import { press } from "./flows.mjs";
import { mailedLink } from "./people.mjs";
import { waitFor } from "./program.mjs";

const SLUG = "sample-draft-community-justice-plan", CLOSED = "sample-early-views-on-help-after-prison";
const FORM = `/consultations/${SLUG}/respond`, DESK = `/coordinator/consultations/${SLUG}`, LIST = "/coordinator/responses";
const DAY_S = 86400;
const FILE = { name: "what-we-think.txt", mimeType: "text/plain", buffer: Buffer.from("Sample words of a sample group.\n") };
const CALLER = "caller@example.org";

/* The cookies of somebody of the sample content, signed in. */
export async function cookiesOf(site, browser, email) {
    const window = await openWindow(browser, site.origin);
    await enter(site, window.page, email);
    const cookies = await window.context.cookies();
    await window.close();
    return cookies;
}

/* --- what is made before the pages are opened --- */

async function addFilePaper(page, at, title) {
    await page.goto(`${at}/papers/new`);
    await choose(page, /^Draft plan$/);
    await page.locator("#title").fill(title);
    await page.locator("main input[type=file]").setInputFiles({ ...FILE, name: "draft-plan.txt" });
    const reason = page.locator("#reason"); /* of a published consultation, for the public history */
    if (await reason.count())
        await reason.fill("People asked for a file to print");
    await press(page, "Save paper");
    assert.match(await page.locator("main").innerText(), new RegExp(title));
}

/* A draft that people without an account may look at; gives the path of its link. */
async function keepPreview(page) {
    const at = await beginConsultation(page, "Sample draft to look at");
    await addPaper(page, at);
    await addFilePaper(page, at, "Sample paper to print");
    await page.goto(`${at}/previews`);
    await page.getByLabel("Who is it for?").fill("Sample chair");
    await press(page, "Make link");
    return /\/preview\/\S+/.exec(await page.locator("main").innerText())[0];
}

/* Two organisations of the register are asked; gives the path of the link that one of them was mailed. */
async function keepInvited(site, page) {
    await page.goto(`${DESK}/invitations/new?from=filter&words=Peer`);
    const asked = page.locator("main .ds_checkbox label");
    const [, email] = /(\S+@\S+)/.exec(await asked.first().innerText());
    await press(page, "Invite the ticked organisations");
    return mailedLink(site, email, "/invited/");
}

/* A call that its caller is asked to check; gives its number and the path of the link. */
async function keepCall(site, page) {
    const call = await logResponse(site, page, SLUG, {
        received: londonDay(site.clock.now_s), picked: { channel: "phone", who: "group", read_back: "no", publish: "not_asked", may_contact: "no" },
        words: "The refuge has no room for boys over ten", fields: { "Email address (optional)": CALLER },
    });
    await followIn(page, "Ask them to check it");
    await press(page, "Send the link");
    return { call, heard: await mailedLink(site, CALLER, "/read-back/") };
}

/* A group answers with a file, and may be asked; gives its number and the path of its link. */
async function keepAnswer(site, browser) {
    const { page, close } = await openWindow(browser, site.origin);
    await page.goto(FORM);
    site.clock.forward(THINKING_S);
    await press(page, "Start");
    await page.goto(`${FORM}/q7/files`);
    await page.locator("main input[type=file]").setInputFiles(FILE);
    await press(page, "Add the file");
    await page.goto(`${FORM}/who`);
    await answerPages(site, page, { who: /^A group$/, you: { "Name of the group": "Sample Group", "Email address": "group@example.org" }, words: "A bus in the evening" });
    await choose(page, "Publish with our group’s name");
    await choose(page, /^Yes$/);
    await press(page, "Save and continue");
    await choose(page, /^Yes, by name/);
    await press(page, "Save and continue");
    site.clock.forward(THINKING_S);
    await press(page, "Send response");
    const words = await page.locator("main").innerText();
    await close();
    return { answer: /FIF-\w{4}-\w{4}/.exec(words)[0], link: /\/r\/\w+/.exec(words)[0] };
}

async function askBack(page, answer) {
    await openResponse(page, SLUG, answer);
    await followIn(page, "Ask to clarify");
    await page.getByLabel("Your question").fill("Which evening do you mean?");
    return press(page, "Send the question");
}

/* Another draft plan that the editor's organisation has answered before; gives the path of its response to this one. */
async function keepShared(site, desk, page) {
    const at = await beginConsultation(desk, "Sample plan of the year before");
    await fillAbout(desk, at);
    await fillDates(desk, at, site.clock.now_s - DAY_S, site.clock.now_s + 30 * DAY_S);
    await fillContact(desk, at);
    await addQuestion(desk, at);
    await publishConsultation(desk, at);
    await page.goto("/body/responses");
    await press(page, /^Start our response ?: Sample plan of the year before/);
    await press(page, "Go on writing");
    await answerPages(site, page, { who: /^An organisation/, words: "Help with rent in the first month" });
    await chooseAndSend(site, page);
    await page.goto("/body/responses");
    await press(page, /^Start our response ?: Sample draft community/);
    return new URL(page.url()).pathname.replace(/\/share.*/, "");
}

/* desk, editor: pages on which the coordinator and an editor of an organisation are signed in. */
export async function keepAnswers(site, browser, { desk, editor }) {
    await addFilePaper(desk, DESK, "Sample draft plan to print");
    const kept = { preview: await keepPreview(desk), invited: await keepInvited(site, desk), ...(await keepCall(site, desk)), ...(await keepAnswer(site, browser)) };
    await askBack(desk, kept.answer);
    await desk.goto(`${LIST}?consultation=${CLOSED}`);
    await press(desk, "Look for alike responses");
    return { ...kept, shared: await keepShared(site, desk, editor) };
}

/* --- pages: { name, status, open(page, site, kept) } --- */

const at = (path) => ({ name: path, open: (page) => page.goto(path) });
const pressed = (open, button, status = 422) => ({ status, open: async (page, site, kept) => {
    await open(page, site, kept);
    return press(page, button);
} });
const pressedAt = (path, button) => ({ name: `${path}: nothing entered`, ...pressed((page) => page.goto(path), button) });

const openPrivate = (link, button, then) => async (page, site, kept) => {
    await page.context().clearCookies();
    const answer = await page.goto(kept[link]);
    if (!button)
        return answer;
    const opened = await press(page, button);
    return then ? page.goto(then) : opened;
};

async function openFiles(page, site) {
    await page.context().clearCookies();
    site.clock.forward(120); /* an address may begin so many at once */
    await page.goto(FORM);
    await press(page, "Start");
    return page.goto(`${FORM}/q7/files`);
}
async function addFile(page, site) {
    await openFiles(page, site);
    await page.locator("main input[type=file]").setInputFiles(FILE);
    return press(page, "Add the file");
}
const openReply = openPrivate("link", "Open my response", "/r/open/reply");
const openHeard = openPrivate("heard", "Open");
const openCorrection = openPrivate("heard", "Open", "/read-back/correct");
const openPreview = openPrivate("preview", "Open the draft");

/* Without an account, by private links: { name: { open, status } }. */
export const LINK_PAGES = {
    "a draft, the link": { open: openPrivate("preview") }, "a draft by its link": { open: openPreview },
    "a paper of a draft by its link": { open: async (page, site, kept) => {
        await openPreview(page, site, kept);
        return followIn(page, "Sample paper to print");
    } },
    "a paper to print": { open: async (page) => {
        await page.context().clearCookies();
        await page.goto(`/consultations/${SLUG}`);
        return followIn(page, "Sample draft plan to print");
    } },
    "files, none yet": { open: openFiles }, "files, nothing chosen": pressed(openFiles, "Add the file"), "files, one": { open: addFile },
    "the question of a file, with it": { open: async (page, site) => {
        await addFile(page, site);
        return page.goto(`${FORM}/q7`);
    } },
    "own, with a file and a question": { open: openPrivate("link", "Open my response") },
    "own, what is published": { open: openPrivate("link", "Open my response", "/r/open/mend") },
    "own, a question to answer": { open: openReply }, "own, nothing answered": pressed(openReply, "Send the answer"),
    "invited": { open: openPrivate("invited") }, "invited, declining": { open: openPrivate("invited", "We will not answer this one") },
    "what was heard, the link": { open: openPrivate("heard") },
    "what was heard": { open: openHeard }, "what was heard, no choice": pressed(openHeard, "This is right"),
    "what was heard, to correct": { open: openCorrection }, "what was heard, corrected without a choice": pressed(openCorrection, "Save my corrections"),
};

/* A file of answers, up to its columns; another one each time. */
let n_files = 0;
async function loadAnswers(page) {
    const csv = `Ref,What is missing?,Organisation\r\n${++n_files},Sample evening buses,\r\n2,Sample words,Sample Unknown Group\r\n3,,\r\n`;
    await page.goto(`${DESK}/imports`);
    await page.locator("main input[type=file]").setInputFiles({ name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByLabel("Where do the answers come from?").fill("Sample paper forms");
    return press(page, "Load the answers");
}
const imported = (name, ...buttons) => ({ name: `answers imported: ${name}`, open: async (page) => {
    let answer = await loadAnswers(page);
    for (const button of buttons)
        answer = await press(page, button);
    return answer;
} });

/* A page of the response that stands in `kept` under that name. */
const ofResponse = (which, ending = "") => ({ name: `a response: ${which}${ending}`, open: (page, site, kept) => page.goto(`${LIST}/${kept[which]}${ending}`) });
const pressedOf = (which, ending, button) => ({ name: `a response: ${which}${ending}, nothing entered`, ...pressed(ofResponse(which, ending).open, button) });
const followed = (name, { open }, link) => ({ name, open: async (page, site, kept) => {
    await open(page, site, kept);
    return followIn(page, link);
} });

/* The first of the late ones that wait. */
const ofLate = (ending = "") => ({ name: `a late response${ending}`, open: async (page) => {
    await page.goto(`${LIST}?consultation=${CLOSED}&late=waiting`);
    const answer = await followIn(page, /^FIF-/);
    return ending ? page.goto(new URL(page.url()).pathname + ending) : answer;
} });

/* One of the sample campaign, once its likes were found. */
async function openAlike(page) {
    await page.goto(`${LIST}?consultation=${CLOSED}`);
    await page.getByLabel("Name or reference").fill("Sample person 30");
    await press(page, "Apply");
    await followIn(page, /^FIF-/);
    const path = `${new URL(page.url()).pathname}/alike`;
    return waitFor("what is alike", async () => {
        const answer = await page.goto(path);
        return answer.status() === 200 && answer;
    });
}

async function logLetter(page, site) {
    await logResponse(site, page, SLUG, {
        received: londonDay(site.clock.now_s), picked: { channel: "letter", who: "individual", publish: "not_asked", may_contact: "no" }, words: "Write larger, and sooner",
    });
    return page.reload();
}

/* A link of its own: it ends the one before. */
async function printLetter(page, site) {
    await logLetter(page, site);
    await followIn(page, "Ask them to check it");
    return press(page, "Print a letter instead");
}

/* An organisation is asked another way than by mail. */
async function openOther(page) {
    await page.goto("/coordinator/bodies");
    const id = await page.locator("tbody input[type=checkbox]").first().getAttribute("value");
    return page.goto(`${DESK}/invitations/other?organisation=${id}`);
}

const eventOf = (title, ending = "") => ({ name: `event ${title}${ending}`, open: async (page) => {
    await page.goto("/coordinator/events");
    const answer = await followIn(page, title);
    return ending ? page.goto(new URL(page.url()).pathname + ending) : answer;
} });
const wrongEvent = (title, ending, button) => ({ name: `event ${title}${ending}: wrong`, ...pressed(async (page) => {
    await eventOf(title, ending).open(page);
    for (const field of await page.locator("main form input[type=text]:visible").all())
        await field.fill("-");
}, button) });
const PLANNED = "Sample drop-in about the draft plan", WAITS = "Sample focus group in Cupar", HELD = "Sample community meeting about the draft plan";

/* As coordinator. */
export const DESK_PAGES = [
    at(`${LIST}?consultation=${CLOSED}`), at(`${LIST}?consultation=${SLUG}`), at(`${LIST}?consultation=${CLOSED}&channel=letter&status=themed`),
    ofLate(), ofLate("/late"), { name: "what is alike", open: openAlike }, { name: "what is alike: nothing chosen", ...pressed(openAlike, "Save") },
    ofResponse("answer"), followed("a file of a response", ofResponse("answer"), FILE.name), ofResponse("call"),
    ...["/status", "/counting", "/ask", "/note"].map((ending) => ofResponse("answer", ending)),
    pressedOf("answer", "/counting", "Save"), pressedOf("answer", "/ask", "Send the question"), pressedOf("answer", "/note", "Save"),
    followed("an answer to change", ofResponse("call"), /^Change the answer to: What is missing/),
    ofResponse("call", "/read-back"), { name: "a letter to print", open: printLetter },
    at(`${LIST}/new?consultation=${SLUG}`), pressedAt(`${LIST}/new?consultation=${SLUG}`, "Check the response"), { name: "a response logged", open: logLetter },
    ...["", "?show=declined", "/new", "/new?from=filter&words=Trust", "/remind"].map((ending) => at(`${DESK}/invitations${ending}`)),
    { name: "asked another way", open: openOther }, { name: "asked another way: nothing entered", ...pressed(openOther, "Save") },
    at(`${DESK}/imports`), pressedAt(`${DESK}/imports`, "Load the answers"), imported("columns"), imported("check", "Check the rows"),
    imported("report", "Check the rows", "Add 2 responses"), imported("undone", "Check the rows", "Add 2 responses", "Undo this import"), at(`${DESK}/imports?`),
    ...["", "/edit", "/cancel"].map((ending) => eventOf(PLANNED, ending)), wrongEvent(PLANNED, "/edit", "Save"), wrongEvent(PLANNED, "/cancel", "Cancel the event"),
    eventOf(HELD), eventOf(HELD, "/held"), eventOf(WAITS, "/held"), wrongEvent(WAITS, "/held", "Save"),
    at("/coordinator/consultations/sample-draft-to-look-at"),
    followed("a paper of a draft, looked at", at("/coordinator/consultations/sample-draft-to-look-at/preview"), "Sample paper to print"),
];

const ofShared = (ending) => ({ name: `our response${ending}`, open: (page, site, kept) => page.goto(kept.shared + ending) });
const openReuse = followed("our response, from an earlier one", ofShared("/reuse"), "Sample plan of the year before");

/* As an editor of an organisation. */
export const EDITOR_PAGES = [
    at("/body/responses"), ofShared("/share"), ofShared("/reuse"), openReuse,
    { name: "our response, nothing taken over", ...pressed(async (page, site, kept) => {
        await openReuse.open(page, site, kept);
        for (const box of await page.locator("main input[name=take]:checked").all())
            await box.press("Space");
    }, "Take over what is ticked") },
];
