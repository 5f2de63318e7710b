/*
 * body_judge.c: what is wrong with an entry: one set of rules and words for forms, claims and
 * imports.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "modules/bodies/body_rows.h"
#include "modules/bodies/body_words.h"
#include "modules/partnerships/step_check.h"

enum { Q_LISTED, Q_OUTCOME };

static const char *const sql[] = {
    [Q_LISTED] = "SELECT 1 FROM list_word WHERE list = $1 AND code = $2",
    [Q_OUTCOME] = "SELECT 1 FROM framework_item i JOIN framework_version v "
                  "ON v.id = i.version_id WHERE v.code = $1 AND i.code = $2 "
                  "AND i.kind = 'national_outcome'",
};
const struct sql_list body_judge_sql = SQL_LIST("body_judge", sql);

#define COMPANY_TYPED_MAX 40 /* with spaces */

struct judge {
    struct db *db;
    struct arena *a;
    struct body *b;
    struct body_fault *fault;
    size_t n;
};

static void wrong(struct judge *j, const char *field, struct str message)
{
    for (size_t i = 0; i < j->n; i++) {
        if (strcmp(j->fault[i].field, field) == 0)
            return;
    }
    if (j->n < BODY_FAULTS_MAX)
        j->fault[j->n++] = (struct body_fault){ field, message };
}

static void judge_length(struct judge *j, const char *field, struct str value, size_t max)
{
    size_t n = utf8_length(value);
    if (n > max)
        wrong(j, field, str_printf(j->a, BODY_TOO_LONG, max, n));
}

static void judge_lengths(struct judge *j)
{
    struct body *b = j->b;
    judge_length(j, "name", b->name, BODY_NAME_CHARS);
    judge_length(j, "other_names", b->other_names, BODY_OTHER_NAMES_CHARS);
    judge_length(j, "purposes", b->purposes, BODY_PURPOSES_CHARS);
    judge_length(j, "languages", b->languages, BODY_LANGUAGES_CHARS);
    judge_length(j, "website", b->website, BODY_URL_CHARS);
    judge_length(j, "office", b->office, BODY_OFFICE_CHARS);
    judge_length(j, "contact_role", b->contact_role, BODY_ROLE_CHARS);
    judge_length(j, "contact_phone", b->contact_phone, BODY_PHONE_CHARS);
    judge_length(j, "own_name", b->own_name, BODY_ROLE_CHARS);
    judge_length(j, "own_phone", b->own_phone, BODY_PHONE_CHARS);
    judge_length(j, "description", b->description, BODY_DESCRIPTION_CHARS);
    judge_length(j, "source", b->source, BODY_SOURCE_CHARS);
}

/* --- who it is --- */

static enum err judge_charity(struct judge *j)
{
    struct body_match match[4];
    size_t n = 0;
    struct str number;
    if (!body_charity_number(j->a, j->b->charity_number, &number)) {
        wrong(j, "charity_number", STR(BODY_CHARITY_WRONG));
        return OK;
    }
    j->b->charity_number = number;
    if (!number.n)
        return OK;
    const struct body_likeness like = { .charity_number = number, .except_id = j->b->id };
    enum err e = body_likely(j->db, j->a, &like, match, 4, &n);
    if (!e && n)
        wrong(j, "charity_number",
              str_printf(j->a, BODY_CHARITY_TAKEN, STR_ARG(match[0].name)));
    return e;
}

