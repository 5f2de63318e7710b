/*
 * Finding the local route, as the people who need it do: on a phone, by keyboard, without scripts, without style.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { readSource, startSite } from "../lib/program.mjs";

let site, browser, window, page;

before(async () => {
    site = await startSite({ settings: { contact_mail: "desk@example.org", limit_searches: 100000 } });
    browser = await openChromium();
    window = await openWindow(browser, site.origin);
    page = window.page;
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

/* data/areas.csv has no line break inside a cell. */
function readTable(file) {
    const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, "").replaceAll('""', '"'));
    const [head, ...lines] = readSource(file).trim().split("\n");
    const names = cells(head);
    return lines.map((line) => Object.fromEntries(cells(line).slice(0, names.length).map((cell, i) => [names[i], cell])));
}
const areas = readTable("data/areas.csv");
const sectors = readTable("data/postcode_sectors.csv");
const area = (slug) => areas.find((a) => a.slug === slug);

/* The one council of a postcode's sector, in the data that the site loads. */
function onlyCouncilOf(sector) {
    const rows = sectors.filter((row) => row.sector === sector);
    assert.equal(rows.length, 1, `${sector} lies in one council`);
    return rows[0].slug;
}

async function find(p, text) {
    await p.goto("/");
    await p.getByLabel("Find your local partnership").fill(text);
    await Promise.all([p.waitForNavigation(), p.getByRole("button", { name: "Find partnership" }).click()]);
}

const heading = (p) => p.locator("h1").innerText();
const address = (p) => p.url().slice(site.origin.length);

/* --- the two answers that the whole thing is for --- */

async function checkKilmarnock(p) {
    assert.equal(address(p), "/partnerships/ayrshire?area=east-ayrshire");
    assert.equal(await heading(p), "Ayrshire");
    assert.match(await p.locator("main").innerText(), /Community Justice Ayrshire/);
    const card = await p.locator(".cj-route").innerText();
    assert.match(card, /Who to contact first in East Ayrshire/);
    assert.ok(card.includes(area("east-ayrshire").tsi_name), "its Third Sector Interface is in the card");
    assert.ok(card.includes("East Ayrshire Council"), "its council is in the card");
    for (const other of ["North Ayrshire", "South Ayrshire"])
        assert.ok(!card.includes(other), `${other} comes later`);
    for (const other of ["north-ayrshire", "south-ayrshire"])
        assert.ok((await p.locator("main").textContent()).includes(area(other).council_name), `${other} is named below`);
}

test("[1.1] [1.7] KA1 1AA on a phone: Community Justice Ayrshire, East Ayrshire's council and TSI first", async () => {
    assert.equal(onlyCouncilOf("KA1 1"), "east-ayrshire");
    const phone = await openWindow(browser, site.origin, { phone: true });
    await phone.page.goto("/");
    await phone.page.locator("#q").tap();
    await phone.page.keyboard.type("ka1 1aa");
    await Promise.all([phone.page.waitForNavigation(), phone.page.getByRole("button", { name: "Find partnership" }).tap()]);
    await checkKilmarnock(phone.page);
    const top = await phone.page.locator(".cj-route").evaluate((e) => e.getBoundingClientRect().top);
    assert.ok(top < 844, `the answer is on the first screen: ${top}`);
    assert.deepEqual(phone.noticed(), []);
    await phone.close();
});

test("[8.2] [1.1] KA1 1AA and KY1 1LW without scripts", async () => {
    const still = await openWindow(browser, site.origin, { phone: true, scripts: false });
    await find(still.page, "KA1 1AA");
    await checkKilmarnock(still.page);
    await find(still.page, "KY1 1LW");
    assert.equal(address(still.page), "/partnerships/fife");
    await still.close();
});

test("[8.2] without any style the same answer", async () => {
    const plain = await openWindow(browser, site.origin);
    await plain.page.route("**/*.css", (route) => route.abort());
    await find(plain.page, "KY1 1LW");
    assert.equal(await heading(plain.page), "Fife");
    assert.ok(await plain.page.getByRole("link", { name: "Tell us what is wrong" }).isVisible());
    await plain.close();
});

async function focused(p) {
    return p.evaluate(() => {
        const e = document.activeElement;
        const box = e.getBoundingClientRect();
        const style = getComputedStyle(e);
        return {
            id: e.id, name: e.localName, href: e.getAttribute("href"), text: e.textContent.trim(), tile: Boolean(e.closest("svg.cj-map")),
            seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth && box.right > 0,
            ring: `${style.outlineStyle} ${style.boxShadow} ${style.backgroundColor}`,
        };
    });
}

