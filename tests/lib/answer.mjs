/*
 * answer.mjs: answers a consultation over HTTP as a browser without scripts does: begins, fills in each page that it is led to,
 * and comes to the page that sends. For tests that need many responses.
 */
import { execFileSync } from "node:child_process";

const PYTHON = "import sqlite3,sys; d = sqlite3.connect(sys.argv[1], timeout=20); " +
    "rows = [r for s in sys.argv[2].split(';\\n') for r in d.execute(s)]; d.commit(); print('\\n'.join(str(r[0]) for r in rows))";

/* The first column of what statements with ";" and a new line between find, a line each. */
export const askDatabase = (db, sql) => execFileSync("/usr/bin/python3", ["-c", PYTHON, db, sql], { encoding: "utf8" }).trim();

/* An open consultation of Fife with two questions, in a database with the directory. */
export function putSampleConsultation(db, slug, closes_at_s) {
    askDatabase(db, `INSERT INTO consultation (id, reference, slug, partnership_id, title, kind, summary, overview, why, next,
  areas, audiences, topics, outcomes, minutes, opens_at_s, closes_at_s, results_by, length_reason, contact_role, contact_email,
  contact_phone, post_address, other_ways, privacy, privacy_version, is_invited_only, needs_second, stage, published_at_s, version,
  created_at_s, changed_at_s) SELECT 1, 'CJC-FIF-2026-99', '${slug}', partnership_id, 'Sample consultation', 'other', '', '', '',
  '', 'fife', '', '', '', 0, 1, ${closes_at_s}, '2027-06-01', '', '', '', '', '', '', '', 1, 0, 0, 'published', 1, 1, 1, 1
  FROM area WHERE slug = 'fife';
INSERT INTO consultation_partnership (consultation_id, partnership_id) SELECT 1, partnership_id FROM area WHERE slug = 'fife';
INSERT INTO question_section (id, consultation_id, seq, title, intro, is_equality) VALUES (1, 1, 1, 'Your views', '', 0);
INSERT INTO question (id, consultation_id, section_id, seq, type, paragraph, is_required, only_if_options, outcome, wording)
  VALUES (1, 1, 1, 1, 'long', 0, 0, '', '', 1), (2, 1, 1, 2, 'one', 0, 0, '', '', 1);
INSERT INTO question_wording (question_id, version, title, hint, body, options, has_other, least, most, reason, made_at_s)
  VALUES (1, 1, 'What comes first?', '', '', '', 0, 0, 0, '', 1), (2, 1, 'Is it clear?', '', '', 'yes' || char(9) || 'Yes' ||
  char(10) || 'no' || char(9) || 'No' || char(10), 0, 0, 0, '', 1)`);
}

export const decode = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const attribute = (tag, name) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

const LINE_CHARS = 60; // what every field of one line takes

/* The fields of the page's main form as they would be posted, with the first of each group of radios chosen and `words` in
 * every text field, unless `wish` has a value for it. */
export function fill(html, { wish = { publish: "do_not_publish", may_contact: "no" }, words = "Sample words" } = {}) {
    const form = /<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/.exec(html.slice(html.indexOf("<main")))?.[1];
    if (!form)
        throw new Error(`no form on the page: ${/<title>([^<]*)/.exec(html)?.[1]}`);
    const fields = new URLSearchParams();
    const once = (name, value) => fields.has(name) || [wish[name] ?? value].flat().forEach((one) => fields.append(name, one));
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
        const name = attribute(tag, "name"), type = attribute(tag, "type") || "text";
        if (!name || name === "website" || type === "file" || type === "submit" || (type === "checkbox" && !(name in wish)))
            continue;
        if (type === "hidden")
            fields.set(name, attribute(tag, "value"));
        else
            once(name, ["radio", "checkbox"].includes(type) ? attribute(tag, "value") : type === "email" ? "" : words.slice(0, LINE_CHARS));
    }
    for (const [tag] of form.matchAll(/<textarea[^>]*>/g))
        once(attribute(tag, "name"), words);
    return fields;
}

/* One person at a browser: keeps the cookie. `address`: a network address of its own, where the site trusts the proxy. */
export function openBrowserOf(address) {
    const person = { cookie: "", address };
    person.ask = async (url, fields) => {
        const answer = await fetch(url, {
            method: fields ? "POST" : "GET", redirect: "manual", body: fields,
            headers: { "X-Forwarded-For": address, cookie: person.cookie, ...(fields && { Origin: new URL(url).origin }) },
        });
        for (const line of answer.headers.getSetCookie())
            person.cookie = line.split(";")[0];
        return { status: answer.status, location: answer.headers.get("location"), html: await answer.text() };
    };
    return person;
}

/* Begins an answer and fills in all pages; gives the filled form of the page that sends it, as { target, fields }. */
export async function answerUpToSending(origin, slug, person, options) {
    const begin = `/consultations/${slug}/respond`;
    let target = begin;
    for (let i = 0; i < 40; i++) {
        const page = await person.ask(origin + target);
        if (page.status !== 200)
            throw new Error(`${target} answers ${page.status}`);
        const fields = target === begin && i > 0 ? null : fill(page.html, options);
        if (target.endsWith("/check"))
            return { target, fields };
        const done = fields ? await person.ask(origin + target, fields) : { status: 303, location: firstStep(page.html, begin) };
        if (done.status !== 303)
            throw new Error(`${target} answers ${done.status} to ${fields}: ${/There is a problem[\s\S]{0,600}/.exec(done.html)?.[0]}`);
        target = new URL(done.location, origin).pathname;
    }
    throw new Error("no end to the pages");
}

/* The list of sections leads to the first one. */
const firstStep = (html, begin) => new RegExp(`href="(${begin}/[^"#?]+)"`).exec(html)?.[1];
