/*
 * program.mjs: the real program on a database of its own, for wire and browser tests.
 *
 *     const site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org" } });
 *     site.origin, site.clock.forward(60), site.log(), await site.stop()
 *
 * It listens on a free port, which it says itself. Everything it writes stands in one folder under TMPDIR, removed
 * when it stops. stop() fails when the program left with an error or a sanitizer spoke.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const under_test = process.env.CJENGAGE || path.join(root, "build/test/cjengage");
export const release = process.env.CJENGAGE_RELEASE || path.join(root, "build/release/cjengage");

const START_MS = 60000; /* sanitizers on a busy machine */
const STOP_MS = 15000; /* the program promises 10 s */
const SPOKEN_BY_A_SANITIZER = /AddressSanitizer|ThreadSanitizer|LeakSanitizer|runtime error:/;

/* The last ones started are ended with the test, however it ends. */
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/* Asks until `ask` gives something true; fails with `what` after `limit_ms`. */
export async function waitFor(what, ask, limit_ms = 20000) {
    const end = Date.now() + limit_ms;
    for (;;) {
        const answer = await ask();
        if (answer)
            return answer;
        if (Date.now() > end)
            throw new Error(`waited ${limit_ms} ms for ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

export function makeFolder(name) {
    return mkdtempSync(path.join(tmpdir(), `${name}-`));
}

/* Runs a command of the program to its end: { status, stdout, stderr }. */
export function runProgram(words, { program = under_test, env = {} } = {}) {
    const done = spawnSync(program, words, { cwd: root, encoding: "utf8", env: { ...process.env, ...env }, timeout: START_MS });
    if (done.error)
        throw done.error;
    return done;
}

/* What the imports made, by program: the next fresh database of this process is a copy of it, with its keys. */
const made = new Map();
const KEYS = ["audit.key", "keys"];

function copyMade(db, { files, stdout }) {
    const folder = path.dirname(db), has = (name) => existsSync(path.join(folder, name));
    const keep = (name) => readFileSync(path.join(folder, name)).equals(files.get(name));
    if (existsSync(db) || KEYS.some((name) => has(name) && !keep(name)))
        return null;
    for (const name of ["mail", "tmp"])
        mkdirSync(path.join(folder, name), { recursive: true, mode: 0o700 });
    for (const name of KEYS)
        writeFileSync(path.join(folder, name), files.get(name), { mode: 0o600 });
    writeFileSync(db, files.get("db"), { mode: 0o600 });
    return { stdout };
}

function keepMade(db, program, stdout) {
    const files = new Map(KEYS.map((name) => [name, readFileSync(path.join(path.dirname(db), name))]));
    made.set(program, { files: files.set("db", readFileSync(db)), stdout });
}

/* A database with the real directory, lists and outcomes, made as `make run` makes it. Returns what was said. */
export function loadDirectory(db, program = under_test) {
    const copied = made.has(program) && copyMade(db, made.get(program));
    if (copied)
        return copied;
    const is_new = !existsSync(db);
    let stdout = "";
    for (const kind of ["areas", "lists", "framework"]) {
        const done = runProgram(["import", kind, `data/${kind}.csv`, "--db", db], { program });
        if (done.status !== 0)
            throw new Error(`import ${kind} left with ${done.status}: ${done.stderr}`);
        stdout += done.stdout;
    }
    if (is_new && !existsSync(`${db}-wal`))
        keepMade(db, program, stdout);
    return { stdout };
}

/* The file that --test-clock names. The program reads it at each look at the clock. */
function makeClock(file, now_s) {
    const clock = {
        file,
        now_s,
        set(s) {
            clock.now_s = s;
            writeFileSync(`${file}.new`, `${s}\n`);
            renameSync(`${file}.new`, file);
        },
        forward(s) {
            clock.set(clock.now_s + s);
        },
    };
    clock.set(now_s);
    return clock;
}

function asOptions(settings) {
    return Object.entries(settings).flatMap(([key, value]) => [`--${key.replaceAll("_", "-")}`, String(value)]);
}

/* Resolves with what `pattern` caught in the first fitting line that the child prints. */
function waitForLine(child, pattern, said) {
    return new Promise((resolve, reject) => {
        let text = "";
        const timer = setTimeout(() => reject(new Error(`nothing like ${pattern} within ${START_MS} ms\n${said()}`)), START_MS);
        child.stdout.on("data", (piece) => {
            text += piece;
            const caught = pattern.exec(text);
            if (caught) {
                clearTimeout(timer);
                resolve(caught[1]);
            }
        });
        child.once("exit", (status, signal) => {
            clearTimeout(timer);
            reject(new Error(`ended (${status ?? signal}) before it was ready\n${said()}`));
        });
    });
}

/* Starts any program that says on its standard output where it listens. */
export async function startListening(file, words, pattern, options = {}) {
    let errors = "", said = "";
    const child = spawn(file, words, { cwd: root, stdio: ["pipe", "pipe", "pipe"], ...options });
    running.add(child);
    child.stderr.on("data", (piece) => (errors += piece));
    child.stdout.on("data", (piece) => (said += piece));
    const ended = new Promise((resolve) => child.once("exit", (status, signal) => resolve({ status, signal })));
    ended.then(() => running.delete(child));
    const where = await waitForLine(child, pattern, () => errors);
    async function stop(signal = "SIGTERM") {
        child.kill(signal);
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
        const end = await ended;
        clearTimeout(timer);
        return end;
    }
    return { child, where, errors: () => errors, said: () => said, ended, stop };
}

function startOptions(folder, clock, settings) {
    const given = { db: path.join(folder, "cjengage.db"), listen: "127.0.0.1:0", ...settings };
    if (clock)
        given.test_clock = clock.file;
    return given;
}

/*
 * The site. options: settings (of docs/operating.md, with underscores), clock (true, or its first second), program,
 * directory (false: an empty database), sample (true: with sample content; sample_password is that of its people),
 * responses (true: with the closed consultation and its 300 responses too).
 */
export async function startSite(options = {}) {
    const { settings = {}, program = under_test, directory = true } = options;
    const folder = makeFolder("site");
    const now_s = options.clock === true ? Math.floor(Date.now() / 1000) : options.clock;
    const clock = now_s ? makeClock(path.join(folder, "clock"), now_s) : null;
    const given = startOptions(folder, clock, settings);
    if (directory)
        loadDirectory(given.db, program);
    const sample = options.sample ? runProgram(["sample", ...(options.responses ? ["--responses"] : []), "--db", given.db], { program }) : { status: 0, stdout: "" };
    if (sample.status !== 0)
        throw new Error("no sample content");
    if (!directory)
        given.create = "yes";
    const server = await startListening(program, ["serve", ...asOptions(given)], /listening on (http:\/\/\S+)/);
    async function stop() {
        const end = await server.stop();
        const said = server.errors();
        rmSync(folder, { recursive: true, force: true });
        if (end.status !== 0 || SPOKEN_BY_A_SANITIZER.test(said))
            throw new Error(`the program left with ${end.status ?? end.signal}\n${said}`);
    }
    return { origin: server.where.replace(/\/$/, ""), folder, db: given.db, clock, log: server.errors, stop, server, sample_password: /password (\S+)/.exec(sample.stdout)?.[1] };
}

/* The files of a folder under the root, as text. */
export function readSource(file) {
    return readFileSync(path.join(root, file), "utf8");
}
