/* test_sheet_paste.c: a question sheet that was filled in elsewhere goes into a response. */
#include "tests/core/respond_help.h"
#include "tests/tap.h"

#include <zip.h>

/* The sheet as everybody gets it, with one thing written into it. */
static struct str filled(struct str sheet, const char *from, const char *to)
{
    size_t where = str_find(sheet, str_from(from)), n = str_from(from).n;
    if (!ok(where != STR_NONE, "the sheet has: %s", from))
        return sheet;
    return str_printf(core->arena, "%.*s%s%.*s", STR_ARG(str_sub(sheet, 0, where)), to,
                      STR_ARG(str_sub(sheet, where + n, sheet.n)));
}

static struct str encoded(struct str s)
{
    struct buf *b = buf_in(core->arena, 1000000);
    for (size_t i = 0; i < s.n; i++)
        buf_printf(b, "%%%02X", (unsigned char)s.p[i]);
    return buf_view(b);
}

static struct answer paste(struct someone *who, struct str sheet, const char *what)
{
    return fill(who, at("/paste"), z_printf("do=%s&sheet=%.*s", what, STR_ARG(encoded(sheet))));
}

static struct str draft_of(int64_t question, const char *ending)
{
    return core_text(core, z_printf("SELECT value /*scan*/ FROM response_draft_field WHERE "
                                    "field = 'q%lld%s'",
                                    (long long)question, ending));
}

static void test_paste(void)
{
    const char *txt = z_printf("/consultations/%.*s/questions.txt", STR_ARG(asked.slug));
    struct str sheet = core_get(core, txt, NULL).body;
    struct someone who = begin();
    ok(has(see(&who, at("")).body, "Paste in a question sheet"), "[3.11] offered to who began");
    struct answer a = see(&who, at("/paste"));
    ok(a.status == 200 && has(a.body, "Your question sheet"), "[3.11] one box");
    a = paste(&who, STR("Nothing of the kind"), "read");
    ok(a.status == 422 && has(a.body, "No question was found") &&
           has(a.body, "Nothing of the kind</textarea>"),
       "[8.3] what was pasted is kept");
    sheet = filled(sheet, "[ ] No", "[x] No");
    sheet = filled(sheet, "[ ] Something else:", "[ ] Something else: the colours");
    sheet = filled(sheet, "Why do you say this?\nAnswer:\n",
                   "Why do you say this?\nAnswer: We see it\nevery day.\n");
    sheet = filled(sheet, "27 3 2027.\nAnswer:", "27 3 2027.\nAnswer: last spring");
    a = paste(&who, sheet, "read");
    ok(a.status == 200 && has(a.body, "Answers found: 4."), "[3.11] read by its headings");
    ok(has(a.body, "We see it\nevery day.") && has(a.body, "Something else: the colours"),
       "[3.11] each beside its question");
    ok(has(a.body, "To put right on its page:") && has(a.body, "last spring"),
       "[3.11] what is at fault is shown");
    is_str(draft_of(q_long, ""), "", "nothing is kept yet");
    a = paste(&who, sheet, "save");
    ok(leads_to(&a, at("")), "[3.11] then it is kept");
    is_str(draft_of(q_first, ""), "no", "[3.11] a choice");
    is_str(draft_of(q_more, ""), "other", "something else");
    is_str(draft_of(q_more, "_other"), "the colours", "and its words");
    is_str(draft_of(q_long, ""), "We see it\nevery day.", "[3.11] words");
    is_str(draft_of(q_date, ""), "last spring", "[8.3] what is at fault is not lost");
    ok(has(see(&who, q_at(q_long)).body, "every day."), "[3.11] on the pages of the form");
}

/* --- the document --- */

/* What stands in that file of an archive. */
static struct str unpacked(struct str bytes, const char *name)
{
    struct buf *b = buf_in(core->arena, 1000000);
    char piece[4096];
    zip_error_t why;
    zip_source_t *from = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
    zip_t *z = from ? zip_open_from_source(from, ZIP_RDONLY | ZIP_CHECKCONS, &why) : NULL;
    if (!ok(z != NULL, "[3.11] the document is a sound archive"))
        return (struct str){ NULL, 0 };
    zip_file_t *f = zip_fopen(z, name, 0);
    zip_int64_t n;
    while (f && (n = zip_fread(f, piece, sizeof piece)) > 0)
        buf_str(b, (struct str){ piece, (size_t)n });
    if (f)
        zip_fclose(f);
    zip_discard(z);
    return buf_view(b);
}

/* Its paragraphs, one a line, as they are copied out of a word processor. */
static struct str words_of(struct str xml)
{
    struct buf *b = buf_in(core->arena, 1000000);
    for (size_t i = 0; i < xml.n; i++) {
        struct str rest = str_sub(xml, i, xml.n);
        size_t end = xml.p[i] == '<' ? str_find_char(rest, '>') : STR_NONE;
        bool is_break =
            str_starts(rest, STR("</text:")) || str_starts(rest, STR("<text:line-break"));
        if (is_break)
            buf_char(b, '\n');
        else if (end == STR_NONE && xml.p[i] != '\n')
            buf_char(b, xml.p[i]);
        i += end == STR_NONE ? 0 : end;
    }
    return buf_view(b);
}

/* Filled in as a document by a board, then pasted back by its headings. */
static void test_document(void)
{
    const char *odt = z_printf("/consultations/%.*s/questions.odt", STR_ARG(asked.slug));
    const char *txt = z_printf("/consultations/%.*s/questions.txt", STR_ARG(asked.slug));
    struct str bytes = core_get(core, odt, NULL).body;
    struct str words = words_of(unpacked(bytes, "content.xml")), line;
    struct str text = core_get(core, txt, NULL).body;
    while (str_cut(&text, '\n', &line)) {
        struct str one = str_starts(line, STR("== ")) ? str_sub(line, 3, line.n - 6) : line;
        if (!ok(str_find(words, one) != STR_NONE, "[B.17] the document has: %.*s",
                STR_ARG(one)))
            break;
    }
    struct someone who = begin();
    struct str sheet = filled(words, "[ ] No", "[x] No");
    sheet = filled(sheet, "Why do you say this?\nAnswer: \n",
                   "Why do you say this?\nAnswer: Our board\nmet.\n");
    struct answer a = paste(&who, sheet, "read");
    ok(a.status == 200 && has(a.body, "Answers found: 2."),
       "[B.17] a sheet filled in as a document is pasted back");
    ok(!has(a.body, "under no question"), "[B.17] its own words are nobody's");
    a = paste(&who, sheet, "save");
    ok(leads_to(&a, at("")), "[B.17] it is kept");
    a = see(&who, q_at(q_long));
    ok(has(a.body, ">\nOur board\nmet.</textarea>"), "[B.17] each answer at its question");
}

static void test_nobody(void)
{
    struct answer a = core_get(core, at("/paste"), NULL);
    ok(a.status == 303, "[S10] who has begun nothing is led to begin");
}

int main(void)
{
    start_respond();
    test_paste();
    test_document();
    test_nobody();
    core_stop(core);
    return done_testing();
}
