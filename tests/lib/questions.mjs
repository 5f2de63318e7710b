/*
 * questions.mjs: the pages on which questions are built, for the walks over pages. They need a draft of that address with
 * a section and a question in it.
 */
import { press } from "./flows.mjs";

const AT = "/coordinator/consultations/sample-draft-consultation/questions";
const SETS = "/coordinator/question-sets";

const followFrom = (path, name) => ({ path: `${path}: ${name}`, open: async (page) => {
    await page.goto(path);
    return page.goto(await page.locator("main").getByRole("link", { name }).first().getAttribute("href"));
} });

const wrong = (path, button) => ({ path: `${path}: nothing entered`, status: 422, open: async (page) => {
    await page.goto(path);
    return press(page, button);
} });

async function addQuestion(page, type, fields) {
    await page.goto(`${AT}/new?type=${type}`);
    for (const [label, words] of Object.entries(fields))
        await page.getByLabel(label, { exact: true }).fill(words);
    return press(page, "Save");
}

/* Another one each time. */
let n_sets = 0;

/* For STAFF_PAGES of the coordinator. */
export const QUESTION_PAGES = [
    AT, `${AT}/new`, ...["one", "several", "scale", "short", "long", "number", "date", "file", "information"].map((type) => `${AT}/new?type=${type}`),
    wrong(`${AT}/new?type=one`, "Save"), wrong(`${AT}/new?type=scale`, "Save"),
    { path: `${AT}: added`, open: (page) => addQuestion(page, "one", { Question: "Does the draft fit?", "Answers to choose from": "Yes\nNo" }) },
    followFrom(AT, /^Change Question/), followFrom(AT, /^Remove Question/),
    { path: `${AT}: moved`, open: async (page) => {
        await page.goto(AT);
        const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Move up Question/ }).first().click()]);
        return answer;
    } },
    `${AT}/sections/new`, wrong(`${AT}/sections/new`, "Save"), followFrom(AT, /^Change the section/),
    { path: `${AT}: an empty section`, open: async (page) => {
        await page.goto(`${AT}/sections/new`);
        await page.getByLabel("Name of the section").fill("Sample equality section");
        await page.getByLabel("These are equality questions").press("Space"); /* the box itself lies under its label */
        return press(page, "Save");
    } },
    followFrom(AT, /^Remove the section/),
    `${AT}/sets`, wrong(`${AT}/sets`, "Add these questions"), wrong(`${AT}/sets`, "Save as a set"),
    { path: `${AT}/sets: saved`, open: async (page) => {
        await page.goto(`${AT}/sets`);
        await page.getByLabel("Name of the set").fill(`Sample set ${++n_sets}`);
        return press(page, "Save as a set");
    } },
    SETS, followFrom(SETS, /^Remove Sample set/),
];
