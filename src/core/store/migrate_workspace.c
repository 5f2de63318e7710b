/*
 * migrate_workspace.c: schema 3, what the signed-in pages need. The same statements as in
 * schema.sql, without comments; a rebuilt table is made under a new name, filled, and renamed.
 */
#include "core/store/inside.h"

/* C asks compilers for 4095 bytes of a literal; gcc has no such end. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */

/* --- signing in: words kept while their sender signs in again --- */
#define SIGNING_IN \
    "CREATE TABLE kept_form ( " \
    " session_hash BLOB NOT NULL CHECK (length(session_hash) = 32), " \
    " form_hash BLOB NOT NULL CHECK (length(form_hash) = 32), " \
    " account_id INTEGER NOT NULL REFERENCES account (id), " \
    " sealed BLOB NOT NULL, " \
    " kept_at_s INTEGER NOT NULL, " \
    " PRIMARY KEY (session_hash, form_hash) " \
    ") STRICT; " \
    "CREATE INDEX kept_form_account ON kept_form (account_id); " \
    "CREATE INDEX kept_form_kept ON kept_form (kept_at_s); "

/* --- the directory: history of the contact route, reports, bounces --- */
#define DIRECTORY \
    "ALTER TABLE route_step ADD COLUMN is_edited INTEGER NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)); " \
    "ALTER TABLE route_step ADD COLUMN is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)); " \
    "CREATE TABLE route_change ( " \
    "id INTEGER PRIMARY KEY, " \
    "partnership_id INTEGER NOT NULL REFERENCES partnership (id), " \
    "step_id INTEGER REFERENCES route_step (id), " \
    "act TEXT NOT NULL CHECK (act IN ('add', 'change', 'remove', 'move', 'check')), " \
    "title TEXT NOT NULL, " \
    "source TEXT NOT NULL CHECK (source IN ('none', 'partnership', 'council', 'tsi', 'contact', 'other', 'put_back')), " \
    "source_note TEXT NOT NULL, " \
    "by_role TEXT NOT NULL CHECK (by_role <> ''), " \
    "changed_at_s INTEGER NOT NULL " \
    ") STRICT; " \
    "CREATE INDEX route_change_partnership ON route_change (partnership_id, id); " \
    "CREATE INDEX route_change_step ON route_change (step_id); " \
    "CREATE TABLE route_change_field ( " \
    "change_id INTEGER NOT NULL REFERENCES route_change (id), " \
    "field TEXT NOT NULL CHECK (field <> ''), " \
    "old_value TEXT NOT NULL, " \
    "new_value TEXT NOT NULL, " \
    "PRIMARY KEY (change_id, field) " \
    ") STRICT; " \
    "CREATE TABLE route_evidence ( " \
    "change_id INTEGER PRIMARY KEY REFERENCES route_change (id), " \
    "words TEXT NOT NULL CHECK (words <> '') " \
    ") STRICT; "

