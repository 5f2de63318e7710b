/*
 * body_form_fields.h: what the files of body_form.h share: the fields that are one text.
 */
#ifndef MODULES_BODIES_BODY_FORM_FIELDS_H
#define MODULES_BODIES_BODY_FORM_FIELDS_H

#include "core/web/form_date.h"
#include "modules/bodies/body_form.h"

#define FORM_YES_WORD "yes"
#define FORM_NO_WORD "no"

struct body_text_field {
    enum body_field id;
    symbol as;
    const char *name;
    size_t at, most; /* most: told beside a field of several lines */
};
#define BODY_TEXTS 15
extern const struct body_text_field body_text[BODY_TEXTS];
extern const struct form_date body_consent_date;

bool body_form_asks(const struct body_form *bf, enum body_field field);
struct str *body_text_in(struct body *b, const struct body_text_field *t);
struct str body_text_of(const struct body *b, const struct body_text_field *t);

#endif
