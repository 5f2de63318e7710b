/*
 * body_index.h: how an entry stands in the text index and among the marks of duplicates.
 *
 * Terms of body_search (column `terms`), one token each:
 *   pub        may be named in public           k<kind>, z<state>, s<set id>
 *   a<area id>, p<partnership id>               g<ground>, gcommunity
 *   qa<area id>, qp<partnership id>: pub and that one
 *   t<topic>, o<outcome>                        stale, x<tag id>
 * Codes stand with their letters and digits only, in lower case: "2023:NO1" is o2023no1. A
 * merged entry is not in the index. Words are folded; the name has a column of its own, so that
 * those found by it come first.
 */
#ifndef MODULES_BODIES_BODY_INDEX_H
#define MODULES_BODIES_BODY_INDEX_H

#include "modules/bodies/body.h"

struct str body_term(struct arena *a, char letter, struct str code);

/* Marks by which a duplicate is told: "charity:SC012345", "domain:example.org",
 * "phone:01314960123", "name:" and its folded words in order of the alphabet. */
#define BODY_MARKS_MAX 24
size_t body_marks(struct arena *a, const struct body_likeness *like,
                  struct str out[BODY_MARKS_MAX]);
struct str body_name_mark(struct arena *a, struct str name);
struct str body_phone_digits(struct arena *a, struct str phone);

#endif