test("[8.1] [1.1] by keyboard: skip link, then the finder, then Fife's route", async () => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    const first = await focused(page);
    assert.equal(first.text, "Skip to main content");
    assert.ok(first.seen, "the skip link shows itself");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).id, "q", "the first stop in the content is the finder");
    assert.ok((await focused(page)).seen);
    await page.keyboard.type("ky1 1lw");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(address(page), "/partnerships/fife");
    assert.equal(await heading(page), "Fife");
});

/* --- what people type --- */

test("[1.2] any case and spacing, O for 0 and l for 1", async () => {
    assert.equal(onlyCouncilOf("KA10 6"), "south-ayrshire");
    const slips = {
        "KY11LW": "/partnerships/fife", "  ky1   1lw ": "/partnerships/fife", "k y 1 1 l w": "/partnerships/fife",
        "KY1-1LW": "/partnerships/fife", "KA1O 6AA": "/partnerships/ayrshire?area=south-ayrshire",
        "ka10 6aa.": "/partnerships/ayrshire?area=south-ayrshire", "KY1 1LW\u00a0": "/partnerships/fife",
    };
    for (const [typed, there] of Object.entries(slips)) {
        await find(page, typed);
        assert.equal(address(page), there, typed);
    }
});

test("[1.5] a letter after a full postcode is cut off", async () => {
    for (const typed of ["KY1 1LWA", "ky11lwb"]) {
        await find(page, typed);
        assert.equal(address(page), "/partnerships/fife", typed);
    }
});

test("[1.2] [1.3] [S23] malformed, not Scottish, not in the data: three messages, each with a next step, input kept", async () => {
    const messages = new Map();
    for (const typed of ["KY1 1L1", "SW1A 1AA", "KY1 9ZZ"]) {
        await find(page, typed);
        assert.equal(address(page), "/partnerships/find", "nothing typed stands in the address");
        assert.equal(await page.locator("#q").inputValue(), typed);
        assert.equal(await page.locator("#q").getAttribute("aria-invalid"), "true");
        const said = await page.locator(`#${(await page.locator("#q").getAttribute("aria-describedby")).split(" ").at(-1)}`).innerText();
        messages.set(typed, `${await heading(page)}: ${said}`);
        assert.equal(await page.locator("main ul.cj-cols a").count(), 32, "the list of areas is a way on");
        await page.locator("#q").fill("Fife");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        assert.equal(address(page), "/partnerships/fife", "and so is trying again");
    }
    assert.equal(new Set(messages.values()).size, 3);
    assert.match(messages.get("SW1A 1AA"), /not in Scotland/);
    assert.match(messages.get("KY1 9ZZ"), /do not know/);
    for (const typed of messages.keys())
        assert.ok(!site.log().includes(typed), "no postcode in the log");
});

test("[1.2] nothing typed: the page says what to type", async () => {
    await find(page, "");
    assert.equal(await heading(page), "Find your local partnership");
    assert.match(await page.locator("#q-error").innerText(), /Enter a postcode/);
});

test("[1.4] a postcode in two councils offers both, with how likely each is, and each leads there", async () => {
    const split = sectors.filter((row) => Number(row.share) > 0.4 && Number(row.share) < 0.6)[0];
    const councils = sectors.filter((row) => row.sector === split.sector);
    assert.ok(councils.length > 1);
    for (const { slug } of councils) {
        await find(page, `${split.sector}AA`);
        assert.equal(await heading(page), "Which council area?");
        assert.equal(await page.locator(".cj-choices a").count(), councils.length);
        assert.match(await page.locator(".cj-choices").innerText(), /About \d in 10 postcodes/);
        const name = area(slug).name;
        await page.locator(".cj-choices").getByRole("link", { name, exact: true }).click();
        await page.waitForLoadState();
        assert.ok((await page.locator(".cj-route").innerText()).includes(area(slug).council_name), name);
    }
});

test("[1.4] the first part of a postcode alone does the same", async () => {
    const councils = new Set(readTable("data/outcodes.csv").filter((row) => row.outcode === "KA3").map((row) => row.slug));
    await find(page, "KA3");
    assert.equal(await page.locator(".cj-choices a").count(), councils.size);
});

test("[1.4] near England the one council is asked about, not assumed", async () => {
    await find(page, "TD15 1AA");
    assert.equal(await heading(page), "Is this your council area?");
    assert.match(await page.locator("main").innerText(), /in England/);
});

