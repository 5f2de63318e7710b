/*
 * respond.h: answering a consultation without an account (features 3.14 to 3.17): what the
 * pages of the form share. What is typed stands in the draft (draft.h) of this browser.
 *
 * The form is a row of steps, each a page with one thing on it: about you, the questions in
 * their order, publishing. A step has a name of its own that stays ("who", "q12", "d3" for the
 * paragraphs of a document), so that routing changes no address.
 */
#ifndef MODULES_RESPONSES_RESPOND_H
#define MODULES_RESPONSES_RESPOND_H

#include "core/web/form.h"
#include "modules/bodies/body_options.h"
#include "modules/responses/draft.h"
#include "modules/partnerships/area.h"
#include "modules/mail/mail.h"

/* What its pages post. */
#define RESPOND_FIELDS                                                                         \
    F_ANSWERS("q", QUESTION_LONG_MOST), F_WORD("who"), F_LINE("name", RESPONSE_NAME_CHARS),    \
        F_LINE("organisation", RESPONSE_ORGANISATION_CHARS),                                   \
        F_LINE("role_title", RESPONSE_ROLE_CHARS), F_EMAIL("email"), F_WORD("copy"),           \
        F_SLUG("body"), F_WORDS("areas"), F_LINE("represents_n", 40),                          \
        F_TEXT("gathered", RESPONSE_GATHERED_CHARS), F_WORD("publish"), F_WORD("may_contact"), \
        F_WORD("naming")
#define RESPOND_AUTOSAVE "/consultations/:slug/respond/:step/draft" /* its row's pattern */

enum respond_kind {
    RESPOND_STEP_WHO,
    RESPOND_STEP_YOU,
    RESPOND_STEP_BODY, /* "is it one of these?": only where the register has something like it
                        */
    RESPOND_STEP_AREAS,
    RESPOND_STEP_VIEWS,
    RESPOND_STEP_QUESTION,
    RESPOND_STEP_PARAGRAPHS,
    RESPOND_STEP_PUBLISH,
    RESPOND_STEP_NAMING
};

struct respond_step {
    enum respond_kind kind;
    struct str name;
    size_t from, to; /* questions of the form: information first, then what is asked */
    size_t section;  /* 0: about you; those of the form from 1; the last: publishing */
    struct str mark; /* the field that tells that the page was saved once */
};

struct respond {
    struct ctx *c;
    struct consultation x;
    struct question_form form;
    struct draft draft;
    struct respond_step *step; /* those that are asked of this draft */
    size_t n_steps;
    struct view *v;
    struct form *f;
};

/* --- respond_open.c --- */
/* The consultation of the address; 301 and ERR_GONE are answered: then *is_answered. */
enum err respond_load(struct ctx *c, struct respond *k, bool *is_answered) MUST_CHECK;
/* With the draft of this browser, the form and its page. ERR_LINK: there is none here. */
enum err respond_open(struct ctx *c, struct respond *k, bool *is_answered) MUST_CHECK;
/* Does it still take what arrives now (S52)? */
bool respond_takes(struct respond *k);
/* Closed, with answers that were not sent: the coordinator can be asked to accept them late
 * (3.30). What is missing may still be filled in, from the page that asks. */
bool respond_is_late(struct respond *k);
/* "/consultations/{c}/respond", and below it: "/check". */
struct str respond_path(struct respond *k, const char *below);
struct str respond_step_path(struct respond *k, const struct respond_step *s);

/* --- respond_steps.c --- */
/* Anew: after a save the route may be another. */
enum err respond_steps(struct respond *k) MUST_CHECK;
const struct respond_step *respond_step_named(const struct respond *k, struct str name);
bool respond_step_is_done(struct respond *k, const struct respond_step *s);
bool respond_has_routing(const struct respond *k);
struct str respond_section_title(const struct respond *k, size_t section);
/* The page that holds the field: "email" is on "you". */
const struct respond_step *respond_step_of_field(const struct respond *k, struct str field);
bool respond_is_individual(const struct respond *k);

/* --- respond_field.c: questions; respond_about.c: the built-in pages --- */
/* What the page's form holds now, as fields of the draft. */
struct respond_typed {
    struct draft_field *field;
    size_t n, max;
};
/* Room for all fields of one page. */
enum err respond_typed_new(struct respond *k, struct respond_typed *t) MUST_CHECK;
/* The draft as it is with them, and its steps: what was just stored. */
enum err respond_typed_apply(struct respond *k, const struct respond_typed *t) MUST_CHECK;
void respond_typed_add(struct respond_typed *t, const char *name, struct str value);
/* Fills the form with what the draft holds (GET) and shows its fields. */
enum err respond_question_show(struct respond *k, const struct respond_step *s) MUST_CHECK;
enum err respond_question_take(struct respond *k, const struct respond_step *s,
                               struct respond_typed *t) MUST_CHECK;
