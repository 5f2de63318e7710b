/*
 * answer_rows.mjs: rows of the route table that answer_pages.test.mjs walks over, with sample content: what a private link opens
 * (that of an offer to be involved stands in every_page.test.mjs), and the staff's rows that need responses.
 */
import { hasOwnWalk } from "./results_rows.mjs";

const OPEN = /^\/(documents|invited|preview|read-back)\/:/;
const STAFF = /^\/(coordinator\/(responses\/:|responses\/logged|events\/:id\/|consultations\/:slug\/(invitations|imports|preview\/papers\/:id\/file))|body\/responses\/:id\/)/;

/* A row as readRoutes gives it. */
export function isOfAnswering({ access, pattern }) {
    if (access === "LINK")
        return !pattern.startsWith("/interest");
    return !hasOwnWalk({ pattern }) && (access === "PUBLIC" ? OPEN : STAFF).test(pattern) && !/\.csv$/.test(pattern); /* audit.test.mjs */
}
