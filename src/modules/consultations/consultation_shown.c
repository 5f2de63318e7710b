#include "modules/consultations/consultation_shown.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

#include <stdlib.h>

#define COLS                                                                                   \
    "c.consultation_id, c.partnership_id, c.reference, c.slug, c.title, c.title_key, c.kind, " \
    "c.summary, c.areas, c.audiences, c.topics, c.outcomes, c.results_by, p.slug, "            \
    "p.short_name, p.code, c.minutes, c.n_questions, c.opens_at_s, c.closes_at_s, "            \
    "c.first_closes_at_s, c.is_invited_only, c.published_at_s, c.results_at_s, "               \
    "c.archived_at_s, c.withdrawn_at_s, (SELECT count(*) FROM consultation_change h WHERE "    \
    "h.consultation_id = c.consultation_id), (SELECT max(h.changed_at_s) FROM "                \
    "consultation_change h WHERE h.consultation_id = c.consultation_id), CASE "                \
    "c.is_invited_only WHEN 0 THEN (SELECT min(f.published_at_s) FROM feedback_public f "      \
    "WHERE f.consultation_id = c.consultation_id) ELSE (SELECT min(h.changed_at_s) FROM "      \
    "consultation_change h WHERE h.consultation_id = c.consultation_id AND h.kind = "          \
    "'feedback_published') END"
#define TEXTS                                                                                  \
    ", c.overview, c.why, c.next, c.length_reason, c.contact_role, c.contact_email, "          \
    "c.contact_phone, c.post_address, c.other_ways"
#define N_COLS 29
#define FROM " FROM consultation_public c JOIN partnership p ON p.id = c.partnership_id "

enum {
    Q_BY_SLUG,
    Q_BEFORE,
    Q_ALL,
    Q_OF,
    Q_PARTNERSHIPS,
    Q_DOCUMENTS,
    Q_CHANGES,
};

static const char *const sql[] = {
    [Q_BY_SLUG] = "SELECT " COLS TEXTS FROM "WHERE c.slug = $1",
    [Q_BEFORE] = "SELECT c.slug FROM consultation_slug s JOIN consultation_public c ON "
                 "c.consultation_id = s.consultation_id WHERE s.slug = $1",
    [Q_ALL] = "SELECT " COLS FROM "ORDER BY c.closes_at_s DESC, c.consultation_id DESC LIMIT "
              "$1 /*scan*/",
    [Q_OF] = "SELECT " COLS " FROM consultation_public_partnership w JOIN consultation_public "
             "c ON c.consultation_id = w.consultation_id JOIN partnership p ON p.id = "
             "c.partnership_id WHERE w.partnership_id = $2 ORDER BY c.closes_at_s DESC, "
             "c.consultation_id DESC LIMIT $1",
    [Q_PARTNERSHIPS] =
        "SELECT p.id, p.slug, p.short_name FROM consultation_public_partnership w JOIN "
        "partnership p ON p.id = w.partnership_id WHERE w.consultation_id = $1 ORDER BY CASE "
        "p.id WHEN $2 THEN 0 ELSE 1 END, p.sort_key LIMIT $3",
    [Q_DOCUMENTS] =
        "SELECT document_id, coalesce(of_document, 0), coalesce(replaced_by, 0), n_pages, "
        "file_bytes, kind, title, language, url, access_note, file_kind, length(body) > 0, "
        "length(file_code) > 0, is_for_comment FROM consultation_public_document WHERE "
        "consultation_id = $1 ORDER BY seq, document_id LIMIT $2",
    [Q_CHANGES] = "SELECT id, changed_at_s, kind, subject, old_value, new_value, reason, "
                  "by_role FROM consultation_change WHERE consultation_id = $1 ORDER BY id "
                  "DESC LIMIT $2",
};
const struct sql_list consultation_shown_sql = SQL_LIST("consultation_shown", sql);

/* --- one row --- */

static struct consultation_times times_of(const struct consultation_shown *x)
{
    return (struct consultation_times){ .is_published = true,
                                        .is_withdrawn = x->withdrawn_at_s > 0,
                                        .is_archived = x->archived_at_s > 0,
                                        .has_results = x->results_at_s > 0,
                                        .opens_at_s = x->opens_at_s,
                                        .closes_at_s = x->closes_at_s };
}

int64_t consultation_shown_until(const struct consultation_shown *x, int64_t now_s)
{
    const struct consultation_times t = times_of(x);
    return consultation_next_change(&t, now_s);
}

