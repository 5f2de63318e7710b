// register.mjs: the register in and out: a list of 46,500 organisations brought in while visitors read, its export, and an
// extract of the charity register beside it.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROWS = 46500;
const CHARITIES = 25000;
const AREAS = ['fife', 'angus', 'highland', 'moray', 'falkirk', 'glasgow-city', 'city-of-edinburgh', 'dundee-city'];
const WORDS = ['Bright', 'Open', 'Steady', 'Common', 'Second', 'Early', 'Quiet', 'Long', 'Harbour', 'River'];

const number = (i) => `SC${String(900000 + i).padStart(6, '0')}`;

function list(file) {
  const lines = ['name,areas,charity number,what it does,email,phone,topics,grounds'];
  for (let i = 0; i < ROWS; i++)
    lines.push(`Sample ${WORDS[i % 10]} ${WORDS[(i * 7) % 9]} Project ${i},${AREAS[i % 8]};${AREAS[(i * 3) % 7]},${i < 20000 ? number(i) : ''},` +
      `"Works with people who leave prison, and with their families.",office@s${i}.example.org,01632 96${String(i % 10000).padStart(4, '0')},housing,service`);
  fs.writeFileSync(file, lines.join('\n') + '\n');
}

// One in ten of ours is called otherwise.
function extract(file) {
  const lines = ['Charity Number,Charity Name,Known As,Charity Status,Constitutional Form,Main Operating Location,Purposes,Objectives'];
  for (let i = 0; i < CHARITIES; i++)
    lines.push(`${number(i)},Sample ${WORDS[i % 10]} ${WORDS[(i * 7) % 9]} Project ${i}${i % 10 ? '' : ' renamed'},,Active,SCIO,Fife,,"${'Advances citizenship. '.repeat(30)}"`);
  fs.writeFileSync(file, lines.join('\n') + '\n');
}

// The processor time of a command, by what the children of this process used before and after.
function timed(run) {
  const from = process.hrtime.bigint();
  const result = run();
  return { seconds: Number(process.hrtime.bigint() - from) / 1e9, ...result };
}

function command(program, words, log) {
  return timed(() => {
    const done = spawnSync('/usr/bin/env', ['bash', '-c', 'times=$(mktemp); TIMEFORMAT="%U %S"; { time "$@" 2>/dev/null; } 2>"$times"; s=$?; cat "$times" >&2; rm -f "$times"; exit $s', 'bench',
      program, ...words, '--log', log], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stdout}${done.stderr}`);
    const [user, system] = done.stderr.trim().split('\n').at(-1).split(' ').map(Number);
    return { cpu: user + system, said: done.stdout.trim().split('\n') };
  });
}

// Writes that held the writer longer than 50 ms, as the program logs them.
function slowWrites(log) {
  return fs.existsSync(log) ? [...fs.readFileSync(log, 'utf8').matchAll(/write\.slow ms=(\d+)/g)].map((m) => Number(m[1])) : [];
}

export function registerList(work) {
  list(path.join(work, 'list.csv'));
  return path.join(work, 'list.csv');
}

export async function registerInAndOut({ program, makeDatabase, work, figure }) {
  const db = makeDatabase('register.db');
  const at = (name) => path.join(work, name);
  list(at('list.csv'));
  extract(at('extract.csv'));
  console.log(`\nThe register: ${figure(ROWS, 0)} organisations in and out`);
  const jobs = [
    ['import', ['import', 'bodies', at('list.csv'), '--source', 'Sample list'], 60],
    ['export', ['export', 'bodies', at('out.csv'), '--with-private'], 5],
    ['known again', ['import', 'bodies', at('out.csv'), '--source', 'Sample list', '--dry-run'], 60],
    [`charity register, ${figure(CHARITIES, 0)} rows`, ['import', 'oscr', at('extract.csv'), '--whole'], 60],
  ];
  for (const [name, words, meant] of jobs) {
    const log = at(`${words[1]}-${name.slice(0, 5)}.log`);
    const took = command(program, [...words, '--db', db], log);
    const slow = slowWrites(log);
    console.log(`  ${name.padEnd(30)} ${figure(took.seconds)} s (meant: under ${meant}), ${figure(took.cpu)} s of processor; ` +
      `writes over 50 ms: ${slow.length}${slow.length ? `, the longest ${Math.max(...slow)} ms` : ''} (meant: none)`);
  }
}
