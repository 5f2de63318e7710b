/* `cjengage sample`: made-up content for an empty database, as `make demo` serves it. */
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { loadDirectory, makeFolder, runProgram, startSite } from "../lib/program.mjs";

const folder = makeFolder("cj-sample-content");
const db = path.join(folder, "demo.db"), other = path.join(folder, "other.db");

/* Rows of a database, read past the program. */
function rows(file, sql) {
    const ask = "import json,sqlite3,sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))";
    return JSON.parse(execFileSync("/usr/bin/python3", ["-c", ask, file, sql], { encoding: "utf8" }));
}

test("without a directory, and where there are people already, nothing is loaded", () => {
    loadDirectory(other);
    assert.equal(runProgram(["user", "invite", "sample@example.org", "--role", "admin", "--db", other]).status, 0);
    const refused = runProgram(["sample", "--db", other]);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^cjengage: sample content goes only into an empty database.*\n$/);
    assert.deepEqual(rows(other, "SELECT count(*) FROM body"), [[0]]);
    assert.deepEqual(rows(other, "SELECT value FROM setting WHERE name = 'is_sample'"), []);
});

test("about 300 organisations, all plainly marked, of every state and over all areas; five people", () => {
    loadDirectory(db);
    const done = runProgram(["sample", "--db", db]);
    assert.equal(done.status, 0, done.stderr);
    const [[n]] = rows(db, "SELECT count(*) FROM body");
    assert.ok(n > 250 && n < 350, String(n));
    assert.match(done.stdout, new RegExp(`^${n} sample organisations\\. Sign in with the password \\S{19} as$`, "m"));
    assert.deepEqual(rows(db, "SELECT name FROM body WHERE name NOT LIKE 'Sample %' AND name NOT LIKE 'The Sample %'"), []);
    assert.deepEqual(rows(db, "SELECT name FROM body WHERE contact_email NOT LIKE '%.example.org' OR own_email NOT LIKE '%.example.org'"), []);
    assert.deepEqual(rows(db, "SELECT DISTINCT state FROM body ORDER BY state").flat(), ["active", "closed", "dormant", "merged"]);
    assert.ok(rows(db, "SELECT id FROM contact_event").length > 10);
    assert.equal(rows(db, "SELECT id FROM body_merge").length, 1);
    assert.deepEqual(rows(db, "SELECT title FROM consultation WHERE title NOT LIKE 'Sample %'"), []);
    assert.deepEqual(rows(db, "SELECT opens_at_s < strftime('%s') FROM consultation_public ORDER BY opens_at_s").flat(), [1, 0], "one open, one forthcoming");
    assert.ok(rows(db, "SELECT question_id FROM consultation_public_question").length > 12);
    assert.deepEqual(rows(db, "SELECT title FROM event WHERE title NOT LIKE 'Sample %' OR summary NOT LIKE '%sample content%'"), []);
    assert.deepEqual(rows(db, "SELECT state, count(*) FROM event_public GROUP BY state ORDER BY state"), [["held", 1], ["planned", 1]]);
    assert.deepEqual(rows(db, "SELECT (SELECT sum(n) FROM event_headcount), (SELECT count(*) FROM event_attendance)"), [[17, 2]]);
    assert.ok(rows(db, "SELECT id FROM body WHERE is_stale = 1").length > 10);
    assert.ok(rows(db, "SELECT id FROM body WHERE is_named = 0").length > 0);
    assert.deepEqual(rows(db, "SELECT count(DISTINCT area_id) FROM body_area"), [[32]]);
    assert.equal(rows(db, "SELECT email FROM account WHERE email LIKE '%@example.org' AND name LIKE 'Sample %'").length, 5);
    assert.equal(runProgram(["check", "--db", db]).status, 0);
    assert.match(runProgram(["user", "code", "coordinator.fife@example.org", "--db", db]).stdout, /^\d{6}\n$/);
    assert.equal(runProgram(["sample", "--db", db]).status, 1, "not twice");
});

test("with --responses a closed consultation comes too: 300 responses on every channel that add up, and an analyst", () => {
    const full = path.join(folder, "responses.db"), of = (sql) => rows(full, `SELECT ${sql} AND consultation_id = (SELECT id FROM consultation WHERE slug = 'sample-early-views-on-help-after-prison')`);
    loadDirectory(full);
    const done = runProgram(["sample", "--responses", "--db", full]);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /^ {2}analyst\.fife@example\.org +analyst of Fife$/m);
    assert.deepEqual(of("count(*) FROM response WHERE is_live = 1"), [[300]]);
    assert.deepEqual(of("count(DISTINCT channel) FROM response WHERE is_live = 1"), [[8]]);
    assert.deepEqual(rows(full, "SELECT counting, count(*) FROM response GROUP BY counting ORDER BY counting"), [["late_out", 3], ["not_valid", 1], ["valid", 295], ["withdrawn", 1]]);
    assert.deepEqual(rows(full, "SELECT late, count(*) FROM response WHERE late <> '' GROUP BY late ORDER BY late"), [["in", 2], ["waiting", 3]]);
    assert.deepEqual(rows(full, "SELECT DISTINCT publish_choice FROM response ORDER BY 1").flat(), ["do_not_publish", "not_asked", "publish_anonymous", "publish_with_name"]);
    assert.deepEqual(rows(full, "SELECT name FROM respondent WHERE name NOT LIKE 'Sample %' OR email NOT LIKE '%.example.org'"), []);
    assert.equal(rows(full, "SELECT id FROM response WHERE is_joint = 1").length, 1);
    const [[closed]] = rows(full, "SELECT closes_at_s < strftime('%s') FROM consultation WHERE slug = 'sample-early-views-on-help-after-prison'");
    assert.equal(closed, 1);
    assert.equal(runProgram(["check", "--db", full]).status, 0);
});

test("every page of it says that the content is made up", async () => {
    const site = await startSite({ settings: { db } });
    for (const at of ["/", "/partnerships/fife", "/sign-in", "/no-such-page"])
        assert.match(await (await fetch(site.origin + at)).text(), /<strong>Sample content\.<\/strong>/, at);
    await site.stop();
});
