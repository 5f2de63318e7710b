/*
 * body_form.h: the fields of an entry in forms: from a struct body to a form and back. The
 * coordinator's pages, an organisation's own profile, and claims ask with the same fields,
 * checks (body_judge) and words.
 *
 * A page asks for some of the fields (BODY_WHO …); its route row declares their names
 * (BODY_WHO_FIELDS …). Its template shows them with templates/bodies/form_who and its like,
 * each of which takes the fields that the page asks for.
 */
#ifndef MODULES_BODIES_BODY_FORM_H
#define MODULES_BODIES_BODY_FORM_H

#include "core/web/form.h"
#include "modules/bodies/body.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

enum body_field {
    BF_NAME,
    BF_OTHER_NAMES,
    BF_KIND,
    BF_CHARITY,
    BF_COMPANY,
    BF_SIZE,
    BF_WEB,
    BF_LANGUAGES,
    BF_PURPOSES,
    BF_GROUNDS,
    BF_COMMUNITY,
    BF_TOPICS,
    BF_OUTCOMES,
    BF_AREAS,
    BF_COMMUNITY_AREAS,
    BF_OFFICE,
    BF_CONTACT_ROLE,
    BF_CONTACT_EMAIL,
    BF_CONTACT_PHONE,
    BF_OWN_NAME,
    BF_OWN_EMAIL,
    BF_OWN_PHONE,
    BF_NAMED,
    BF_DESCRIPTION,
    BF_CONSENT, /* and its day */
    BF_STATE,
    BF_REVIEWED, /* "these details are right" */
    BF__MAX
};
#define BODY_BIT(field) (1U << (field))

/* The fields of each page. */
#define BODY_WHO                                                                               \
    (BODY_BIT(BF_NAME) | BODY_BIT(BF_OTHER_NAMES) | BODY_BIT(BF_KIND) | BODY_BIT(BF_CHARITY) | \
     BODY_BIT(BF_COMPANY) | BODY_BIT(BF_SIZE) | BODY_BIT(BF_WEB) | BODY_BIT(BF_LANGUAGES))
#define BODY_WORK                                                                              \
    (BODY_BIT(BF_PURPOSES) | BODY_BIT(BF_GROUNDS) | BODY_BIT(BF_COMMUNITY) |                   \
     BODY_BIT(BF_TOPICS) | BODY_BIT(BF_OUTCOMES))
#define BODY_AREAS (BODY_BIT(BF_AREAS) | BODY_BIT(BF_COMMUNITY_AREAS) | BODY_BIT(BF_OFFICE))
#define BODY_CONTACT                                                                           \
    (BODY_BIT(BF_CONTACT_ROLE) | BODY_BIT(BF_CONTACT_EMAIL) | BODY_BIT(BF_CONTACT_PHONE))
#define BODY_OWN (BODY_BIT(BF_OWN_NAME) | BODY_BIT(BF_OWN_EMAIL) | BODY_BIT(BF_OWN_PHONE))
#define BODY_STATUS                                                                            \
    (BODY_BIT(BF_NAMED) | BODY_BIT(BF_DESCRIPTION) | BODY_BIT(BF_CONSENT) |                    \
     BODY_BIT(BF_STATE) | BODY_BIT(BF_REVIEWED))
/* A new entry: one page; the rest is added afterwards. */
#define BODY_NEW                                                                               \
    (BODY_BIT(BF_NAME) | BODY_BIT(BF_OTHER_NAMES) | BODY_BIT(BF_KIND) | BODY_BIT(BF_CHARITY) | \
     BODY_BIT(BF_WEB) | BODY_BIT(BF_PURPOSES) | BODY_BIT(BF_GROUNDS) |                         \
     BODY_BIT(BF_COMMUNITY) | BODY_BIT(BF_TOPICS) | BODY_BIT(BF_AREAS) | BODY_CONTACT)

