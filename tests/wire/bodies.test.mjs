/* `cjengage import bodies`, `import oscr` and `export bodies` on files, as an operator runs them. */
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadDirectory, makeFolder, runProgram } from "../lib/program.mjs";

const folder = makeFolder("cj-bodies");
const at = (name) => path.join(folder, name);
const BOM = "\uFEFF";

/* Rows of a database, read past the program. */
function rows(db, sql) {
    const ask = "import json,sqlite3,sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))";
    return JSON.parse(execFileSync("/usr/bin/python3", ["-c", ask, db, sql], { encoding: "utf8" }));
}
const count = (db) => rows(db, "SELECT count(*) FROM body WHERE set_id IN (SELECT id FROM body_set WHERE is_live = 1)")[0][0];

function file(name, bytes) {
    writeFileSync(at(name), bytes);
    return at(name);
}
function done(words, said) {
    const result = runProgram(words);
    assert.equal(result.status, 0, result.stderr);
    if (said)
        assert.match(result.stdout, said);
    return result;
}
/* One clear line, and nothing changed. */
function refused(db, words, said) {
    const before = count(db), result = runProgram([...words, "--db", db]);
    assert.equal(result.status, 1, result.stdout);
    assert.match(result.stderr.trimEnd().split("\n").at(-1), said);
    assert.equal(count(db), before, "nothing was added");
    return result;
}

/* Our own CSV: every field quoted. */
function parse(text) {
    return text.replace(BOM, "").trimEnd().split("\r\n").map((line) => line.slice(1, -1).split('","'));
}

const sample = at("sample.db"), other = at("other.db");

test("[2.15] [2.16] the whole register goes out as CSV and comes in again: what an import knows is the same", () => {
    loadDirectory(sample);
    loadDirectory(other);
    done(["sample", "--db", sample]);
    done(["export", "bodies", at("out.csv"), "--with-private", "--db", sample], /^30\d organisations in/);
    assert.equal(statSync(at("out.csv")).mode & 0o777, 0o600);
    done(["import", "bodies", at("out.csv"), "--source", "Sample register", "--dry-run", "--db", other], /Nothing was changed: a dry run/);
    assert.equal(count(other), 0);
    done(["import", "bodies", at("out.csv"), "--source", "Sample register", "--db", other], /: 30\d added, 0 in the register already, 0 wrong/);
    done(["export", "bodies", at("again.csv"), "--with-private", "--db", other]);
    const [first, again] = [parse(readFileSync(at("out.csv"), "utf8")), parse(readFileSync(at("again.csv"), "utf8"))];
    const known = first[0].indexOf("outcomes"); // what stands behind is not brought in
    const of = (table) => table.map((row) => row.slice(0, known)).sort(); // stale ones stand last in the first
    assert.deepEqual(of(again), of(first));
    assert.deepEqual(rows(other, "SELECT count(*) FROM body WHERE is_named = 0"), rows(sample, "SELECT count(*) FROM body WHERE is_named = 0"),
        "[2.14] who may not be named in public may not be named there either");
});

test("[2.14] without --with-private no contact that is not public stands in the file", () => {
    done(["export", "bodies", at("public.csv"), "--db", sample]);
    const text = readFileSync(at("public.csv"), "utf8");
    assert.ok(!text.includes("own_email") && !text.includes("contact@sample"));
    assert.match(rows(sample, "SELECT group_concat(detail) FROM audit WHERE action = 'body.export'")[0][0], /"with_private":0/, "[S41] each export is recorded");
});

test("[S7] (ASVS 1.2.10) a name that a spreadsheet would run is marked in the file and comes back without the mark", () => {
    const db = at("formula.db");
    loadDirectory(db);
    const list = file("formula.csv", 'name,areas\n"=HYPERLINK(""x"") Sample",Fife\n"+44 Sample",Fife\n');
    done(["import", "bodies", list, "--source", "Sample list", "--db", db], /: 2 added/);
    done(["export", "bodies", at("marked.csv"), "--db", db]);
    assert.match(readFileSync(at("marked.csv"), "utf8"), /"'=HYPERLINK\(""x""\) Sample"/);
    const back = at("back.db");
    loadDirectory(back);
    done(["import", "bodies", at("marked.csv"), "--source", "Sample list", "--db", back], /: 2 added/);
    assert.deepEqual(rows(back, "SELECT name FROM body ORDER BY name"), [["+44 Sample"], ['=HYPERLINK("x") Sample']]);
});

