/* test_consultation_copy.c: a consultation begun from an earlier one has all its parts and none
 * of its dates (3.7). */
#include "tests/core/question_help.h"

static struct someone fife;
static int64_t old_id, new_id, draft_paper;

#define LIST "/coordinator/consultations"
#define ONE LIST "/sample-plan"
#define BOUNDARY "sample-mark"

static const char *z_of(const char *format, int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, "%s%lld", format, (long long)id));
}

static struct answer fill_one(const char *ending, const char *fields)
{
    struct arena *a = core->arena;
    int64_t version = core_count(core, "SELECT max(version) /*scan*/ FROM consultation");
    const char *at = str_z(a, str_printf(a, ONE "%s", ending));
    return core_fill_as(core, &fife, at,
                        str_z(a, str_printf(a, "%s&seen=%lld", fields, (long long)version)));
}

static void field(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n",
               name);
    buf_str(b, value);
    buf_lit(b, "\r\n");
}

/* A paper that is a file alone. */
static struct answer send_file(const char *name, const char *bytes)
{
    struct str page = core_get_as(core, &fife, ONE "/papers/new").body;
    struct buf *b = buf_in(core->arena, 65536);
    field(b, "csrf", between(page, "name=\"csrf\" value=\"", "\""));
    field(b, "form_id", between(page, "name=\"form_id\" value=\"", "\""));
    field(b, "kind", STR("easy_read"));
    field(b, "title", STR("Sample easy read"));
    field(b, "of", str_from(z_of("", draft_paper)));
    field(b, "n_pages", STR("12"));
    field(b, "access_note", STR("Sample note"));
    buf_printf(b,
               "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
               "filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--" BOUNDARY "--\r\n",
               name, bytes);
    struct str headers = str_printf(core->arena,
                                    "%s\nSec-Fetch-Site: same-origin\nContent-Type: "
                                    "multipart/form-data; boundary=" BOUNDARY,
                                    fife.cookie);
    return core_ask(core, "POST", ONE "/papers/new", str_z(core->arena, headers), buf_view(b));
}

static void make_old(void)
{
    old_id = consultation_made("Sample plan").id;
    is_i64(fill_one("/about",
                    "title=Sample+plan&ending=sample-plan&kind=plan_draft&summary=Sample+"
                    "summary&overview=Sample+overview&why=Sample+why&next=Sample+next&areas="
                    "fife&audiences=public&topics=housing&outcomes=2023-no1&minutes=12")
               .status,
           303, "about");
    is_i64(fill_one("/partnerships", "partnerships=angus").status, 303, "partnerships");
    is_i64(fill_one("/contact", "contact_role=Sample+role&contact_email=justice%40example.org&"
                                "contact_phone=0131+496+0123&post_address=Sample+House&"
                                "other_ways=Sample+drop-in")
               .status,
           303, "contact");
    is_i64(fill_one("/privacy", "privacy=Sample+notice").status, 303, "privacy");
    is_i64(fill_one("/who", "who=invited&second=two").status, 303, "who");
    is_i64(fill_one("/papers/new", "kind=plan_draft&title=Sample+draft&of=none&body=First+"
                                   "words.%0A%0ASecond+words.&comment=yes")
               .status,
           303, "the draft, open to comment");
    draft_paper = core_count(core, "SELECT id FROM consultation_document");
    is_i64(send_file("easy.txt", "Sample easy words").status, 303, "easy read as a file alone");
    is_i64(fill_one("/papers/new", z_of("kind=bsl&title=Sample+film&url=https%3A//example.org/"
                                        "film&of=",
                                        draft_paper))
               .status,
           303, "a film elsewhere");
}

static void make_questions(void)
{
    int64_t section = section_made(old_id, "Sample section", false);
    int64_t equality = section_made(old_id, "About you", true);
    int64_t first = question_made(old_id,
                                  (struct question){ .section_id = section,
                                                     .type = QUESTION_ONE,
                                                     .title = STR("Yes or no?") },
                                  "Yes\nNo");
    (void)question_made(old_id,
                        (struct question){ .section_id = section,
                                           .type = QUESTION_LONG,
                                           .title = STR("Why?"),
                                           .is_required = true,
                                           .only_if = first,
                                           .only_if_options = STR("yes") },
                        "");
    (void)question_made(old_id,
                        (struct question){ .section_id = equality,
                                           .type = QUESTION_SHORT,
                                           .title = STR("Age?") },
                        "");
}

