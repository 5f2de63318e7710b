/*
 * raw.mjs: bytes to a socket and back, for what no polite client sends.
 */
import net from "node:net";

const QUIET_MS = 20000; /* a door that says nothing for so long has failed */

/* Where: { port, host } or { path }. Opens a connection that remembers all it was told. */
export function openConnection(where) {
    const socket = net.connect(where);
    const pieces = [];
    let is_closed = false;
    let wake = () => {};
    socket.on("data", (piece) => {
        pieces.push(piece);
        wake();
    });
    socket.on("error", () => {}); /* a reset is a way of closing */
    socket.on("close", () => {
        is_closed = true;
        wake();
    });
    function heard() {
        return Buffer.concat(pieces);
    }
    /* Until `enough` of what was heard is true, or the other side has closed. */
    async function until(enough, limit_ms = QUIET_MS) {
        const end = Date.now() + limit_ms;
        while (!is_closed && !enough(heard())) {
            if (Date.now() > end)
                throw new Error(`nothing more within ${limit_ms} ms; heard: ${heard().toString("latin1").slice(0, 300)}`);
            await new Promise((resolve) => {
                wake = resolve;
                setTimeout(resolve, 200);
            });
        }
        return heard();
    }
    return {
        socket, heard, until,
        send: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
        closed: () => is_closed,
        untilClosed: (limit_ms) => until(() => false, limit_ms),
        answers: (n, methods = [], limit_ms) =>
            until((bytes) => readAnswers(bytes, methods).length >= n, limit_ms).then((b) => readAnswers(b, methods)),
        end: () => socket.destroy(),
    };
}

function readHead(text) {
    const [first, ...lines] = text.split("\r\n");
    const headers = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]);
    return { status: Number(first.split(" ")[1]), headers };
}

function hasNoBody(status, method) {
    return method === "HEAD" || status === 304 || status === 204 || status < 200;
}

/* A chunked body at `at`: { body, end }, or null while it is not whole. */
function readChunks(bytes, at) {
    const pieces = [];
    for (;;) {
        const line = bytes.indexOf("\r\n", at);
        if (line < 0)
            return null;
        const n = parseInt(bytes.toString("latin1", at, line), 16);
        if (bytes.length < line + 2 + n + 2)
            return null;
        pieces.push(bytes.subarray(line + 2, line + 2 + n));
        at = line + 2 + n + 2;
        if (n === 0)
            return { body: Buffer.concat(pieces), end: at };
    }
}

/* Whole answers in what was heard: [{ status, headers: [[name, value]], get(name), body }]. methods: of the requests. */
export function readAnswers(bytes, methods = []) {
    const answers = [];
    let at = 0;
    for (;;) {
        const head_end = bytes.indexOf("\r\n\r\n", at);
        if (head_end < 0)
            return answers;
        const { status, headers } = readHead(bytes.toString("latin1", at, head_end));
        const get = (name) => headers.filter(([n]) => n === name).map(([, value]) => value)[0];
        const from = head_end + 4;
        let end = from;
        let body = Buffer.alloc(0);
        if (!hasNoBody(status, methods[answers.length])) {
            const chunks = get("transfer-encoding") === "chunked" ? readChunks(bytes, from) : undefined;
            if (chunks === null)
                return answers;
            end = chunks ? chunks.end : from + Number(get("content-length") ?? bytes.length - from);
            if (end > bytes.length)
                return answers;
            body = chunks ? chunks.body : bytes.subarray(from, end);
        }
        answers.push({ status, headers, get, body });
        at = end;
    }
}

/* One request, one answer, then the connection is ours to close. */
export async function ask(where, bytes, method = String(bytes).split(" ")[0], limit_ms) {
    const connection = openConnection(where);
    connection.send(bytes);
    const heard = await connection.until((b) => readAnswers(b, [method]).some((a) => a.status >= 200), limit_ms);
    connection.end();
    const answer = readAnswers(heard, [method]).find((a) => a.status >= 200);
    if (!answer)
        throw new Error(`no answer; heard: ${heard.toString("latin1").slice(0, 300)}`);
    return answer;
}

/* "http://127.0.0.1:43121" as a place to connect to. */
export function placeOf(origin) {
    const url = new URL(origin);
    return { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port) };
}
