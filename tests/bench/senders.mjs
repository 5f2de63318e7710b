// senders.mjs PORT PATH SENDERS EACH FIELDS: fills in and sends the form at PATH, for bench.mjs. FIELDS is JSON; # in a
// value becomes the form's number.
//
// Says "ready" when forms for three rounds are filled in; each line of input starts a round, in which every sender sends
// its forms one after the other over a connection that it keeps, as a browser does. A round ends with a line of JSON:
// seconds and the statuses of the answers.

import http from 'node:http';
import readline from 'node:readline';

const [port, target, SENDERS, each] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const filled = Object.entries(JSON.parse(process.argv[6]));
const ROUNDS = 3;
const LEAST_FORM_AGE_MS = 3000; // a form sent sooner after its making is taken for a robot's
const agent = new http.Agent({ keepAlive: true, maxSockets: SENDERS });

function get(port, target, headers = {}) {
  return new Promise((done, failed) => {
    http.get({ port, host: '127.0.0.1', path: target, headers, agent }, (res) => {
      const parts = [];
      res.on('data', (part) => parts.push(part));
      res.on('end', () => done({ status: res.statusCode, headers: res.headers, raw: res.rawHeaders, body: Buffer.concat(parts) }));
    }).on('error', failed);
  });
}

function post(port, target, text, headers = {}) {
  return new Promise((done, failed) => {
    const req = http.request({ port, host: '127.0.0.1', path: target, method: 'POST', agent,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(text),
        Origin: `http://127.0.0.1:${port}`, ...headers } }, (res) => {
      res.resume();
      res.on('end', () => done(res.statusCode));
    });
    req.on('error', failed);
    req.end(text);
  });
}

const hidden = (html) => [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]);

// One filled form a send, each from an address of its own: an office of 128 would meet the limit for one address.
async function fillForms(port, target, n) {
  const forms = [];
  for (let i = 0; i < n; i++) {
    const address = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
    const form = await get(port, target, { 'X-Forwarded-For': address });
    if (form.status !== 200) throw new Error(`${target} answers ${form.status}`);
    const fields = new URLSearchParams(hidden(form.body.toString()));
    for (const [name, value] of filled) fields.set(name, value.replace('#', i));
    forms.push({ address, text: fields.toString() });
  }
  return forms;
}

async function sendAll(port, target, forms) {
  const statuses = {};
  const sender = async (k) => {
    for (let i = k; i < forms.length; i += SENDERS) {
      const status = await post(port, target, forms[i].text, { 'X-Forwarded-For': forms[i].address }).catch((e) => e.code);
      statuses[status] = (statuses[status] || 0) + 1;
    }
  };
  await Promise.all([...Array(SENDERS).keys()].map(sender));
  return statuses;
}

const forms = await fillForms(port, target, SENDERS * each * ROUNDS);
await new Promise((done) => setTimeout(done, LEAST_FORM_AGE_MS));
console.log('ready');
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line !== 'go') continue;
  const began = performance.now();
  const statuses = await sendAll(port, target, forms.splice(0, SENDERS * each));
  console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, statuses }));
}
agent.destroy();
