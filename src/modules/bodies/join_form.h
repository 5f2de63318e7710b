/*
 * join_form.h: the form of join_pages.c, one question a page: what was answered on the pages
 * before stands in each page as hidden fields, so that nothing is kept before it is sent.
 * Part of modules/bodies.
 */
#ifndef MODULES_BODIES_JOIN_FORM_H
#define MODULES_BODIES_JOIN_FORM_H

#include "core/web/form.h"
#include "modules/bodies/body_public.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

enum join_step {
    JOIN_FIND,  /* number or name */
    JOIN_FOUND, /* which entry, or none */
    JOIN_NEW,   /* of a new one: name and number */
    JOIN_WORK,  /* kind, website, what it does */
    JOIN_AREAS,
    JOIN_YOU,
    JOIN_CHECK,
    JOIN__MAX
};

struct join {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct body_public entry; /* that was chosen */
    bool has_entry;
    bool is_new; /* "it is not in this list" */
    bool
        is_refused; /* nothing is wrong with what was typed, and it was not sent all the same */
    struct area_list areas;
    struct list_words kinds;
};

/* ERR_NOT_FOUND: the entry that was chosen is not (any more) in the public register. */
enum err join_open(struct ctx *c, struct join *k) MUST_CHECK;
/* What is wrong with the fields of that step: their messages are set. False: something is. */
bool join_check(struct join *k, enum join_step step);
/* The page of a step, with hidden what the other pages asked. status 0: 422 where something is
 * wrong, else 200. */
enum err join_render(struct join *k, enum join_step step) MUST_CHECK;
/* The step that follows, by what was answered. */
enum join_step join_next(const struct join *k, enum join_step step);
bool join_step_from(struct str word, enum join_step *out);
/* The slugs of areas that were chosen, from A to Z, ";" between. */
struct str join_areas(struct join *k);

#endif
