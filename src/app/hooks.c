/*
 * hooks.c: which later rooms hear of what an earlier one did.
 */
#include "app/house.h"

#include "modules/partnerships/bounce.h"

enum err hooks_mail_end(struct db *db, const struct mail_end *end)
{
    return bounce_mail_end(db, end);
}