static void from_row(struct consultation_shown *x, struct stmt *s, struct arena *a,
                     int64_t now_s)
{
    int i = 2;
    *x = (struct consultation_shown){ .id = db_i64(s, 0), .partnership_id = db_i64(s, 1) };
    struct str *const text[] = { &x->reference,
                                 &x->slug,
                                 &x->title,
                                 &x->title_key,
                                 &x->kind,
                                 &x->summary,
                                 &x->areas,
                                 &x->audiences,
                                 &x->topics,
                                 &x->outcomes,
                                 &x->results_by,
                                 &x->partnership_slug,
                                 &x->partnership_name,
                                 &x->partnership_code };
    int64_t *const number[] = { &x->minutes, &x->n_questions, &x->opens_at_s, &x->closes_at_s,
                                &x->first_closes_at_s };
    int64_t *const moment[] = { &x->published_at_s, &x->results_at_s, &x->archived_at_s,
                                &x->withdrawn_at_s, &x->n_changes,    &x->changed_at_s,
                                &x->feedback_at_s };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++)
        *number[k] = db_i64(s, i++);
    x->is_invited_only = db_bool(s, i++);
    for (size_t k = 0; k < sizeof moment / sizeof moment[0]; k++)
        *moment[k] = db_i64(s, i++);
    if (!x->changed_at_s)
        x->changed_at_s = x->published_at_s;
    const struct consultation_times t = times_of(x);
    x->state = consultation_state_at(&t, now_s);
}

static void texts_from_row(struct consultation_shown *x, struct stmt *s, struct arena *a)
{
    struct str *const text[] = { &x->overview,      &x->why,          &x->next,
                                 &x->length_reason, &x->contact_role, &x->contact_email,
                                 &x->contact_phone, &x->post_address, &x->other_ways };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, N_COLS + (int)k, a);
}

