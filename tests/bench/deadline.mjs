// deadline.mjs: the last minute before closing: many send at once. How many a second beside one committed transaction at a
// time, and how long each waits, also while a register of organisations is brought in.
//
// As a program of its own: deadline.mjs PORT SLUG N prepares N responses up to the page that sends, says "ready", and for
// each line "SENDERS COUNT" of input sends that many and prints seconds, waits in ms and statuses as JSON.

import { spawn } from 'node:child_process';
import http from 'node:http';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { answerUpToSending, openBrowserOf, putSampleConsultation } from '../lib/answer.mjs';
import { registerList } from './register.mjs';

const SLUG = 'sample-deadline';
const ALONE = 160, AT_16 = 480, AT_128 = 768;
const LEAST_DRAFT_AGE_MS = 3500;

function post(agent, port, x) {
  const text = x.fields.toString(), began = performance.now();
  return new Promise((done, failed) => {
    const req = http.request({ port, host: '127.0.0.1', path: x.target, method: 'POST', agent,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(text),
        Origin: `http://127.0.0.1:${port}`, Cookie: x.person.cookie, 'X-Forwarded-For': x.person.address } }, (res) => {
      res.resume();
      res.on('end', () => done({ status: res.statusCode, ms: performance.now() - began }));
    });
    req.on('error', failed);
    req.end(text);
  });
}

async function sendAll(port, all, senders) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: senders });
  const waits = [], statuses = {}, began = performance.now();
  await Promise.all([...Array(senders).keys()].map(async (k) => {
    for (let i = k; i < all.length; i += senders) {
      const { status, ms } = await post(agent, port, all[i]);
      waits.push(ms);
      statuses[status] = (statuses[status] || 0) + 1;
    }
  }));
  agent.destroy();
  waits.sort((a, b) => a - b);
  return { seconds: (performance.now() - began) / 1000, n: all.length, p50: waits[waits.length >> 1], p99: waits[Math.floor(waits.length * 0.99)], most: waits.at(-1), statuses };
}

async function sender(port, slug, n) {
  const origin = `http://127.0.0.1:${port}`, all = [];
  let next = 0;
  await Promise.all([...Array(8)].map(async () => {
    for (let i = next++; i < n; i = next++) {
      const person = openBrowserOf(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
      all.push({ person, ...(await answerUpToSending(origin, slug, person, { words: `Sample words of response ${i}. `.repeat(20) })) });
    }
  }));
  await new Promise((done) => setTimeout(done, LEAST_DRAFT_AGE_MS));
  console.log('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [senders, count] = line.split(' ').map(Number);
    console.log(JSON.stringify(await sendAll(port, all.splice(0, count), senders)));
  }
}

// The chapter of bench.mjs.
export async function deadline({ program, makeDatabase, serve, start, until, stop, work, figure, sync, cpuSeconds }) {
  const db = makeDatabase('deadline.db');
  putSampleConsultation(db, SLUG, Math.floor(Date.now() / 1000) + 86400);
  const ours = await serve(db, { more: ['--trusted-proxy', '127.0.0.1', '--limit-posts', '1000000'] });
  const child = start('node', ['tests/bench/deadline.mjs', ours.port, SLUG, ALONE + AT_16 + 2 * AT_128].map(String));
  const round = async (senders, count) => {
    child.said = '';
    const before = cpuSeconds(ours.child.pid);
    child.stdin.write(`${senders} ${count}\n`);
    const done = JSON.parse((await until(child, /^(\{.*\})\n/))[1]);
    return { ...done, cpu_ms: (cpuSeconds(ours.child.pid) - before) / done.n * 1000 };
  };
  const line = (what, r, more = '') => console.log(`  ${what.padEnd(34)} ${figure(r.n / r.seconds, 0).padStart(6)} a second, waits p50 ${figure(r.p50)}, p99 ${figure(r.p99)}, ` +
    `longest ${figure(r.most)} ms, ${figure(r.cpu_ms, 2)} ms of processor each; answers ${JSON.stringify(r.statuses)}${more}`);
  console.log('\nThe last minute before closing: responses that are stored for good');
  await until(child, /ready\n/);
  const alone = await round(1, ALONE), many = await round(16, AT_16);
  const times = (many.n / many.seconds) / (alone.n / alone.seconds);
  line('one transaction at a time', alone);
  line('16 senders', many, `: ${figure(times)} times (meant: at least 2${sync < 100 ? '; no real fsync here' : ''})`);
  line('128 senders', await round(128, AT_128), ' (meant: p99 under 250 ms)');
  const list = registerList(work);
  const bringing = spawn(program('release'), ['import', 'bodies', list, '--source', 'Sample list', '--db', db], { stdio: 'ignore' });
  const brought = new Promise((done) => bringing.once('exit', done));
  await new Promise((done) => setTimeout(done, 3000));
  line('128 senders, a register coming in', await round(128, AT_128), ' (meant: p99 under 250 ms)');
  const was_running = bringing.exitCode === null;
  bringing.kill('SIGKILL');
  await brought;
  if (!was_running) throw new Error('the register was in before the senders were done');
  child.stdin.end();
  await child.ended;
  await stop(ours.child);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await sender(...[2, 3, 4].map((i) => (i === 3 ? process.argv[i] : Number(process.argv[i]))));
