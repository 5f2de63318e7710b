// bench.mjs: what the program costs, beside the least that its libraries can do. Never fails for a number; prints what it
// measured, on which machine, and the budgets that the figures are meant to keep.
//
//   BENCH_PAGE=/partnerships/ayrshire BENCH_SECONDS=3 BENCH_ONLY='http disk' make bench

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { deadline } from './deadline.mjs';
import { registerInAndOut } from './register.mjs';
import { readingAndResults } from './results.mjs';

const root = process.cwd();
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'cjengage-bench-'));
const seconds = Number(process.env.BENCH_SECONDS || 3);
const page = process.env.BENCH_PAGE || '/partnerships/ayrshire';
const form = process.env.BENCH_FORM || `${page}/contact`;
const chapters = (process.env.BENCH_ONLY || 'http fcgi fresh start disk signin deadline import register results').split(' ');
const CONNECTIONS = [16, 128, 256, 1024];
const SENDERS = 128;
const SENDS_EACH = 4;
const SIGN_INS = 50;
// BENCH_BODIES='4650 46500 465000' for the whole of it: the last takes minutes to fill.
const BODIES = (process.env.BENCH_BODIES || '4650 46500').split(' ').map(Number);
const MESSAGE = { name: 'A Sender', email: 'sender#@example.org', organisation: 'A Charity', step: 'send',
  message: 'We would like to take part in the next meeting. Number #.' };
// Nobody has these addresses: the work is the same as for somebody's.
const running = new Set();
const agent = new http.Agent({ keepAlive: true });

const program = (conf) => path.join(root, 'build', conf, 'cjengage');
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const figure = (n, digits = 1) => n.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: root, ...options });
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { child.said += text; });
  child.on('error', (e) => { child.said += e; });
  running.add(child);
  child.ended = new Promise((done) => child.on('close', (code) => { running.delete(child); done(code); }));
  return child;
}

async function until(child, pattern) {
  for (let i = 0; i < 6000; i++) {
    const found = child.said.match(pattern);
    if (found) return found;
    if (child.exitCode !== null) break;
    await wait(5);
  }
  throw new Error(`${child.spawnargs.join(' ')}: no answer to ${pattern}: ${child.said}`);
}

async function stop(child, signal = 'SIGTERM') {
  child.kill(signal);
  await child.ended;
}

