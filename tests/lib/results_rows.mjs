/*
 * results_rows.mjs: rows of the route table that results_pages.test.mjs walks over, with the sample content of a consultation that
 * has closed: reading and coding, what is published, feedback, results. Each room adds its pages to results_pages.test.mjs.
 */
const RESULTS = /^\/(coordinator\/(consultations\/:slug\/(coding|coverage|moderation|release)|results|responses\/:reference\/redact)|consultations\/:slug\/(results|responses|report)|you-said|moderation-policy)(\/|\.|$)/;

const PLANS = /^\/(coordinator\/plans|plans|partnerships\/:slug\/plans)(\/|$)/;

/* A row as readRoutes gives it. */
export const isOfResults = ({ pattern }) => RESULTS.test(pattern);
export const isOfPlans = ({ pattern }) => PLANS.test(pattern); /* plan_pages.test.mjs */
export const hasOwnWalk = (route) => isOfResults(route) || isOfPlans(route);
