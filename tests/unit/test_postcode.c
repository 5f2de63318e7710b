/* test_postcode.c: what is typed as a postcode and what it is taken for
 * (modules/partnerships/postcode.h). */
#include "tests/tap.h"

#include "modules/partnerships/postcode.h"

struct sample {
    const char *typed;
    enum postcode_form form;
    const char *code; /* the furthest code that the form reaches */
};

static const char *code_of(const struct postcode *p)
{
    if (p->form == POSTCODE_FULL)
        return p->full;
    if (p->form == POSTCODE_SECTOR)
        return p->sector;
    return p->form == POSTCODE_OUTWARD ? p->outward : "";
}

static void check(const char *row, const struct sample *sample, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct postcode p;
        postcode_parse(str_from(sample[i].typed), &p);
        bool same =
            p.form == sample[i].form && str_eq(str_from(code_of(&p)), str_from(sample[i].code));
        if (!ok(same, "[%s] \"%s\"", row, sample[i].typed))
            printf("#   got form %d, code \"%s\"\n", (int)p.form, code_of(&p));
    }
}
#define CHECK(row, list) check((row), (list), sizeof(list) / sizeof((list)[0]))

static const struct sample TYPED[] = {
    { "KA1 1AA", POSTCODE_FULL, "KA1 1AA" },
    { "ka11aa", POSTCODE_FULL, "KA1 1AA" },
    { "  kA1  1Aa ", POSTCODE_FULL, "KA1 1AA" },
    { "KA1-1AA", POSTCODE_FULL, "KA1 1AA" },
    { "K A 1 1 A A", POSTCODE_FULL, "KA1 1AA" },
    { "KA1\xC2\xA0"
      "1AA",
      POSTCODE_FULL, "KA1 1AA" },
    { "KA11 1AA", POSTCODE_FULL, "KA11 1AA" },
    { "G1 1XQ", POSTCODE_FULL, "G1 1XQ" },
    { "g128qq", POSTCODE_FULL, "G12 8QQ" },
    { "EH99 1SP", POSTCODE_FULL, "EH99 1SP" },
    { "KAl 1AA", POSTCODE_FULL, "KA1 1AA" },
    { "KAI IAA", POSTCODE_FULL, "KA1 1AA" },
    { "EH1O 4BF", POSTCODE_FULL, "EH10 4BF" },
    { "PH1 OAA", POSTCODE_FULL, "PH1 0AA" },
    { "1V2 3UJ", POSTCODE_FULL, "IV2 3UJ" },
    { "KA11", POSTCODE_OUTWARD, "KA11" },
    { "ka1", POSTCODE_OUTWARD, "KA1" },
    { "G1", POSTCODE_OUTWARD, "G1" },
    { "KA11 1", POSTCODE_SECTOR, "KA11 1" },
    { "KA1 1", POSTCODE_SECTOR, "KA1 1" },
    { "KA111", POSTCODE_SECTOR, "KA11 1" },
    { "ze1 O", POSTCODE_SECTOR, "ZE1 0" },
};

static const struct sample SUFFIXED[] = {
    { "KA1 1AAB", POSTCODE_FULL, "KA1 1AA" },
    { "KA1 1AA B", POSTCODE_FULL, "KA1 1AA" },
    { "g12 8qqa", POSTCODE_FULL, "G12 8QQ" },
};

static const struct sample REFUSED[] = {
    { "KA1 1A", POSTCODE_MALFORMED, "" },
    { "KA1 1AAAA", POSTCODE_MALFORMED, "" },
    { "KA1 AAA", POSTCODE_MALFORMED, "" },
    { "12345", POSTCODE_MALFORMED, "" },
    { "QQ1 1AA", POSTCODE_MALFORMED, "" },
    { "KA1 1AC", POSTCODE_MALFORMED, "" },
    { "KA1_1AA", POSTCODE_MALFORMED, "" },
    { "KA123 1AA", POSTCODE_MALFORMED, "" },
    { "0x1F 5KA", POSTCODE_MALFORMED, "" },
    { "SW1A 1AA", POSTCODE_NOT_SCOTTISH, "" },
    { "ne1 4st", POSTCODE_NOT_SCOTTISH, "" },
    { "BT1 1AA", POSTCODE_NOT_SCOTTISH, "" },
    { "CA1", POSTCODE_NOT_SCOTTISH, "" },
    { "EC1A 1BB", POSTCODE_NOT_SCOTTISH, "" },
    { "M1 1AA", POSTCODE_NOT_SCOTTISH, "" },
    { "W1A 0AX", POSTCODE_NOT_SCOTTISH, "" },
    { "", POSTCODE_NONE, "" },
    { "Fife", POSTCODE_NONE, "" },
    { "Glasgow", POSTCODE_NONE, "" },
    { "Moray", POSTCODE_NONE, "" },
    { "Na h-Eileanan Siar", POSTCODE_NONE, "" },
    { "   ", POSTCODE_NONE, "" },
    { "ELGOL", POSTCODE_NONE, "" },
    { "a\xFF\xFE", POSTCODE_NONE, "" },
    { "12 High Street, Kilmarnock", POSTCODE_NONE, "" },
};

static void test_marks(void)
{
    struct postcode p;
    postcode_parse(STR("KA1 1AAB"), &p);
    ok(p.is_suffix_cut && !p.is_corrected, "[1.5] says that a letter was cut off");
    postcode_parse(STR("KA1 1AA"), &p);
    ok(!p.is_suffix_cut && !p.is_corrected, "[1.2] a clean postcode carries no mark");
    postcode_parse(STR("KAI 1AA"), &p);
    ok(p.is_corrected && !p.is_suffix_cut, "[1.2] says that a slip was mended");
    is_str(str_from(p.sector), "KA1 1", "[1.2] its sector");
    postcode_parse(STR("KA11"), &p);
    is_str(str_from(p.other_sector), "KA1 1", "[1.2] KA11 may also be sector KA1 1");
    static const char *const border[] = { "DG16 5EA", "TD5 7AA", "td9 0ah", "TD12", "TD15 2" };
    for (size_t i = 0; i < sizeof border / sizeof border[0]; i++) {
        postcode_parse(str_from(border[i]), &p);
        ok(p.is_at_border, "[1.3] %s may lie in England", border[i]);
    }
    postcode_parse(STR("TD1 1AA"), &p);
    ok(!p.is_at_border, "[1.3] TD1 does not");
}

int main(void)
{
    CHECK("1.2", TYPED);
    CHECK("1.5", SUFFIXED);
    CHECK("1.3", REFUSED);
    test_marks();
    return done_testing();
}
