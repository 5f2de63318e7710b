/*
 * http_person.mjs: somebody who uses the site over HTTP as a browser without scripts does: keeps cookies, opens pages, fills in
 * the form of a page and sends it, signs in. For tests that act much and look at what comes back.
 */
import { decode } from "./answer.mjs";
import { user } from "./people.mjs";

const attribute = (tag, name) => {
    const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>/])`).exec(tag);
    return found ? decode(found[1] ?? "") : null;
};

/* The forms of a page's main part: action, fields as they stand (name, value pairs), and names of all fields. */
export function formsOf(html) {
    const main = html.slice(Math.max(html.indexOf("<main"), 0), html.lastIndexOf("</main>") + 1 || undefined);
    return [...main.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inside]) => {
        const form = { action: attribute(`<form${head}>`, "action") ?? "", method: attribute(`<form${head}>`, "method") ?? "get", fields: [], names: new Set(), text: inside };
        const add = (name, value) => form.fields.push([name, value]);
        for (const [whole, kind, rest] of inside.matchAll(/<(input|button|textarea|select)\b[^>]*>(?:(?<=<(?:textarea|select)\b[^>]*>)([\s\S]*?)<\/(?:textarea|select)>)?/g)) {
            const tag = /^<[^>]*>/.exec(whole)[0], name = attribute(tag, "name"), type = attribute(tag, "type") ?? "text";
            if (!name)
                continue;
            form.names.add(name);
            if (kind === "textarea")
                add(name, decode(rest ?? "").replace(/^\n/, ""));
            else if (kind === "select")
                add(name, attribute(/<option[^>]*\sselected[^>]*>/.exec(rest)?.[0] ?? /<option[^>]*>/.exec(rest)?.[0] ?? "<option>", "value") ?? "");
            else if (kind === "input" && ["radio", "checkbox"].includes(type))
                attribute(tag, "checked") !== null && add(name, attribute(tag, "value") ?? "on");
            else if (kind === "input" && !["submit", "button", "file", "image"].includes(type))
                add(name, attribute(tag, "value") ?? "");
        }
        return form;
    });
}

/* What a form sends when some of its fields have other values: { name: value, or a list of values, or null for none }. */
export function filled(form, wish) {
    const out = new URLSearchParams();
    for (const [name, value] of form.fields)
        if (!(name in wish) && name !== "website")
            out.append(name, value);
    for (const [name, value] of Object.entries(wish))
        for (const one of value === null ? [] : [value].flat())
            out.append(name, one);
    return out;
}

export function openPerson(site, address = "127.0.0.1") {
    const jar = new Map();
    const person = { jar };
    person.ask = async (target, body) => {
        const url = new URL(target, site.origin);
        const headers = { "X-Forwarded-For": address, cookie: [...jar].map(([k, v]) => `${k}=${v}`).join("; "), ...(body && { Origin: url.origin }) };
        const answer = await fetch(url, { method: body ? "POST" : "GET", redirect: "manual", body, headers });
        for (const line of answer.headers.getSetCookie()) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            jar.set(name, value);
        }
        return { target, status: answer.status, location: answer.headers.get("location"), headers: answer.headers, html: await answer.text() };
    };
    /* The page, after all ways that it leads on. */
    person.open = async (target) => {
        let page = await person.ask(target);
        for (let i = 0; i < 10 && page.status >= 300 && page.status < 400; i++)
            page = await person.ask(page.location);
        return page;
    };
    /* Sends the form of `page` (its address, or what open gave) that has a field of the wish, and opens where it leads. */
    person.send = async (page, wish, { last = false } = {}) => {
        const shown = typeof page === "string" ? await person.open(page) : page;
        const posts = formsOf(shown.html).filter((f) => f.method === "post");
        const form = posts.find((f) => Object.keys(wish).every((name) => f.names.has(name))) ?? posts.find((f) => Object.keys(wish).some((name) => f.names.has(name))) ?? posts[0];
        if (!form)
            throw new Error(`${shown.target} (${shown.status}) has no form: ${/<title>([^<]*)/.exec(shown.html)?.[1]}`);
        const done = await person.ask(new URL(form.action || shown.target, new URL(shown.target, site.origin)).href, filled(form, wish));
        return last || done.status !== 303 ? done : person.open(new URL(done.location, site.origin).href);
    };
    return person;
}

const THINKING_S = 30; /* each code of the second factor counts once, and forms want a few seconds */

/* A person of the sample content, signed in; the site has a clock. */
export async function signInPerson(site, email) {
    const person = openPerson(site);
    const page = await person.send("/sign-in", { email, password: site.sample_password });
    if (!/name="code"/.test(page.html))
        return person;
    site.clock.forward(THINKING_S);
    await person.send(page, { code: /\d{6}/.exec(user(site, "code", email))[0] });
    return person;
}

/* What went wrong, as the page says it. */
export const problemOf = (page) => /There is a problem[\s\S]{0,500}/.exec(page.html)?.[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") ?? "";
