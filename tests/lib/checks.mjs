/*
 * checks.mjs: what every page of the site has to keep (interface notes 3, 11, 17, 18), as lists of faults in words.
 */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { DESK, NARROW, PHONE } from "./browser.mjs";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/* WCAG 2.2, criterion 1.4.12: the distances that a reader may set. */
const WIDE_TEXT =
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";

/* No inline style, script or handler: the policy would stop it, and a reader without the policy must not meet it. */
export function faultsOfSource(html) {
    const faults = [];
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
        if (/\sstyle\s*=/i.test(tag))
            faults.push(`inline style: ${tag}`);
        if (/\son[a-z]+\s*=/i.test(tag))
            faults.push(`inline handler: ${tag}`);
        if (/^<style/i.test(tag) || (/^<script/i.test(tag) && !/\ssrc=/i.test(tag)))
            faults.push(`inline content: ${tag}`);
        if (/(src|href)="(data|javascript):/i.test(tag))
            faults.push(`forbidden address: ${tag}`);
    }
    if (/\{\{|\}\}/.test(html))
        faults.push("a template tag is left over");
    return faults;
}

/* One h1, levels that never skip; the error summary's h2 may stand before the h1. */
export function faultsOfHeadings(headings) {
    const faults = [];
    const found = headings.filter((h) => !h.of_errors);
    if (found.filter((h) => h.level === 1).length !== 1)
        faults.push(`h1: ${found.filter((h) => h.level === 1).length}`);
    let last = 0;
    for (const { level, text } of found) {
        if (level > last + 1)
            faults.push(`h${level} after h${last}: ${text}`);
        if (!text)
            faults.push(`an empty h${level}`);
        last = level;
    }
    return faults;
}

/* What stands in the page now. */
export function readPage(page) {
    return page.evaluate(() => {
        const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")];
        const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        return {
            title: document.title,
            lang: document.documentElement.lang,
            mains: document.querySelectorAll("main#main-content").length,
            elements: document.getElementsByTagName("*").length,
            ids,
            headings: levels.map((h) => ({
                level: Number(h.localName[1]), text: h.textContent.trim(), of_errors: Boolean(h.closest("#error-summary")),
            })),
            links: [...document.querySelectorAll("a[href],link[href]")].map((a) => a.getAttribute("href")),
            files: [...document.querySelectorAll("script[src],img[src]")].map((e) => e.getAttribute("src")),
        };
    });
}

export function faultsOfShell(seen, service_name) {
    const faults = [];
    if (!seen.title.endsWith(` – ${service_name}`) || seen.title.length < service_name.length + 6)
        faults.push(`title: ${seen.title}`);
    if (seen.lang !== "en-GB")
        faults.push(`language: ${seen.lang}`);
    if (seen.mains !== 1)
        faults.push(`main#main-content: ${seen.mains}`);
    if (seen.elements > 1500)
        faults.push(`elements: ${seen.elements}`);
    return faults;
}

/* Who speaks to the browser says what is to be seen: a name given by an attribute holds the visible words. */
function faultsOfSpokenNames() {
    const words = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
    const faults = [];
    for (const e of document.querySelectorAll("a,button,summary,input:not([type=hidden]),textarea,select")) {
        if (e.closest("[aria-hidden=true],svg") || !e.getClientRects().length || !e.checkVisibility()) /* also what a closed details holds */
            continue;
        const labels = e.labels ? [...e.labels] : [];
        const visible = words(e.matches("a,button,summary") ? e.innerText : labels.map((l) => l.innerText).join(" "));
        const by = (e.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "");
        const given = words(e.getAttribute("aria-label") || by.join(" "));
        if (!visible && !given)
            faults.push(`no name: ${e.outerHTML.slice(0, 120)}`);
        if (given && !given.includes(visible))
            faults.push(`"${visible}" is called "${given}"`);
    }
    return faults;
}

async function runAxe(page, where) {
    const found = await page.evaluate(
        (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
        AXE_TAGS,
    );
    return found.violations.map(
        (v) => `axe at ${where}: ${v.id} (${v.help}): ${v.nodes.map((n) => n.target.join(" ")).slice(0, 5).join(", ")}`,
    );
}

/* The axe rules at both widths, in a window that has AXE as its init script. */
export async function faultsOfAxe(page) {
    const faults = await page.evaluate(faultsOfSpokenNames);
    for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        faults.push(...(await runAxe(page, size.width)));
    }
    return faults;
}

/* What sticks out sideways, and text that its own box cuts off. */
function faultsOfBoxes() {
    const faults = [];
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width) {
        const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 0.5);
        const last = wide.at(-1);
        faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} of ${width}: ${last && last.outerHTML.slice(0, 120)}`);
    }
    for (const e of document.body.querySelectorAll("*")) {
        if (e.closest("svg") || e.closest(".visually-hidden,.cj-trap") || !e.textContent.trim() || !e.getClientRects().length)
            continue;
        const style = getComputedStyle(e);
        const cuts = (how) => how === "hidden" || how === "clip";
        const tall = cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
        const wide = cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
        if ((tall || wide) && e.clientWidth > 1)
            faults.push(`cut off: ${e.outerHTML.slice(0, 120)}`);
    }
    return faults;
}

/* Names and codes of the tile map stay in the drawing and off each other. */
function faultsOfMap() {
    const faults = [];
    const map = document.querySelector("svg.cj-map");
    if (!map)
        return faults;
    const shown = [...map.querySelectorAll("text")].filter((t) => getComputedStyle(t).display !== "none");
    const edge = map.getBoundingClientRect();
    const boxes = shown.map((t) => ({ text: t.textContent, ...t.getBoundingClientRect().toJSON() }));
    boxes.forEach((box, i) => {
        if (box.left < edge.left - 1 || box.right > edge.right + 1)
            faults.push(`map: ${box.text} leaves the drawing`);
        const other = boxes.slice(i + 1).find(
            (b) => b.left < box.right - 1 && box.left < b.right - 1 && b.top < box.bottom - 1 && box.top < b.bottom - 1);
        if (other)
            faults.push(`map: ${box.text} lies over ${other.text}`);
    });
    return faults;
}

async function atWidth(page, size, where) {
    await page.setViewportSize(size);
    const faults = [...(await page.evaluate(faultsOfBoxes)), ...(await page.evaluate(faultsOfMap))];
    return faults.map((fault) => `${where}: ${fault}`);
}

/* A sheet made by the test's own hand, which the content policy does not stop. */
function widenText(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}

/* 320 CSS pixels (400 % of 1280), then the wide text of criterion 1.4.12 at three widths. */
export async function faultsOfLayout(page) {
    const faults = await atWidth(page, NARROW, "320 pixels");
    await page.evaluate(widenText, WIDE_TEXT);
    for (const size of [DESK, PHONE, NARROW])
        faults.push(...(await atWidth(page, size, `wide text at ${size.width}`)));
    return faults;
}
