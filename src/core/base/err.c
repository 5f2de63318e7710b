#include "core/base/err.h"

const char *err_name(enum err e)
{
    static const char *const name[ERR__MAX] = {
        [OK] = "ok",
        [ERR_BAD_REQUEST] = "bad_request",
        [ERR_SIGN_IN] = "sign_in",
        [ERR_LINK] = "link",
        [ERR_FORBIDDEN] = "forbidden",
        [ERR_TOKEN] = "token",
        [ERR_NOT_FOUND] = "not_found",
        [ERR_METHOD] = "method",
        [ERR_CONFLICT] = "conflict",
        [ERR_GONE] = "gone",
        [ERR_TOO_BIG] = "too_big",
        [ERR_MEDIA] = "media",
        [ERR_INVALID] = "invalid",
        [ERR_TOO_MANY] = "too_many",
        [ERR_INTERNAL] = "internal",
        [ERR_BUSY] = "busy",
        [ERR_UNSURE] = "unsure",
        [ERR_FULL] = "full",
        [ERR_DAMAGED] = "damaged",
        [ERR_LIMIT] = "limit",
    };
    return (unsigned)e < ERR__MAX ? name[e] : "unknown";
}
