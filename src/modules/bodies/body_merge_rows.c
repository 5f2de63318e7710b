/*
 * body_merge_rows.c: the tables that name a body, and what becomes of their rows when two
 * entries are made one.
 *
 * THE LIST: a room that makes a table with a reference to body (id) adds its line here, in the
 * order of the names, with one or two statements: $1 is the entry that goes, $2 the one that
 * stays. tests/core/test_merge.c fails on a table that is missing.
 */
#include "modules/bodies/body_merge.h"

enum {
    Q_ADJUSTMENT,
    Q_CLAIM,
    Q_FLAG,
    Q_FLAG_LEFT,
    Q_REVIEW,
    Q_SLUG,
    Q_SUGGESTION,
    Q_TAGGED,
    Q_TAGGED_REST,
    Q_CONTACT,
    Q_ATTENDANCE,
    Q_ATTENDANCE_REST,
    Q_INTEREST,
    Q_INVITATION,
    Q_INVITATION_REST,
    Q_PLAN,
    Q_PLAN_REST,
    Q_PLAN_CHANGE,
    Q_RESPONSE_OTHER,
    Q_RESPONSE,
    Q_RESPONSE_BODY,
    Q_RESPONSE_DRAFT,
    Q_SAVED,
    Q_SAVED_REST,
    Q_NONE
};

static const char *const sql[] = {
    [Q_ADJUSTMENT] = "UPDATE adjustment SET body_id = $2 WHERE body_id = $1",
    [Q_CLAIM] = "UPDATE body_claim SET body_id = $2 WHERE body_id = $1",
    /* one import flags a body once for each kind of difference */
    [Q_FLAG] =
        "UPDATE body_flag SET body_id = $2 WHERE body_id = $1 AND NOT EXISTS (SELECT 1 "
        "FROM body_flag o WHERE o.body_id = $2 AND o.import_id = body_flag.import_id AND "
        "o.kind = body_flag.kind)",
    [Q_FLAG_LEFT] = "UPDATE body_flag SET state = 'left' WHERE body_id = $1 AND body_id <> $2 "
                    "AND state = 'open'",
    /* the one that stays has its own */
    [Q_REVIEW] = "DELETE FROM body_review WHERE body_id = $1 AND body_id <> $2",
    [Q_SLUG] = "UPDATE body_slug SET body_id = $2 WHERE body_id = $1",
    [Q_SUGGESTION] = "UPDATE body_suggestion SET body_id = $2 WHERE body_id = $1",
    [Q_TAGGED] = "INSERT INTO body_tagged (body_id, tag_id) SELECT $2, tag_id FROM body_tagged "
                 "WHERE body_id = $1 ON CONFLICT DO NOTHING",
    [Q_TAGGED_REST] = "DELETE FROM body_tagged WHERE body_id = $1 AND body_id <> $2",
    [Q_CONTACT] = "UPDATE contact_event SET body_id = $2 WHERE body_id = $1",
    [Q_ATTENDANCE] = "INSERT INTO event_attendance (event_id, body_id, n_people) SELECT "
                     "event_id, $2, n_people FROM event_attendance WHERE body_id = $1 ON "
                     "CONFLICT DO NOTHING",
    [Q_ATTENDANCE_REST] = "DELETE FROM event_attendance WHERE body_id = $1 AND body_id <> $2",
    [Q_INTEREST] = "UPDATE expression_of_interest SET body_id = $2 WHERE body_id = $1",
    /* the one that stays was invited itself: the other's link ends */
    [Q_INVITATION] = "UPDATE invitation SET body_id = $2 WHERE body_id = $1 AND NOT EXISTS "
                     "(SELECT 1 FROM invitation o WHERE o.body_id = $2 AND o.consultation_id = "
                     "invitation.consultation_id)",
    [Q_INVITATION_REST] = "UPDATE invitation SET ended_at_s = 0 WHERE body_id = $1 AND body_id "
                          "<> $2 AND ended_at_s IS NULL",
    /* of a plan that considered both: the part that one of them took stands */
    [Q_PLAN] = "INSERT INTO plan_body (plan_id, body_id, list_id, is_suitable, "
               "unsuitable_reason, likely, likely_reason, decided_on, participation, "
               "participation_on, took_part, stages, naming, except_role, except_reason, "
               "except_on, version) SELECT plan_id, $2, list_id, is_suitable, "
               "unsuitable_reason, likely, likely_reason, decided_on, participation, "
               "participation_on, took_part, stages, naming, except_role, except_reason, "
               "except_on, version FROM plan_body WHERE body_id = $1 AND $1 <> $2 ON CONFLICT "
               "(plan_id, body_id) DO UPDATE SET participation = excluded.participation, "
               "participation_on = excluded.participation_on, took_part = excluded.took_part, "
               "stages = excluded.stages, version = plan_body.version + 1 WHERE "
               "excluded.participation = 'taking_part' OR plan_body.participation = "
               "'not_asked'",
    [Q_PLAN_REST] = "DELETE FROM plan_body WHERE body_id = $1 AND body_id <> $2",
    [Q_PLAN_CHANGE] = "UPDATE plan_body_change SET body_id = $2 WHERE body_id = $1",
    /* each had its official response: the one that goes keeps its words, as a further one */
    [Q_RESPONSE_OTHER] =
        "UPDATE response SET is_official = 0 WHERE body_id = $1 AND is_official = 1 AND "
        "EXISTS (SELECT 1 FROM response o WHERE o.body_id = $2 AND o.is_official = 1 AND "
        "o.consultation_id = response.consultation_id)",
    [Q_RESPONSE] = "UPDATE response SET body_id = $2 WHERE body_id = $1",
    [Q_RESPONSE_BODY] = "UPDATE response_body SET body_id = $2 WHERE body_id = $1",
    [Q_RESPONSE_DRAFT] = "UPDATE response_draft SET body_id = $2 WHERE body_id = $1",
    [Q_SAVED] = "INSERT INTO saved_list_body (list_id, body_id) SELECT list_id, $2 FROM "
                "saved_list_body WHERE body_id = $1 ON CONFLICT DO NOTHING",
    [Q_SAVED_REST] = "DELETE FROM saved_list_body WHERE body_id = $1 AND body_id <> $2",
    [Q_NONE] = NULL,
};
const struct sql_list body_merge_rows_sql = SQL_LIST("body_merge_rows", sql);

