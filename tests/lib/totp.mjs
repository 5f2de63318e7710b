/*
 * totp.mjs: what an authenticator app does (RFC 6238: SHA-1, 30 seconds, six digits), from the key as the page shows it.
 */
import { createHmac } from "node:crypto";

const STEP_S = 30;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* RFC 4648 base 32; spaces do not matter. */
function bytesOf(key) {
    let bits = "";
    for (const sign of key.replace(/\s/g, ""))
        bits += SIGNS.indexOf(sign).toString(2).padStart(5, "0");
    return Buffer.from(bits.match(/.{8}/g).map((eight) => Number.parseInt(eight, 2)));
}

export function codeFor(key, now_s) {
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(now_s / STEP_S)));
    const mac = createHmac("sha1", bytesOf(key)).update(step).digest();
    const at = mac[19] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}