static enum err by_slug(struct db *db, struct arena *a, struct str slug, int64_t now_s,
                        struct consultation_shown *out)
{
    struct stmt *s = db_query(db, sql[Q_BY_SLUG], BINDS(bt(slug)));
    bool found = db_row(s);
    if (found) {
        from_row(out, s, a, now_s);
        texts_from_row(out, s, a);
    }
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err consultation_shown_by_slug(struct db *db, struct arena *a, struct str slug,
                                    int64_t now_s, struct consultation_shown *out)
{
    struct str now;
    enum err e = by_slug(db, a, slug, now_s, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = db_one_text(db, sql[Q_BEFORE], BINDS(bt(slug)), a, &now);
    return e ? e : by_slug(db, a, now, now_s, out);
}

/* --- lists --- */

static bool holds_words(struct arena *a, struct str key, struct str typed)
{
    struct str padded = str_join(a, STR(" "), key), rest = utf8_fold(a, typed), word;
    while (str_cut(&rest, ' ', &word))
        if (word.n && str_find(padded, str_join(a, STR(" "), word)) == STR_NONE)
            return false;
    return true;
}

/* In days of Scotland, as the list says it: a list that is kept changes at midnight. */
static int64_t days_left(const struct consultation_shown *x, int64_t now_s)
{
    return date_to_days(london_from_s(x->closes_at_s - 60).date) -
           date_to_days(london_from_s(now_s).date);
}

/* Without a state it holds all but those that were withdrawn. */
static bool fits(struct arena *a, const struct consultation_filter *f,
                 const struct consultation_shown *x, int64_t now_s)
{
    if (x->state == CONSULTATION_WITHDRAWN)
        return f->with_withdrawn && !f->state.n;
    if (f->state.n && !str_eq(f->state, str_from(consultation_state_name(x->state))))
        return false;
    if ((f->area.n && !list_holds(x->areas, f->area)) ||
        (f->topic.n && !codes_hold(x->topics, f->topic)))
        return false;
    if (f->year && london_from_s(x->opens_at_s).date.year != f->year)
        return false;
    if (f->closes_within_days &&
        (x->state != CONSULTATION_OPEN || days_left(x, now_s) > f->closes_within_days))
        return false;
    return holds_words(a, x->title_key, f->words);
}

static int rank(const struct consultation_shown *x)
{
    return x->state == CONSULTATION_OPEN          ? 0
           : x->state == CONSULTATION_FORTHCOMING ? 1
           : x->state == CONSULTATION_ARCHIVED    ? 3
                                                  : 2;
}

static int by_time(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const struct consultation_shown *a = left, *b = right;
    int by = rank(a) - rank(b);
    if (!by && rank(a) == 0)
        by = by_time(a->closes_at_s, b->closes_at_s);
    else if (!by && rank(a) == 1)
        by = by_time(a->opens_at_s, b->opens_at_s);
    else if (!by)
        by = by_time(b->closes_at_s, a->closes_at_s);
    return by ? by : by_time(a->id, b->id);
}

enum err consultation_shown_all(struct db *db, struct arena *a,
                                const struct consultation_filter *f, int64_t now_s,
                                struct consultation_shown_list *out)
{
    struct consultation_shown x;
    size_t cap = 0;
    *out = (struct consultation_shown_list){ .until_s = INT64_MAX };
    struct stmt *s = f->partnership_id
                         ? db_query(db, sql[Q_OF], BINDS(bi(SHOWN_MAX), bi(f->partnership_id)))
                         : db_query(db, sql[Q_ALL], BINDS(bi(SHOWN_MAX)));
    while (db_row(s) && !arena_failed(a)) {
        from_row(&x, s, a, now_s);
        int64_t until_s = consultation_shown_until(&x, now_s);
        if (until_s < out->until_s)
            out->until_s = until_s;
        if (!fits(a, f, &x, now_s))
            continue;
        if (out->n == cap) {
            struct consultation_shown *more = arena_array(a, cap ? cap * 2 : 16, sizeof *more);
            for (size_t i = 0; more && i < out->n; i++)
                more[i] = out->item[i];
            cap = more ? (cap ? cap * 2 : 16) : 0;
            out->item = more;
        }
        if (out->item)
            out->item[out->n++] = x;
    }
    if (out->n)
        qsort(out->item, out->n, sizeof *out->item, compare);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- what belongs to one --- */

enum err consultation_shown_partnerships(struct db *db, struct arena *a,
                                         const struct consultation_shown *x,
                                         struct shown_partnership *out, size_t max, size_t *n)
{
    *n = 0;
    struct stmt *s = db_query(db, sql[Q_PARTNERSHIPS],
                              BINDS(bi(x->id), bi(x->partnership_id), bi((int64_t)max)));
    while (*n < max && db_row(s))
        out[(*n)++] =
            (struct shown_partnership){ db_i64(s, 0), db_text(s, 1, a), db_text(s, 2, a) };
    return db_done(s, OK);
}

enum err consultation_shown_documents(struct db *db, struct arena *a, int64_t id,
                                      struct shown_document **out, size_t *n)
{
    struct shown_document *d = arena_array(a, SHOWN_DOCUMENTS_MAX, sizeof *d);
    *out = d;
    *n = 0;
    if (!d)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_DOCUMENTS], BINDS(bi(id), bi(SHOWN_DOCUMENTS_MAX)));
    while (*n < SHOWN_DOCUMENTS_MAX && db_row(s))
        d[(*n)++] = (struct shown_document){ .id = db_i64(s, 0),
                                             .of_document = db_i64(s, 1),
                                             .replaced_by = db_i64(s, 2),
                                             .n_pages = db_i64(s, 3),
                                             .n_bytes = db_i64(s, 4),
                                             .kind = db_text(s, 5, a),
                                             .title = db_text(s, 6, a),
                                             .language = db_text(s, 7, a),
                                             .url = db_text(s, 8, a),
                                             .access_note = db_text(s, 9, a),
                                             .file_kind = db_text(s, 10, a),
                                             .has_text = db_bool(s, 11),
                                             .has_file = db_bool(s, 12),
                                             .is_for_comment = db_bool(s, 13) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err consultation_shown_changes(struct db *db, struct arena *a, int64_t id,
                                    struct shown_change **out, size_t *n)
{
    struct shown_change *x = arena_array(a, SHOWN_CHANGES_MAX, sizeof *x);
    *out = x;
    *n = 0;
    if (!x)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_CHANGES], BINDS(bi(id), bi(SHOWN_CHANGES_MAX)));
    while (*n < SHOWN_CHANGES_MAX && db_row(s))
        x[(*n)++] = (struct shown_change){ .id = db_i64(s, 0),
                                           .changed_at_s = db_i64(s, 1),
                                           .kind = db_text(s, 2, a),
                                           .subject = db_text(s, 3, a),
                                           .old_value = db_text(s, 4, a),
                                           .new_value = db_text(s, 5, a),
                                           .reason = db_text(s, 6, a),
                                           .by_role = db_text(s, 7, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}
