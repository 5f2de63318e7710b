/* The public register as files, read as somebody else's program would read them. */
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";
import { loadDirectory, makeFolder, runProgram, startListening, under_test } from "../lib/program.mjs";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STATUS = ["active", "inactive", "defunct", "temporarily closed"];
const folder = makeFolder("cj-register-data"), db = path.join(folder, "demo.db");
let server, origin;

before(async () => {
    loadDirectory(db);
    assert.equal(runProgram(["sample", "--db", db]).status, 0);
    const words = ["serve", "--db", db, "--listen", "127.0.0.1:0", "--limit-pages", "0", "--limit-searches", "0"];
    server = await startListening(under_test, words, /listening on (http:\/\/\S+)/);
    origin = server.where.replace(/\/$/, "");
});
after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
});

async function read(address) {
    const answer = await fetch(new URL(address, origin));
    assert.equal(answer.status, 200, address);
    return answer.headers.get("content-type").includes("json") ? answer.json() : answer.text();
}

/* RFC 4180, quoted throughout. */
function readCsv(text) {
    const rows = [[]];
    for (const [, cell, end] of text.replace(/^\ufeff/, "").matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
        rows.at(-1).push(cell.replaceAll('""', '"'));
        if (end !== ",")
            rows.push([]);
    }
    rows.pop();
    const [head, ...rest] = rows;
    return rest.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

/* The pages of a list in JSON, one after the other. */
async function readAll(address) {
    const all = [];
    for (let next = address; next;) {
        const page = await read(new URL(next).pathname + new URL(next).search);
        all.push(...page.data);
        next = page.meta.next;
    }
    return all;
}

const slugs = (list) => list.map((body) => body.slug);

test("[2.15] the CSV and the JSON of the register hold the same organisations in the same order", async () => {
    const rows = readCsv(await read("/bodies.csv"));
    const bodies = await readAll(`${origin}/bodies.json`);
    assert.ok(rows.length > 200, `${rows.length} rows`);
    assert.deepEqual(slugs(bodies), slugs(rows));
    assert.ok(rows.every((row) => row.licence.startsWith("https://") && row.source && row.url === `${origin}/bodies/${row.slug}`));
    const named = bodies.find((body) => body.charity_number);
    assert.equal(rows.find((row) => row.slug === named.slug).charity_number, named.charity_number);
});

test("[2.15] a filter leaves the same in both", async () => {
    const rows = readCsv(await read("/bodies.csv?area=fife"));
    const bodies = await readAll(`${origin}/bodies.json?area=fife`);
    assert.ok(rows.length > 0 && rows.length < 200, `${rows.length} rows`);
    assert.deepEqual(slugs(bodies), slugs(rows));
    assert.ok(bodies.every((body) => body.areas.some((area) => area.area === "fife" && area.gss === "S12000047")));
});

async function readPages(kind) {
    const all = [];
    for (let page = 1, last = false; !last; page++) {
        const answer = await read(`/api/v1/${kind}?page=${page}&per_page=90`);
        assert.equal(answer.page_number, page);
        assert.equal(answer.first_page, page === 1);
        assert.equal(answer.contents.length, answer.size);
        assert.equal(answer.empty, false);
        assert.match(answer.meta.licence, /Open Government Licence/);
        all.push(...answer.contents);
        last = answer.last_page;
        assert.equal(last, page === answer.total_pages);
        if (last)
            assert.equal(all.length, answer.total_items);
    }
    return all;
}

test("[2.15] services as Open Referral has them: required members, ids that are one's own and lead back", async () => {
    const services = await readPages("services");
    const rows = readCsv(await read("/bodies.csv"));
    assert.deepEqual(services.map((s) => s.name), rows.map((row) => row.name));
    assert.equal(new Set(services.map((s) => s.id)).size, services.length);
    for (const s of services) {
        assert.match(s.id, UUID);
        assert.ok(s.name && STATUS.includes(s.status), s.name);
        assert.ok(s.organization.id && s.organization.name && s.organization.description);
        assert.ok(s.service_areas.every((area) => UUID.test(area.id) && area.name));
    }
    const one = await read(`/api/v1/services/${services[7].id}`);
    assert.equal(one.name, services[7].name);
    assert.ok(Array.isArray(one.phones) && Array.isArray(one.contacts) && Array.isArray(one.attributes));
});

test("[2.15] organizations likewise, with the numbers of the registers they are in", async () => {
    const organizations = await readPages("organizations");
    for (const o of organizations)
        assert.ok(UUID.test(o.id) && o.name && o.description && o.uri.startsWith(`${origin}/bodies/`), o.name);
    const bodies = await readAll(`${origin}/bodies.json`);
    const at = bodies.findIndex((body) => body.charity_number);
    const one = await read(`/api/v1/organizations/${organizations[at].id}`);
    const [number] = one.organization_identifiers;
    assert.deepEqual([number.identifier_scheme, number.identifier], ["GB-SC", bodies[at].charity_number]);
});

test("[10.1] an organisation alone, as JSON and as linked data", async () => {
    const [first] = (await read("/bodies.json")).data;
    const { data } = await read(`/bodies/${first.slug}.json`);
    assert.deepEqual(data, first);
    const graph = (await read(`/bodies/${first.slug}.jsonld`))["@graph"];
    const [page, organisation] = graph;
    assert.equal(page.about["@id"], organisation["@id"]);
    assert.equal(organisation.name, first.name);
    assert.match(page.license, /open-government-licence/);
});
