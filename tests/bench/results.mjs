// results.mjs: what reading and results cost with 5,000 responses of 8 answers: processor time of the server for a page of the
// reading desk and of the queue (meant: under 20 ms), for results computed anew (under 200 ms), and for the remembered page.
import path from 'node:path';
import { askDatabase } from '../lib/answer.mjs';
import { signInPerson, openPerson } from '../lib/http_person.mjs';
import { startSite } from '../lib/program.mjs';

const SLUG = 'sample-early-views-on-help-after-prison';
const DESK = `/coordinator/consultations/${SLUG}`, RESULTS = `/coordinator/results/${SLUG}`;
const TIMES = 17; // the sample's 300 and 16 more of each: 5,100
const ASKED = 40;

// Each response again, with respondent and answers; ids are random and far apart.
const multiply = (id) => `
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ${TIMES - 1})
INSERT INTO response SELECT r.id + n, consultation_id, receipt || '-' || n, NULL, who, NULL, areas, represents_n, gathered, publish_choice,
 publish_wording, naming, may_contact, privacy_version, channel, received_on, entered_on, entered_by, entered_role, source_ref, was_read_back, confirmed_on,
 corrected_on, NULL, NULL, is_live, NULL, handling, counting, counting_reason, late, late_reason, 0, is_joint, NULL, NULL, withdrawn_on, version
 FROM response r, k WHERE consultation_id = ${id} AND counting <> 'duplicate';
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ${TIMES - 1})
INSERT INTO respondent SELECT response_id + n, name, organisation, name_key, role_title, email, phone, address, audit_key
 FROM respondent, k WHERE response_id + n IN (SELECT id FROM response);
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ${TIMES - 1})
INSERT INTO answer SELECT a.id + n, response_id + n, question_id, wording, value, other
 FROM answer a, k WHERE response_id + n IN (SELECT id FROM response);
ANALYZE;`;

const askNumber = (db, sql) => Number(askDatabase(db, sql));

async function cost(site, person, target, cpuSeconds) {
  for (let i = 0; i < 3; i++) await person.open(target); // what is opened once is warm
  const before = cpuSeconds(site.server.child.pid);
  for (let i = 0; i < ASKED; i++) {
    const page = await person.ask(target);
    if (page.status !== 200) throw new Error(`${target} answers ${page.status}`);
  }
  return (cpuSeconds(site.server.child.pid) - before) / ASKED * 1000;
}

// The chapter of bench.mjs.
export async function readingAndResults({ program, figure, cpuSeconds }) {
  const site = await startSite({ program: path.resolve(program('test')), clock: true, sample: true, responses: true, settings: { limit_pages: 1000000, limit_posts: 1000000, limit_searches: 1000000 } });
  try {
    const id = askNumber(site.db, `SELECT id FROM consultation WHERE slug = '${SLUG}'`);
    askDatabase(site.db, multiply(id));
    const n = askNumber(site.db, `SELECT count(*) FROM response WHERE consultation_id = ${id}`), answers = askNumber(site.db, 'SELECT count(*) FROM answer');
    const person = await signInPerson(site, 'coordinator.fife@example.org');
    site.clock.forward(60);
    await person.send(`${DESK}/coding/frame`, { do: 'begin' });
    console.log(`\nReading and results: ${figure(n, 0)} responses, ${figure(answers, 0)} answers; ms of processor for each page`);
    for (const [target, most] of [[`${DESK}/coding`, 20], [`${DESK}/coding/read`, 20], [`${DESK}/coding/second`, 20], [`${DESK}/coding/search?q=bed`, 200], [`${DESK}/coding/words`, 400], [`${DESK}/coding/cross`, 50], [`/coordinator/consultations/${SLUG}/coverage`, 20], [`${DESK}/moderation`, 20], [`/coordinator/responses?consultation=${SLUG}`, 20], [RESULTS, 200], [`${RESULTS}/publish`, 200]])
      console.log(`  ${target.replace(SLUG, ':slug').padEnd(52)} ${figure(await cost(site, person, target, cpuSeconds), 2).padStart(8)} (meant: under ${most})`);
    site.clock.forward(60);
    await person.send(RESULTS, { title: 'Sample results', summary: 'Sample summary.', method: '' });
    site.clock.forward(60);
    await person.send(`${RESULTS}/publish`, { note: '' });
    const reader = openPerson(site);
    console.log(`  ${'/consultations/:slug/results, remembered'.padEnd(52)} ${figure(await cost(site, reader, `/consultations/${SLUG}/results`, cpuSeconds), 2).padStart(8)}`);
  } finally {
    await site.stop();

  }
}
