/* What the released program is made of: found in the file itself. */
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { makeFolder, release, root, under_test } from "../lib/program.mjs";

/* The program as it is loaded: without what only a debugger reads, which names every member of our structs. */
function loaded(program) {
    const bare = path.join(makeFolder("cj-binary"), "cjengage");
    execFileSync("objcopy", ["--strip-all", program, bare]);
    return readFileSync(bare, "latin1");
}

const imports = execFileSync("nm", ["-D", "--undefined-only", release], { encoding: "utf8" })
    .split("\n").map((line) => line.trim().split(/\s+/)[1]?.split("@")[0]).filter(Boolean);
const headers = execFileSync("readelf", ["-W", "-h", "-l", "-d", release], { encoding: "utf8" });

test("[S5] the program starts no other program and has no way to", () => {
    const ways = imports.filter((name) => /^(system|popen|exec[a-z]*|fexecve|posix_spawnp?|wordexp|vfork)$/.test(name));
    assert.deepEqual(ways, []);
    assert.ok(imports.includes("sqlite3_prepare_v3") || imports.includes("sqlite3_prepare_v2"), "the list is the real one");
});

/* Which of our object files call a function. */
function callersOf(name) {
    const built = path.dirname(release);
    const objects = execFileSync("find", [built, "-name", "*.o", "-not", "-path", "*/tests/*"], { encoding: "utf8" }).trim().split("\n");
    assert.ok(objects.length > 100, `only ${objects.length} object files`);
    const wanted = execFileSync("nm", ["-A", "--undefined-only", ...objects], { encoding: "utf8", maxBuffer: 2 ** 26 }).split("\n");
    return wanted.filter((line) => line.endsWith(` U ${name}`)).map((line) => path.relative(built, line.split(":")[0]));
}

test("[S8] no outbound request but mail: the program opens no connection by itself but to the virus scanner, by a socket of this machine", () => {
    const ways = imports.filter((name) => /^(gethostbyname|res_query|sendto|curl_multi_.*|curl_ws_.*)$/.test(name));
    assert.deepEqual(ways, []);
    assert.deepEqual(callersOf("connect"), ["modules/files/clamd.o"]);
    const clamd = readFileSync(path.join(root, "src/modules/files/clamd.c"), "utf8");
    assert.match(clamd, /AF_UNIX/);
    assert.doesNotMatch(clamd, /AF_INET|getaddrinfo|sockaddr_in/);
    assert.ok(imports.includes("curl_easy_perform"), "mail goes by libcurl");
    assert.match(loaded(release), /\0smtp,smtps\0/, "and libcurl is told to speak nothing else");
});

test("[S17] the release has no test clock, neither the option nor its word; the test build has", () => {
    assert.doesNotMatch(loaded(release), /test.clock|no.remember|server.timing/);
    assert.match(loaded(under_test), /test.clock/);
});

test("[S35] position independent, relocations read-only, no executable stack, stack protector, fortified calls", () => {
    assert.match(headers, /Type:\s+DYN/);
    assert.match(headers, /GNU_RELRO/);
    assert.match(headers, /BIND_NOW|FLAGS_1.*NOW/);
    assert.match(headers, /GNU_STACK.*RW\s/);
    assert.ok(imports.includes("__stack_chk_fail"));
    assert.ok(imports.some((name) => name.endsWith("_chk") && name !== "__stack_chk_fail"));
});
