/*
 * interest_form.h: the questions of an expression of interest: what each page asks, shows and
 * refuses. The pages themselves: interest_pages.c.
 */
#ifndef MODULES_BODIES_INTEREST_FORM_H
#define MODULES_BODIES_INTEREST_FORM_H

#include "core/web/form.h"
#include "modules/bodies/body_options.h"
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_draft.h"
#include "modules/partnerships/area.h"

enum interest_page {
    PAGE_WHO,
    PAGE_WHICH, /* only where the register holds something like it */
    PAGE_WHAT,
    PAGE_AREAS,
    PAGE_HOW,
    PAGE_NEEDS,
    PAGE_CONTACT,
    INTEREST_PAGE__MAX
};
const char *interest_page_path(enum interest_page page); /* "/interest/who" */
const char *interest_page_template(enum interest_page page);
/* INTEREST_PAGE__MAX: none of them. */
enum interest_page interest_page_of(struct str path);

struct interest_form {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct interest_draft draft;
    struct area_list areas;
};

/* Puts the fields of a page into the view, with what the draft holds or what was posted. */
enum err interest_form_show(struct interest_form *k, enum interest_page page) MUST_CHECK;
/* Takes what was posted into the draft, cleaned; false: something is wrong, messages added. */
bool interest_form_take(struct interest_form *k, enum interest_page page);
/* The first page that lacks an answer, or INTEREST_PAGE__MAX: it can be sent. */
enum interest_page interest_form_lacks(const struct interest_draft *draft);
/* Entries of the register that may be shown to everybody and are like this one. */
enum err interest_form_likely(struct interest_form *k, struct form_option out[BODY_OPTIONS_MAX],
                              size_t *n) MUST_CHECK;

/* What "Check your answers" and a coordinator see: lists of words, names of areas. Shared. */
struct str interest_grounds_words(struct arena *a, struct str grounds, bool is_community);
struct str interest_how_words(struct arena *a, struct str how);
struct str interest_channel_words(struct str channel);
struct str interest_area_names(struct arena *a, const struct area_list *all, struct str slugs);

/* One of the checkboxes of areas: the field `areas`, grouped by partnership, those of `without`
 * (slugs) left out. */
enum err interest_form_show_areas(struct interest_form *k, struct str without) MUST_CHECK;
/* Of those posted the ones there are; "scotland" alone where it is chosen. */
struct str interest_form_areas(struct interest_form *k);

#endif