/* The same for route rows. "web" is the website: a field "website" is the trap for robots. */
#define BODY_NAME_FIELDS                                                                       \
    F_LINE("name", BODY_NAME_CHARS), F_TEXT("other_names", BODY_OTHER_NAMES_CHARS),            \
        F_WORD("kind"), F_LINE("charity_number", 20), F_LINE("web", BODY_URL_CHARS)
#define BODY_WHO_FIELDS                                                                        \
    BODY_NAME_FIELDS, F_LINE("company_number", 20), F_WORD("size_band"),                       \
        F_LINE("languages", BODY_LANGUAGES_CHARS)
#define BODY_WORK_FIELDS                                                                       \
    F_TEXT("purposes", BODY_PURPOSES_CHARS), F_WORDS("grounds"), F_WORD("community"),          \
        F_WORDS("topics")
#define BODY_AREA_FIELDS                                                                       \
    F_WORDS("areas"), F_WORDS("community_areas"), F_LINE("office", BODY_OFFICE_CHARS)
#define BODY_CONTACT_FIELDS                                                                    \
    F_LINE("contact_role", BODY_ROLE_CHARS), F_EMAIL("contact_email"),                         \
        F_LINE("contact_phone", BODY_PHONE_CHARS), F_WORD("mailbox")
#define BODY_OWN_FIELDS                                                                        \
    F_LINE("own_name", BODY_ROLE_CHARS), F_EMAIL("own_email"),                                 \
        F_LINE("own_phone", BODY_PHONE_CHARS)
#define BODY_STATUS_FIELDS                                                                     \
    F_WORD("named"), F_LINE("description", BODY_DESCRIPTION_CHARS), F_WORD("consent"),         \
        F_LINE("consent_day", 10), F_LINE("consent_month", 20), F_LINE("consent_year", 10),    \
        F_WORD("state"), F_WORD("reviewed")

struct body_form {
    struct ctx *c;
    struct form *f;
    unsigned fields;        /* that the page asks for: BODY_WHO … */
    int64_t partnership_id; /* may be set: its areas stand first, the others fold away */
    struct area_list areas;
    struct list_words kinds, topics;
    struct outcomes outcomes;
    bool moves_email; /* set by body_form_read: the address became one that is not public */
};

/* Loads the lists from which is chosen. */
enum err body_form_open(struct ctx *c, struct form *f, unsigned fields,
                        struct body_form *out) MUST_CHECK;
/* Prefills a form that is shown for the first time. */
void body_form_fill(struct body_form *bf, const struct body *b);
/* The views of the fields, for the templates bodies/form_*. `was`: the entry as it is, whose
 * retired words stay on offer; of a new one all zero. */
enum err body_form_show(struct body_form *bf, const struct body *was) MUST_CHECK;
/* What was typed, into *b, which holds the entry as it was (all zero of a new one). A mailbox
 * that looks like one person's is asked about (2.14). */
enum err body_form_read(struct body_form *bf, struct body *b) MUST_CHECK;
/* body_judge; what is wrong stands beside the fields that the page asks for. b is cleaned. */
enum err body_form_judge(struct body_form *bf, struct body *b) MUST_CHECK;

/* Two editors at once: a mark of what those fields say, the same as long as nobody changed
 * them. */
struct str body_form_seen(struct arena *a, unsigned fields, const struct body *b);
/* Those fields of `from` into `to`. */
void body_form_copy(const struct body_form *bf, struct body *to, const struct body *from);

/* A field in words, for summaries, check pages and comparing two versions; empty: not known. */
const char *body_field_label(enum body_field field);
struct str body_field_words(const struct body_form *bf, enum body_field field,
                            const struct body *b);
/* Rows [label, value, has_value, href or null] of those fields, under `as` in v. */
void body_form_rows(const struct body_form *bf, struct view *v, symbol as, unsigned fields,
                    const struct body *b);

#endif
