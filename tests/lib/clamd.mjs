/*
 * clamd.mjs: the real virus scanner of Debian's clamav-daemon for wire and browser tests: a signature of their own, a socket of
 * its own, nothing of the machine's.
 *
 *     const scanner = prepareScanner(); startSite({ settings: { clamd_socket: scanner.socket } }); await scanner.start(); ...
 */
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder, startListening } from "./program.mjs";

/* The test file of the makers of scanners, harmless to everybody (EICAR); in two pieces, so that this file is none. */
export const INFECTED = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/* A copy of the program: where the system confines /usr/sbin/clamd it may not read our folder. */
export function prepareScanner() {
    const folder = makeFolder("clamd"), program = path.join(folder, "clamd"), config = path.join(folder, "clamd.conf");
    const socket = path.join(folder, "ctl");
    copyFileSync("/usr/sbin/clamd", program);
    chmodSync(program, 0o700);
    mkdirSync(path.join(folder, "db"));
    writeFileSync(path.join(folder, "db/sample.ndb"), `Sample.Test:0:*:${Buffer.from(INFECTED).toString("hex")}\n`);
    writeFileSync(config, `LocalSocket ${socket}\nDatabaseDirectory ${folder}/db\nTemporaryDirectory ${folder}\nForeground yes\nMaxThreads 2\n`);
    let running = null;
    return {
        socket,
        start: async () => {
            running = await startListening(program, [`--config-file=${config}`], /(Self checking)/);
        },
        stop: async () => {
            await running?.stop();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
