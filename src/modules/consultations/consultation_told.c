#include "modules/consultations/consultation_told.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/partnerships/partnership_page.h"

#define RECENT 3
#define TOLD_BYTES 4096

/* --- what is kept --- */

static struct str day_words(struct arena *a, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_long(a, d) : iso;
}

static void add_line(struct buf *b, const char *what, struct str value)
{
    if (!value.n)
        return;
    if (buf_view(b).n)
        buf_char(b, '\n');
    buf_str(b, str_from(what));
    buf_str(b, value);
}

/* Which of the texts differ: "Overview, What happens next". */
static struct str texts_that_differ(struct arena *a, const struct consultation *from,
                                    const struct consultation *to)
{
    const struct {
        struct str was, is;
        const char *label;
    } text[] = {
        { from->summary, to->summary, TOLD_SUMMARY },
        { from->overview, to->overview, TOLD_OVERVIEW },
        { from->why, to->why, TOLD_WHY },
        { from->next, to->next, TOLD_NEXT },
        { from->areas, to->areas, TOLD_AREAS },
        { from->audiences, to->audiences, TOLD_AUDIENCES },
        { from->topics, to->topics, TOLD_TOPICS },
        { from->outcomes, to->outcomes, TOLD_OUTCOMES },
        { from->other_ways, to->other_ways, TOLD_OTHER_WAYS },
        { from->contact_role, to->contact_role, TOLD_CONTACT },
        { from->contact_email, to->contact_email, TOLD_EMAIL },
        { from->contact_phone, to->contact_phone, TOLD_PHONE },
        { from->post_address, to->post_address, TOLD_POST },
    };
    struct buf *b = buf_in(a, TOLD_BYTES);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!str_eq(text[i].was, text[i].is)) {
            if (buf_view(b).n)
                buf_lit(b, ", ");
            buf_str(b, str_from(text[i].label));
        }
    return buf_view(b);
}

void consultation_tell(struct arena *a, const struct consultation *from,
                       const struct consultation *to, struct consultation_change *note)
{
    struct buf *old = buf_in(a, TOLD_BYTES), *new = buf_in(a, TOLD_BYTES);
    if (!str_eq(from->title, to->title)) {
        add_line(old, TOLD_TITLE, from->title);
        add_line(new, TOLD_TITLE, to->title);
    }
    if (!str_eq(from->results_by, to->results_by)) {
        add_line(old, TOLD_RESULTS, day_words(a, from->results_by));
        add_line(new, TOLD_RESULTS, day_words(a, to->results_by));
    }
    if (from->is_invited_only != to->is_invited_only) {
        add_line(old, TOLD_WHO, from->is_invited_only ? STR(TOLD_INVITED) : STR(TOLD_ALL));
        add_line(new, TOLD_WHO, to->is_invited_only ? STR(TOLD_INVITED) : STR(TOLD_ALL));
    }
    struct str texts = texts_that_differ(a, from, to);
    if (texts.n)
        note->subject = texts;
    note->old_value = buf_view(old);
    note->new_value = buf_view(new);
}

struct str consultation_tell_results(struct arena *a, const struct consultation *from,
                                     const struct consultation *to)
{
    if (str_eq(from->results_by, to->results_by))
        return (struct str){ 0 };
    struct str old = day_words(a, from->results_by), new = day_words(a, to->results_by);
    return str_printf(a, TOLD_RESULTS_TOO, STR_ARG(new), STR_ARG(old));
}

/* --- how it is shown --- */

static const struct consultation_word change_kinds[] = {
    { "published", CHANGE_PUBLISHED },
    { "extended", CHANGE_EXTENDED },
    { "question_changed", CHANGE_QUESTION },
    { "question_removed", CHANGE_QUESTION_REMOVED },
    { "document_added", CHANGE_DOCUMENT_ADDED },
    { "document_replaced", CHANGE_DOCUMENT_REPLACED },
    { "document_removed", CHANGE_DOCUMENT_REMOVED },
    { "privacy_changed", CHANGE_PRIVACY },
    { "details_changed", CHANGE_DETAILS },
    { "results_published", CHANGE_RESULTS },
    { "feedback_published", CHANGE_FEEDBACK },
    { "feedback_changed", CHANGE_FEEDBACK_CHANGED },
    { "feedback_removed", CHANGE_FEEDBACK_REMOVED },
    { "withdrawn", CHANGE_WITHDRAWN },
    { "archived", CHANGE_ARCHIVED },
    { NULL, NULL },
};

struct str consultation_change_label(const struct shown_change *x)
{
    bool is_question = str_eq(x->kind, STR("question_changed"));
    if (is_question && !x->old_value.n && x->new_value.n)
        return STR(CHANGE_QUESTION_ADDED);
    return consultation_label(change_kinds, x->kind);
}

struct str consultation_change_value(struct arena *a, const struct shown_change *x,
                                     struct str value)
{
    int64_t at_s;
    if (!str_eq(x->kind, STR("extended")) || !str_to_i64(value, &at_s))
        return value;
    return consultation_closes_words(a, at_s);
}

void consultation_change_view(struct arena *a, const struct shown_change *x, struct view *v)
{
    struct date day = london_from_s(x->changed_at_s).date;
    view_int(v, S(id), x->id);
    view_str(v, S(label), consultation_change_label(x));
    view_text(v, S(subject), x->subject);
    view_text(v, S(old), consultation_change_value(a, x, x->old_value));
    view_text(v, S(new), consultation_change_value(a, x, x->new_value));
    view_text(v, S(reason), x->reason);
    view_str(v, S(by_role), x->by_role);
    view_str(v, S(changed_on), date_long(a, day));
    view_str(v, S(changed_iso), date_iso(a, day));
}

void consultation_changes_view(struct arena *a, const struct shown_change *x, size_t n,
                               struct view *v)
{
    struct list *changes = view_list(v, S(changes));
    size_t n_all = 0;
    for (size_t i = 0; i < n; i++) {
        if (str_eq(x[i].kind, STR("published")) || n_all++ >= RECENT)
            continue;
        consultation_change_view(a, &x[i], list_add(changes));
    }
    view_bool(v, S(has_changes), n_all > 0);
    view_bool(v, S(has_more_changes), n_all > RECENT);
}
