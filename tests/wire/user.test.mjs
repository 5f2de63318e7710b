/* `cjengage user` as the operator types it, on the real binary, also while the server runs. */
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { appCode } from "../lib/people.mjs";
import { loadDirectory, makeFolder, runProgram, startSite, waitFor } from "../lib/program.mjs";

const folder = makeFolder("cj-user");
const db = path.join(folder, "cjengage.db");
loadDirectory(db);
const user = (...words) => runProgram(["user", ...words, "--db", db]);
const LINK = /^http:\/\/127\.0\.0\.1:8080\/[a-z/-]+\/[0-9a-z]{26}\n$/;

/* As nobody but a test does it: past the program. */
function mark(file, sql) {
    execFileSync("/usr/bin/python3", ["-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()", file, sql]);
}
const codeNow = () => appCode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Math.floor(Date.now() / 1000));

function done(result, said) {
    assert.equal(result.status, 0, result.stderr);
    assert.match(result.stdout, said);
    assert.equal(result.stderr, "");
}
function refused(result, said, status = 1) {
    assert.equal(result.status, status);
    assert.match(result.stderr, said);
    assert.equal(result.stderr.trimEnd().split("\n").length, 1, "one clear line");
    assert.equal(result.stdout, "");
}

test("[7.1] [7.8] invite makes the account, gives the role and prints a link; the same again is refused", () => {
    done(user("invite", "sample.admin@example.org", "--role", "admin", "--name", "Sample Admin"), LINK);
    done(user("invite", "sample.fife@example.org", "--role", "coordinator", "--partnership", "fife", "--until", "2099-03-31"), LINK);
    refused(user("invite", "Sample.Admin@example.org", "--role", "admin"), /has that role already/);
    done(user("list"), /sample\.fife@example\.org\tsample\.fife\tinvited\tcoordinator fife until 2099-03-31\n/);
});

test("[7.2] role gives a further one elsewhere and ends it; a role that is not held cannot end", () => {
    const words = ["role", "sample.fife@example.org", "analyst", "--partnership", "angus"];
    done(user(...words), /given/);
    for (const role of ["coordinator fife until 2099-03-31", "analyst angus"])
        assert.ok(user("list").stdout.includes(role), role);
    refused(user(...words), /already/);
    done(user(...words, "--end"), /ended/);
    refused(user(...words, "--end"), /does not have that role/);
});

test("[7.9] support access ends by itself on its last day, and a day that is over is refused", () => {
    refused(user("role", "sample.fife@example.org", "admin", "--until", "2020-01-01"), /a day that is over/, 2);
    refused(user("role", "sample.fife@example.org", "admin", "--until", "soon"), /a date like/, 2);
    done(user("role", "sample.fife@example.org", "admin", "--until", "2098-12-31"), /given/);
    done(user("list"), /admin until 2098-12-31/);
});

test("[S17] the last administrator without an end is neither closed nor ended", () => {
    refused(user("disable", "sample.admin@example.org"), /only administrator/);
    refused(user("role", "sample.admin@example.org", "admin", "--end"), /only administrator/);
});

test("disable closes, a closed account gets no link, enable opens it again", () => {
    done(user("disable", "sample.fife@example.org"), /closed/);
    refused(user("link", "sample.fife@example.org"), /account is closed/);
    refused(user("invite", "sample.fife@example.org", "--role", "admin"), /account is closed/);
    done(user("enable", "sample.fife@example.org"), /open again/);
    refused(user("enable", "sample.fife@example.org"), /is open/);
    done(user("link", "sample.fife@example.org"), LINK);
});

test("[S17] (ASVS 6.3.2) code is refused in a database that is not sample content; reset-factor is there for the operator", () => {
    refused(user("code", "sample.admin@example.org"), /sample content only/);
    done(user("reset-factor", "sample.admin@example.org"), /The second factor is gone/);
});

test("[S17] (ASVS 6.5.1) in a database marked sample, code prints what the person's app shows now", () => {
    const sample = path.join(makeFolder("cj-sample"), "cjengage.db"), at = ["--db", sample];
    loadDirectory(sample);
    assert.equal(runProgram(["user", "invite", "sample@example.org", "--role", "admin", ...at]).status, 0);
    refused(runProgram(["user", "code", "sample@example.org", ...at]), /sample content only/);
    mark(sample, "INSERT INTO setting (name, value) VALUES ('is_sample', '1')");
    refused(runProgram(["user", "code", "sample@example.org", ...at]), /no second factor/);
    mark(sample, "UPDATE account SET totp_secret = CAST('12345678901234567890' AS BLOB)");
    const before = codeNow(), shown = runProgram(["user", "code", "sample@example.org", ...at]).stdout.trim();
    assert.ok([before, codeNow()].includes(shown), shown);
    assert.equal(runProgram(["user", "reset-factor", "sample@example.org", ...at]).status, 0);
    assert.equal(runProgram(["jobs", ...at]).status, 0);
    const mail = path.join(path.dirname(sample), "mail");
    const told = readdirSync(mail).map((name) => readFileSync(path.join(mail, name), "utf8"));
    assert.ok(told.some((text) => text.includes("The code app of your sign-in was removed")), "[S41] the person is told");
});

test("wrong usage is 2, what is not there is 1", () => {
    refused(user(), /user invite, link/, 2);
    refused(user("promote", "x@example.org"), /user invite, link/, 2);
    refused(user("link"), /address is missing/, 2);
    refused(user("invite", "x@example.org"), /ROLE is/, 2);
    refused(user("invite", "x@example.org", "--role", "king"), /ROLE is/, 2);
    refused(user("invite", "x@example.org", "--role", "coordinator"), /wants --partnership/, 2);
    refused(user("invite", "x@example.org", "--role", "admin", "--partnership", "fife"), /takes no --partnership/, 2);
    refused(user("invite", "x@example.org", "--role", "coordinator", "--partnership", "atlantis"), /no partnership/);
    refused(user("invite", "not an address", "--role", "admin"), /cannot be used/);
    refused(user("link", "nobody@example.org"), /no account/);
    assert.equal(runProgram(["help", "user"]).status, 0);
});

test("[7.3] [S41] (ASVS 16.2.1) each of these writes stands in the record as the operator's, and it verifies", () => {
    const checked = runProgram(["check", "--db", db]);
    assert.equal(checked.status, 0, checked.stdout);
});

test("[D10] [S17] (ASVS 6.4.4) while the server runs: it prints a way in while there is no administrator, then the sign-in address", async () => {
    const site = await startSite({});
    const link = () => site.server.said().match(new RegExp(`^${site.origin}/first-admin/([0-9a-z]{26})$`, "m"));
    await waitFor("the first administrator's link", link);
    assert.match(site.server.said(), /There is no administrator yet\. .* good once, for 24 hours:/);
    assert.ok(!site.log().includes(link()[1]), "the log holds no key");
    const during = runProgram(["user", "invite", "sample.admin@example.org", "--role", "admin", "--db", site.db]);
    assert.equal(during.status, 0, during.stderr);
    await site.stop();
    const again = await startSite({ settings: { db } });
    await waitFor("the way in", () => again.server.said().includes(`sign in at ${again.origin}/sign-in\n`));
    assert.ok(!again.server.said().includes("first-admin"));
    await again.stop();
});
