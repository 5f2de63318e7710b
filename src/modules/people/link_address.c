#include "modules/people/link_address.h"

static const char *const pages[LINK__MAX] = {
    [LINK_FIRST_ADMIN] = "/first-admin/",
    [LINK_SIGN_IN] = "/sign-in/link/",
    [LINK_RESET] = "/reset/",
    [LINK_INVITATION] = "/invitation/",
};

struct str link_address(struct arena *a, struct str origin, enum link_purpose purpose,
                        struct str key)
{
    if (!pages[purpose])
        return (struct str){ NULL, 0 };
    return str_printf(a, "%.*s%s%.*s", STR_ARG(origin), pages[purpose], STR_ARG(key));
}
