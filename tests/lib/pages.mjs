/*
 * pages.mjs: the pages that the browser tests open, and the route table they are held against.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { readSource, root } from "./program.mjs";

const GUIDANCE = ["how-to-take-part", "participation-statement", "what-a-plan-is", "what-the-law-asks", "words-explained", "yearly-report"];

/* Every HTML page that needs no sign-in, with its status. One partnership of each kind: alone and without mailbox
 * (fife), shared, shared and entered by one council, with a known mailbox, with a Gaelic name. */
export const PAGES = [
    "/",
    "/partnerships",
    "/partnerships/find",
    "/partnerships/fife",
    "/partnerships/ayrshire",
    "/partnerships/ayrshire?area=east-ayrshire",
    "/partnerships/inverclyde",
    "/partnerships/na-h-eileanan-siar",
    "/partnerships/orkney",
    "/partnerships/fife/contact",
    "/partnerships/inverclyde/contact",
    "/partnerships/fife/report",
    "/partnerships/fife/subscribe",
    "/partnerships/ayrshire/subscribe?area=east-ayrshire",
    "/partnerships/fife/card",
    "/partnerships/fife/history",
    "/partnerships/ayrshire/card?area=east-ayrshire",
    "/bodies",
    "/bodies?q=sample&area=fife",
    "/bodies/suggest",
    "/r",
    "/r/sent",
    "/consultations",
    "/moderation-policy",
    "/you-said",
    "/you-said?decision=for_others&q=housing",
    "/consultations?q=plan&area=fife&state=open",
    "/partnerships/fife/consultations",
    "/partnerships/ayrshire/consultations?state=closed",
    "/events",
    "/events?area=fife",
    "/events?when=past",
    "/interest",
    "/interest?area=ayrshire",
    "/interest/again",
    "/interest/again/sent",
    "/body/join",
    "/guidance",
    ...GUIDANCE.map((slug) => `/guidance/${slug}`),
    "/search",
    "/search?q=fife",
    "/search?q=participation+statement",
    "/search?q=partcipation",
    "/search?q=zzzzqx",
    "/about",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/contact",
    "/data",
    "/sign-in",
    "/sign-in?next=%2Fguidance",
    "/sign-in/link",
    "/sign-in/sent",
    "/sign-out",
    "/reset",
    "/reset/sent",
    "/reset/done",
].map((path) => ({ path, status: 200 })).concat([
    { path: "/bodies/nobody-of-that-name", status: 404 },
    { path: "/preview/abcdefghjkmnpqrstvwxyz0123", status: 404 },
    { path: "/consultations/nothing-of-that-name", status: 404 },
    { path: "/invited/00000000000000000000000000", status: 404 },
    { path: "/consultations/nothing-of-that-name/other-ways", status: 404 },
    { path: "/consultations/nothing-of-that-name/questions", status: 404 },
    { path: "/consultations/nothing-of-that-name/invited", status: 404 },
    { path: "/consultations/nothing-of-that-name/invited/papers/1", status: 404 },
    { path: "/consultations/nothing-of-that-name/invited/questions", status: 404 },
    { path: "/consultations/nothing-of-that-name/history", status: 404 },
    { path: "/consultations/nothing-of-that-name/responses", status: 404 },
    { path: "/consultations/nothing-of-that-name/responses/1", status: 404 },
    { path: "/consultations/nothing-of-that-name/respond", status: 404 },
    { path: "/consultations/nothing-of-that-name/results", status: 404 },
    { path: "/events/nothing-of-that-name", status: 404 },
    { path: "/interest/00000000000000000000000000", status: 404 },
    { path: "/bodies/review/00000000000000000000000000", status: 404 },
    { path: "/bodies/review/00000000000000000000000000/changed", status: 404 },
    { path: "/sign-in/link/00000000000000000000000000", status: 404 },
    { path: "/body/join/confirm/not-a-key", status: 404 },
    { path: "/reset/00000000000000000000000000", status: 404 },
    { path: "/invitation/00000000000000000000000000", status: 404 },
    { path: "/first-admin/not-a-key", status: 404 },
    { path: "/second-factor-reset", status: 404 },
    { path: "/second-factor-reset/not-a-key", status: 404 },
]);

