/*
 * browser.mjs: Debian's Chromium without its window (docs/decisions/browser-without-its-window.md), driven by
 * playwright-core, and what it noticed while a page was open.
 *
 * Every window notes console messages (reports of the content policy among them), errors of scripts, requests to
 * anybody but the site, and failed loads. noticed() gives them as lines and forgets them.
 */
import { createRequire } from "node:module";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 256 }; /* 1280 by 1024 at 400 % */

const FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
];

export async function openChromium() {
    return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium-headless-shell", headless: true, args: FLAGS });
}

function watch(page, origin, lines) {
    page.on("console", (message) => lines.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => lines.push(`script: ${error.message}`));
    page.on("request", (request) => {
        if (!request.url().startsWith(`${origin}/`))
            lines.push(`request elsewhere: ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
        const why = request.failure()?.errorText;
        /* Chromium asks for the icon last, and drops it when the test goes on to the next page. */
        if (why === "net::ERR_ABORTED" && /\/static\/favicon\./.test(request.url()))
            return;
        lines.push(`not loaded: ${request.url()} ${why}`);
    });
    page.on("response", (response) => {
        if (response.status() >= 400 && !response.request().isNavigationRequest())
            lines.push(`status ${response.status()}: ${response.url()}`);
    });
}

/* Chromium itself says on the console that a page answered 404; for error pages that is wanted. */
const OWN_STATUS = /^console error: Failed to load resource: the server responded with a status of (4|5)\d\d/;

/*
 * A window of its own: no cookie, nothing remembered. options: scripts (true), policy (true; false switches the content
 * policy off, so that axe can be put in), phone (false), and those of playwright's newContext.
 */
export async function openWindow(browser, origin, options = {}) {
    const { scripts = true, policy = true, phone = false, ...others } = options;
    const context = await browser.newContext({
        baseURL: origin, javaScriptEnabled: scripts, bypassCSP: !policy, viewport: phone ? PHONE : DESK,
        isMobile: phone, hasTouch: phone, locale: "en-GB", timezoneId: "Europe/London", ...others,
    });
    const lines = [];
    const page = await context.newPage();
    watch(page, origin, lines);
    function noticed() {
        return lines.splice(0).filter((line) => !OWN_STATUS.test(line));
    }
    return { page, context, noticed, close: () => context.close() };
}
