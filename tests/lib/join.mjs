/*
 * join.mjs: an entry of the register, and somebody of its organisation who comes to look after it, walked as they walk.
 * `site` is startSite's, with a clock and without an SMTP server; `page` a page of openWindow.
 */
import { press } from "./flows.mjs";
import { mailedLink } from "./people.mjs";

const WAIT_S = 30; /* a form that comes back at once looks like a robot's */

/* By the coordinator: an organisation in Fife, with a website of its own. */
export async function addEntry(site, page, name = "Sample Trust", website = "www.example.org") {
    await page.goto("/coordinator/bodies/new");
    await page.getByLabel("Name of the organisation").fill(name);
    await page.getByLabel("Kind of organisation").selectOption("charity");
    await page.getByLabel("Website (optional)").fill(website);
    await page.getByLabel("Fife", { exact: true }).check();
    site.clock.forward(WAIT_S);
    return press(page, "Add organisation");
}

/* The question pages, up to the one that shows everything. */
export async function fillJoin(page, person, name = "Sample Trust") {
    await page.goto("/body/join");
    await page.getByLabel("Your organisation’s charity number or name").fill(name);
    await press(page, "Continue");
    await page.getByLabel(name, { exact: true }).press("Space");
    await press(page, "Continue");
    await page.getByLabel("Your name").fill(person.name);
    await page.getByLabel("Your role in the organisation").fill("Sample worker");
    await page.getByLabel("Your email address").fill(person.email);
    return press(page, "Continue");
}

export async function sendJoin(site, page, person, name) {
    await fillJoin(page, person, name);
    site.clock.forward(WAIT_S);
    return press(page, "Send request");
}

/* The invitation that was mailed, up to the first page after signing in. */
export async function acceptInvitation(site, page, person) {
    await page.goto(await mailedLink(site, person.email, "/invitation/"));
    return press(page, "Accept and sign in");
}

/* From the first question to the organisation's own pages. */
export async function joinByMail(site, page, person, name) {
    await sendJoin(site, page, person, name);
    await page.goto(await mailedLink(site, person.email, "/body/join/confirm/"));
    await press(page, /^Yes, I am of/);
    return acceptInvitation(site, page, person);
}
