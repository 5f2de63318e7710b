#include "modules/people/new_password.h"

#include "modules/people/password.h"
#include "modules/people/people.h"
#include "modules/people/people_words.h"

#define OWN_NAMES 3 /* of the service, the person, the mailbox */
#define NAMES_MAX 512

static struct str words_for(enum password_fault fault)
{
    switch (fault) {
    case PASSWORD_GOOD:
        return (struct str){ 0 };
    case PASSWORD_NOT_TEXT:
        return STR(PASSWORD_WORDS_NOT_TEXT);
    case PASSWORD_SHORT:
        return STR(PASSWORD_WORDS_SHORT);
    case PASSWORD_LONG:
        return STR(PASSWORD_WORDS_LONG);
    case PASSWORD_EMPTY:
        return STR(PASSWORD_WORDS_EMPTY);
    case PASSWORD_LISTED:
        return STR(PASSWORD_WORDS_LISTED);
    case PASSWORD_PATTERN:
        return STR(PASSWORD_WORDS_PATTERN);
    case PASSWORD_NAME:
        return STR(PASSWORD_WORDS_NAME);
    }
    return STR(PASSWORD_WORDS_NOT_TEXT);
}

enum err new_password_judge(struct ctx *c, struct form *f, const char *field,
                            const struct new_password *of)
{
    struct str typed = form_value(f, field);
    struct str *own = arena_array(c->arena, OWN_NAMES + NAMES_MAX, sizeof *own);
    size_t n = 0;
    if (!form_required(f, field, STR(PASSWORD_ENTER)))
        return OK;
    if (!own)
        return ERR_LIMIT;
    own[0] = c->site->service_name;
    own[1] = of->name;
    own[2] = str_sub(of->email, 0, str_find_char(of->email, '@'));
    enum err e = c->people->places(c->db, c->arena, own + OWN_NAMES, NAMES_MAX, &n);
    if (e)
        return e;
    enum password_fault fault = password_judge(c->arena, typed, own, OWN_NAMES + n);
    if (fault != PASSWORD_GOOD)
        form_error(f, field, words_for(fault));
    return OK;
}