test("[1.1] names: council, partnership, Gaelic, old and misspelt", async () => {
    const names = {
        "Western Isles": "/partnerships/na-h-eileanan-siar", "outer hebrides": "/partnerships/na-h-eileanan-siar",
        "Comhairle nan Eilean Siar": "/partnerships/na-h-eileanan-siar", "Perth & Kinross": "/partnerships/perth-and-kinross",
        "glasgow": "/partnerships/glasgow", "East Ayrshire": "/partnerships/ayrshire?area=east-ayrshire",
        "Earra-Ghaidheal is Bod": "/partnerships/argyll-and-bute", "Obar Dheathain": "/partnerships/aberdeen-city",
    };
    for (const [typed, there] of Object.entries(names)) {
        await find(page, typed);
        assert.equal(address(page), there, typed);
    }
    await find(page, "clackmananshire");
    const led = address(page) === "/partnerships/find" ? await page.locator(".cj-choices a").first().getAttribute("href") : address(page);
    assert.equal(led, "/partnerships/clackmannanshire");
});

test("[1.1] the Gaelic name is marked as Gaelic wherever it stands", async () => {
    for (const where of ["/", "/partnerships", "/partnerships/na-h-eileanan-siar", "/partnerships/highland"]) {
        await page.goto(where);
        const unmarked = await page.evaluate(() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walk.nextNode())
                if (/Eilean/.test(walk.currentNode.data) && !walk.currentNode.parentElement.closest("[lang=gd],title,desc"))
                    found.push(walk.currentNode.parentElement.outerHTML);
            return found;
        });
        assert.deepEqual(unmarked, [], where);
    }
});

/* --- without the finder --- */

test("[1.6] A to Z: all 32 areas in order, from the front page, without a search", async () => {
    await page.goto("/");
    await page.getByText("All 32 council areas, A to Z").click();
    const names = await page.locator("#a-to-z a").allInnerTexts();
    assert.equal(names.length, 32);
    assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b, "en")));
    assert.deepEqual([...names].sort(), areas.map((a) => a.name).sort());
    await page.locator("#a-to-z").getByRole("link", { name: "South Ayrshire" }).click();
    await page.waitForLoadState();
    assert.equal(address(page), "/partnerships/ayrshire?area=south-ayrshire");
});

test("[1.8] the list says everything that the map says", async () => {
    await page.goto("/");
    const tiles = await page.locator("svg.cj-map a").evaluateAll((all) => all.map((a) => ({ href: a.getAttribute("href"), title: a.querySelector("title").textContent })));
    const list = await page.locator("#a-to-z a").evaluateAll((all) => all.map((a) => ({ href: a.getAttribute("href"), name: a.textContent })));
    assert.deepEqual(tiles.map((t) => t.href).sort(), list.map((a) => a.href).sort());
    for (const { href, title } of tiles) {
        const { name } = list.find((a) => a.href === href);
        assert.ok(title.startsWith(name), `${title} starts with ${name}`);
        assert.match(title, /\([A-Z]{3}\)/, "the code that is drawn is in the spoken name");
    }
    assert.match(tiles.find((t) => t.href.includes("east-ayrshire")).title, /part of /);
});

test("[1.8] [8.2] the map by keyboard, without scripts: each tile in turn, seen, and Enter opens it", async () => {
    const still = await openWindow(browser, site.origin, { scripts: false });
    await still.page.goto("/");
    const stops = [];
    let before_map = "";
    for (let n = 0; n < 60 && stops.length < 32; n++) {
        await still.page.keyboard.press("Tab");
        const at = await focused(still.page);
        if (at.tile)
            stops.push(at);
        else if (!stops.length)
            before_map = at.text;
    }
    assert.equal(before_map, "Skip the map");
    assert.equal(new Set(stops.map((s) => s.href)).size, 32);
    assert.ok(stops.every((s) => s.seen), "each tile in focus is on the screen");
    const plain = await still.page.locator("svg.cj-map a rect").first().evaluate((e) => getComputedStyle(e).fill);
    const lit = await still.page.locator("svg.cj-map a:focus rect").evaluate((e) => getComputedStyle(e).fill);
    assert.notEqual(lit, plain, "the tile in focus looks different");
    const there = stops.at(-1).href;
    await Promise.all([still.page.waitForNavigation(), still.page.keyboard.press("Enter")]);
    assert.equal(address(still.page), there);
    await still.close();
});