/* --- the directory: reports and messages dealt with, mail that came back, edits --- */
#define REPORTS \
    "CREATE TABLE message_new (" \
    "    id INTEGER PRIMARY KEY," \
    "    reference TEXT NOT NULL UNIQUE CHECK (reference <> '')," \
    "    partnership_id INTEGER NOT NULL REFERENCES partnership (id)," \
    "    area_id INTEGER REFERENCES area (id)," \
    "    sender_name TEXT NOT NULL," \
    "    organisation TEXT NOT NULL," \
    "    email TEXT NOT NULL," \
    "    body TEXT NOT NULL," \
    "    sent_to TEXT NOT NULL CHECK (sent_to IN ('partnership', 'next_step', 'operator'))," \
    "    received_at_s INTEGER NOT NULL," \
    "    refused_at_s INTEGER," \
    "    done_at_s INTEGER," \
    "    done_by INTEGER REFERENCES account (id)," \
    "    erased_at_s INTEGER," \
    "    CHECK ((done_at_s IS NULL) = (done_by IS NULL))," \
    "    CHECK (body <> '' OR erased_at_s IS NOT NULL)" \
    ") STRICT;" \
    "INSERT INTO message_new (id, reference, partnership_id, area_id, sender_name, organisation, email, body, sent_to," \
    "    received_at_s) SELECT id, reference, partnership_id, area_id, sender_name, organisation, email, body, sent_to," \
    "    received_at_s FROM message;" \
    "DROP TABLE message; ALTER TABLE message_new RENAME TO message;" \
    "CREATE INDEX message_partnership ON message (partnership_id, received_at_s);" \
    "CREATE INDEX message_area ON message (area_id);" \
    "CREATE INDEX message_done_by ON message (done_by);" \
    "CREATE INDEX message_kept ON message (received_at_s) WHERE erased_at_s IS NULL;" \
    "CREATE TABLE correction_report_new (" \
    "    id INTEGER PRIMARY KEY," \
    "    reference TEXT NOT NULL UNIQUE CHECK (reference <> '')," \
    "    partnership_id INTEGER NOT NULL REFERENCES partnership (id)," \
    "    what TEXT NOT NULL CHECK (what IN ('wrong_person', 'wrong_number', 'broken_link', 'other'))," \
    "    body TEXT NOT NULL," \
    "    email TEXT NOT NULL," \
    "    state TEXT NOT NULL CHECK (state IN ('new', 'mended', 'no_change'))," \
    "    received_at_s INTEGER NOT NULL," \
    "    reason TEXT NOT NULL," \
    "    answered_at_s INTEGER," \
    "    answered_by INTEGER REFERENCES account (id)," \
    "    answer_mail_id INTEGER," \
    "    erased_at_s INTEGER," \
    "    CHECK ((state = 'new') = (answered_at_s IS NULL))," \
    "    CHECK ((answered_at_s IS NULL) = (answered_by IS NULL))," \
    "    CHECK (body <> '' OR erased_at_s IS NOT NULL)" \
    ") STRICT;" \
    "INSERT INTO correction_report_new (id, reference, partnership_id, what, body, email, state, received_at_s, reason)" \
    "    SELECT id, reference, partnership_id, what, body, email, 'new', received_at_s, '' FROM correction_report;" \
    "DROP TABLE correction_report; ALTER TABLE correction_report_new RENAME TO correction_report;" \
    "CREATE INDEX correction_report_partnership ON correction_report (partnership_id, received_at_s);" \
    "CREATE INDEX correction_report_answered_by ON correction_report (answered_by);" \
    "CREATE INDEX correction_report_received ON correction_report (received_at_s);" \
    "CREATE INDEX correction_report_kept ON correction_report (received_at_s) WHERE erased_at_s IS NULL;" \
    "CREATE TABLE route_bounce (" \
    "    step_id INTEGER PRIMARY KEY REFERENCES route_step (id) ON DELETE CASCADE," \
    "    n_refused INTEGER NOT NULL CHECK (n_refused > 0)," \
    "    first_at_s INTEGER NOT NULL," \
    "    last_at_s INTEGER NOT NULL," \
    "    is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1))" \
    ") STRICT;" \
    "CREATE TRIGGER route_bounce_over AFTER UPDATE OF email ON route_step WHEN lower(new.email) <> lower(old.email) " \
    "BEGIN" \
    "    DELETE FROM route_bounce WHERE step_id = old.id; " \
    "END;" \
    "CREATE TABLE partnership_slug (" \
    "    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> '')," \
    "    partnership_id INTEGER NOT NULL REFERENCES partnership (id)" \
    ") STRICT;" \
    "CREATE INDEX partnership_slug_partnership ON partnership_slug (partnership_id);" \
    "ALTER TABLE partnership ADD COLUMN edited TEXT NOT NULL DEFAULT '';" \
    "ALTER TABLE area ADD COLUMN edited TEXT NOT NULL DEFAULT '';"

