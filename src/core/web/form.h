/*
 * form.h: a posted or empty form: values as typed, messages beside the fields, tokens, sending
 * once.
 *
 * A field is shown with the partials of templates/field/: the handler calls form_field(f,
 * S(email), "email") and the template says
 * {{#email}}{{<field/text}}{{$label}}Email{{/label}}{{/field/text}}{{/email}}. The view of a
 * field holds: id, name, value, error, has_error, max, describedby. Errors also build the Error
 * summary
 * (`errors`: href, text; `has_errors`), and put "Error: " before the title.
 */
#ifndef CORE_WEB_FORM_H
#define CORE_WEB_FORM_H

#include "core/web/ctx.h"

struct form;

/* For showing or reading: the posted values when the request is a POST. Adds csrf and form_id
 * to the page. */
struct form *form_new(struct ctx *c, struct view *page);
/* The token of another row's form, for what the script posts there from this page: it holds no
 * form_id, so only in a browser that has a session or an open link of ours. */
struct str form_token_of(struct ctx *c, const char *pattern);
struct str form_value(struct form *f, const char *name);
/* Prefill; of checkboxes the chosen ones with ";" between. */
void form_set(struct form *f, const char *name, struct str value);

/* Puts the field's view under `as` in the page (call for every field, before rendering). */
struct view *form_field(struct form *f, symbol as, const char *name);
/* The same for a field whose page tells the limit: `max`, and `max_words` ("4,000"). */
struct view *form_field_most(struct form *f, symbol as, const char *name, size_t max_chars);
/* Radios or checkboxes: a list of options {id, name, value, label, checked, hint, has_hint}
 * under `options`. */
struct form_option {
    struct str value, label, hint;
};
struct form_options_rest {
    const struct form_option *option;
    size_t n, before;
};
struct view *form_options(struct form *f, symbol as, const char *name,
                          const struct form_option *option, size_t n);
/* Whether a field with options has that one chosen: sent, or prefilled. */
bool form_chosen(struct form *f, const char *name, struct str option);
/* Further options of the same field `v` in a list of their own; `before` stand in others. */
void form_options_more(struct form *f, struct view *v, symbol as, const char *name,
                       const struct form_options_rest *rest);

/* Checks; each adds its message once and returns false when the field has an error already or
 * now. */
bool form_required(struct form *f, const char *name, struct str message);
bool form_length(struct form *f, const char *name, size_t max_chars,
                 struct str noun); /* "Your message must be …" */
/* That sentence: "Your message must be 4,000 characters or fewer. You have written 4,212". */
struct str form_too_long(struct arena *a, struct str noun, size_t most, size_t written);
bool form_email(struct form *f, const char *name, struct str message); /* empty is fine */
/* As the HTML standard's input type=email asks, and a dot in the domain: enough to write a mail
 * to. */
bool form_is_email(struct str s);
void form_error(struct form *f, const char *name, struct str message);
/* Of a check page: the Error summary leads to the page that holds the field. */
void form_error_elsewhere(struct form *f, struct str href, struct str message);
bool form_failed(const struct form *f);

/* 422, or 200 when nothing was posted. */
enum err form_render(struct form *f, const char *template_name) MUST_CHECK;
/* With a status of its own: 409 when somebody else was first. */
enum err form_render_status(struct form *f, int status, const char *template_name) MUST_CHECK;
/* 200: the next page of the same form, with the same form_id ("check your answers"). */
enum err form_render_next(struct form *f, const char *template_name) MUST_CHECK;

/*
 * Robots (security.md S47): the trap field `website` empty, and at least FORM_LEAST_S since the
 * form was made. Not asked of who is signed in. False: the page's view has `looks_automatic`,
 * and the form should be shown again with what was typed.
 */
bool form_looks_human(struct form *f);

/*
 * The effect, once (security.md S25, S26): runs fn with its form_id's row in the same
 * transaction. Afterwards answers 303 to `location` (which fn may not change); the same id with
 * the same fields again: the first answer, nothing stored. Same id with other fields:
 * ERR_CONFLICT after form_sent_before was set in the view: the handler renders the form, which
 * has a new id. ERR_BUSY, ERR_FULL, ERR_UNSURE go up to dispatch, which shows the typed text
 * with the same id.
 */
enum err form_send_once(struct form *f, store_write_fn fn, void *arg,
                        struct str location) MUST_CHECK;

#endif
