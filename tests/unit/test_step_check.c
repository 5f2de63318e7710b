/* test_step_check.c: what is typed for a route step (modules/partnerships/step_check.h). */
#include "tests/tap.h"

#include "modules/partnerships/step_check.h"

static void test_mailbox(void)
{
    static const char *const person[] = {
        "first.last@example.org", "f.last@example.org",     "First.Last@example.org",
        "first_last@example.org", "first-last@example.org", "first.last2@example.org",
        "a.b.last@example.org",
    };
    static const char *const shared[] = {
        "community.justice@example.org",
        "info@example.org",
        "cjp@example.org",
        "north.team@example.org",
        "safer-communities@example.org",
        "tsi.enquiries@example.org",
        "communityplanning@example.org",
        "first.last.team@example.org",
        "4you.now@example.org",
        "",
        "Community.Justice2@example.org",
    };
    for (size_t i = 0; i < sizeof person / sizeof person[0]; i++)
        ok(mailbox_looks_personal(str_from(person[i])), "[1.12] a person's: %s", person[i]);
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
        ok(!mailbox_looks_personal(str_from(shared[i])), "[1.12] shared: %s", shared[i]);
}

static void test_phone(void)
{
    ok(phone_looks_right(STR("0131 496 0123")) &&
           phone_looks_right(STR("+44 (0)131-496 0123")) && phone_looks_right(STR("101")),
       "phone numbers as people write them");
    ok(!phone_looks_right(STR("ask")) && !phone_looks_right(STR("12")) &&
           !phone_looks_right(STR("0131 496 0123 ext 4")) &&
           !phone_looks_right(STR("123456789012345678901")),
       "and what is none");
}

int main(void)
{
    test_mailbox();
    test_phone();
    return done_testing();
}
