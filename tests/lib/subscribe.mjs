/*
 * subscribe.mjs: mail about chosen topics and areas, walked through as a person does: ask, open the link of the mail,
 * press its button, change, stop. The site has a clock; its mails are read from its folder, or from the server given.
 */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { press } from "./flows.mjs";
import { readMail } from "./mail.mjs";
import { waitFor } from "./program.mjs";

const THINKING_S = 30; /* longer than the least time that the site asks for */
export const TOPIC = "When the contact details change or are checked";

/* What the site has written to its folder, where it has no mail server. */
export function readMails(site) {
    const folder = path.join(site.folder, "mail");
    const files = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
    return files.map((name) => readMail(readFileSync(path.join(folder, name), "latin1")));
}

/* The newest mail to an address that holds such a link; `taken` gives all mails. */
export async function findMail(taken, address, what) {
    const found = () => taken().filter((mail) => mail.headers.to === address && mail.body.includes(`/subscriptions/${what}/`));
    await waitFor(`a mail with a link to ${what} for ${address}`, () => found().length);
    return found().pop();
}

/* "/subscriptions/confirm/…" of a mail: the way only, because the test's browser goes to the site's own address. */
export function linkIn(mail, what) {
    return new RegExp(`/subscriptions/${what}/[0-9a-z]{26}`).exec(mail.body)[0];
}

/* Fills the form; the partnership of the page is ticked already. */
export async function fillSubscribe(page, email, topic = TOPIC) {
    await page.getByText(topic, { exact: true }).click(); /* its label: the box itself lies under it */
    await page.getByLabel("Your email address").fill(email);
}

export async function askForUpdates(site, page, email, where = "/partnerships/fife/subscribe") {
    await page.goto(where);
    await fillSubscribe(page, email);
    site.clock.forward(THINKING_S);
    return press(page, "Send me the link");
}

export async function openLink(site, page, email, taken = () => readMails(site)) {
    await askForUpdates(site, page, email);
    const mail = await findMail(taken, email, "confirm");
    return page.goto(linkIn(mail, "confirm"));
}

export async function subscribe(site, page, email, taken = () => readMails(site)) {
    await openLink(site, page, email, taken);
    return press(page, "Yes, send me these emails");
}

/* The mail that says that it runs: it has the links to change and to stop. */
export async function subscribed(site, page, email, taken = () => readMails(site)) {
    await subscribe(site, page, email, taken);
    return findMail(taken, email, "stop");
}

let n_readers = 0;
const anybody = () => `reader${++n_readers}@example.org`; /* an address gets three such mails a day */

/* The pages that only a mail leads to, by name, as in flows.mjs. */
export function subscriptionPages(site) {
    const opened = (what) => async (page) => page.goto(linkIn(await subscribed(site, page, anybody()), what));
    return {
        "updates with errors": { status: 422, open: async (page) => {
            await page.goto("/partnerships/fife/subscribe");
            await page.getByText("Other partnerships").click();
            await page.getByText("Angus", { exact: true }).click();
            site.clock.forward(THINKING_S);
            return press(page, "Send me the link");
        } },
        "updates asked for": { status: 200, open: (page) => askForUpdates(site, page, anybody()) },
        "the link to confirm updates": { status: 200, open: (page) => openLink(site, page, anybody()) },
        "updates confirmed": { status: 200, open: (page) => subscribe(site, page, anybody()) },
        "a link to updates used twice": { status: 410, open: async (page) => {
            const email = anybody();
            await subscribe(site, page, email);
            return page.goto(linkIn(await findMail(() => readMails(site), email, "confirm"), "confirm"));
        } },
        "a link to updates that is too old": { status: 410, open: async (page) => {
            await openLink(site, page, anybody());
            const where = page.url();
            site.clock.forward(7 * 86400);
            return page.goto(where);
        } },
        "a link to updates that is none": { status: 404, open: (page) => page.goto("/subscriptions/confirm/00000000000000000000000000") },
        "change of updates": { status: 200, open: opened("open") },
        "change of updates with errors": { status: 422, open: async (page) => {
            await opened("open")(page);
            await page.getByText(TOPIC, { exact: true }).click();
            return press(page, "Save");
        } },
        "change of updates saved": { status: 200, open: async (page) => {
            await opened("open")(page);
            await page.getByText("All of Scotland", { exact: true }).click();
            return press(page, "Save");
        } },
        "the link to stop updates": { status: 200, open: opened("stop") },
        "updates stopped": { status: 200, open: async (page) => {
            await opened("stop")(page);
            return press(page, "Stop these emails");
        } },
        "the link to updates that were stopped": { status: 404, open: async (page) => {
            await opened("stop")(page);
            const where = page.url();
            await press(page, "Stop these emails");
            return page.goto(where);
        } },
    };
}
