/*
 * new_password.h: a new password in a form: judged (password.h) against the names that a
 * stranger would try first, and said beside its field (security.md S14).
 */
#ifndef MODULES_PEOPLE_NEW_PASSWORD_H
#define MODULES_PEOPLE_NEW_PASSWORD_H

#include "core/web/form.h"

/* Whose it becomes. */
struct new_password {
    struct str name, email;
};
/* Says at the field what is wrong, if it is not good. ERR_LIMIT, or an error of the database:
 * nothing was judged. */
enum err new_password_judge(struct ctx *c, struct form *f, const char *field,
                            const struct new_password *of) MUST_CHECK;

#endif
