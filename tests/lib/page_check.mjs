/*
 * page_check.mjs: opens a page as a person meets it, at two widths, with scripts and without, and gives its faults.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { DESK, PHONE, openWindow } from "./browser.mjs";
import { AXE, faultsOfAxe, faultsOfHeadings, faultsOfLayout, faultsOfShell, faultsOfSource, readPage } from "./checks.mjs";
import { makeFolder } from "./program.mjs";

/* Pages of a form that was begun, or of an opened link: they have the cookie (interface.md section 12). */
const BEGUN = /^\/(interest\/(who|which|what|areas|how|needs|contact|check|sent|open)|consultations\/[^/]+\/(respond(\/|$)|together|preview|decline)|r\/open|read-back(\/correct)?$)/;

export const SERVICE_NAME = "Community Justice Engagement";
const POLICY =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const vnu = createRequire(new URL("../browser/package.json", import.meta.url)).resolve("vnu-jar/build/dist/vnu.jar");

/* Two windows on a site: `strict` as people have it, with axe in it, and `still` without scripts on a phone. axe comes with
 * each new document and not through the page, so that the content policy stays in force and what it notices is unchanged.
 * cookies: of somebody who is signed in; then a session cookie is no fault, and no-store is asked for. */
export async function openChecker(browser, site, { cookies = [] } = {}) {
    const strict = await openWindow(browser, site.origin);
    const still = await openWindow(browser, site.origin, { scripts: false, phone: true });
    for (const window of [strict, still])
        if (cookies.length)
            await window.context.addCookies(cookies);
    await strict.context.addInitScript(() => {
        window.shift = 0;
        window.moved = [];
        new PerformanceObserver((list) =>
            list.getEntries().forEach((e) => {
                window.shift += e.value;
                window.moved.push(...e.sources.map((s) => s.node?.parentElement?.outerHTML.slice(0, 100)));
            }),
        ).observe({ type: "layout-shift", buffered: true });
    });
    await strict.context.addInitScript({ content: AXE });
    const is_signed_in = cookies.length > 0;
    return { site, strict, still, is_signed_in, saved: makeFolder("html"), seen: new Map() };
}

function save(checker, name, html) {
    mkdirSync(checker.saved, { recursive: true });
    writeFileSync(path.join(checker.saved, `${name.replace(/[^a-z0-9]+/gi, "-") || "home"}.html`), html);
}

