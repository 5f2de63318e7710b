/*
 * flows.mjs: the two public forms, walked through as a person does. Each takes the site (with a clock) and a page, and
 * gives the last answer.
 */

let n_offers = 0; /* another address each time: one that nobody confirmed gets three mails a day */
const THINKING_S = 30; /* longer than the least time that the site asks for */

/* Presses a button and waits for the page that follows. */
export async function press(page, name) {
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole("button", { name, exact: true }).click()]);
    return answer;
}

export const MESSAGE = {
    name: "A. Volunteer", organisation: "Kilmarnock Welcome Group", email: "volunteer@example.org",
    message: "We run a drop-in.\nHow can we take part in the plan?",
};

export async function fillMessage(page, words = MESSAGE) {
    await page.getByLabel("Your name").fill(words.name);
    await page.getByLabel("Your organisation").fill(words.organisation);
    await page.getByLabel("Your email address").fill(words.email);
    await page.getByLabel("Your message").fill(words.message);
}

/* The form of a partnership, filled in, up to "Check your message". */
export async function writeMessage(site, page, where = "/partnerships/inverclyde/contact", words = MESSAGE) {
    await page.goto(where);
    await fillMessage(page, words);
    site.clock.forward(THINKING_S);
    return press(page, "Continue");
}

export async function sendMessage(site, page, where, words) {
    await writeMessage(site, page, where, words);
    site.clock.forward(THINKING_S);
    return press(page, "Send message");
}

export async function writeReport(site, page, where = "/partnerships/fife/report", email = "volunteer@example.org") {
    await page.goto(where);
    await page.getByText("A link does not work").click(); /* its label: the round itself lies under it */
    await page.getByLabel("What should it say?").fill("The page has moved to fife.gov.uk/roar");
    await page.getByLabel("Your email address").fill(email);
    site.clock.forward(THINKING_S);
}

export async function sendReport(site, page, where, email) {
    await writeReport(site, page, where, email);
    return press(page, "Send");
}

/* Names an organisation that is missing. */
export async function sendSuggestion(site, page, name = "Sample Missing Group") {
    await page.goto("/bodies/suggest");
    await page.getByLabel("Name of the organisation").fill(name);
    await page.getByText("Fife", { exact: true }).click();
    site.clock.forward(THINKING_S);
    return press(page, "Send");
}

/* Asks to be involved in Fife, page by page, up to one of them ("" is the end: sent). */
export async function fillInterest(site, page, upTo = "", email = "offer@example.org") {
    const steps = [
        ["who", () => page.getByLabel("Name of the organisation").fill("Sample Offer")],
        ["what", async () => {
            await page.getByLabel("In your own words").fill("We run a drop-in.");
            await page.getByText("None of these, or not sure").click();
        }],
        ["areas", () => page.getByText("Fife", { exact: true }).click()],
        ["how", () => page.getByText("Be asked for our views").click()],
        ["needs", () => page.getByLabel("What helps you to take part").fill("Easy read")],
        ["contact", async () => {
            await page.getByLabel("Name of the person to contact").fill("Sample Person");
            await page.getByText("By email", { exact: true }).click();
            await page.getByLabel("Email address").fill(email);
        }],
    ];
    await page.goto("/interest");
    const begun = await page.getByRole("button", { name: "Begin a new one" }).count();
    let answer = await press(page, begun ? "Begin a new one" : "Start");
    for (const [name, fill] of steps) {
        if (name === upTo)
            return answer;
        await fill();
        answer = await press(page, "Continue");
        site.clock.forward(THINKING_S);
    }
    return upTo === "check" ? answer : press(page, "Send");
}

export const sendInterest = (site, page) => fillInterest(site, page);