test("[8.1] in forced colours the map and the finder keep their edges, and focus is seen", async () => {
    const forced = await openWindow(browser, site.origin, { forcedColors: "active" });
    await forced.page.goto("/");
    const box = await forced.page.locator("svg.cj-map a rect").first().evaluate((e) => {
        const s = getComputedStyle(e);
        return { fill: s.fill, stroke: s.stroke, width: parseFloat(s.strokeWidth) };
    });
    assert.notEqual(box.stroke, "none");
    assert.notEqual(box.stroke, box.fill);
    assert.ok(box.width > 0);
    const finder = await forced.page.locator(".cj-finder").evaluate((e) => parseFloat(getComputedStyle(e).borderTopWidth));
    assert.ok(finder > 0);
    await forced.page.locator("#q").focus();
    const ring = await forced.page.locator("#q").evaluate((e) => getComputedStyle(e).outlineStyle);
    assert.notEqual(ring, "none");
    await forced.close();
});

/* --- what the answer says --- */

test("[1.9] the route is ordered steps: each a role, with a way to reach it or an honest word", async () => {
    await page.goto("/partnerships/fife");
    const steps = page.locator("ol.cj-route__grid").first().locator(":scope > li");
    assert.ok((await steps.count()) >= 3);
    const titles = await steps.locator("h3").allInnerTexts();
    assert.ok(titles.includes("Third Sector Interface"), titles.join());
    for (const text of await steps.allInnerTexts())
        assert.match(text, /Website|Phone|Message|We hold no address/);
    assert.match(await page.locator("main").innerText(), /No consultations are open in Fife/);
});

test("[1.10] imported details say that they are not confirmed, on every partnership's page, never checked", async () => {
    for (const slug of new Set(areas.map((a) => a.partnership_slug))) {
        const html = await (await fetch(`${site.origin}/partnerships/${slug}`)).text();
        assert.match(html, /Not yet confirmed by the partnership/, slug);
        assert.match(html, /From [^<]+, November 2026/, slug);
        assert.doesNotMatch(html, /[Cc]hecked on/, slug);
        assert.doesNotMatch(html, /<dd[^>]*>\s*<\/dd>|<p[^>]*>\s*<\/p>|<li[^>]*>\s*<\/li>/, `${slug}: an empty card`);
    }
});

test("[10.5] the council's own address leads to the shared page for good", async () => {
    const answer = await fetch(`${site.origin}/partnerships/east-ayrshire`, { redirect: "manual" });
    assert.equal(answer.status, 301);
    await page.goto("/partnerships/east-ayrshire");
    await checkKilmarnock(page);
});

test("[1.15] [10.6] the look-up for other sites: the same answer as JSON, with licence and attribution", async () => {
    async function look(query) {
        const answer = await fetch(`${site.origin}/api/v1/route?${query}`);
        return { status: answer.status, headers: answer.headers, ...(await answer.json()) };
    }
    const one = await look("postcode=ka1+1aa");
    assert.equal(one.status, 200);
    assert.deepEqual(one.data.candidates.map((c) => [c.area, c.partnership.slug]), [["east-ayrshire", "ayrshire"]]);
    assert.match(one.meta.licence, /Open Government Licence/);
    assert.match(one.meta.attribution.join(), /Contains OS data © Crown copyright/);
    assert.equal(one.headers.get("access-control-allow-origin"), "*");
    assert.ok(one.data.candidates[0].route.every((step) => step.confirmed_by_partnership === false));
    const fife = await look("area=fife");
    assert.equal(fife.data.candidates[0].partnership.slug, "fife");
    const again = await fetch(`${site.origin}/api/v1/route?area=fife`, { headers: { "If-None-Match": fife.headers.get("etag") } });
    assert.equal(again.status, 304);
    assert.ok((await look("postcode=AB23+8AA")).data.candidates.length > 1, "never a guess");
    assert.equal((await look("area=narnia")).status, 404);
    assert.ok((await look("postcode=nonsense")).status >= 400);
});

test("[1.15] another site's page may ask", async () => {
    const neighbour = createServer((_, answer) => answer.end("<!doctype html><title>Another site</title>"));
    await new Promise((ready) => neighbour.listen(0, "127.0.0.1", ready));
    const other = await openWindow(browser, site.origin);
    await other.page.goto(`http://127.0.0.1:${neighbour.address().port}/`);
    const name = await other.page.evaluate(async (url) => (await (await fetch(url)).json()).data.candidates[0].name, `${site.origin}/api/v1/route?area=fife`);
    assert.equal(name, "Fife");
    await other.close();
    neighbour.close();
});

test("search finds a partnership and an article, and helps with spelling", async () => {
    await page.goto("/about");
    await page.getByRole("searchbox", { name: "Search this site" }).fill("participation statement");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(await page.locator("main").innerText(), /The participation statement/);
    await page.getByLabel("What are you looking for?").fill("partcipation");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.getByRole("link", { name: "participation", exact: true }).click();
    await page.waitForLoadState();
    assert.ok((await page.locator(".cj-results a").count()) > 0);
});