test("[2.16] wrong rows: told by line, given back as a file to mend; nothing is added before; an import is undone", () => {
    const db = at("rows.db");
    loadDirectory(db);
    const list = file("rows.csv", "name,areas,charity number\nSample One,Fife,\nSample Two,Atlantis,\nSample Three,Angus,12\nSample Four,,\n");
    const words = ["import", "bodies", list, "--source", "Sample list", "--comment", "for trying"];
    const result = refused(db, [...words, "--failed", at("failed.csv")], /nothing was added: mend the wrong rows/);
    assert.match(result.stderr, /^line 3: .*Atlantis/m);
    assert.match(result.stderr, /^line 4: .*SC and 6 digits/m);
    const failed = readFileSync(at("failed.csv"), "utf8");
    assert.match(failed, /"Sample Two"/);
    assert.ok(!failed.includes("Sample One"));
    done([...words, "--good-rows", "--areas", "moray", "--db", db], /4 rows: 2 added, 0 in the register already, 2 wrong/);
    assert.deepEqual(rows(db, "SELECT b.name, a.slug FROM body b JOIN body_area x ON x.body_id = b.id JOIN area a ON a.id = x.area_id ORDER BY 1"),
        [["Sample Four", "moray"], ["Sample One", "fife"]], "[2.2] rows that name no area take that of --areas");
    file("failed.csv", failed.replace("Atlantis", "Angus").replace('"12"', '"SC099012"'));
    const mended = done(["import", "bodies", at("failed.csv"), "--source", "Sample list", "--areas", "fife", "--db", db], /: 2 added/);
    const number = /Import (\d+)/.exec(mended.stdout)[1];
    done(["import", "bodies", "--undo", number, "--db", db], /is undone/);
    assert.equal(count(db), 2);
    assert.match(rows(db, "SELECT group_concat(comment) FROM body_import")[0][0], /for trying/, "the comment stays in the history");
});

test("[S34] hostile files: each a clear line, and nothing changes", () => {
    const db = at("hostile.db");
    loadDirectory(db);
    const bomb = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(1000)]);
    const cases = {
        "empty.csv": ["", /is empty/],
        "bomb.xlsx": [bomb, /spreadsheet file.*CSV/],
        "bomb.zip": [bomb, /spreadsheet file.*CSV/],
        "nul.csv": ["name,areas\nSample\0One,Fife\n", /not a CSV file/],
        "late-nul.csv": [`name,areas\n${"Sample,Fife\n".repeat(9000)}Sample\0,Fife\n`, /not a CSV file/],
        "quote.csv": ['name,areas\nSample "One",Fife\n', /Line 2 of the file cannot be read: a quotation mark inside a field/],
        "endless.csv": [`name,areas\n"Sample One,Fife\n${"Sample,Fife\n".repeat(100000)}`, /Line 2 of the file cannot be read: .*never closed/],
        "wide.csv": [`${"x,".repeat(10000)}name\nSample\n`, /more than 200 columns/],
        "wide-row.csv": [`name,areas\nSample,Fife${",x".repeat(10000)}\n`, /more than 200 columns/],
        "header.csv": ["name,areas\n", /no rows under them/],
        "picture.png": [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /not a CSV file/],
        "page.pdf": ["%PDF-1.7\nname,areas\nSample,Fife\n", /not a CSV file/],
    };
    for (const [name, [bytes, said]] of Object.entries(cases))
        refused(db, ["import", "bodies", file(name, bytes), "--source", "Sample list"], said);
    refused(db, ["import", "bodies", folder, "--source", "Sample list"], /not a file that can be imported/);
    refused(db, ["import", "bodies", "/dev/zero", "--source", "Sample list"], /not a file that can be imported/);
    const long = "x".repeat(1 << 20);
    for (const row of [`Sample ${long},Fife,,`, `Sample,${long},,`, `Sample,Fife,${long},`, `Sample,Fife,,${long}`, `Sample,${"x;".repeat(1 << 19)},,`]) {
        const result = refused(db, ["import", "bodies", file("long.csv", `name,areas,kind,company number\n${row}\n`), "--source", "Sample list"], /nothing was added/);
        assert.ok(result.stderr.length < 20000 && /^line 2: /m.test(result.stderr), "a cell of 1 MB is told in few words");
    }
    execFileSync("truncate", ["-s", "1G", at("huge.csv")]);
    refused(db, ["import", "bodies", at("huge.csv"), "--source", "Sample list"], /too big/);
    assert.equal(runProgram(["check", "--db", db]).status, 0);
});

test("Latin-1 is read as what spreadsheets on Windows write, and it is said", () => {
    const db = at("latin.db");
    loadDirectory(db);
    const list = file("latin.csv", Buffer.from("name,areas\nSample Caf\xe9 \x80,Fife\n", "latin1"));
    const result = done(["import", "bodies", list, "--source", "Sample list", "--db", db], /: 1 added/);
    assert.match(result.stderr, /not UTF-8: read as Windows-1252/);
    assert.deepEqual(rows(db, "SELECT name FROM body"), [["Sample Café €"]]);
});

