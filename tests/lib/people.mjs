/*
 * people.mjs: people of the tests: codes of their app, the links mailed or printed for them, and the ways in, walked as a
 * person walks them. `site` is startSite's, with a clock; `page` a page of openWindow.
 */
import { createHmac } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { press } from "./flows.mjs";
import { readMail } from "./mail.mjs";
import { runProgram, waitFor } from "./program.mjs";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_S = 30;

/* The key as a page shows it, in groups, as bytes (RFC 4648 6). */
function readSecret(text) {
    const bits = [...text.toUpperCase().replace(/[^A-Z2-7]/g, "")].map((c) => BASE32.indexOf(c).toString(2).padStart(5, "0")).join("");
    return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/* What the person's app shows at that second (RFC 6238, SHA-1, 6 digits). */
export function appCode(secret, now_s) {
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(now_s / STEP_S)));
    const mac = createHmac("sha1", readSecret(secret)).update(step).digest();
    const at = mac[19] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, "0");
}

/* A code that was not used yet: the clock goes on by a step first, because each step counts once. */
export function freshCode(site, person) {
    site.clock.forward(STEP_S);
    return appCode(person.secret, site.clock.now_s);
}

/* The mails written as files, where no SMTP server is set, the oldest first. */
export function mailsOf(site) {
    const folder = path.join(site.folder, "mail");
    return readdirSync(folder).filter((name) => name.endsWith(".eml")).sort()
        .map((name) => readMail(readFileSync(path.join(folder, name), "latin1").replace(/\r?\n/g, "\r\n")));
}

/* The path of the last link of that beginning ("/invitation/") mailed to the address; waits for it. */
export async function mailedLink(site, to, beginning) {
    const pattern = new RegExp(`${site.origin}(${beginning}\\S+)`);
    return waitFor(`a mail to ${to} with ${beginning}`, () => {
        const found = mailsOf(site).filter((mail) => mail.headers.to.includes(to)).map((mail) => pattern.exec(mail.body)?.[1]);
        return found.filter(Boolean).at(-1);
    });
}

/* The path of the link that a command or the start printed. */
export function printedLink(text, beginning) {
    const found = new RegExp(`https?://[^/\\s]+(${beginning}\\S+)`).exec(text);
    if (!found)
        throw new Error(`no ${beginning} in: ${text}`);
    return found[1];
}

/* From the page that asks for it to the recovery codes kept; gives the person's key. */
export async function setUpFactor(site, page, person) {
    await page.getByRole("link", { name: "Set up a code app" }).click();
    person.secret = await page.locator("#secret").textContent();
    await page.getByLabel("6 digit code").fill(freshCode(site, person));
    await press(page, "Continue");
    person.recovery = await page.locator(".cj-codes .cj-code").allTextContents();
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "I have kept them" }).click()]);
    return person;
}

/* The first administrator, by the link that the start printed. */
export async function becomeFirstAdmin(site, page, person) {
    await page.goto(printedLink(site.server.said(), "/first-admin/"));
    await page.getByLabel("Your name").fill(person.name);
    await page.getByLabel("Email address").fill(person.email);
    if (person.password)
        await page.getByLabel("Password (optional)").fill(person.password);
    await press(page, "Continue");
    return setUpFactor(site, page, person);
}

export async function signIn(site, page, person, where = "/sign-in") {
    await page.goto(where);
    await page.getByLabel("Email address").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await press(page, "Sign in");
    if (!person.secret)
        return;
    await page.getByLabel("6 digit code").fill(freshCode(site, person));
    await press(page, "Continue");
}

/* The operator's command line on the site's database: `cjengage user WORDS`. */
export function user(site, ...words) {
    const clock = site.clock ? ["--test-clock", site.clock.file] : [];
    const done = runProgram(["user", ...words, "--db", site.db, ...clock]);
    if (done.status !== 0)
        throw new Error(`user ${words.join(" ")}: ${done.stderr}`);
    return done.stdout;
}