/* Asks for a new entry, page by page, up to one of them ("" is the end: sent). */
let n_joiners = 0; /* an address that nobody confirmed gets three mails a day */
async function askForEntry(site, page, upTo = "") {
    await page.goto("/body/join");
    await page.getByLabel("Your organisation’s charity number or name").fill("Sample Unknown Group");
    let answer = await press(page, "Continue");
    const steps = [
        ["found", () => {}],
        ["new", () => page.getByLabel("Name", { exact: true }).fill("Sample Unknown Group")],
        ["work", async () => {
            await page.getByText("Charity", { exact: true }).click();
            await page.getByLabel("What it does").fill("Sample walks.");
        }],
        ["areas", () => page.getByText("Fife", { exact: true }).click()],
        ["you", async () => {
            await page.getByLabel("Your name").fill("Sample Person");
            await page.getByLabel("Your role in the organisation").fill("Sample worker");
            await page.getByLabel("Your email address").fill(`joiner${++n_joiners}@example.org`);
        }],
    ];
    for (const [name, fill] of steps) {
        if (name === upTo)
            return answer;
        await fill();
        answer = await press(page, name === "found" ? "Ask for a new entry" : "Continue");
    }
    site.clock.forward(THINKING_S);
    return upTo === "check" ? answer : press(page, "Send request");
}

/* The pages that only a form leads to, by name: { open(page), status }. */
export function flowPages(site) {
    return {
        "message with errors": { status: 422, open: async (page) => {
            await page.goto("/partnerships/inverclyde/contact");
            site.clock.forward(THINKING_S);
            return press(page, "Continue");
        } },
        "an entry asked for: not there": { status: 200, open: (page) => askForEntry(site, page, "found") },
        "an entry asked for: its work": { status: 200, open: (page) => askForEntry(site, page, "work") },
        "an entry asked for: check": { status: 200, open: (page) => askForEntry(site, page, "check") },
        "an entry asked for": { status: 200, open: (page) => askForEntry(site, page) },
        "check your message": { status: 200, open: (page) => writeMessage(site, page) },
        "message sent": { status: 200, open: (page) => sendMessage(site, page) },
        "message passed on": { status: 200, open: (page) => sendMessage(site, page, "/partnerships/fife/contact") },
        "message that came too fast": { status: 422, open: async (page) => {
            await page.goto("/partnerships/inverclyde/contact");
            await fillMessage(page);
            return press(page, "Continue");
        } },
        "report with errors": { status: 422, open: async (page) => {
            await page.goto("/partnerships/fife/report");
            site.clock.forward(THINKING_S);
            return press(page, "Send");
        } },
        "suggestion with errors": { status: 422, open: async (page) => {
            await page.goto("/bodies/suggest");
            site.clock.forward(THINKING_S);
            return press(page, "Send");
        } },
        "suggestion sent": { status: 200, open: (page) => sendSuggestion(site, page) },
        ...Object.fromEntries(["who", "what", "areas", "how", "needs", "contact", "check"].map((name) =>
            [`/interest/${name}`, { status: 200, open: (page) => fillInterest(site, page, name) }])),
        "interest with errors": { status: 422, open: async (page) => {
            await fillInterest(site, page, "areas");
            return press(page, "Continue");
        } },
        "/interest/sent": { status: 200, open: (page) => fillInterest(site, page, "", `offer-${++n_offers}@example.org`) },
        "/interest/open": { status: 200, open: async (page) => {
            await fillInterest(site, page, "", `offer-${++n_offers}@example.org`);
            return page.goto("/interest/open");
        } },
        ...Object.fromEntries(["areas", "withdraw"].map((name) => [`/interest/open/${name}`, { status: 200, open: async (page) => {
            await fillInterest(site, page, "", `offer-${++n_offers}@example.org`);
            return page.goto(`/interest/open/${name}`);
        } }])),
        "report sent": { status: 200, open: (page) => sendReport(site, page) },
        "form that was open too long": { status: 403, open: async (page) => {
            await writeReport(site, page);
            site.clock.forward(80 * 3600);
            return press(page, "Send");
        } },
    };
}