const HEAD = "Charity Number,Charity Name,Registered Date,Known As,Charity Status,Postcode,Constitutional Form,Geographical Spread,"
    + "Main Operating Location,Purposes,Objectives,Principal Office/Trustees Address,Website,Most recent year income\n";

test("[2.5] [B.22] the extract of the charity register: flags for entries we have, new ones only where they are asked for", () => {
    const db = at("oscr.db");
    loadDirectory(db);
    done(["import", "bodies", file("ours.csv", "name,areas,charity number\nSample Gate,Fife,SC099001\nSample Gone,Fife,SC099002\n"),
        "--source", "Sample list", "--db", db], /: 2 added/);
    const extract = file("extract.csv", BOM + HEAD
        + 'SC099001,Sample Gate and Door,01/01/2001,,Active,KY1 1AA,SCIO,"A specific local point, community or neighbourhood",Fife,,Help,1 Home Street,,1000\n'
        + 'SC099003,Sample Prison Visitors,01/01/2001,Sample Visitors,Active,DD8 1AA,"Unincorporated association",,Angus,\'the relief of those in need\',"Visits people in prison",2 Home Street,www.visitors.example.org,25000.00\n'
        + "SC099004,Sample Bowling,01/01/2001,,Active,DD8 1AA,SCIO,,Angus,,Bowls,,,10\n"
        + 'SC099005,Sample Prison Overseas,01/01/2001,,Active,,SCIO,"Overseas only",Outwith Scotland,,"Visits people in prison",,,10\n'
        + 'SC099006,Sample Prison Board,01/01/2001,,Active,,"Statutory corporation (e.g. Royal Charter, Act of Parliament)",,Angus,,"Visits people in prison",,,10\n');
    const dry = done(["import", "oscr", extract, "--dry-run", "--db", db]);
    assert.match(dry.stdout, /^renamed: Sample Gate: ours "Sample Gate", theirs "Sample Gate and Door"$/m);
    assert.match(dry.stdout, /of 2 entries with a charity number 1 differ; 1 are not in the file/);
    assert.deepEqual(rows(db, "SELECT * FROM body_flag"), []);
    refused(db, ["import", "oscr", extract, "--whole"], /more than 20,000/);
    assert.equal(runProgram(["import", "oscr", extract, "--add", "--db", db]).status, 2, "not everything at once");
    const added = done(["import", "oscr", extract, "--source-on", "2026-11-03", "--add", "--about", "prison", "--db", db]);
    assert.match(added.stdout, /1 differ, 1 of them to decide anew/);
    assert.match(added.stdout, /^1 work in no single council area and are left out$/m);
    assert.deepEqual(rows(db, "SELECT name, other_names, kind, purposes, size_band, office, website, source, source_on FROM body WHERE charity_number = 'SC099003'"),
        [["Sample Prison Visitors", "Sample Visitors", "charity", "Visits people in prison", "small", "", "https://www.visitors.example.org", "Scottish Charity Register", "2026-11-03"]],
        "no address, no postcode");
    assert.deepEqual(rows(db, "SELECT name FROM body WHERE charity_number IN ('SC099004', 'SC099005', 'SC099006')"), []);
    assert.deepEqual(rows(db, "SELECT name FROM body WHERE charity_number = 'SC099001'"), [["Sample Gate"]], "nothing is changed silently");
    const whole = HEAD + Array.from({ length: 20000 }, (_, i) => `SC0${String(10000 + i)},Nobody ${i},,,Active,,,,Fife,,,,,\n`).join("");
    done(["import", "oscr", file("whole.csv", whole), "--whole", "--db", db], /20000 charities in the file; of 3 entries with a charity number 3 differ/);
    assert.deepEqual(rows(db, "SELECT DISTINCT kind FROM body_flag WHERE theirs LIKE 'Not in the charity register%'"), [["removed"]]);
});

test("wrong usage is 2, and a file that stands where an export should go is not lost", () => {
    for (const words of [["import", "bodies"], ["import", "bodies", at("rows.csv")], ["import", "oscr"], ["export"], ["export", "people", "x"]])
        assert.equal(runProgram([...words, "--db", sample]).status, 2, words.join(" "));
    assert.equal(runProgram(["export", "bodies", folder, "--db", sample]).status, 1);
    assert.ok(existsSync(at("out.csv")) && !existsSync(at("out.csv.part")));
});