static void judge_company(struct judge *j)
{
    struct buf *out = buf_in(j->a, 64);
    bool is_right = j->b->company_number.n <= COMPANY_TYPED_MAX;
    for (size_t i = 0; is_right && i < j->b->company_number.n; i++) {
        char ch = j->b->company_number.p[i];
        if (ch >= 'a' && ch <= 'z')
            ch = (char)(ch - 'a' + 'A');
        if ((ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9'))
            buf_char(out, ch);
        else if (ch != ' ')
            is_right = false;
    }
    struct str number = buf_view(out);
    if (j->b->company_number.n && (!is_right || number.n != BODY_COMPANY_CHARS))
        wrong(j, "company_number", STR(BODY_COMPANY_WRONG));
    else
        j->b->company_number = number;
}

static enum err is_there(struct judge *j, int of, struct str first, struct str second,
                         bool *out)
{
    int64_t one;
    enum err e = db_one_i64(j->db, sql[of], BINDS(bt(first), bt(second)), &one);
    *out = e == OK;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err judge_kind(struct judge *j)
{
    bool is_known = false;
    if (!j->b->kind.n) {
        wrong(j, "kind", STR(BODY_KIND_MISSING));
        return OK;
    }
    enum err e = is_there(j, Q_LISTED, STR("body_kind"), j->b->kind, &is_known);
    if (!e && !is_known)
        wrong(j, "kind", STR(BODY_KIND_WRONG));
    return e;
}

/* --- what it does --- */

/* In the order of the fixed list, each once; false: one that is none of it. */
static bool order_codes(struct judge *j, const struct body_words *words, struct str *codes)
{
    struct buf *out = buf_in(j->a, 512);
    struct str rest = *codes, code;
    bool is_known = true;
    while (str_cut(&rest, ';', &code))
        is_known = is_known && (!code.n || body_word_is(words, code));
    for (size_t i = 0; i < words->n; i++) {
        bool is_chosen = false;
        for (rest = *codes; str_cut(&rest, ';', &code);)
            is_chosen = is_chosen || str_eq(code, words->item[i].code);
        if (is_chosen && out->n)
            buf_char(out, ';');
        if (is_chosen)
            buf_str(out, words->item[i].code);
    }
    *codes = buf_view(out);
    return is_known;
}

static enum err judge_topics(struct judge *j)
{
    struct str rest = j->b->topics, code;
    enum err e = OK;
    while (!e && str_cut(&rest, ';', &code)) {
        bool is_known = true;
        if (code.n)
            e = is_there(j, Q_LISTED, STR("topic"), code, &is_known);
        if (!is_known)
            wrong(j, "topics", STR(BODY_WORD_WRONG));
    }
    return e;
}

static enum err judge_outcomes(struct judge *j)
{
    struct str rest = j->b->outcomes, key, version;
    enum err e = OK;
    while (!e && str_cut(&rest, ';', &key)) {
        bool is_known = true;
        if (key.n && str_cut(&key, ':', &version))
            e = is_there(j, Q_OUTCOME, version, key, &is_known);
        if (!is_known)
            wrong(j, "outcomes", STR(BODY_WORD_WRONG));
    }
    return e;
}

/* --- how it is reached --- */

static void judge_website(struct judge *j)
{
    struct str url = str_trim(j->b->website);
    if (url.n && str_find(url, STR("://")) == STR_NONE)
        url = str_join(j->a, STR("https://"), url);
    if (url.n && (!url_is_http(url) || str_find_char(url, '.') == STR_NONE))
        wrong(j, "website", STR(BODY_WEBSITE_WRONG));
    else
        j->b->website = url;
}

static void judge_email(struct judge *j, const char *field, struct str value)
{
    if (value.n && !form_is_email(value))
        wrong(j, field, STR(BODY_EMAIL_WRONG));
}

static void judge_phone(struct judge *j, const char *field, struct str value)
{
    if (value.n && !phone_looks_right(value))
        wrong(j, field, STR(BODY_PHONE_WRONG));
}

static void judge_naming(struct judge *j)
{
    struct body *b = j->b;
    if (b->is_named)
        return;
    struct str name = utf8_fold(j->a, b->name), words = utf8_fold(j->a, b->description);
    if (!words.n)
        wrong(j, "description", STR(BODY_DESCRIPTION_MISSING));
    else if (name.n && str_find(words, name) != STR_NONE)
        wrong(j, "description", STR(BODY_DESCRIPTION_NAMES));
}

static void judge_date(struct judge *j, const char *field, struct str value)
{
    struct date d;
    if (value.n && !date_parse(value, &d))
        wrong(j, field, STR(BODY_DATE_WRONG));
}

static void default_words(struct body *b)
{
    if (!b->size_band.n)
        b->size_band = STR("unknown");
    if (!b->consent.n)
        b->consent = STR("not_asked");
    if (!b->state.n)
        b->state = STR("active");
}

static void judge_words(struct judge *j)
{
    struct body *b = j->b;
    default_words(b);
    if (!order_codes(j, &body_grounds, &b->grounds))
        wrong(j, "grounds", STR(BODY_WORD_WRONG));
    if (!body_word_is(&body_size_bands, b->size_band))
        wrong(j, "size_band", STR(BODY_WORD_WRONG));
    if (!body_word_is(&body_consents, b->consent))
        wrong(j, "consent", STR(BODY_WORD_WRONG));
    if (!body_word_is(&body_states, b->state))
        wrong(j, "state", STR(BODY_WORD_WRONG));
}

enum err body_judge(struct db *db, struct arena *a, struct body *b,
                    struct body_fault fault[BODY_FAULTS_MAX], size_t *n_faults)
{
    struct judge j = { .db = db, .a = a, .b = b, .fault = fault };
    if (!b->name.n)
        wrong(&j, "name", STR(BODY_NAME_MISSING));
    judge_lengths(&j);
    enum err e = judge_charity(&j);
    judge_company(&j);
    if (!e)
        e = judge_kind(&j);
    judge_words(&j);
    if (!e)
        e = judge_topics(&j);
    if (!e)
        e = judge_outcomes(&j);
    if (!b->n_areas)
        wrong(&j, "areas", STR(BODY_AREAS_MISSING));
    judge_website(&j);
    judge_email(&j, "contact_email", b->contact_email);
    judge_phone(&j, "contact_phone", b->contact_phone);
    judge_email(&j, "own_email", b->own_email);
    judge_phone(&j, "own_phone", b->own_phone);
    judge_naming(&j);
    judge_date(&j, "consent_on", b->consent_on);
    if (!b->source.n)
        wrong(&j, "source", STR(BODY_SOURCE_MISSING));
    *n_faults = j.n;
    return e;
}
