/*
 * partner.h: the statutory partners of a council area: the eight classes of s.13(1) of the
 * Community Justice (Scotland) Act 2016 under their local names. An area may have no
 * integration joint board (s.13(2)). The Scottish Prison Service and the Crown Office act for
 * the Scottish Ministers: shown under them, not as classes (act.md 1.1).
 */
#ifndef MODULES_PARTNERSHIPS_PARTNER_H
#define MODULES_PARTNERSHIPS_PARTNER_H

#include "core/store/db.h"

#define PARTNER_CLASSES 8

struct partner {
    struct str class; /* LA, HB, POL, SFRS, SDS, IJB, SCTS, SM; SPS and COPFS represent SM */
    struct str represents; /* empty, or "SM" */
    struct str name;
    struct str detail; /* division, sheriffdom, delivery side; may be empty */
    bool is_confirmed;
};

struct partner_list {
    struct partner *item;
    size_t n;
};

/* In the order of the Act, the representatives after the Ministers. */
enum err partner_list(struct db *db, struct arena *a, int64_t area_id,
                      struct partner_list *out) MUST_CHECK;

extern const struct sql_list partner_sql;

#endif
