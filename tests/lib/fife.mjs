/*
 * fife.mjs: steps of the journey of Fife's draft plan (browser/fife_plan.test.mjs), as its people take them: the coordinator
 * who sets it up and invites, somebody who answers, the coordinator who logs what came another way and reads the totals.
 * `site` is startSite's with sample content and a clock; a page is one of openWindow.
 */
import { followIn } from "./consultations.mjs";
import { press } from "./flows.mjs";
import { user } from "./people.mjs";

export const THINKING_S = 30; /* longer than the least time that a form asks for */

export const text = (page) => page.locator("main").innerText();

/* Somebody of the sample content; some have a second factor. */
export async function enter(site, page, email) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(site.sample_password);
    await press(page, "Sign in");
    if ((await page.getByLabel("6 digit code").count()) === 0)
        return;
    site.clock.forward(THINKING_S); /* each step of the code counts once */
    await page.getByLabel("6 digit code").fill(/\d{6}/.exec(user(site, "code", email))[0]);
    await press(page, "Continue");
}

/* The label of a radio or box; the field itself lies under it. */
export const choose = (page, words) => page.locator("main label").filter({ hasText: words }).first().click();

/* --- answering --- */

export async function next(site, page) {
    site.clock.forward(THINKING_S);
    return press(page, "Save and continue");
}

async function fillIfEmpty(field, words) {
    if ((await field.count()) && !(await field.inputValue()))
        await field.fill(words);
}

/* Page by page from wherever the form stands: chooses who answers, fills in the fields of about you, and says `words` in answer to
 * every open question, up to the first page that shows `stop`, or to the choices at the end. */
export async function answerPages(site, page, { who, you = {}, words }, stop) {
    for (let i = 0; i < 30; i++) {
        const ending = new URL(page.url()).pathname.split("/").at(-1);
        if (ending === "publish" || (stop && (await text(page)).includes(stop)))
            return;
        if (ending === "respond") { /* the list of sections: on to the first that is not done */
            await Promise.all([page.waitForNavigation(), page.locator("main li:not(:has(.ds_tag--green)) a[href*='/respond/']").first().click()]);
            continue;
        }
        if (ending === "who")
            await choose(page, who);
        else if (ending === "you")
            for (const [label, value] of Object.entries(you))
                await page.getByLabel(label).fill(value);
        else if (await page.locator("main input[type=radio]").count())
            await page.locator("main .ds_radio label").first().click();
        else if (ending !== "views")
            await fillIfEmpty(page.locator("main textarea:visible").first(), words);
        await next(site, page);
    }
    throw new Error(`no end to the pages at ${page.url()}`);
}

/* From the form's page of choices to its sending: nothing to be published, no contact, not named. */
export async function chooseAndSend(site, page, publish = "Do not publish") {
    await choose(page, publish);
    await choose(page, /^No$/);
    await next(site, page);
    if (page.url().endsWith("/naming")) {
        await choose(page, /^Yes, by name/);
        await next(site, page);
    }
    site.clock.forward(THINKING_S);
    return press(page, "Send response");
}

/* --- the coordinator's desk --- */

const pick = (page, name, value) => page.locator(`main input[name="${name}"][value="${value}"] + label`).click();

/*
 * Types in a letter, a call or an event's words, to the page that says its number; gives that. `picked`: the radios, by name
 * and value; `fields`: what is typed, by label; received: { day, month, year }; event: its title, where it is one.
 */
export async function logResponse(site, page, slug, { received, picked, words, fields = {}, event }) {
    await page.goto(`/coordinator/responses/new?consultation=${slug}`);
    for (const [part, n] of Object.entries(received))
        await page.locator(`#received_${part}`).fill(String(n));
    const late = Object.entries(picked).filter(([name]) => name === "late");
    for (const [name, value] of Object.entries(picked).filter(([name]) => name !== "late"))
        await pick(page, name, value);
    if (event)
        await page.getByLabel("Event (optional)").selectOption(await page.locator("option", { hasText: event }).getAttribute("value"));
    for (const [label, value] of Object.entries(fields).filter(([label]) => late.length === 0 || label !== "Reason"))
        await page.getByLabel(label).fill(value);
    await page.getByLabel("What is missing?").fill(words);
    await press(page, "Check the response");
    if (late.length) { /* asked once the date is known */
        await pick(page, ...late[0]);
        await page.getByLabel("Reason", { exact: true }).fill(fields.Reason);
        await press(page, "Check the response");
    }
    site.clock.forward(THINKING_S);
    await press(page, "Log this response");
    return /FIF-\w{4}-\w{4}/.exec(await text(page))[0];
}

/* The table that accounts for every response: { "Web form": { Received: 3, … }, …, Total: … }; empty columns left out. */
export async function readAccounts(page, slug) {
    await page.goto(`/coordinator/responses?consultation=${slug}`);
    const all = await page.locator("table", { hasText: "Every response counted in exactly one column" }).evaluate((table) => {
        const heads = [...table.querySelectorAll("thead th")].map((th) => th.textContent);
        return [...table.querySelectorAll("tbody tr")].map((tr) => [...tr.children].map((cell, i) => [heads[i], cell.textContent]));
    });
    return Object.fromEntries(all.map(([[, label], ...cells]) => [label, Object.fromEntries(cells.map(([head, n]) => [head, Number(n)]))]));
}

/* From the list of responses to one of them. */
export async function openResponse(page, slug, reference) {
    await page.goto(`/coordinator/responses?consultation=${slug}`);
    return followIn(page, reference);
}

export const londonDay = (at_s) => {
    const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" }).format(at_s * 1000).split("-");
    return { day: Number(day), month: Number(month), year };
};
