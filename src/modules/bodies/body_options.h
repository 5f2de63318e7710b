/*
 * body_options.h: "is it one of these?": entries of the public register that are like what
 * somebody typed, as the answers of a radio question.
 */
#ifndef MODULES_BODIES_BODY_OPTIONS_H
#define MODULES_BODIES_BODY_OPTIONS_H

#include "core/web/form.h"
#include "modules/bodies/body.h"

#define BODY_OPTIONS_MAX 8

/* The likeliest first, value: slug; those that are not public are left out. */
enum err body_options(struct db *db, struct arena *a, const struct body_likeness *like,
                      struct form_option out[BODY_OPTIONS_MAX], size_t *n) MUST_CHECK;

#endif
