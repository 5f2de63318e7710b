#include "modules/partnerships/step_check.h"

#define PHONE_DIGITS_MIN 3 /* 101, 116 123 */
#define PHONE_DIGITS_MAX 20

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words of shared mailboxes. */
static bool is_of_office(struct str word)
{
    static const char *const office[] = {
        "action",      "admin",        "advice",       "alliance",  "board",
        "business",    "care",         "central",      "centre",    "charity",
        "cj",          "cjp",          "cjs",          "cld",       "cohesion",
        "community",   "communities",  "consultation", "contact",   "coordinator",
        "council",     "cpp",          "criminal",     "customer",  "desk",
        "development", "east",         "engagement",   "enquiries", "enquiry",
        "feedback",    "forum",        "general",      "group",     "health",
        "hello",       "help",         "helpdesk",     "hub",       "info",
        "information", "involve",      "involvement",  "justice",   "lead",
        "local",       "mail",         "mailbox",      "network",   "no",
        "north",       "office",       "officer",      "partner",   "partners",
        "partnership", "partnerships", "planning",     "plan",      "policy",
        "post",        "public",       "reception",    "reply",     "safer",
        "safety",      "secretary",    "sector",       "service",   "services",
        "social",      "south",        "staff",        "strategy",  "support",
        "team",        "third",        "tsi",          "unit",      "voluntary",
        "volunteer",   "volunteering", "west",         "work",
    };
    for (size_t i = 0; i < sizeof office / sizeof office[0]; i++)
        if (str_eq_nocase(word, str_from(office[i])))
            return true;
    return false;
}

bool mailbox_looks_personal(struct str email)
{
    size_t sign = str_find_char(email, '@'), n_words = 0;
    struct str local = str_sub(email, 0, sign == STR_NONE ? email.n : sign);
    while (local.n && is_digit(local.p[local.n - 1]))
        local.n--;
    for (size_t i = 0; i < local.n;) {
        size_t from = i;
        while (i < local.n && is_letter(local.p[i]))
            i++;
        if (i == from || is_of_office(str_sub(local, from, i - from)))
            return false;
        n_words++;
        if (i < local.n && str_find_char(STR("._-"), local.p[i]) == STR_NONE)
            return false;
        i++;
    }
    return n_words > 1;
}

bool phone_looks_right(struct str phone)
{
    size_t n_digits = 0;
    for (size_t i = 0; i < phone.n; i++) {
        n_digits += is_digit(phone.p[i]);
        if (!is_digit(phone.p[i]) && str_find_char(STR(" +-()"), phone.p[i]) == STR_NONE)
            return false;
    }
    return n_digits >= PHONE_DIGITS_MIN && n_digits <= PHONE_DIGITS_MAX;
}
