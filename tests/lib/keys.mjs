/* keys.mjs: a page used by its keyboard alone, in a browser that may have no scripts. */
import assert from "node:assert/strict";

const TABS_MOST = 150;

/* Tab by Tab from where the page begins, as somebody without a pointer goes. */
async function tabTo(page, target) {
    for (let i = 0; i < TABS_MOST; i++) {
        await page.keyboard.press("Tab");
        if (await target.evaluate((element) => element === document.activeElement || (element.type === "radio" && document.activeElement.name === element.name)))
            return;
    }
    assert.fail(`not reached by keyboard: ${target}`);
}

async function enter(page, target) {
    await tabTo(page, target);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}
const main = (page) => page.locator("main");
export const followKeys = (page, name) => enter(page, main(page).getByRole("link", { name }).first());
export const pressKeys = (page, name) => enter(page, main(page).getByRole("button", { name }).first());

export async function typeKeys(page, id, words) {
    await tabTo(page, page.locator(`#${id}`));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(words);
}

/* A group of radios is one stop; the arrows choose. */
export async function chooseKeys(page, label) {
    const radio = main(page).getByLabel(label, { exact: true }).first();
    await tabTo(page, radio);
    await page.keyboard.press("Space");
    for (let i = 0; i < 20 && !(await radio.isChecked()); i++)
        await page.keyboard.press("ArrowDown");
    assert.ok(await radio.isChecked(), label);
}

export async function tickKeys(page, label) {
    const box = main(page).getByLabel(label, { exact: true }).first();
    await tabTo(page, box);
    await page.keyboard.press("Space");
    assert.ok(await box.isChecked(), label);
}
