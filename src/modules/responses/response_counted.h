/*
 * response_counted.h: which responses count in figures (workflows.md, Definitions of the
 * counts): valid ones, and of a campaign that is counted once the first alone. `r` is the row
 * of response.
 */
#ifndef MODULES_RESPONSES_RESPONSE_COUNTED_H
#define MODULES_RESPONSES_RESPONSE_COUNTED_H

#define RESPONSE_COUNTED                                                                       \
    "r.is_live = 1 AND r.counting = 'valid' AND (r.campaign_id IS NULL OR NOT EXISTS (SELECT " \
    "1 FROM campaign g JOIN response o ON o.campaign_id = g.id WHERE g.id = r.campaign_id "    \
    "AND g.is_counted_once = 1 AND o.is_live = 1 AND o.counting = 'valid' AND o.id < r.id))"

#endif
