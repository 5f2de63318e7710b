/*
 * What a first visit costs over the wire (interface notes 13), counted by the browser itself, cold, headers included.
 */
import assert from "node:assert/strict";
import { get } from "node:http";
import { after, before, test } from "node:test";
import { DESK, PHONE, openChromium, openWindow } from "../lib/browser.mjs";
import { FINDER_PAGES, PAGES } from "../lib/pages.mjs";
import { readSource, startSite } from "../lib/program.mjs";
import { gzipSync } from "node:zlib";

const KB = 1024;
const FIRST_PAGE_BYTES = 45 * KB;
const FIRST_PAGE_REQUESTS = 6;
const HTML_BYTES = 12 * KB;

let site, browser;

before(async () => {
    site = await startSite({ settings: { contact_mail: "desk@example.org", limit_searches: 100000 } });
    browser = await openChromium();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

/* Bytes of one answer on the wire, head and all, as a browser asks for it. */
function weigh(address) {
    return new Promise((resolve, reject) => {
        const options = { headers: { "Accept-Encoding": "gzip", Connection: "close" }, agent: false };
        get(site.origin + address, options, (answer) => {
            const socket = answer.socket;
            let body = 0;
            answer.on("data", (piece) => (body += piece.length));
            answer.on("end", () => resolve({ wire: socket.bytesRead, body, headers: answer.headers }));
        }).on("error", reject);
    });
}

/* A cold visit: { bytes, requests } of everything the browser fetched. The icon, which a headless one leaves out, is added. */
async function visit(address, options) {
    const window = await openWindow(browser, site.origin, options);
    const wire = await window.context.newCDPSession(window.page);
    await wire.send("Network.enable");
    const asked = new Map();
    let bytes = 0;
    wire.on("Network.requestWillBeSent", (e) => asked.set(e.requestId, e.request.url));
    wire.on("Network.loadingFinished", (e) => (bytes += e.encodedDataLength));
    await window.page.goto(address, { waitUntil: "networkidle" });
    const icon = await window.page.locator('link[rel="icon"][type="image/svg+xml"]').getAttribute("href");
    const urls = [...asked.values()];
    if (!urls.some((url) => url.endsWith(icon))) {
        urls.push(icon);
        bytes += (await weigh(icon)).wire;
    }
    await window.close();
    return { bytes, requests: urls };
}

for (const [what, options] of [["a desk", {}], ["a phone", { phone: true }], ["a browser without scripts", { scripts: false }]])
    test(`[8.1] the first page on ${what}: at most 45 KB and 6 requests`, async (t) => {
        const cost = await visit("/", options);
        t.diagnostic(`${(cost.bytes / KB).toFixed(1)} KB in ${cost.requests.length} requests`);
        assert.ok(cost.bytes <= FIRST_PAGE_BYTES, `${cost.bytes} bytes: ${cost.requests.join(" ")}`);
        assert.ok(cost.bytes > 10 * KB, "everything was counted");
        assert.ok(cost.requests.length <= FIRST_PAGE_REQUESTS, cost.requests.join(" "));
    });

test("[8.1] whichever page comes first: at most 45 KB and 6 requests", async () => {
    for (const address of ["/partnerships/ayrshire?area=east-ayrshire", "/partnerships/inverclyde/contact", "/partnerships", "/guidance/what-the-law-asks"]) {
        const cost = await visit(address, {});
        assert.ok(cost.bytes <= FIRST_PAGE_BYTES && cost.requests.length <= FIRST_PAGE_REQUESTS, `${address}: ${cost.bytes} in ${cost.requests.length}`);
    }
});

test("the next page costs only its HTML", async () => {
    const window = await openWindow(browser, site.origin);
    await window.page.goto("/", { waitUntil: "networkidle" });
    const from_network = [];
    const wire = await window.context.newCDPSession(window.page);
    await wire.send("Network.enable");
    wire.on("Network.responseReceived", (e) => {
        if (!e.response.fromDiskCache && !e.response.fromServiceWorker && !e.response.fromPrefetchCache)
            from_network.push(e.response.url);
    });
    const served_from_cache = new Set();
    wire.on("Network.requestServedFromCache", (e) => served_from_cache.add(e.requestId));
    await window.page.goto("/partnerships/fife", { waitUntil: "networkidle" });
    const fetched = from_network.filter((url) => !url.includes("/static/"));
    assert.deepEqual(fetched, [`${site.origin}/partnerships/fife`]);
    const transferred = await window.page.evaluate(() => performance.getEntriesByType("resource").filter((e) => e.transferSize > 0).map((e) => e.name));
    assert.deepEqual(transferred, []);
    await window.close();
});

test("[8.1] the HTML of any page is at most 12 KB gzipped; own style and script within their budgets", async () => {
    for (const address of [...PAGES.map((page) => page.path), ...Object.values(FINDER_PAGES)]) {
        const { body, headers } = await weigh(address);
        assert.equal(headers["content-encoding"], "gzip", address);
        assert.ok(body <= HTML_BYTES, `${address}: ${body}`);
    }
    assert.ok(gzipSync(readSource("static/site.css"), { level: 9 }).length <= 6 * KB, "site.css");
    assert.ok(gzipSync(readSource("static/site.js"), { level: 9 }).length <= 3 * KB, "site.js");
});

test("[8.1] static files: named by their content, kept for a year, gzipped; pages are asked for again", async () => {
    const html = await (await fetch(site.origin)).text();
    const files = [...new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((m) => m[1]))];
    assert.ok(files.length >= 5);
    for (const file of files) {
        const { headers } = await weigh(file);
        assert.equal(headers["cache-control"], "public, max-age=31536000, immutable", file);
        assert.match(file, /[.-][0-9a-f]{8,}\./, "a hash in the name");
        if (/\.(css|js|svg)$/.test(file))
            assert.equal(headers["content-encoding"], "gzip", file);
    }
    const page = await weigh("/");
    assert.equal(page.headers["cache-control"], "public, max-age=0, must-revalidate");
    const again = await fetch(site.origin, { headers: { "If-None-Match": page.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal((await weigh("/partnerships/inverclyde/contact")).headers["cache-control"], "private, no-cache");
});

test("[8.4] at both widths the finder is on the first screen", async () => {
    for (const [phone, size] of [[false, DESK], [true, PHONE]]) {
        const window = await openWindow(browser, site.origin, { phone });
        await window.page.goto("/");
        const bottom = await window.page.getByRole("button", { name: "Find partnership" }).evaluate((e) => e.getBoundingClientRect().bottom);
        assert.ok(bottom < size.height, `${bottom} of ${size.height}`);
        await window.close();
    }
});