/* clang-format off */
static const struct {
    const char *table;
    int move, then; /* Q_NONE: nothing */
} list[] = {
    { "adjustment",             Q_ADJUSTMENT, Q_NONE },
    { "body",                   Q_NONE,       Q_NONE }, /* merged_into of earlier ones: a trace that is followed */
    { "body_area",              Q_NONE,       Q_NONE }, /* united by body_merge_make; the trace keeps its own */
    { "body_claim",             Q_CLAIM,      Q_NONE },
    { "body_flag",              Q_FLAG,       Q_FLAG_LEFT },
    { "body_mark",              Q_NONE,       Q_NONE }, /* made by body.h */
    { "body_merge",             Q_NONE,       Q_NONE }, /* the trace itself */
    { "body_partnership",       Q_NONE,       Q_NONE }, /* made by body.h; body_merge.c carries dates over */
    { "body_public",            Q_NONE,       Q_NONE }, /* made by body.h */
    { "body_public_partnership", Q_NONE,      Q_NONE },
    { "body_review",            Q_REVIEW,     Q_NONE },
    { "body_slug",              Q_SLUG,       Q_NONE },
    { "body_suggestion",        Q_SUGGESTION, Q_NONE },
    { "body_tagged",            Q_TAGGED,     Q_TAGGED_REST },
    { "contact_event",          Q_CONTACT,    Q_NONE },
    { "event_attendance",       Q_ATTENDANCE, Q_ATTENDANCE_REST },
    { "expression_of_interest", Q_INTEREST,   Q_NONE },
    { "invitation",             Q_INVITATION, Q_INVITATION_REST },
    { "plan_body",              Q_PLAN,       Q_PLAN_REST },
    { "plan_body_change",       Q_PLAN_CHANGE, Q_NONE },
    { "response",               Q_RESPONSE_OTHER, Q_RESPONSE },
    { "response_body",          Q_RESPONSE_BODY, Q_NONE },
    { "response_draft",         Q_RESPONSE_DRAFT, Q_NONE },
    { "role_grant",             Q_NONE,       Q_NONE }, /* role_body.h */
    { "saved_list_body",        Q_SAVED,      Q_SAVED_REST },
};
/* clang-format on */
#define N_LIST (sizeof list / sizeof *list)

const char *body_merge_table(size_t i)
{
    return i < N_LIST ? list[i].table : NULL;
}

enum err body_merge_rows(struct db *db, int64_t from_id, int64_t into_id, struct change *counts)
{
    enum err e = OK;
    for (size_t i = 0; i < N_LIST && !e; i++) {
        if (list[i].move == Q_NONE)
            continue;
        e = db_exec(db, sql[list[i].move], BINDS(bi(from_id), bi(into_id)));
        int64_t n = e ? 0 : db_changes(db);
        if (!e && n)
            change_new_i64(counts, list[i].table, n);
        if (!e && list[i].then != Q_NONE)
            e = db_exec(db, sql[list[i].then], BINDS(bi(from_id), bi(into_id)));
    }
    return e;
}
