/* Templates and static files read from disk while somebody edits them. */
import test from "node:test";
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder, root, startSite } from "../lib/program.mjs";

test("serve --templates DIR --static DIR shows an edit at the next request, and a mistake does no harm", async () => {
    const folder = makeFolder("cj-live");
    const templates = path.join(folder, "templates"), files = path.join(folder, "static");
    cpSync(path.join(root, "templates"), templates, { recursive: true });
    cpSync(path.join(root, "static"), files, { recursive: true });
    const site = await startSite({ settings: { templates, static: files } });
    const get = async (at) => (await fetch(site.origin + at)).text();
    const about = path.join(templates, "site/about.mustache");
    const before = readFileSync(about, "utf8");

    assert.match(await get("/about"), /About/);
    writeFileSync(about, before.replace("<h1", "<p>Edited just now</p><h1"));
    assert.match(await get("/about"), /Edited just now/);
    writeFileSync(about, before.replace("{{/layout}}", "{{/wrong}}"));
    assert.match(await get("/about"), /Edited just now/, "the last good one stays");
    assert.match(site.log(), /template .*site\/about/, "and the log says where the mistake is");
    writeFileSync(about, before);
    assert.doesNotMatch(await get("/about"), /Edited just now/);

    writeFileSync(path.join(files, "site.js"), '"use strict"; /* edited */');
    const script = (await get("/about")).match(/src="(\/static\/site[^"]*js)"/)[1];
    assert.match(await get(script), /edited/);
    await site.stop();
});
