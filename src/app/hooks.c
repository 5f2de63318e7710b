/*
 * hooks.c: which later rooms hear of what an earlier one did.
 */
#include "app/house.h"

#include "modules/partnerships/bounce.h"
#include "modules/partnerships/subscription_news.h"

enum err hooks_mail_end(struct db *db, const struct mail_end *end)
{
    enum err e = bounce_mail_end(db, end);
    return e ? e : subscription_mail_end(db, end);
}
