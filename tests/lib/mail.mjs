/*
 * mail.mjs: the SMTP server of the tests (tests/wire/smtp_sink.py) and what it took.
 */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { makeFolder, root, startListening, waitFor } from "./program.mjs";

/* A mail as { from, to[], headers, body }; quoted-printable and base64 bodies are decoded, header names lower case. */
export function readMail(text) {
    const [head, ...rest] = text.split("\r\n\r\n");
    const headers = {};
    const to = [];
    for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
        const at = line.indexOf(":");
        const name = line.slice(0, at).toLowerCase();
        const value = line.slice(at + 1).trim();
        if (name === "x-sink-to")
            to.push(value);
        headers[name] = value;
    }
    let body = rest.join("\r\n\r\n");
    const encoding = (headers["content-transfer-encoding"] || "").toLowerCase();
    if (encoding === "base64")
        body = Buffer.from(body, "base64").toString("utf8");
    if (encoding === "quoted-printable")
        body = Buffer.from(
            body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
            "latin1",
        ).toString("utf8");
    return { from: headers["x-sink-from"], to, headers, body };
}

export async function startMailServer(words = []) {
    const folder = makeFolder("mail");
    const script = path.join(root, "tests/wire/smtp_sink.py");
    const server = await startListening("/usr/bin/python3", [script, folder, ...words], /PORT 127\.0\.0\.1:(\d+)/);
    function taken() {
        const files = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
        return files.map((name) => readMail(readFileSync(path.join(folder, name), "latin1")));
    }
    /* Waits until `n` mails have come. */
    async function wait(n) {
        await waitFor(`${n} mails`, () => taken().length >= n);
        return taken();
    }
    async function stop() {
        server.child.stdin.end();
        await server.ended;
        rmSync(folder, { recursive: true, force: true });
    }
    return { port: Number(server.where), settings: { smtp_host: "127.0.0.1", smtp_port: Number(server.where), smtp_tls: "none" }, taken, wait, stop };
}