/* As a person meets it: the content policy in force, nothing asked of others, no cookie, nothing moves. */
async function faultsAsServed({ strict, is_signed_in }, open_page, status) {
    await strict.page.setViewportSize(DESK);
    const answer = await open_page(strict.page);
    const faults = answer.status() === status ? [] : [`status ${answer.status()}`];
    const headers = answer.headers();
    if (headers["content-security-policy"] !== POLICY)
        faults.push(`policy: ${headers["content-security-policy"]}`);
    if (is_signed_in && headers["cache-control"] !== "no-store")
        faults.push(`a page of a person may be kept: ${headers["cache-control"]}`);
    for (const size of [DESK, PHONE]) {
        await strict.page.setViewportSize(size);
        await strict.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    faults.push(...strict.noticed());
    const is_begun = BEGUN.test(new URL(strict.page.url()).pathname);
    if (!is_signed_in && !is_begun && (await strict.context.cookies()).length)
        faults.push("a cookie was set");
    if (!is_signed_in && is_begun)
        await strict.context.clearCookies();
    if (await strict.page.evaluate(() => localStorage.length + sessionStorage.length))
        faults.push("something was kept in the browser");
    return { faults, html: await answer.text(), dom: await strict.page.content() };
}

/* The same page with scripts off, phone-sized. */
async function faultsWithoutScripts({ still }, open_page, status) {
    const answer = await open_page(still.page);
    const faults = answer.status() === status ? [] : [`status ${answer.status()} without scripts`];
    faults.push(...still.noticed(), ...faultsOfShell(await readPage(still.page), SERVICE_NAME));
    return { faults, dom: await still.page.content() };
}

/* A page without what is drawn anew each time: did the site's own script change anything else? */
const plain = (html) => html.replace(/(name="(csrf|form_id|pending|seen|next)"[^>]*? value=")[^"]*/g, "$1");

/* With axe, on the page that is open. Where the site's own script changed it, once more without that script. */
async function faultsByRules({ strict }, open_page, has_two_states) {
    const { page } = strict;
    await page.setViewportSize(DESK);
    const faults = [...(await faultsOfAxe(page)), ...(await faultsOfLayout(page))];
    strict.noticed();
    if (has_two_states) {
        await page.route("**/site*.js", (route) => route.abort());
        await page.setViewportSize(DESK);
        await open_page(page);
        faults.push(...(await faultsOfAxe(page)).map((fault) => `without script: ${fault}`));
        await page.unroute("**/site*.js");
        strict.noticed();
    }
    return faults;
}

/* open_page(page) goes there and gives the answer; the page has to come with that status and without any fault. */
export async function checkPage(checker, name, open_page, status) {
    const { strict, seen } = checker;
    const served = await faultsAsServed(checker, open_page, status);
    const found = await readPage(strict.page);
    seen.set(name, {
        address: strict.page.url().slice(checker.site.origin.length), links: [...found.links, ...found.files], ids: new Set(found.ids),
    });
    save(checker, name, served.html);
    const quiet = await faultsWithoutScripts(checker, open_page, status);
    const faults = [
        ...served.faults, ...quiet.faults, ...faultsOfSource(served.html), ...faultsOfShell(found, SERVICE_NAME),
        ...faultsOfHeadings(found.headings), ...(await faultsByRules(checker, open_page, plain(served.dom) !== plain(quiet.dom))),
    ];
    assert.deepEqual([...new Set(faults)], []);
}

/* Internal links of all pages seen that do not answer 200 at once, or whose place in the page is missing. leaveOut: addresses
 * that need a private link to have been opened. */
export async function faultsOfLinks({ site, seen }, { headers = {}, leaveOut = () => false } = {}) {
    const faults = [];
    const asked = new Map();
    async function ask(address) {
        const answer = await fetch(site.origin + address, { redirect: "manual", headers });
        const html = (answer.headers.get("content-type") || "").startsWith("text/html") ? await answer.text() : "";
        return { status: answer.status, ids: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1])) };
    }
    for (const [name, { address: from, links, ids }] of seen)
        for (const link of new Set(links)) {
            if (/^(https?|mailto|tel):/.test(link) && !link.startsWith(site.origin))
                continue;
            const url = new URL(link, site.origin + from);
            const here = link.startsWith("#");
            const address = url.pathname + url.search;
            if (leaveOut(address))
                continue;
            if (!here && !asked.has(address))
                asked.set(address, await ask(address));
            const there = here ? { status: 200, ids } : asked.get(address);
            if (there.status !== 200)
                faults.push(`${name}: ${link} answers ${there.status}`);
            else if (url.hash && !address.endsWith(".svg") && !there.ids.has(decodeURIComponent(url.hash.slice(1))))
                faults.push(`${name}: ${link} has no such place`);
        }
    return { faults, n: asked.size };
}

/* What the W3C's checker says of all the pages saved: errors and warnings as lines. */
export async function faultsOfHtml({ saved }) {
    const run = promisify(execFile)("java", ["-Xss1m", "-jar", vnu, "--format", "json", saved], { maxBuffer: 1 << 26 });
    const { stderr } = await run.catch((failed) => failed);
    const messages = JSON.parse(stderr).messages;
    return [...new Set(messages.map((m) => `${path.basename(m.url || "")}:${m.lastLine}: ${m.message}: ${(m.extract || "").slice(0, 100)}`))];
}