static void test_fields(void)
{
    struct answer a = core_fill_as(
        core, &fife, LIST "/new", "title=Sample+next+plan&kind=annual_report&from=sample-plan");
    is_i64(a.status, 303, "[3.7] a copy of an earlier one");
    new_id = core_count(core, "SELECT id FROM consultation WHERE slug = 'sample-next-plan'");
    is_i64(core_count(core,
                      "SELECT count(*) /*scan*/ FROM (SELECT summary, overview, why, next, "
                      "areas, audiences, topics, outcomes, minutes, contact_role, "
                      "contact_email, contact_phone, post_address, other_ways, privacy, "
                      "is_invited_only, needs_second FROM consultation WHERE overview <> '' "
                      "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)"),
           1, "[3.7] every text and choice is the same");
    is_i64(core_count(core, "SELECT count(*) FROM consultation WHERE slug = "
                            "'sample-next-plan' AND opens_at_s IS NULL AND closes_at_s IS NULL "
                            "AND results_by = '' AND length_reason = '' AND stage = 'draft' "
                            "AND kind = 'annual_report'"),
           1, "[3.7] but its dates, and what was chosen anew");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM consultation_partnership"), 4,
           "[3.7] the same partnerships ask");
}

static void test_papers(void)
{
    const char *per = "SELECT group_concat(kind || ':' || title || ':' || n_pages || ':' || "
                      "access_note || ':' || is_for_comment || ':' || (of_document IS NOT "
                      "NULL), '; ') FROM consultation_document WHERE consultation_id = ";
    struct str old = core_text(core, z_of(per, old_id)),
               new = core_text(core, z_of(per, new_id));
    ok(old.n && str_eq(old, new), "[3.7] [8.7] its papers and their formats come along: %.*s",
       STR_ARG(new));
    is_i64(core_count(core, z_of("SELECT count(*) FROM consultation_document d JOIN "
                                 "consultation_document o ON o.id = d.of_document AND "
                                 "o.consultation_id = d.consultation_id WHERE "
                                 "d.consultation_id = ",
                                 new_id)),
           2, "[8.7] each a format of its own consultation's paper");
    is_i64(core_count(core, "SELECT count(*) FROM file WHERE owner_kind = 'document' AND name "
                            "= 'easy.txt' /*scan*/"),
           2, "[3.7] a file that it is made of too");
    int64_t easy = core_count(core, z_of("SELECT id /*scan*/ FROM consultation_document WHERE "
                                         "kind = 'easy_read' AND consultation_id = ",
                                         new_id));
    struct answer a =
        core_get_as(core, &fife,
                    str_z(core->arena, str_printf(core->arena,
                                                  LIST "/sample-next-plan/preview/papers/%lld/"
                                                       "file",
                                                  (long long)easy)));
    ok(a.status == 200 && str_eq(a.body, STR("Sample easy words")),
       "[3.7] with the same bytes");
}

static void test_questions(void)
{
    struct question_form old = question_form_of(old_id), new = question_form_of(new_id);
    is_i64((int64_t) new.n, (int64_t)old.n, "[3.7] [3.12] as many questions and paragraphs");
    is_i64((int64_t) new.n_sections, (int64_t)old.n_sections, "[3.7] in as many sections");
    is_i64(core_count(core, z_of("SELECT count(*) FROM question q JOIN question o ON o.id = "
                                 "q.only_if AND o.consultation_id = q.consultation_id WHERE "
                                 "q.only_if_options = 'yes' AND q.is_required = 1 AND "
                                 "q.consultation_id = ",
                                 new_id)),
           1, "[3.7] whose routing leads to its own");
    is_i64(core_count(core, z_of("SELECT count(*) FROM question_section WHERE is_equality = 1 "
                                 "AND consultation_id = ",
                                 new_id)),
           1, "[9.6] equality questions stay apart");
    is_i64(core_count(core, z_of("SELECT count(*) FROM question q JOIN consultation_document d "
                                 "ON d.id = q.document_id AND d.consultation_id = "
                                 "q.consultation_id WHERE q.consultation_id = ",
                                 new_id)),
           2, "[3.12] paragraphs are those of its own paper");
}

int main(void)
{
    core = core_start();
    fife = core_person(core, "fife", "coordinator", "fife");
    make_old();
    make_questions();
    test_fields();
    test_papers();
    test_questions();
    core_stop(core);
    return done_testing();
}
