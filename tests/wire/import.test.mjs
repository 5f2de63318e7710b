/* `cjengage import` on files, as an operator runs it. */
import test from "node:test";
import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadDirectory, makeFolder, release, root, runProgram, startSite } from "../lib/program.mjs";

const folder = makeFolder("cj-import");
const areas = readFileSync(path.join(root, "data/areas.csv"), "utf8");
const ROWS = 220000;

/* Postcodes of every Scottish sector, as Code-Point Open writes them: seven signs, no header, ten columns. */
function codePoint(n_rows) {
    const letters = [..."ABDEFGHJLNPQRSTUWXYZ"];
    const units = letters.flatMap((a) => letters.map((b) => a + b));
    const sectors = readFileSync(path.join(root, "data/postcode_sectors.csv"), "utf8").trim().split("\n").slice(1)
        .map((line) => line.split(","));
    const rows = [];
    const used = new Map();
    for (let round = 0; rows.length < n_rows; round++)
        for (const [sector, gss] of sectors) {
            const k = used.get(sector) ?? 0;
            if (k === units.length || rows.length === n_rows)
                continue;
            used.set(sector, k + 1);
            const [outward, digit] = sector.split(" ");
            rows.push(`"${outward.padEnd(4)}${digit}${units[k]}",10,242800,637900,"S92000003","","S08000015","","${gss}",""`);
        }
    return rows.join("\r\n") + "\r\n";
}

test("an error in a table beside the areas: nothing at all changes", () => {
    const beside = path.join(folder, "beside"), db = path.join(folder, "beside.db");
    mkdirSync(beside);
    for (const name of ["areas.csv", "outcodes.csv", "postcode_sectors.csv"])
        writeFileSync(path.join(beside, name), readFileSync(path.join(root, "data", name)));
    appendFileSync(path.join(beside, "outcodes.csv"), "XX99,nonsense,0\n");
    const done = runProgram(["import", "areas", path.join(beside, "areas.csv"), "--db", db]);
    assert.equal(done.status, 1);
    assert.match(done.stderr, /^outcodes\.csv, line \d+: "XX99" /m);
    assert.match(loadDirectory(db).stdout, /areas: [1-9]\d* added, 0 changed/, "all of it was still to do");
});

test("a dry run says what would change and changes nothing", () => {
    const db = path.join(folder, "dry.db");
    loadDirectory(db);
    const changed = path.join(folder, "changed.csv");
    writeFileSync(changed, areas.replace("CVO East Ayrshire", "CVO Somewhere"));
    for (let round = 0; round < 2; round++) {
        const done = runProgram(["import", "areas", changed, "--dry-run", "--db", db]);
        assert.equal(done.status, 0, done.stderr);
        assert.match(done.stdout, /changed route step ayrshire S12000008 tsi: organisation is now "CVO Somewhere", was "CVO East Ayrshire"/);
        assert.match(done.stdout, /areas: 0 added, 1 changed, 0 removed/);
        assert.match(done.stdout, /Nothing was changed/);
    }
});

test("a wrong row: its line number, exit code 1, nothing changed", () => {
    const db = path.join(folder, "wrong.db");
    loadDirectory(db);
    const wrong = path.join(folder, "wrong.csv");
    writeFileSync(wrong, areas.replace("S12000008", "S1200000X").replace("CVO East Ayrshire", "CVO Somewhere"));
    const done = runProgram(["import", "areas", wrong, "--db", db]);
    assert.equal(done.status, 1);
    assert.match(done.stderr, /wrong\.csv, line 10: "S1200000X" is not a council area code/);
    assert.match(done.stderr, /nothing was imported/);
    assert.match(loadDirectory(db).stdout, /areas: 0 added, 0 changed, 0 removed/);
});

test("wrong usage is 2, a file that is not there is 1, and no database is left behind", () => {
    const db = path.join(folder, "none.db");
    assert.equal(runProgram(["import"]).status, 2);
    assert.equal(runProgram(["import", "nonsense", "x.csv"]).status, 2);
    assert.equal(runProgram(["import", "areas", "--db", db]).status, 2);
    assert.equal(runProgram(["import", "areas", path.join(folder, "absent.csv"), "--db", db]).status, 1);
    assert.equal(runProgram(["import", "postcodes", path.join(folder, "absent.csv"), "--db", db]).status, 1);
    assert.ok(!existsSync(db));
});

test(`[1.1] ${ROWS} postcodes come in within 10 s, with progress, from a directory of files`, async () => {
    const db = path.join(folder, "exact.db");
    const data = path.join(folder, "codepo");
    loadDirectory(db, release);
    mkdirSync(data);
    const text = codePoint(ROWS);
    const half = text.indexOf("\r\n", text.length / 2) + 2;
    writeFileSync(path.join(data, "a.csv"), text.slice(0, half));
    writeFileSync(path.join(data, "b.csv"), text.slice(half));
    const from = process.hrtime.bigint();
    const done = runProgram(["import", "postcodes", data, "--db", db], { program: release });
    const seconds = Number(process.hrtime.bigint() - from) / 1e9;
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stderr, /\d+ rows read/);
    assert.match(done.stderr, /\d+ of \d+ rows written/);
    assert.match(done.stdout, new RegExp(`postcodes: ${ROWS} rows`));
    assert.ok(seconds < 10, `${seconds.toFixed(1)} s`);
    const again = runProgram(["import", "postcodes", data, "--db", db], { program: release });
    assert.match(again.stdout, /postcodes: unchanged/);
    const shipped = runProgram(["import", "areas", "data/areas.csv", "--db", db], { program: release });
    assert.match(shipped.stdout, /the exact list that was imported stays in use/);
});

test("a running site answers with what was imported beside it", async () => {
    const site = await startSite({});
    const places = path.join(folder, "names.csv");
    writeFileSync(places, "osgb1,x,Kilmarnock,,,,populatedPlace,Town,1,1,1,1,,,,,KA1,,,,,,,,East Ayrshire,,,Scotland,,Scotland,,,,\n");
    const find = () => fetch(`${site.origin}/partnerships/find?q=Kilmarnock`, { redirect: "manual" });
    assert.equal((await find()).status, 200, "unknown at first");
    assert.doesNotMatch(await (await fetch(site.origin)).text(), /Enter a postcode, town or council area/);
    const done = runProgram(["import", "places", places, "--db", site.db]);
    assert.equal(done.status, 0, done.stderr);
    const found = await find();
    assert.equal(found.status, 303);
    assert.equal(new URL(found.headers.get("location"), site.origin).search, "?area=east-ayrshire");
    assert.match(await (await fetch(site.origin)).text(), /Enter a postcode, town or council area/);
    await site.stop();
});
