/*
 * doors.mjs: the three doors, with a real nginx before them, on one database.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { root, startListening, under_test, waitFor } from "./program.mjs";
import { readAnswers } from "./raw.mjs";

function canConnect(where) {
    return new Promise((resolve) => {
        const socket = net.connect(where, () => {
            socket.destroy();
            resolve(true);
        });
        socket.on("error", () => resolve(false));
    });
}

/* Our own configuration as it is delivered, with places of the test in it. */
function delivered(name, changes) {
    let text = readFileSync(path.join(root, "deploy/nginx", name), "utf8");
    for (const [from, to] of Object.entries(changes))
        text = text.replaceAll(from, to);
    return text;
}

function serverBlock(socket, parts) {
    return `server { listen unix:${socket}; ${parts.join("\n")} }`;
}

/*
 * nginx with deploy/nginx: { toHttp, toFcgi } are places to connect to, the first before the embedded door at
 * `http_port`, the second before the FastCGI door at the socket `fcgi`. logs(): all it wrote.
 */
export async function startNginx(folder, { http_port, fcgi }) {
    const home = path.join(folder, "nginx");
    mkdirSync(home);
    const changes = {
        "/var/log/nginx/": `${home}/`,
        "/usr/local/share/cjengage/errors/": `${root}deploy/errors/`,
        "unix:/run/cjengage.fcgi": `unix:${fcgi}`,
    };
    const of = (name) => delivered(name, changes);
    const conf = `
user root; daemon off; worker_processes 1; pid ${home}/pid; error_log ${home}/error.log emerg;
events { worker_connections 4096; }
http {
    client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi;
    uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
    ${of("cjengage-log.conf")}
    upstream cjengage { server 127.0.0.1:${http_port}; keepalive 32; }
    ${serverBlock(`${home}/http.sock`, [of("cjengage-server.conf"), of("cjengage-http.conf")])}
    ${serverBlock(`${home}/fcgi.sock`, [of("cjengage-server.conf"), of("cjengage-fcgi.conf")])}
}`;
    writeFileSync(path.join(home, "nginx.conf"), conf);
    let said = "";
    const child = spawn("nginx", ["-p", home, "-c", path.join(home, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (piece) => (said += piece));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.once("exit", () => child.kill("SIGKILL"));
    const toHttp = { path: `${home}/http.sock` };
    const toFcgi = { path: `${home}/fcgi.sock` };
    await waitFor(`nginx: ${said}`, async () => (await canConnect(toHttp)) && canConnect(toFcgi));
    async function stop() {
        child.kill("SIGQUIT");
        await ended;
    }
    const logs = () => readFileSync(`${home}/cjengage.log`, "utf8") + readFileSync(`${home}/cjengage-error.log`, "utf8");
    return { toHttp, toFcgi, logs, stop };
}

export async function startFcgi(folder, words, program = under_test) {
    const socket = path.join(folder, "fcgi.sock");
    const server = await startListening(program, ["fcgi", "--socket", socket, ...words], /listening on (unix:\S+)/);
    return { socket, server };
}

/* --- plain CGI: what a web server makes of a request --- */

function parseRequest(bytes) {
    const head_end = bytes.indexOf("\r\n\r\n");
    const [first, ...lines] = bytes.toString("latin1", 0, head_end).split("\r\n");
    const [method, target, protocol] = first.split(" ");
    const headers = lines.map((line) => {
        const at = line.indexOf(":");
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    });
    return { method, target, protocol, headers, body: bytes.subarray(head_end + 4) };
}

/* Node sends the environment as UTF-8; what is not ASCII there is never asked in these tests. */
function environmentOf(request) {
    const env = {
        PATH: process.env.PATH, GATEWAY_INTERFACE: "CGI/1.1", SERVER_PROTOCOL: request.protocol,
        REQUEST_METHOD: request.method, REQUEST_URI: request.target, REMOTE_ADDR: "192.0.2.7", SCRIPT_NAME: "",
    };
    for (const [name, value] of request.headers) {
        if (name === "content-length" || name === "content-type")
            env[name.toUpperCase().replace("-", "_")] = value;
        else if (name !== "transfer-encoding")
            env[`HTTP_${name.toUpperCase().replaceAll("-", "_")}`] = value;
    }
    return env;
}

/* Runs the program once as plain CGI and gives the answer as it would go over the wire. */
export async function askCgi(bytes, config, program = under_test) {
    const request = parseRequest(bytes);
    const env = { ...environmentOf(request), CJENGAGE_CONFIG: config };
    const child = spawn(program, [], { env, stdio: ["pipe", "pipe", "pipe"] });
    const out = [];
    let said = "";
    child.stdout.on("data", (piece) => out.push(piece));
    child.stderr.on("data", (piece) => (said += piece));
    child.stdin.on("error", () => {}); /* it need not read what it refuses */
    child.stdin.end(request.body);
    const status = await new Promise((resolve) => child.once("close", resolve));
    if (status !== 0)
        throw new Error(`CGI left with ${status}: ${said}`);
    const answer = Buffer.concat(out);
    if (!answer.toString("latin1").startsWith("Status: "))
        throw new Error(`no Status line: ${answer.toString("latin1").slice(0, 200)}`);
    const head = Buffer.from("HTTP/1.1 ");
    return { answer: readAnswers(Buffer.concat([head, answer.subarray("Status: ".length)]), [request.method])[0], said };
}