/* The finder's answers that are not one partnership. */
export const FINDER_PAGES = {
    "several councils": "/partnerships/find?q=AB12+5AA",
    "several councils, first part of a postcode": "/partnerships/find?q=KA3",
    "close to England": "/partnerships/find?q=TD15+1AA",
    "several by name": "/partnerships/find?q=lanarkshire",
    "a guess at the spelling": "/partnerships/find?q=Clackmananshire+and+Sterling",
    "malformed": "/partnerships/find?q=KY1+1L1",
    "not Scottish": "/partnerships/find?q=SW1A+1AA",
    "not in the data": "/partnerships/find?q=KY1+9ZZ",
    "no such name": "/partnerships/find?q=Narnia",
};

/* Addresses that give data, each with its media type. */
export const DATA = {
    "/partnerships.json": "application/json",
    "/partnerships.csv": "text/csv",
    "/partnerships/fife.json": "application/json",
    "/partnerships/fife.vcf": "text/vcard",
    "/partnerships/fife/history.atom": "application/atom+xml",
    "/api/v1/partnerships": "application/json",
    "/api/v1/areas": "application/json",
    "/api/v1/route?area=fife": "application/json",
    "/api/v1/route?postcode=KY1+1LW": "application/json",
    "/bodies.csv": "text/csv",
    "/bodies.atom": "application/atom+xml",
    "/bodies.json": "application/json",
    "/bodies.json?area=fife": "application/json",
    "/consultations.json": "application/json",
    "/consultations.json?state=open&area=fife": "application/json",
    "/api/v1/consultations": "application/json",
    "/consultations.csv": "text/csv",
    "/consultations.atom": "application/atom+xml",
    "/consultations.atom?partnership=fife": "application/atom+xml",
    "/consultations.ics": "text/calendar",
    "/events.json": "application/json",
    "/events.atom": "application/atom+xml",
    "/you-said.atom": "application/atom+xml",
    "/events.ics": "text/calendar",
    "/api/v1": "application/json",
    "/api/v1/services": "application/json",
    "/api/v1/organizations?per_page=10": "application/json",
    "/map.svg": "image/svg+xml",
    "/sitemap.xml": "application/xml",
    "/opensearch.xml": "application/opensearchdescription+xml",
    "/favicon.ico": "image/",
    "/robots.txt": "text/plain",
    "/.well-known/security.txt": "text/plain",
};

/* Data of things that this site does not have: 404. */
export const ABSENT_DATA = ["/bodies/nobody.json", "/bodies/nobody.jsonld", "/consultations/nothing.json", "/consultations/nothing.ics", "/consultations/nothing/results.csv", "/consultations/nothing/results.json", "/consultations/nothing/results/who.svg", "/consultations/nothing/results/who.csv", "/consultations/nothing/responses.csv", "/consultations/nothing/responses.json", "/consultations/nothing/questions.txt", "/consultations/nothing/questions.odt", "/events/nothing.ics", "/api/v1/services/nobody", "/api/v1/organizations/nobody"];

/* The GET rows of src/app/routes_*.c: { pattern, access, fits(path) }. */
export function readRoutes() {
    const files = readdirSync(path.join(root, "src/app")).filter((name) => /^routes_.*\.c$/.test(name));
    const rows = [...files.map((name) => readSource(`src/app/${name}`)).join("\n").matchAll(/^\{ M_GET,\s*"([^"]+)",\s*([A-Z]+)/gm)];
    return rows.map(([, pattern, access]) => {
        const parts = pattern.split(/(:[a-z_]+\*?)/);
        const shape = parts.map((part) => {
            if (!part.startsWith(":"))
                return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
            return part.endsWith("*") ? ".+" : "[^/]+?";
        });
        const fits = new RegExp(`^${shape.join("")}$`);
        return { pattern, access, fits: (path) => fits.test(path.split("?")[0]) };
    });
}
