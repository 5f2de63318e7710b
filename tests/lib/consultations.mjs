/*
 * consultations.mjs: a coordinator's consultations for the walks over pages: begun, filled in task by task, published.
 * Each function takes a page on which that coordinator is signed in.
 */
import { press } from "./flows.mjs";

const LIST = "/coordinator/consultations";
const DAY_S = 86400;

export const followIn = (page, name) => Promise.all([page.waitForNavigation(), page.locator("main").getByRole("link", { name }).first().click()]).then(([answer]) => answer);

async function fillAll(page, fields) {
    for (const [id, words] of Object.entries(fields))
        await page.locator(`#${id}`).fill(String(words));
}

/* The draft of that title; its address. */
export async function beginConsultation(page, title) {
    await page.goto(`${LIST}/new`);
    await page.locator("#title").fill(title);
    await page.getByText("Draft plan", { exact: true }).click();
    await press(page, "Make the draft");
    return new URL(page.url()).pathname;
}

export async function fillAbout(page, at) {
    await page.goto(`${at}/about`);
    await fillAll(page, { summary: "Sample summary in two lines.", overview: "Sample overview.\n\n## Sample heading\n\nMore.", why: "Sample why.", next: "Sample next." });
    await page.getByText("Everyone", { exact: true }).click();
    return press(page, "Save and continue");
}

const dateFields = (name, at_s) => {
    const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" }).format(at_s * 1000).split("-");
    return { [`${name}_day`]: Number(day), [`${name}_month`]: Number(month), [`${name}_year`]: year };
};
const timeOf = (at_s) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at_s * 1000);

/* opens_s, closes_s: the minutes that are typed. */
export async function fillDates(page, at, opens_s, closes_s) {
    await page.goto(`${at}/dates`);
    await fillAll(page, {
        ...dateFields("opens", opens_s), opens_time: timeOf(opens_s), ...dateFields("closes", closes_s), closes_time: timeOf(closes_s),
        ...dateFields("results", closes_s + 60 * DAY_S), length: "A sample, which is short.",
    });
    return press(page, "Save and continue");
}

export async function fillContact(page, at) {
    await page.goto(`${at}/contact`);
    await fillAll(page, { contact_role: "Sample coordinator", contact_email: "justice@example.org", other_ways: "Come to a *sample* drop-in." });
    return press(page, "Save and continue");
}

export async function addQuestion(page, at, words = "What is missing?") {
    await page.goto(`${at}/questions`);
    await followIn(page, /^Add your first question|^Add a question/);
    if (await page.getByLabel("Name of the section").count()) {
        await page.getByLabel("Name of the section").fill("Sample section");
        await press(page, "Save");
    }
    if (!page.url().includes("type=") && (await page.getByText("Long answer", { exact: true }).count()) === 0)
        await followIn(page, /^Add a question|^Add your first question/);
    await page.getByText("Long answer", { exact: true }).click();
    await press(page, "Continue");
    await page.getByLabel("Question", { exact: true }).fill(words);
    return press(page, await page.getByRole("button", { name: /^(Save|Add)/ }).last().innerText());
}

export async function addPaper(page, at) {
    await page.goto(`${at}/papers/new`);
    await page.getByText("Draft plan", { exact: true }).click();
    await fillAll(page, { title: "Sample draft plan as a paper", body: "First sample paragraph.\n\nSecond sample paragraph." });
    return press(page, "Save paper");
}

export async function publishConsultation(page, at) {
    await page.goto(`${at}/publish`);
    return press(page, "Publish");
}

/* Three of them: a draft with everything, one that is open, one that has closed. */
export async function keepConsultations(site, page) {
    const now_s = site.clock.now_s;
    const made = {};
    for (const [name, opens_s, closes_s] of [["draft", now_s + 7 * DAY_S, now_s + 70 * DAY_S], ["open", now_s - DAY_S, now_s + 60 * DAY_S], ["closed", now_s - DAY_S, now_s + 120]]) {
        const at = await beginConsultation(page, `Sample ${name} consultation`);
        await fillAbout(page, at);
        await fillDates(page, at, opens_s, closes_s);
        await fillContact(page, at);
        await addPaper(page, at);
        await addQuestion(page, at);
        if (name !== "draft")
            await publishConsultation(page, at);
        made[name] = at;
    }
    site.clock.forward(300);
    return made;
}

const DRAFT = `${LIST}/sample-draft-consultation`, OPEN = `${LIST}/sample-open-consultation`, CLOSED = `${LIST}/sample-closed-consultation`;
const followFrom = (path, name) => ({ path: `${path}: ${name}`, open: async (page) => {
    await page.goto(path);
    return followIn(page, name);
} });
const wrong = (path, button) => ({ path: `${path}: nothing entered`, status: 422, open: async (page) => {
    await page.goto(path);
    for (const field of await page.locator("main form input[type=text], main form textarea").all())
        if (await field.isVisible())
            await field.fill("");
    return press(page, button);
} });

/* For STAFF_PAGES, once keepConsultations has made them. */
export const SETUP_PAGES = [
    LIST, `${LIST}/new`, wrong(`${LIST}/new`, "Make the draft"), DRAFT, `${DRAFT}?done=saved`,
    ...["about", "partnerships", "dates", "contact", "privacy", "who", "papers", "papers/new", "publish", "previews", "preview"].map((ending) => `${DRAFT}/${ending}`),
    wrong(`${DRAFT}/about`, "Save and continue"), wrong(`${DRAFT}/contact`, "Save and continue"), wrong(`${DRAFT}/papers/new`, "Save paper"),
    followFrom(`${DRAFT}/preview`, "Sample draft plan as a paper"), followFrom(`${DRAFT}/papers`, "Sample draft plan as a paper"), followFrom(`${DRAFT}/papers`, /^Take away/),
    { path: "a link to look at a draft", open: async (page) => {
        await page.goto(`${DRAFT}/previews`);
        await page.getByLabel("Who is it for?").fill("Sample chair");
        return press(page, "Make link");
    } },
    OPEN, `${OPEN}/about`, `${OPEN}/dates`, `${OPEN}/extend`, wrong(`${OPEN}/extend`, "Extend"), `${OPEN}/withdraw`,
    CLOSED, `${CLOSED}/archive`, `${CLOSED}/moderation`, `${CLOSED}/moderation?state=all&hints=yes`, `${CLOSED}/release`,
];