/* Messages beside the fields, and the values cleaned. */
enum err respond_question_judge(struct respond *k, const struct respond_step *s,
                                struct respond_typed *t) MUST_CHECK;
enum err respond_about_show(struct respond *k, const struct respond_step *s) MUST_CHECK;
enum err respond_about_take(struct respond *k, const struct respond_step *s,
                            struct respond_typed *t) MUST_CHECK;
void respond_about_judge(struct respond *k, const struct respond_step *s,
                         struct respond_typed *t);
const char *respond_about_template(enum respond_kind kind);
/* Entries of the public register that are like the typed name. */
enum err respond_likely(struct respond *k, struct form_option *out, size_t *n) MUST_CHECK;

/* --- respond_send.c --- */
/* The page that holds the field, from which one comes back to the check page. */
struct str respond_fault_path(struct respond *k, struct str field);
/* Its message, with the question that it is about: away from its page, "Select an answer" alone
 * does not tell which. */
struct str respond_fault_words(struct respond *k, const struct draft_fault *f);
/* Each fault in the Error summary, leading to its page. */
void respond_show_faults(struct respond *k, const struct draft_outcome *o);

/* --- respond_resend.c: a sent response is changed (3.18) --- */
/* Its answers in the form: a draft of its own, opened in this browser; answers 303. */
enum err respond_reopen(struct respond *k, const struct response *r) MUST_CHECK;
/* Sends that draft: form_send_once. ERR_CONFLICT: the response was withdrawn meanwhile. */
enum err respond_resend(struct respond *k, struct draft_outcome *o) MUST_CHECK;

/* --- respond_view.c: as people read it --- */
/* sections [title, rows [label, words, is_empty, public_words, href]] */
enum err respond_view_answers(struct respond *k, struct view *v) MUST_CHECK;
struct str respond_who_words(struct str who);
struct str respond_naming_words(struct str naming);
struct str respond_publish_words(const struct respond *k, struct str choice);

/* --- respond_mail.c: rendered before the write, queued by respond_mail_queue inside it --- */
enum err respond_mail_link(struct respond *k, struct str to, struct str key,
                           struct mail *out) MUST_CHECK;
struct respond_receipt {
    struct str to, receipt, key;
    bool has_copy; /* with the answers: only where that was ticked (S6) */
    bool is_late;  /* it waits for a decision */
};
enum err respond_mail_receipt(struct respond *k, const struct respond_receipt *x,
                              struct mail *out) MUST_CHECK;
/* That it was changed, to the address that it had before. */
enum err respond_mail_changed(struct respond *k, struct str to, struct str receipt,
                              struct mail *out) MUST_CHECK;
/* *is_held: that address has had its mails of the day, or is none. to empty: nothing. */
enum err respond_mail_queue(struct db *db, const struct mail *m, bool *is_held) MUST_CHECK;
/* Stores what was gathered, once, and leads to the page after sending. ERR_CONFLICT: see
 * form_send_once. */
enum err respond_send(struct respond *k, struct draft_outcome *o) MUST_CHECK;
enum err respond_late_page(struct ctx *c) MUST_CHECK;
enum err respond_late_post_page(struct ctx *c) MUST_CHECK;
/* A stored response in the form in which the pages show a draft. */
enum err respond_as_draft(struct respond *k, const struct response *r) MUST_CHECK;
/* "https://example.scot/r/KEY" */
struct str respond_link(struct respond *k, struct str key);

/* --- pages --- */
enum err respond_start_page(struct ctx *c) MUST_CHECK;
enum err respond_start_post_page(struct ctx *c) MUST_CHECK;
enum err respond_step_page(struct ctx *c) MUST_CHECK;
enum err respond_step_post_page(struct ctx *c) MUST_CHECK;
enum err respond_autosave_page(struct ctx *c) MUST_CHECK;
enum err respond_save_page(struct ctx *c) MUST_CHECK;
enum err respond_save_post_page(struct ctx *c) MUST_CHECK;
enum err respond_check_page(struct ctx *c) MUST_CHECK;
enum err respond_check_post_page(struct ctx *c) MUST_CHECK;
enum err respond_sent_page(struct ctx *c) MUST_CHECK;
enum err respond_key_page(struct ctx *c) MUST_CHECK;
enum err respond_key_post_page(struct ctx *c) MUST_CHECK;

#endif
