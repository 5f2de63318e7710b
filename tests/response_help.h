/*
 * response_help.h: responses for tests of the staff's pages, stored as the program does it. For
 * databases with a consultation (consultation_help.h).
 */
#ifndef TESTS_RESPONSE_HELP_H
#define TESTS_RESPONSE_HELP_H

#include "core/store/write.h"
#include "modules/responses/response.h"

struct help_response {
    struct arena *a;
    struct response_new new;
    struct act act;
};

/* One on the web, by a person, with one answer in words. */
static inline struct response_new help_response(int64_t consultation_id, const char *name,
                                                const struct response_answer *answer)
{
    return (struct response_new){
        .response = { .consultation_id = consultation_id,
                      .who = STR("individual"),
                      .publish_choice = STR("publish_anonymous"),
                      .publish_wording = RESPONSE_WORDING,
                      .naming = STR("not_asked"),
                      .privacy_version = 1,
                      .channel = STR("web"),
                      .is_live = true,
                      .handling = STR("new"),
                      .counting = STR("valid"),
                      .respondent = { .name = str_from(name) } },
        .code = STR("FIF"),
        .answer = answer,
        .n_answers = answer ? 1 : 0,
    };
}

static inline enum err help_response_fn(struct db *db, void *arg)
{
    struct help_response *x = arg;
    return response_add(db, x->a, &x->new, &x->act);
}

/* Its receipt; new->response holds the rest. */
static inline struct str help_response_add(struct store *s, struct arena *a,
                                           struct response_new *new, int64_t now_s)
{
    struct help_response x = { a, *new, { .actor = STR("public"), .now_s = now_s } };
    if (new->response.entered_by)
        x.act.actor = STR("account:1");
    enum err e = store_write(s, help_response_fn, &x);
    if (e)
        fprintf(stderr, "# help_response_add: %s\n", err_name(e));
    *new = x.new;
    return new->response.receipt;
}

#endif
