/*
 * body_hsds.h: public entries of the register in the shapes of Open Referral's Human Services
 * Data Specification 3.0 (docs.openreferral.org; Open Referral UK uses the same): each entry is
 * an organization, and what it does for people is one service of it.
 *
 * Ids are UUIDs of version 8 (RFC 9562): the site's address and the kind hashed, then the
 * number of the entry. So they are the same in every answer and can be looked up without a
 * table.
 */
#ifndef MODULES_BODIES_BODY_HSDS_H
#define MODULES_BODIES_BODY_HSDS_H

#include "modules/bodies/body_data.h"

#define HSDS_ID_CHARS 36

enum hsds_kind {
    HSDS_ORGANIZATION,
    HSDS_SERVICE,
    HSDS_CONTACT,
    HSDS_PHONE,
    HSDS_CHARITY_ID,
    HSDS_COMPANY_ID,
    HSDS_LANGUAGE,
    HSDS_AREA,      /* of a service: with the number of the area */
    HSDS_ATTRIBUTE, /* of a service: with the place in the list of topics */
    HSDS_TERM,      /* of the taxonomy: by its code */
    HSDS_TAXONOMY,
    HSDS__MAX
};

struct str hsds_id(struct arena *a, struct str origin, enum hsds_kind kind, int64_t number);
/* False: not one that hsds_id makes for that kind here. */
bool hsds_id_read(struct str origin, enum hsds_kind kind, struct str id, int64_t *number);

/* The members of an object that is open. is_full: with what hangs on it; lists hold the plain
 * ones. */
void hsds_organization(struct json *j, const struct body_data *d, const struct body_public *x,
                       bool is_full);
void hsds_service(struct json *j, const struct body_data *d, const struct body_public *x,
                  bool is_full);

#endif