/* --- due work --- */
#define DUE_WORK \
    "CREATE TABLE job ( " \
    "    id INTEGER PRIMARY KEY, " \
    "    kind TEXT NOT NULL CHECK (kind <> ''), " \
    "    subject TEXT NOT NULL, " \
    "    due_at_s INTEGER NOT NULL, " \
    "    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')), " \
    "    n_tries INTEGER NOT NULL CHECK (n_tries >= 0), " \
    "    next_at_s INTEGER, " \
    "    last_error TEXT NOT NULL, " \
    "    made_at_s INTEGER NOT NULL, " \
    "    changed_at_s INTEGER NOT NULL, " \
    "    CHECK ((next_at_s IS NULL) = (state IN ('done', 'failed'))) " \
    ") STRICT; " \
    "CREATE UNIQUE INDEX job_waiting ON job (kind, subject) WHERE state = 'waiting'; " \
    "CREATE INDEX job_kind ON job (kind, subject, state); " \
    "CREATE INDEX job_next ON job (next_at_s); " \
    "CREATE INDEX job_state ON job (state, changed_at_s); " \
    "CREATE INDEX outbox_state_list ON outbox_state (state, changed_at_s); " \
    "CREATE INDEX outbox_state_changed ON outbox_state (changed_at_s); "

/* --- subscriptions --- */
#define SUBSCRIPTIONS \
    "ALTER TABLE outbox ADD COLUMN list_stop TEXT NOT NULL DEFAULT '';" \
    "ALTER TABLE outbox ADD COLUMN holds_key INTEGER NOT NULL DEFAULT 0 CHECK (holds_key IN (0, 1));" \
    "CREATE TABLE subscription_request (id INTEGER PRIMARY KEY, email TEXT NOT NULL, email_key TEXT NOT NULL UNIQUE CHECK (email_key <> ''), topics TEXT NOT NULL CHECK (topics <> ''), areas TEXT NOT NULL CHECK (areas <> ''), asked_at_s INTEGER NOT NULL) STRICT;" \
    "CREATE INDEX subscription_request_asked ON subscription_request (asked_at_s);" \
    "CREATE TABLE subscription (id INTEGER PRIMARY KEY, email TEXT NOT NULL, email_key TEXT NOT NULL UNIQUE CHECK (email_key <> ''), audit_key BLOB NOT NULL CHECK (length(audit_key) = 32), is_everywhere INTEGER NOT NULL CHECK (is_everywhere IN (0, 1)), wording INTEGER NOT NULL CHECK (wording > 0), confirmed_at_s INTEGER NOT NULL, changed_at_s INTEGER NOT NULL) STRICT;" \
    "CREATE TABLE subscription_topic (subscription_id INTEGER NOT NULL REFERENCES subscription (id), topic TEXT NOT NULL CHECK (topic <> ''), PRIMARY KEY (subscription_id, topic)) STRICT;" \
    "CREATE INDEX subscription_topic_topic ON subscription_topic (topic, subscription_id);" \
    "CREATE TABLE subscription_area (subscription_id INTEGER NOT NULL REFERENCES subscription (id), partnership_id INTEGER NOT NULL REFERENCES partnership (id), PRIMARY KEY (subscription_id, partnership_id)) STRICT;" \
    "CREATE INDEX subscription_area_partnership ON subscription_area (partnership_id, subscription_id);" \
    "CREATE TABLE subscription_key (key_hash BLOB PRIMARY KEY NOT NULL CHECK (length(key_hash) = 32), subscription_id INTEGER NOT NULL REFERENCES subscription (id)) STRICT;" \
    "CREATE INDEX subscription_key_subscription ON subscription_key (subscription_id);" \
    "CREATE TABLE subscription_state (subscription_id INTEGER PRIMARY KEY REFERENCES subscription (id), told_until INTEGER NOT NULL, told_at_s INTEGER NOT NULL, n_refused INTEGER NOT NULL CHECK (n_refused >= 0), paused_at_s INTEGER) STRICT;" \
    "CREATE INDEX subscription_state_told ON subscription_state (told_until, subscription_id);" \
    "CREATE TABLE subscription_news (id INTEGER PRIMARY KEY, topic TEXT NOT NULL CHECK (topic <> ''), partnership_id INTEGER NOT NULL REFERENCES partnership (id), line TEXT NOT NULL CHECK (line <> ''), path TEXT NOT NULL CHECK (path LIKE '/%'), happened_at_s INTEGER NOT NULL, due_at_s INTEGER NOT NULL, UNIQUE (topic, partnership_id, due_at_s, path, line)) STRICT;" \
    "CREATE INDEX subscription_news_due ON subscription_news (due_at_s);" \
    "CREATE INDEX subscription_news_partnership ON subscription_news (partnership_id);"