// Seconds of processor time that a process has used, user and system, all its threads.
function cpuSeconds(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function privateKiB(pid) {
  const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return [...text.matchAll(/^Private_(Clean|Dirty): *(\d+)/gm)].reduce((sum, m) => sum + Number(m[2]), 0);
}

const threads = (pid) => fs.readdirSync(`/proc/${pid}/task`).length;

async function load(port, target, connections, { rate = 0, headers = [], time = seconds } = {}) {
  const child = start('build/bench/load', ['127.0.0.1', port, target, connections, time, rate, ...headers].map(String));
  await child.ended;
  return JSON.parse(child.said);
}

async function measure(server, port, target, connections, headers) {
  const before = cpuSeconds(server.pid);
  const result = await load(port, target, connections, { headers });
  const cpu = cpuSeconds(server.pid) - before;
  return { rate: result.requests / result.seconds, cpu: (cpu / result.requests) * 1000, errors: result.errors, ...result };
}

function get(port, target, headers = {}) {
  return new Promise((done, failed) => {
    http.get({ port, host: '127.0.0.1', path: target, headers, agent }, (res) => {
      const parts = [];
      res.on('data', (part) => parts.push(part));
      res.on('end', () => done({ status: res.statusCode, headers: res.headers, raw: res.rawHeaders, body: Buffer.concat(parts) }));
    }).on('error', failed);
  });
}

// --- the pieces ------------------------------------------------------------------------------------------

function makeDatabase(name = 'bench.db') {
  const db = path.join(work, name);
  const made = spawnSync('src/tools/run.sh', [program('release'), db, '--make-only'], { cwd: root, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`no database: ${made.stdout}${made.stderr}`);
  return db;
}

// The limit of pages for one address is out of the way: all of the load comes from one.
const NO_LIMIT = ['--limit-pages', '1000000'];
const serveArgs = (db, more = []) => ['serve', '--listen', '127.0.0.1:0', '--db', db, ...NO_LIMIT, ...more];

async function serve(db, { conf = 'release', more = [], before = [] } = {}) {
  const command = [...before, program(conf), ...serveArgs(db, more)];
  const child = start(command[0], command.slice(1));
  const found = await until(child, /listening on http:\/\/127\.0\.0\.1:(\d+)/);
  return { child, port: Number(found[1]) };
}

// The page as the program answered it, for the two least programs: the same head, the same bytes.
async function keepAnswer(port) {
  const answer = await get(port, page);
  if (answer.status !== 200) throw new Error(`${page} answers ${answer.status}`);
  const skip = new Set(['date', 'content-length', 'connection', 'keep-alive']);
  const lines = [];
  for (let i = 0; i < answer.raw.length; i += 2)
    if (!skip.has(answer.raw[i].toLowerCase())) lines.push(`${answer.raw[i]}: ${answer.raw[i + 1]}`);
  const file = path.join(work, 'answer');
  const write = (name, head) => fs.writeFileSync(name, Buffer.concat([Buffer.from(`${head.join('\n')}\n\n`), answer.body]));
  write(file, lines); // libmicrohttpd adds the length itself
  write(`${file}.fcgi`, [...lines, `Content-Length: ${answer.body.length}`]);
  return { file, bytes: answer.body.length };
}

async function nginxBefore(socket) {
  const dir = fs.mkdtempSync(path.join(work, 'nginx-'));
  const params = ['REQUEST_METHOD $request_method', 'REQUEST_URI $request_uri', 'CONTENT_LENGTH $content_length',
    'CONTENT_TYPE $content_type', 'SERVER_PROTOCOL $server_protocol', 'REMOTE_ADDR $remote_addr'];
  for (let port = 20000 + (process.pid % 20000); ; port++) {
    fs.writeFileSync(path.join(dir, 'nginx.conf'), `
      ${process.getuid() === 0 ? 'user root;' : ''} pid ${dir}/pid; daemon off; worker_processes 1; error_log ${dir}/error.log crit; worker_rlimit_nofile 8192;
      events { worker_connections 4096; }
      http { access_log off; keepalive_requests 1000000;
        client_body_temp_path ${dir}/b; fastcgi_temp_path ${dir}/f; proxy_temp_path ${dir}/p; uwsgi_temp_path ${dir}/u;
        scgi_temp_path ${dir}/s; fastcgi_buffers 16 16k; fastcgi_buffer_size 16k;
        server { listen 127.0.0.1:${port} backlog=1024; location / { fastcgi_pass unix:${socket};
          ${params.map((p) => `fastcgi_param ${p};`).join(' ')} } } }`);
    const child = start('nginx', ['-p', dir, '-c', path.join(dir, 'nginx.conf')]);
    for (let i = 0; i < 200 && child.exitCode === null; i++) {
      const answer = await get(port, page).catch(() => null);
      if (answer) return { child, port };
      await wait(10);
    }
    if (!/Address already in use/.test(child.said)) throw new Error(`nginx: ${child.said}`);
  }
}

// --- the chapters ------------------------------------------------------------------------------------------

function row(name, m, least) {
  const ratio = least ? `  ${figure(m.cpu / least.cpu, 2)} x cpu  ${figure(m.rate / least.rate, 2)} x rate` : '';
  const wrong = m.errors ? `  ${m.errors} WRONG ANSWERS` : '';
  console.log(`  ${name.padEnd(34)} ${figure(m.cpu, 4)} s/1,000  ${figure(m.rate, 0).padStart(7)} /s  p99 ${figure(m.p99).padStart(6)} ms${ratio}${wrong}`);
}

async function httpDoor(db) {
  const ours = await serve(db);
  const answer = await keepAnswer(ours.port);
  const least = start('build/bench/min_mhd', [answer.file]);
  const leastPort = Number((await until(least, /:(\d+)\n/))[1]);
  console.log(`\nHTTP: ${page}, ${figure(answer.bytes, 0)} bytes, plain; processor time of the server alone`);
  await load(ours.port, page, 16, { time: 1 });
  let steady = 0;
  for (const n of CONNECTIONS) {
    const floor = await measure(least, leastPort, page, n);
    const kept = await measure(ours.child, ours.port, page, n);
    steady = steady || kept.rate;
    row(`least libmicrohttpd, ${n} connections`, floor);
    row(`remembered, ${n} connections`, kept, floor);
    if (n !== CONNECTIONS[0]) console.log(`  ${''.padEnd(34)} ${figure((kept.rate / steady) * 100, 0)} % of the rate at ${CONNECTIONS[0]} connections (meant: 80 or more)`);
    if (n === CONNECTIONS[0]) {
      row('remembered, gzip', await measure(ours.child, ours.port, page, n, ['Accept-Encoding: gzip']));
      row('made afresh (a cookie of ours)', await measure(ours.child, ours.port, page, n, ['Cookie: cj=x']), floor);
    }
  }
  least.stdin.end();
  await least.ended;
  await stop(ours.child);
}

async function fcgiDoor(db) {
  const ours = await serve(db);
  const answer = await keepAnswer(ours.port);
  await stop(ours.child);
  console.log('\nFastCGI behind nginx: the rate is that of nginx, the program and the load on the same cores');
  const doors = [
    ['least libfcgi', (socket) => start('build/bench/min_fcgi', [`${answer.file}.fcgi`, socket]), []],
    ['remembered', (socket) => start(program('release'), ['fcgi', '--socket', socket, '--db', db, ...NO_LIMIT]), []],
    ['made afresh', (socket) => start(program('release'), ['fcgi', '--socket', socket, '--db', db, ...NO_LIMIT]), ['Cookie: cj=x']],
  ];
  const least = {};
  for (const [name, open, headers] of doors) {
    const socket = path.join(work, `${name.replace(/ /g, '-')}.sock`);
    const child = open(socket);
    for (let i = 0; i < 400 && !fs.existsSync(socket); i++) await wait(5);
    const front = await nginxBefore(socket);
    await load(front.port, page, 16, { time: 1 });
    for (const n of name === 'made afresh' ? [16] : CONNECTIONS) {
      const m = await measure(child, front.port, page, n, headers);
      least[n] = least[n] || m;
      row(`${name}, ${n} connections`, m, least[n] === m ? null : least[n]);
    }
    await stop(front.child, 'SIGQUIT');
    await stop(child, name === 'least libfcgi' ? 'SIGKILL' : 'SIGTERM'); // libfcgi's own handler of SIGTERM ends nothing
  }
}

// From the start of the process to the last byte of the first answer, asked for as soon as anybody listens.
async function firstAnswer(db) {
  const times = [];
  let memory = 0;
  let inThreads = 0;
  for (let i = 0; i < 9; i++) {
    const began = process.hrtime.bigint();
    const ours = await serve(db);
    await get(ours.port, page);
    times.push(Number(process.hrtime.bigint() - began) / 1e6);
    await wait(200);
    memory = privateKiB(ours.child.pid);
    inThreads = threads(ours.child.pid);
    await stop(ours.child);
  }
  console.log(`\nStart to first answer, database there: median ${figure(median(times))} ms, worst ${figure(Math.max(...times))} ms (meant: under 100)`);
  console.log(`Idle private memory after one page: ${figure(memory / 1024)} MB in ${inThreads} threads (meant: under 15)`);
}

// Where a page made afresh spends its time, by the program's own clock: one request at a time, nobody else asking.
async function whereTimeGoes(db) {
  const ours = await serve(db, { conf: 'test', more: ['--no-remember', '--server-timing'] });
  const parts = { all: [], render: [], gzip: [] };
  for (let i = 0; i < 500; i++) {
    const { headers } = await get(ours.port, page, { 'accept-encoding': 'gzip' });
    for (const [, name, ms] of headers['server-timing'].matchAll(/(\w+);dur=([\d.]+)/g)) parts[name].push(Number(ms) * 1000);
  }
  await stop(ours.child);
  const [all, render, zip] = [parts.all, parts.render, parts.gzip].map(median);
  console.log(`\nA page made afresh, median of 500: ${figure(all, 0)} us in all: rendering ${figure(render, 0)} us (${figure((100 * render) / all, 0)} %), ` +
    `gzip ${figure(zip, 0)} us (${figure((100 * zip) / all, 0)} %), its SQL, values and headers ${figure(all - render - zip, 0)} us`);
}

function fsyncMicroseconds() {
  const fd = fs.openSync(path.join(work, 'fsync'), 'w');
  const times = [];
  for (let i = 0; i < 20; i++) {
    fs.writeSync(fd, Buffer.alloc(4096));
    const began = process.hrtime.bigint();
    fs.fdatasyncSync(fd);
    times.push(Number(process.hrtime.bigint() - began) / 1e3);
  }
  fs.closeSync(fd);
  return median(times);
}

async function slowDisk(db) {
  const more = ['--contact-mail', 'operator@example.org', '--trusted-proxy', '127.0.0.1'];
  // Not by tracing: each system call that strace looks at stops the thread, and visitors with it.
  const slow = ['env', `LD_PRELOAD=${path.join(root, 'build/bench/slow_sync.so')}`];
  const ours = await serve(db, { more, before: slow });
  console.log(`\nA disk of 100 ms a sync, ${SENDERS} senders of the message form, visitors asking 500 pages a second`);
  // The senders give way on the cores that are shared: in life they have their own.
  const senders = start('nice', ['-n', '19', 'node', 'tests/bench/senders.mjs', ours.port, form, SENDERS, SENDS_EACH, JSON.stringify(MESSAGE)].map(String));
  const round = async () => {
    senders.said = '';
    senders.stdin.write('go\n');
    return JSON.parse((await until(senders, /^(\{.*\})\n/))[1]);
  };
  await until(senders, /ready\n/);
  await round(); // not measured: waiting workers are made at need
  for (const [name, headers] of [['remembered', []], ['made afresh', ['Cookie: cj=x']]]) {
    const idle = await load(ours.port, page, 16, { rate: 500, headers, time: 3 });
    const visitors = load(ours.port, page, 16, { rate: 500, headers, time: 3 });
    const sent = await round();
    const busy = await visitors;
    console.log(`  ${name.padEnd(14)} p99 ${figure(idle.p99, 2)} ms idle, ${figure(busy.p99, 2)} ms while ${SENDERS * SENDS_EACH} were sent in ${figure(sent.seconds)} s: ` +
      `${figure(busy.p99 / idle.p99, 1)} times (meant: under 3); wrong ${idle.errors + busy.errors}; answers ${JSON.stringify(sent.statuses)}`);
  }
  senders.stdin.end();
  await senders.ended;
  agent.destroy();
  ours.child.kill('SIGTERM');
  await ours.child.ended;
  const line = (ours.child.said.match(/stop .*writes=(\d+) commits=(\d+).*/) || []);
  if (line.length) console.log(`  mean number of writes that share a commit: ${figure(line[1] / line[2])} (meant: above 8), largest: ${(line[0].match(/batch_max=(\d+)/) || [])[1]}`);
}

// Passwords are hashed by one thread, 80 ms each: pages must not wait for it.
async function manySignIns(db) {
  const ours = await serve(db, { more: ['--trusted-proxy', '127.0.0.1'] });
  const fields = { email: 'nobody#@example.org', password: 'a password of nobody at all' };
  const senders = start('nice', ['-n', '19', 'node', 'tests/bench/senders.mjs', ours.port, '/sign-in', SIGN_INS, 1, JSON.stringify(fields)].map(String));
  await until(senders, /ready\n/);
  console.log(`\n${SIGN_INS} people sign in at once, visitors asking 500 pages a second`);
  senders.stdin.write('go\n'); // not measured: waiting workers are made at need
  await until(senders, /^(\{.*\})\n/m);
  for (const [name, headers] of [['remembered', []], ['made afresh', ['Cookie: cj=x']]]) {
    // as long as the sign-ins take
    const idle = await load(ours.port, page, 16, { rate: 500, headers, time: 4 });
    const visitors = load(ours.port, page, 16, { rate: 500, headers, time: 4 });
    senders.said = '';
    senders.stdin.write('go\n');
    const sent = JSON.parse((await until(senders, /^(\{.*\})\n/))[1]);
    const busy = await visitors;
    console.log(`  ${name.padEnd(14)} p99 ${figure(idle.p99, 2)} ms idle, ${figure(busy.p99, 2)} ms during ${SIGN_INS} sign-ins in ${figure(sent.seconds)} s: ` +
      `${figure(busy.p99 / idle.p99, 1)} times (meant: under 3); wrong ${idle.errors + busy.errors}; answers ${JSON.stringify(sent.statuses)}`);
  }
  senders.stdin.end();
  await senders.ended;
  await stop(ours.child);
}

const deadlineChapter = () => deadline({ program, makeDatabase, serve, start, until, stop, work, figure, cpuSeconds, sync: fsyncMicroseconds() });
const resultsChapter = () => readingAndResults({ program, figure, cpuSeconds });
const importChapter = () => registerInAndOut({ program: program('release'), makeDatabase, work, figure });

// Searches of the register, with area filter and without: what they cost may grow with what is found, not with the register.
async function register() {
  console.log('\nSearching the register, seconds of processor time for 1,000 searches (meant with an area: about 1.2 or less)');
  for (const n of BODIES) {
    const db = makeDatabase(`register-${n}.db`);
    const filling = start('build/bench/bench_register', [db, String(n)]);
    console.log(` ${figure(n, 0)} organisations`);
    if ((await filling.ended) !== 0) throw new Error(filling.said);
    process.stdout.write(filling.said);
    const ours = await serve(db, { more: ['--limit-searches', '0'] });
    for (const target of ['/bodies?area=fife', '/bodies?q=community&area=fife', '/bodies?q=mental+health&area=fife']) {
      const r = await measure(ours.child, ours.port, target, 16, []);
      console.log(`  page ${target.padEnd(36)} ${figure(r.cpu, 2)} s, ${figure(r.rate, 0)} a second${r.errors ? `, ${r.errors} WRONG` : ''}`);
    }
    await stop(ours.child);
  }
}

async function main() {
  const sync = fsyncMicroseconds();
  console.log(`${os.cpus().length} x ${os.cpus()[0].model}, Linux ${os.release()}; one sync takes ${figure(sync, 0)} us${sync < 100 ? ': no real fsync' : ''}`);
  console.log('Load, nginx and the program share these cores: compare rows with each other.');
  const db = makeDatabase();
  for (const chapter of chapters) await { http: httpDoor, fcgi: fcgiDoor, start: firstAnswer, fresh: whereTimeGoes, disk: slowDisk, signin: manySignIns, deadline: deadlineChapter, import: importChapter, register, results: resultsChapter }[chapter](db);
}

try {
  await main();
} finally {
  for (const child of running) child.kill('SIGKILL');
  fs.rmSync(work, { recursive: true, force: true });
}
