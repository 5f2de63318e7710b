/*
 * migrate_responses.h: the part of schema 5 from drafts of responses on, to events
 * (migrate_consultations.c).
 */
#ifndef CORE_STORE_MIGRATE_RESPONSES_H
#define CORE_STORE_MIGRATE_RESPONSES_H

/* clang-format off */
#define SCHEMA_5_RESPONSES \
    "CREATE TABLE response_draft ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32), " \
    "email TEXT NOT NULL, " \
    "response_id INTEGER, " \
    "body_id INTEGER REFERENCES body (id), " \
    "made_by INTEGER REFERENCES account (id), " \
    "lock_account INTEGER REFERENCES account (id), " \
    "lock_at_s INTEGER, " \
    "signed_by INTEGER REFERENCES account (id), " \
    "invitation_id INTEGER REFERENCES invitation (id), " \
    "save_no INTEGER NOT NULL, " \
    "begun_at_s INTEGER NOT NULL, " \
    "touched_at_s INTEGER NOT NULL, " \
    "reminded_at_s INTEGER " \
    ") STRICT; " \
    "CREATE INDEX response_draft_consultation ON response_draft (consultation_id, touched_at_s); " \
    "CREATE INDEX response_draft_touched ON response_draft (touched_at_s); " \
    "CREATE INDEX response_draft_body ON response_draft (body_id, consultation_id); " \
    "CREATE INDEX response_draft_made_by ON response_draft (made_by); " \
    "CREATE INDEX response_draft_lock ON response_draft (lock_account); " \
    "CREATE INDEX response_draft_signed_by ON response_draft (signed_by); " \
    "CREATE INDEX response_draft_invitation ON response_draft (invitation_id); " \
    "CREATE INDEX response_draft_response ON response_draft (response_id); " \
    "CREATE TABLE response_draft_field ( " \
    "draft_id INTEGER NOT NULL REFERENCES response_draft (id), " \
    "field TEXT NOT NULL CHECK (field <> ''), " \
    "value TEXT NOT NULL, " \
    "PRIMARY KEY (draft_id, field) " \
    ") STRICT; " \
    "CREATE TABLE response_draft_person ( " \
    "draft_id INTEGER NOT NULL REFERENCES response_draft (id), " \
    "account_id INTEGER NOT NULL REFERENCES account (id), " \
    "added_at_s INTEGER NOT NULL, " \
    "PRIMARY KEY (draft_id, account_id) " \
    ") STRICT; " \
    "CREATE INDEX response_draft_person_account ON response_draft_person (account_id); " \
    "CREATE TABLE response ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "receipt TEXT NOT NULL UNIQUE CHECK (receipt <> ''), " \
    "key_hash BLOB UNIQUE CHECK (key_hash IS NULL OR length(key_hash) = 32), " \
    "who TEXT NOT NULL CHECK (who IN ('individual', 'organisation', 'group')), " \
    "body_id INTEGER REFERENCES body (id), " \
    "areas TEXT NOT NULL, " \
    "represents_n INTEGER NOT NULL CHECK (represents_n >= 0), " \
    "gathered TEXT NOT NULL, " \
    "publish_choice TEXT NOT NULL CHECK (publish_choice IN ('publish_with_name', 'publish_anonymous', 'do_not_publish', 'not_asked')), " \
    "publish_wording INTEGER NOT NULL, " \
    "naming TEXT NOT NULL CHECK (naming IN ('yes', 'describe', 'no', 'not_asked')), " \
    "may_contact INTEGER NOT NULL CHECK (may_contact IN (0, 1)), " \
    "privacy_version INTEGER NOT NULL, " \
    "channel TEXT NOT NULL CHECK (channel IN ('web', 'email', 'letter', 'phone', 'meeting', 'event', 'survey_import', 'social')), " \
    "received_on TEXT NOT NULL CHECK (length(received_on) = 10), " \
    "entered_on TEXT NOT NULL CHECK (length(entered_on) = 10), " \
    "entered_by INTEGER REFERENCES account (id), " \
    "entered_role TEXT NOT NULL, " \
    "source_ref TEXT NOT NULL, " \
    "was_read_back INTEGER NOT NULL CHECK (was_read_back IN (0, 1)), " \
    "confirmed_on TEXT NOT NULL, " \
    "corrected_on TEXT NOT NULL, " \
    "event_id INTEGER REFERENCES event (id), " \
    "import_id INTEGER REFERENCES response_import (id), " \
    "is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)), " \
    "invitation_id INTEGER REFERENCES invitation (id), " \
    "handling TEXT NOT NULL CHECK (handling IN ('new', 'in_review', 'clarify', 'identity_check', 'accepted', 'withheld')), " \
    "counting TEXT NOT NULL CHECK (counting IN ('valid', 'late_out', 'duplicate', 'withdrawn', 'not_valid')), " \
    "counting_reason TEXT NOT NULL, " \
    "late TEXT NOT NULL CHECK (late IN ('', 'waiting', 'in', 'out')), " \
    "late_reason TEXT NOT NULL, " \
    "is_official INTEGER NOT NULL CHECK (is_official IN (0, 1)), " \
    "is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)), " \
    "campaign_id INTEGER REFERENCES campaign (id), " \
    "duplicate_of INTEGER REFERENCES response (id), " \
    "withdrawn_on TEXT NOT NULL, " \
    "version INTEGER NOT NULL CHECK (version > 0), " \
    "CHECK (counting <> 'late_out' OR late IN ('waiting', 'out')) " \
    ") STRICT; " \
    "CREATE INDEX response_list ON response (consultation_id, is_live, received_on, id); " \
    "CREATE UNIQUE INDEX response_official ON response (consultation_id, body_id) " \
    "WHERE is_official = 1 AND is_live = 1 AND counting IN ('valid', 'late_out'); " \
    "CREATE INDEX response_body_id ON response (body_id); " \
    "CREATE INDEX response_entered_by ON response (entered_by); " \
    "CREATE INDEX response_event ON response (event_id); " \
    "CREATE INDEX response_import_id ON response (import_id); " \
    "CREATE INDEX response_invitation ON response (invitation_id); " \
    "CREATE INDEX response_campaign ON response (campaign_id); " \
    "CREATE INDEX response_duplicate ON response (duplicate_of); " \
    "CREATE TABLE respondent ( " \
    "response_id INTEGER PRIMARY KEY REFERENCES response (id), " \
    "name TEXT NOT NULL, " \
    "organisation TEXT NOT NULL, " \
    "name_key TEXT NOT NULL, " \
    "role_title TEXT NOT NULL, " \
    "email TEXT NOT NULL, " \
    "phone TEXT NOT NULL, " \
    "address TEXT NOT NULL, " \
    "audit_key BLOB NOT NULL CHECK (length(audit_key) = 32) " \
    ") STRICT; " \
    "CREATE TABLE answer ( " \
    "id INTEGER PRIMARY KEY, " \
    "response_id INTEGER NOT NULL REFERENCES response (id), " \
    "question_id INTEGER NOT NULL REFERENCES question (id), " \
    "wording INTEGER NOT NULL, " \
    "value TEXT NOT NULL, " \
    "other TEXT NOT NULL, " \
    "UNIQUE (response_id, question_id) " \
    ") STRICT; " \
    "CREATE INDEX answer_question ON answer (question_id); " \
    "CREATE TABLE answer_earlier ( " \
    "id INTEGER PRIMARY KEY, " \
    "answer_id INTEGER NOT NULL REFERENCES answer (id), " \
    "value TEXT NOT NULL, " \
    "other TEXT NOT NULL, " \
    "reason TEXT NOT NULL, " \
    "by_role TEXT NOT NULL, " \
    "until_on TEXT NOT NULL CHECK (length(until_on) = 10) " \
    ") STRICT; " \
    "CREATE INDEX answer_earlier_answer ON answer_earlier (answer_id); " \
    "CREATE TABLE equality_answer ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "question_id INTEGER NOT NULL REFERENCES question (id), " \
    "wording INTEGER NOT NULL, " \
    "value TEXT NOT NULL, " \
    "other TEXT NOT NULL, " \
    "day TEXT NOT NULL CHECK (length(day) = 10) " \
    ") STRICT; " \
    "CREATE INDEX equality_answer_question ON equality_answer (question_id); " \
    "CREATE INDEX equality_answer_consultation ON equality_answer (consultation_id); " \
    "CREATE TABLE response_body ( " \
    "id INTEGER PRIMARY KEY, " \
    "response_id INTEGER NOT NULL REFERENCES response (id), " \
    "body_id INTEGER REFERENCES body (id), " \
    "name TEXT NOT NULL CHECK (name <> ''), " \
    "agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)) " \
    ") STRICT; " \
    "CREATE INDEX response_body_response ON response_body (response_id); " \
    "CREATE INDEX response_body_body ON response_body (body_id); " \
    "CREATE TABLE response_note ( " \
    "id INTEGER PRIMARY KEY, " \
    "response_id INTEGER NOT NULL REFERENCES response (id), " \
    "kind TEXT NOT NULL CHECK (kind IN ('note', 'asked', 'replied', 'decision', 'changed')), " \
    "words TEXT NOT NULL CHECK (words <> ''), " \
    "by_account INTEGER REFERENCES account (id), " \
    "by_role TEXT NOT NULL, " \
    "made_on TEXT NOT NULL CHECK (length(made_on) = 10) " \
    ") STRICT; " \
    "CREATE INDEX response_note_response ON response_note (response_id, id); " \
    "CREATE INDEX response_note_account ON response_note (by_account); " \
    "CREATE TABLE response_text ( " \
    "response_id INTEGER PRIMARY KEY REFERENCES response (id), " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "n_words INTEGER NOT NULL CHECK (n_words >= 0), " \
    "text_hash BLOB NOT NULL CHECK (length(text_hash) = 32), " \
    "minhash BLOB NOT NULL " \
    ") STRICT; " \
    "CREATE INDEX response_text_hash ON response_text (consultation_id, text_hash); " \
    "CREATE TABLE response_band ( " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "band INTEGER NOT NULL, " \
    "response_id INTEGER NOT NULL REFERENCES response (id), " \
    "PRIMARY KEY (consultation_id, band, response_id) " \
    ") STRICT; " \
    "CREATE INDEX response_band_response ON response_band (response_id); " \
    "CREATE TABLE response_like ( " \
    "id INTEGER PRIMARY KEY, " \
    "response_id INTEGER NOT NULL REFERENCES response (id), " \
    "other_id INTEGER NOT NULL REFERENCES response (id), " \
    "why TEXT NOT NULL CHECK (why IN ('same_text', 'near', 'same_body')), " \
    "share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100), " \
    "state TEXT NOT NULL CHECK (state IN ('open', 'duplicate', 'campaign', 'apart')), " \
    "UNIQUE (response_id, other_id), " \
    "CHECK (response_id < other_id) " \
    ") STRICT; " \
    "CREATE INDEX response_like_other ON response_like (other_id); " \
    "CREATE TABLE campaign ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "name TEXT NOT NULL CHECK (name <> ''), " \
    "is_counted_once INTEGER NOT NULL CHECK (is_counted_once IN (0, 1)), " \
    "by_role TEXT NOT NULL, " \
    "made_at_s INTEGER NOT NULL " \
    ") STRICT; " \
    "CREATE INDEX campaign_consultation ON campaign (consultation_id); " \
    "CREATE TABLE response_import ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "file_name TEXT NOT NULL, " \
    "source TEXT NOT NULL CHECK (source <> ''), " \
    "comment TEXT NOT NULL, " \
    "header TEXT NOT NULL, " \
    "columns TEXT NOT NULL, " \
    "state TEXT NOT NULL CHECK (state IN ('matching', 'checked', 'writing', 'live', 'undone', 'given_up')), " \
    "n_rows INTEGER NOT NULL, " \
    "n_added INTEGER NOT NULL, " \
    "n_failed INTEGER NOT NULL, " \
    "content_hash TEXT NOT NULL, " \
    "by_account INTEGER REFERENCES account (id), " \
    "by_role TEXT NOT NULL, " \
    "made_at_s INTEGER NOT NULL, " \
    "changed_at_s INTEGER NOT NULL " \
    ") STRICT; " \
    "CREATE INDEX response_import_consultation ON response_import (consultation_id, id); " \
    "CREATE INDEX response_import_account ON response_import (by_account); " \
    "CREATE TABLE response_import_row ( " \
    "import_id INTEGER NOT NULL REFERENCES response_import (id), " \
    "line INTEGER NOT NULL CHECK (line > 0), " \
    "cells TEXT NOT NULL, " \
    "problem TEXT NOT NULL, " \
    "PRIMARY KEY (import_id, line) " \
    ") STRICT; " \
    "CREATE TABLE invitation ( " \
    "id INTEGER PRIMARY KEY, " \
    "consultation_id INTEGER NOT NULL REFERENCES consultation (id), " \
    "body_id INTEGER NOT NULL REFERENCES body (id), " \
    "partnership_id INTEGER NOT NULL REFERENCES partnership (id), " \
    "channel TEXT NOT NULL CHECK (channel IN ('email', 'letter', 'phone', 'meeting', 'via_tsi')), " \
    "email TEXT NOT NULL, " \
    "key_hash BLOB UNIQUE CHECK (key_hash IS NULL OR length(key_hash) = 32), " \
    "outbox_id INTEGER, " \
    "invited_on TEXT NOT NULL CHECK (length(invited_on) = 10), " \
    "reminded_on TEXT NOT NULL, " \
    "n_reminders INTEGER NOT NULL CHECK (n_reminders >= 0), " \
    "opened_on TEXT NOT NULL, " \
    "declined_on TEXT NOT NULL, " \
    "ended_at_s INTEGER, " \
    "UNIQUE (consultation_id, body_id) " \
    ") STRICT; " \
    "CREATE INDEX invitation_body ON invitation (body_id); " \
    "CREATE INDEX invitation_partnership ON invitation (partnership_id); " \
    "CREATE TABLE event ( " \
    "id INTEGER PRIMARY KEY, " \
    "slug TEXT NOT NULL UNIQUE CHECK (slug <> ''), " \
    "partnership_id INTEGER NOT NULL REFERENCES partnership (id), " \
    "consultation_id INTEGER REFERENCES consultation (id), " \
    "title TEXT NOT NULL CHECK (title <> ''), " \
    "summary TEXT NOT NULL, " \
    "starts_at_s INTEGER NOT NULL, " \
    "ends_at_s INTEGER NOT NULL, " \
    "place TEXT NOT NULL, " \
    "online TEXT NOT NULL, " \
    "access_note TEXT NOT NULL, " \
    "booking TEXT NOT NULL, " \
    "is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)), " \
    "state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')), " \
    "cancel_reason TEXT NOT NULL, " \
    "themes TEXT NOT NULL, " \
    "version INTEGER NOT NULL CHECK (version > 0), " \
    "created_at_s INTEGER NOT NULL, " \
    "changed_at_s INTEGER NOT NULL, " \
    "CHECK (ends_at_s >= starts_at_s) " \
    ") STRICT; " \
    "CREATE INDEX event_partnership ON event (partnership_id, starts_at_s); " \
    "CREATE INDEX event_consultation ON event (consultation_id); " \
    "CREATE TABLE event_public ( " \
    "event_id INTEGER PRIMARY KEY REFERENCES event (id), " \
    "slug TEXT NOT NULL UNIQUE, " \
    "partnership_id INTEGER NOT NULL REFERENCES partnership (id), " \
    "consultation_id INTEGER, " \
    "title TEXT NOT NULL, " \
    "summary TEXT NOT NULL, " \
    "starts_at_s INTEGER NOT NULL, " \
    "ends_at_s INTEGER NOT NULL, " \
    "place TEXT NOT NULL, " \
    "online TEXT NOT NULL, " \
    "access_note TEXT NOT NULL, " \
    "booking TEXT NOT NULL, " \
    "state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')), " \
    "cancel_reason TEXT NOT NULL, " \
    "version INTEGER NOT NULL, " \
    "changed_at_s INTEGER NOT NULL " \
    ") STRICT; " \
    "CREATE INDEX event_public_starts ON event_public (starts_at_s, event_id); " \
    "CREATE INDEX event_public_partnership ON event_public (partnership_id, starts_at_s); " \
    "CREATE TABLE event_attendance ( " \
    "event_id INTEGER NOT NULL REFERENCES event (id), " \
    "body_id INTEGER NOT NULL REFERENCES body (id), " \
    "n_people INTEGER NOT NULL CHECK (n_people >= 0), " \
    "PRIMARY KEY (event_id, body_id) " \
    ") STRICT; " \
    "CREATE INDEX event_attendance_body ON event_attendance (body_id); " \
    "CREATE TABLE event_headcount ( " \
    "event_id INTEGER NOT NULL REFERENCES event (id), " \
    "kind TEXT NOT NULL CHECK (kind IN ('lived_experience', 'family', 'victim', 'third_sector', 'community', 'partner_staff', " \
    "'elected', 'other')), " \
    "n INTEGER NOT NULL CHECK (n > 0), " \
    "PRIMARY KEY (event_id, kind) " \
    ") STRICT; "
/* clang-format on */

#endif