/* --- the record --- */
#define RECORD \
"ALTER TABLE audit ADD COLUMN partnership_id INTEGER CHECK (partnership_id > 0);" \
"CREATE INDEX audit_at ON audit (at_s, number);" \
"CREATE TABLE audit_term (term TEXT NOT NULL CHECK (term <> ''), at_s INTEGER NOT NULL," \
" number INTEGER NOT NULL, PRIMARY KEY (term, at_s, number)) STRICT;" \
"INSERT INTO audit_term (term, at_s, number)" \
" SELECT 'who:' || actor, at_s, number FROM audit UNION ALL" \
" SELECT 'group:' || substr(action, 1, instr(action || '.', '.') - 1), at_s, number FROM audit UNION ALL" \
" SELECT 'kind:' || object_kind, at_s, number FROM audit WHERE object_kind <> '' UNION ALL" \
" SELECT 'object:' || object_kind || ':' || object_id, at_s, number FROM audit" \
" WHERE object_kind <> '' AND object_id <> '' UNION ALL" \
" SELECT 'request:' || request_id, at_s, number FROM audit WHERE request_id <> '';" \
"CREATE TABLE audit_check (at_s INTEGER PRIMARY KEY, n_rows INTEGER NOT NULL CHECK (n_rows >= 0)," \
" first_bad INTEGER NOT NULL CHECK (first_bad >= 0), from_number INTEGER NOT NULL CHECK (from_number > 0)," \
" head_number INTEGER NOT NULL CHECK (head_number >= 0)," \
" head_hash BLOB NOT NULL CHECK (length(head_hash) = 32)) STRICT;"

/* --- looking after people --- */
#define PEOPLE \
    "CREATE INDEX account_name ON account (lower(name), id);" \
    "CREATE INDEX outbox_object ON outbox (object_kind, object_id);" \
    "CREATE TABLE factor_reset (" \
    " account_id INTEGER PRIMARY KEY REFERENCES account (id)," \
    " asked_by INTEGER NOT NULL REFERENCES account (id)," \
    " asked_at_s INTEGER NOT NULL," \
    " reason TEXT NOT NULL CHECK (reason <> '')," \
    " proved_at_s INTEGER," \
    " agreed_by INTEGER REFERENCES account (id)," \
    " agreed_at_s INTEGER," \
    " CHECK (asked_by <> account_id AND agreed_by <> account_id AND agreed_by <> asked_by)," \
    " CHECK ((agreed_by IS NULL) = (agreed_at_s IS NULL))" \
    ") STRICT;" \
    "CREATE INDEX factor_reset_asked ON factor_reset (asked_at_s);" \
    "CREATE INDEX factor_reset_asked_by ON factor_reset (asked_by);" \
    "CREATE INDEX factor_reset_agreed_by ON factor_reset (agreed_by);"

const char store_schema_3[] = SIGNING_IN DIRECTORY REPORTS DUE_WORK SUBSCRIPTIONS RECORD PEOPLE "PRAGMA user_version = 3;";
/* clang-format on */
