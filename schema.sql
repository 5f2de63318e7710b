-- schema.sql: the whole truth for a new database.
--
-- Every table carries exactly one mark on its CREATE TABLE line:
--   -- public   remembered pages may read it; changing it moves the content version and needs a record
--   -- private  only signed-in and working code reads it; changing it needs a record
--   -- state    sessions, counters, used forms: private, and changes leave no record
-- Personal columns carry "-- personal". Older databases come to this schema by migrations (core/store/migrate.c);
-- a change here raises user_version by one and adds the migration that leads to it.

PRAGMA application_id = 1128940910;
PRAGMA user_version = 7;

-- Moves in each transaction that changed a public table. The epoch is random and renewed by restore. Written by
-- the store alone; the one table without the public mark that a remembered page may read.
CREATE TABLE content_version ( -- state
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 0),
    epoch INTEGER NOT NULL
) STRICT;
INSERT INTO content_version (id, version, epoch) VALUES (1, 0, 0);

-- What was changed, by whom, when: a chain of keyed hashes, only ever added to (modules/audit).
CREATE TABLE audit ( -- private
    number INTEGER PRIMARY KEY CHECK (number > 0), -- without gaps
    at_s INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    action TEXT NOT NULL CHECK (action <> ''),
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL, -- canonical JSON, or empty
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    partnership_id INTEGER CHECK (partnership_id > 0) -- whose coordinators may read it; records outlive what they are of
) STRICT;
CREATE INDEX audit_object ON audit (object_kind, object_id, number);
CREATE INDEX audit_at ON audit (at_s, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;

-- Mail (modules/mail): queued in the transaction of what it tells of. Texts and addresses are erased some time
-- after sending; the fact stays.
CREATE TABLE outbox ( -- private
    id INTEGER PRIMARY KEY, -- random: part of the Message-ID
    kind TEXT NOT NULL CHECK (kind <> ''), -- its template
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    to_address TEXT NOT NULL, -- personal
    to_key TEXT NOT NULL, -- personal; in lower case: mails to an address not yet confirmed are counted by it
    is_to_confirmed INTEGER NOT NULL CHECK (is_to_confirmed IN (0, 1)),
    reply_to TEXT NOT NULL, -- personal; empty: the setting's
    subject TEXT NOT NULL,
    body TEXT NOT NULL, -- personal
    queued_at_s INTEGER NOT NULL,
    list_stop TEXT NOT NULL DEFAULT '', -- personal; where one POST stops mails like this one (RFC 8058)
    holds_key INTEGER NOT NULL DEFAULT 0 CHECK (holds_key IN (0, 1)) -- 1: the text goes once it is sent
) STRICT;
CREATE INDEX outbox_to ON outbox (to_key, queued_at_s);

-- How far the sending of a mail has come.
CREATE TABLE outbox_state ( -- state
    outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    n_tries INTEGER NOT NULL CHECK (n_tries >= 0),
    next_try_at_s INTEGER, -- of one being sent: when its process counts as dead
    changed_at_s INTEGER NOT NULL,
    erase_at_s INTEGER, -- NULL: not yet done, or erased
    error TEXT NOT NULL, -- a short code of ours, never the server's words
    CHECK ((next_try_at_s IS NULL) = (state IN ('sent', 'failed')))
) STRICT;
CREATE INDEX outbox_state_due ON outbox_state (next_try_at_s);
CREATE INDEX outbox_state_erase ON outbox_state (erase_at_s);

-- Forms already used: sent twice is stored once. Fields hashed and answer sealed under the form's own id.
CREATE TABLE form_use ( -- state
    id_hash BLOB PRIMARY KEY NOT NULL CHECK (length(id_hash) = 32),
    route TEXT NOT NULL,
    fields_hash BLOB NOT NULL CHECK (length(fields_hash) = 32),
    answer BLOB NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10)
) STRICT;
CREATE INDEX form_use_day ON form_use (day);

-- Names, footer, rates and periods that an administrator may change.
CREATE TABLE setting ( -- public
    name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT;

-- The directory (modules/partnerships) ---------------------------------------------------------------------

-- What has been imported: one live set of postcodes and of places. A set is filled in batches while it is not
-- live, then one small write makes it live and the one before it dead; dead ones are removed in batches.
CREATE TABLE dataset ( -- public
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('postcodes', 'places')),
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
    is_exact INTEGER NOT NULL CHECK (is_exact IN (0, 1)), -- postcodes: single postcodes too, not only sectors
    n_rows INTEGER NOT NULL CHECK (n_rows >= 0),
    source TEXT NOT NULL CHECK (source <> ''), -- shown wherever the look-up is used
    content_hash TEXT NOT NULL, -- of the file's text: the same file again changes nothing
    imported_at_s INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX dataset_live ON dataset (kind) WHERE is_live = 1;

-- Bodies working jointly for one or more council areas (s.13 of the Community Justice (Scotland) Act 2016).
CREATE TABLE partnership ( -- public
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL CHECK (name <> ''), -- "Community Justice Ayrshire Partnership"
    short_name TEXT NOT NULL CHECK (short_name <> ''), -- "Ayrshire"
    sort_key TEXT NOT NULL,
    code TEXT NOT NULL CHECK (length(code) = 3), -- of its first council by name: reference numbers
    is_name_confirmed INTEGER NOT NULL CHECK (is_name_confirmed IN (0, 1)),
    source TEXT NOT NULL,
    source_on TEXT NOT NULL, -- YYYY-MM
    edited TEXT NOT NULL DEFAULT '' -- columns that an administrator has set, ";" between: an import leaves them
) STRICT;

CREATE TABLE area ( -- public
    id INTEGER PRIMARY KEY,
    gss TEXT NOT NULL UNIQUE CHECK (gss LIKE 'S12______'),
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 3), -- the ISO 3166-2:GB ending
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    sort_key TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('en', 'gd')), -- of the name
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    council_name TEXT NOT NULL,
    health_board TEXT NOT NULL,
    population INTEGER NOT NULL CHECK (population >= 0),
    population_year INTEGER NOT NULL,
    tile_col INTEGER NOT NULL CHECK (tile_col BETWEEN 0 AND 20),
    tile_row INTEGER NOT NULL CHECK (tile_row BETWEEN 0 AND 20),
    tile_label TEXT NOT NULL, -- one or two lines, ";" between
    source TEXT NOT NULL,
    source_on TEXT NOT NULL, -- YYYY-MM
    confirmed TEXT NOT NULL, -- columns of the import seen in the source, ";" between
    note TEXT NOT NULL, -- for staff
    edited TEXT NOT NULL DEFAULT '' -- as in partnership
) STRICT;
CREATE INDEX area_partnership ON area (partnership_id);
CREATE INDEX area_sort ON area (sort_key);

-- Other names by which an area is found: old, Gaelic, short.
CREATE TABLE area_name ( -- public
    id INTEGER PRIMARY KEY,
    area_id INTEGER NOT NULL REFERENCES area (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''), -- folded
    UNIQUE (area_id, name_key)
) STRICT;

-- The eight classes of statutory partner (s.13(1)) under their local names, for each council area (s.13(2)). SPS
-- and COPFS act for the Scottish Ministers and are no classes of their own.
CREATE TABLE statutory_partner ( -- public
    id INTEGER PRIMARY KEY,
    area_id INTEGER NOT NULL REFERENCES area (id),
    class TEXT NOT NULL CHECK (class IN ('LA', 'HB', 'POL', 'SFRS', 'SDS', 'IJB', 'SCTS', 'SM', 'SPS', 'COPFS')),
    represents TEXT NOT NULL CHECK (represents IN ('', 'SM')),
    seq INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    detail TEXT NOT NULL, -- division, sheriffdom, delivery side
    is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
    UNIQUE (area_id, class),
    CHECK ((class IN ('SPS', 'COPFS')) = (represents = 'SM'))
) STRICT;

-- How a body gets involved: ordered steps, each dated. Roles and shared mailboxes only, no names of people.
CREATE TABLE route_step ( -- public
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    area_id INTEGER REFERENCES area (id), -- NULL: for the whole partnership
    kind TEXT NOT NULL CHECK (kind IN ('coordinator', 'tsi', 'forum', 'seat', 'mailing_list', 'next_meeting',
                                       'council')),
    seq INTEGER NOT NULL,
    role TEXT NOT NULL,
    organisation TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    url TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    source_on TEXT NOT NULL, -- YYYY-MM or YYYY-MM-DD
    confirmed TEXT NOT NULL, -- fields above that were seen in the source, ";" between
    checked_on TEXT CHECK (checked_on IS NULL OR length(checked_on) = 10), -- NULL: nobody there has confirmed it
    checked_by_role TEXT,
    is_edited INTEGER NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)), -- by a person: an import leaves it as it is
    is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)), -- stays, so that no import brings it again
    CHECK ((checked_on IS NULL) = (checked_by_role IS NULL))
) STRICT;
CREATE INDEX route_step_partnership ON route_step (partnership_id, seq);
CREATE INDEX route_step_area ON route_step (area_id);

-- Postcodes by outward code ("KA1") and sector ("KA1 1"): how many live ones lie in which council.
CREATE TABLE postcode_part ( -- public
    id INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset (id),
    code TEXT NOT NULL CHECK (code <> ''),
    area_id INTEGER NOT NULL REFERENCES area (id),
    n_postcodes INTEGER NOT NULL CHECK (n_postcodes > 0),
    UNIQUE (dataset_id, code, area_id)
) STRICT;
CREATE INDEX postcode_part_code ON postcode_part (code);
CREATE INDEX postcode_part_area ON postcode_part (area_id);

-- Exact postcodes, when imported: the last two letters of those of one sector in one council, "AA AB AD".
CREATE TABLE postcode_unit ( -- public
    id INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset (id),
    sector TEXT NOT NULL CHECK (sector <> ''),
    area_id INTEGER NOT NULL REFERENCES area (id),
    units TEXT NOT NULL CHECK (length(units) >= 2),
    UNIQUE (dataset_id, sector, area_id)
) STRICT;
CREATE INDEX postcode_unit_sector ON postcode_unit (sector);
CREATE INDEX postcode_unit_area ON postcode_unit (area_id);

-- Cities, towns, villages and suburbs, when imported.
CREATE TABLE place ( -- public
    id INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''), -- folded
    kind TEXT NOT NULL CHECK (kind IN ('city', 'town', 'suburb', 'village', 'settlement', 'hamlet')),
    area_id INTEGER NOT NULL REFERENCES area (id)
) STRICT;
CREATE INDEX place_name ON place (name_key);
CREATE INDEX place_dataset ON place (dataset_id);
CREATE INDEX place_area ON place (area_id);

-- A message to a partnership, sent on by mail and kept for the coordinator. The personal columns are emptied some
-- time after it was dealt with; the fact stays.
CREATE TABLE message ( -- private
    id INTEGER PRIMARY KEY, -- random
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    area_id INTEGER REFERENCES area (id), -- the council the sender came by
    sender_name TEXT NOT NULL, -- personal
    organisation TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal; where the answer goes
    body TEXT NOT NULL, -- personal
    sent_to TEXT NOT NULL CHECK (sent_to IN ('partnership', 'next_step', 'operator')),
    received_at_s INTEGER NOT NULL,
    refused_at_s INTEGER, -- the mailbox refused it: only we hold the words
    done_at_s INTEGER, -- somebody dealt with it
    done_by INTEGER REFERENCES account (id),
    erased_at_s INTEGER,
    CHECK ((done_at_s IS NULL) = (done_by IS NULL)),
    CHECK (body <> '' OR erased_at_s IS NOT NULL)
) STRICT;
CREATE INDEX message_partnership ON message (partnership_id, received_at_s);
CREATE INDEX message_area ON message (area_id);
CREATE INDEX message_done_by ON message (done_by);
CREATE INDEX message_kept ON message (received_at_s) WHERE erased_at_s IS NULL;

-- "Something is wrong or out of date.", and what came of it.
CREATE TABLE correction_report ( -- private
    id INTEGER PRIMARY KEY, -- random
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    what TEXT NOT NULL CHECK (what IN ('wrong_person', 'wrong_number', 'broken_link', 'other')),
    body TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal; empty: wants no answer
    state TEXT NOT NULL CHECK (state IN ('new', 'mended', 'no_change')),
    received_at_s INTEGER NOT NULL,
    reason TEXT NOT NULL, -- personal; what the reporter is told
    answered_at_s INTEGER,
    answered_by INTEGER REFERENCES account (id),
    answer_mail_id INTEGER, -- in the outbox; NULL: the reporter is not written to
    erased_at_s INTEGER,
    CHECK ((state = 'new') = (answered_at_s IS NULL)),
    CHECK ((answered_at_s IS NULL) = (answered_by IS NULL)),
    CHECK (body <> '' OR erased_at_s IS NOT NULL)
) STRICT;
CREATE INDEX correction_report_partnership ON correction_report (partnership_id, received_at_s);
CREATE INDEX correction_report_answered_by ON correction_report (answered_by);
CREATE INDEX correction_report_received ON correction_report (received_at_s);
CREATE INDEX correction_report_kept ON correction_report (received_at_s) WHERE erased_at_s IS NULL;

-- People (modules/people) ----------------------------------------------------------------------------------

-- A person with a sign-in. The row outlives its person, because records name it: erasure empties the personal
-- columns and destroys the key under which records hold personal values.
CREATE TABLE account ( -- private
    id INTEGER PRIMARY KEY, -- random
    name TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal; as typed
    email_key TEXT UNIQUE, -- personal; in lower case: found by it; NULL once erased
    password_hash TEXT NOT NULL, -- personal; empty: signs in by link only
    totp_secret BLOB CHECK (totp_secret IS NULL OR length(totp_secret) = 20), -- personal; NULL: no second factor
    totp_last_step INTEGER NOT NULL, -- the last 30 seconds whose code was used: each once
    audit_key BLOB CHECK (audit_key IS NULL OR length(audit_key) = 32), -- personal; NULL once erased
    created_at_s INTEGER NOT NULL,
    last_sign_in_at_s INTEGER, -- NULL: never
    warned_at_s INTEGER, -- told that the account sleeps and will be closed
    closed_at_s INTEGER, -- NULL: may sign in
    CHECK ((email_key IS NULL) = (audit_key IS NULL)),
    CHECK (email_key IS NOT NULL OR closed_at_s IS NOT NULL)
) STRICT;
CREATE INDEX account_awake ON account (coalesce(last_sign_in_at_s, created_at_s));

-- What a person may be, where, and from when until when. Never removed: history survives a handover.
CREATE TABLE role_grant ( -- private
    id INTEGER PRIMARY KEY, -- random
    account_id INTEGER NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('body_editor', 'coordinator', 'analyst', 'network_coordinator',
                                       'network_national', 'admin')),
    is_lead INTEGER NOT NULL CHECK (is_lead IN (0, 1)), -- of body editors: invites the others
    scope TEXT NOT NULL CHECK (scope IN ('partnership', 'body', 'network', 'whole')),
    partnership_id INTEGER REFERENCES partnership (id),
    body_id INTEGER REFERENCES body (id),
    from_s INTEGER NOT NULL,
    until_s INTEGER, -- NULL: open; in force while from_s <= now < until_s
    CHECK ((scope = 'partnership') = (partnership_id IS NOT NULL)),
    CHECK ((scope = 'body') = (body_id IS NOT NULL)),
    CHECK (scope = CASE role WHEN 'body_editor' THEN 'body' WHEN 'coordinator' THEN 'partnership'
                             WHEN 'analyst' THEN 'partnership' WHEN 'admin' THEN 'whole' ELSE 'network' END),
    CHECK (is_lead = 0 OR role = 'body_editor'),
    CHECK (until_s IS NULL OR until_s >= from_s)
) STRICT;
CREATE UNIQUE INDEX role_grant_open ON role_grant (account_id, role, coalesce(partnership_id, body_id, 0))
    WHERE until_s IS NULL;
CREATE INDEX role_grant_account ON role_grant (account_id, from_s);
CREATE INDEX role_grant_role ON role_grant (role, account_id);
CREATE INDEX role_grant_partnership ON role_grant (partnership_id);
CREATE INDEX role_grant_body ON role_grant (body_id);

-- Eight codes for whoever has lost the second factor; a used one is removed.
CREATE TABLE recovery_code ( -- private
    account_id INTEGER NOT NULL REFERENCES account (id),
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32), -- personal
    PRIMARY KEY (account_id, code_hash)
) STRICT;

-- Who is signed in. The cookie's 256 bits are kept as a hash only.
CREATE TABLE session ( -- state
    id_hash BLOB PRIMARY KEY NOT NULL CHECK (length(id_hash) = 32),
    number INTEGER NOT NULL UNIQUE, -- random: names it in the list of a person's sessions
    account_id INTEGER NOT NULL REFERENCES account (id),
    has_factor INTEGER NOT NULL CHECK (has_factor IN (0, 1)), -- the second factor was shown
    idle_s INTEGER NOT NULL CHECK (idle_s > 0), -- ends when unused for that long
    began_at_s INTEGER NOT NULL, -- at sign-in; a new value keeps it
    proved_at_s INTEGER NOT NULL, -- when the person last showed who they are
    last_seen_s INTEGER NOT NULL,
    device TEXT NOT NULL -- personal; "Firefox on Linux"
) STRICT;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_began ON session (began_at_s);

-- Links that open one thing once. Kept a day over their time, so that a page can say why one no longer works.
CREATE TABLE one_time_link ( -- state
    key_hash BLOB PRIMARY KEY NOT NULL CHECK (length(key_hash) = 32),
    purpose TEXT NOT NULL CHECK (purpose IN ('first_admin', 'sign_in', 'reset', 'invitation', 'confirm',
                                             'sign_off')),
    subject TEXT NOT NULL, -- what it is for, "account:12": a new one for the same kills the old
    account_id INTEGER REFERENCES account (id), -- whose end kills it
    detail TEXT NOT NULL, -- personal; an address to confirm; empty
    made_at_s INTEGER NOT NULL,
    expires_at_s INTEGER NOT NULL,
    used_at_s INTEGER,
    UNIQUE (purpose, subject)
) STRICT;
CREATE INDEX one_time_link_account ON one_time_link (account_id);
CREATE INDEX one_time_link_expires ON one_time_link (expires_at_s);

-- Wrong answers at sign-in, by account, by known device and by network address, all as keyed hashes.
CREATE TABLE sign_in_backoff ( -- state
    kind TEXT NOT NULL CHECK (kind IN ('account', 'device', 'factor', 'address')),
    key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
    n_wrong INTEGER NOT NULL CHECK (n_wrong >= 0), -- since the last right one
    last_at_s INTEGER NOT NULL,
    guesses BLOB NOT NULL, -- times of the last ones, 8 bytes each, big endian
    PRIMARY KEY (kind, key_hash)
) STRICT;
CREATE INDEX sign_in_backoff_last ON sign_in_backoff (last_at_s);

-- Browsers in which a person of the staff has signed in: they have a counter of their own.
CREATE TABLE known_device ( -- state
    id_hash BLOB PRIMARY KEY NOT NULL CHECK (length(id_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id),
    made_at_s INTEGER NOT NULL,
    last_used_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX known_device_account ON known_device (account_id);
CREATE INDEX known_device_used ON known_device (last_used_at_s);

-- Signing in: words kept while their sender signs in again -------------------------------------------------

-- A form that came when its sender had to sign in first, sealed under the value of the cookie that came with it.
CREATE TABLE kept_form ( -- state
    session_hash BLOB NOT NULL CHECK (length(session_hash) = 32), -- of that value; after signing in, of the new one
    form_hash BLOB NOT NULL CHECK (length(form_hash) = 32), -- of its form_id
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose session it was: nobody else gets it
    sealed BLOB NOT NULL, -- personal
    kept_at_s INTEGER NOT NULL,
    PRIMARY KEY (session_hash, form_hash)
) STRICT;
CREATE INDEX kept_form_account ON kept_form (account_id);
CREATE INDEX kept_form_kept ON kept_form (kept_at_s);

-- The directory: history, reports, bounces -------------------------------------------------------------------

-- Mail to the address of a step came back: refused by its server with 5xx. Gone with the address.
CREATE TABLE route_bounce ( -- public
    step_id INTEGER PRIMARY KEY REFERENCES route_step (id) ON DELETE CASCADE,
    n_refused INTEGER NOT NULL CHECK (n_refused > 0), -- since the last mail that got through
    first_at_s INTEGER NOT NULL,
    last_at_s INTEGER NOT NULL,
    is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)) -- beyond the limit: readers are told, mail goes elsewhere
) STRICT;
CREATE TRIGGER route_bounce_over AFTER UPDATE OF email ON route_step WHEN lower(new.email) <> lower(old.email)
BEGIN
    DELETE FROM route_bounce WHERE step_id = old.id;
END;

-- Addresses that a partnership's page had before: they lead to it for ever.
CREATE TABLE partnership_slug ( -- public
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id)
) STRICT;
CREATE INDEX partnership_slug_partnership ON partnership_slug (partnership_id);

-- What people changed in a contact route: for everybody to read. Role titles only: who it was stands in the record.
-- step_id is NULL where the partnership's own name was changed.
CREATE TABLE route_change ( -- public
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    step_id INTEGER REFERENCES route_step (id),
    act TEXT NOT NULL CHECK (act IN ('add', 'change', 'remove', 'move', 'check')),
    title TEXT NOT NULL, -- what the step was called then
    source TEXT NOT NULL CHECK (source IN ('none', 'partnership', 'council', 'tsi', 'contact', 'other', 'put_back')),
    source_note TEXT NOT NULL, -- where, if other
    by_role TEXT NOT NULL CHECK (by_role <> ''),
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX route_change_partnership ON route_change (partnership_id, id);
CREATE INDEX route_change_step ON route_change (step_id);

CREATE TABLE route_change_field ( -- public
    change_id INTEGER NOT NULL REFERENCES route_change (id),
    field TEXT NOT NULL CHECK (field <> ''),
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    PRIMARY KEY (change_id, field)
) STRICT;

-- The copy kept: the words or the address that somebody saw before changing a detail. Not for the public.
CREATE TABLE route_evidence ( -- private
    change_id INTEGER PRIMARY KEY REFERENCES route_change (id),
    words TEXT NOT NULL CHECK (words <> '') -- personal
) STRICT;

-- Due work ---------------------------------------------------------------------------------------------------

-- Work to be done at a time (modules/work): claimed once, tried again, kept a while after its end.
CREATE TABLE job ( -- state
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''), -- a row of app/job_kinds.c
    subject TEXT NOT NULL, -- what it is for: "account:12"; empty
    due_at_s INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    n_tries INTEGER NOT NULL CHECK (n_tries >= 0),
    next_at_s INTEGER, -- of one that waits: when it is tried; that runs: when its process counts as dead
    last_error TEXT NOT NULL, -- a short code of ours
    made_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    CHECK ((next_at_s IS NULL) = (state IN ('done', 'failed')))
) STRICT;
CREATE UNIQUE INDEX job_waiting ON job (kind, subject) WHERE state = 'waiting';
CREATE INDEX job_kind ON job (kind, subject, state);
CREATE INDEX job_next ON job (next_at_s);
CREATE INDEX job_state ON job (state, changed_at_s);
CREATE INDEX outbox_state_list ON outbox_state (state, changed_at_s);
CREATE INDEX outbox_state_changed ON outbox_state (changed_at_s);

-- Subscriptions ----------------------------------------------------------------------------------------------

-- What was asked for and is not confirmed yet: one an address, gone after 7 days. The link to it is one_time_link's.
CREATE TABLE subscription_request ( -- state
    id INTEGER PRIMARY KEY, -- random
    email TEXT NOT NULL, -- personal; where the link goes
    email_key TEXT NOT NULL UNIQUE CHECK (email_key <> ''), -- personal; in lower case
    topics TEXT NOT NULL CHECK (topics <> ''), -- ";" between
    areas TEXT NOT NULL CHECK (areas <> ''), -- slugs of partnerships, ";" between; or "all"
    asked_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_request_asked ON subscription_request (asked_at_s);

-- Mail about chosen topics in chosen areas, wanted by an address that was confirmed; removed when it is stopped.
CREATE TABLE subscription ( -- private
    id INTEGER PRIMARY KEY, -- random: the key in its mails is made of it
    email TEXT NOT NULL, -- personal; where the mails go
    email_key TEXT NOT NULL UNIQUE CHECK (email_key <> ''), -- personal; in lower case: one an address
    audit_key BLOB NOT NULL CHECK (length(audit_key) = 32), -- personal; under it records hold the address
    is_everywhere INTEGER NOT NULL CHECK (is_everywhere IN (0, 1)), -- all of Scotland
    wording INTEGER NOT NULL CHECK (wording > 0), -- version of the words that were agreed to
    confirmed_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;

CREATE TABLE subscription_topic ( -- private
    subscription_id INTEGER NOT NULL REFERENCES subscription (id),
    topic TEXT NOT NULL CHECK (topic <> ''),
    PRIMARY KEY (subscription_id, topic)
) STRICT;
CREATE INDEX subscription_topic_topic ON subscription_topic (topic, subscription_id);

CREATE TABLE subscription_area ( -- private
    subscription_id INTEGER NOT NULL REFERENCES subscription (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    PRIMARY KEY (subscription_id, partnership_id)
) STRICT;
CREATE INDEX subscription_area_partnership ON subscription_area (partnership_id, subscription_id);

-- What the links in its mails hold. Made of its id and the key file, so that no row tells it; those made with an
-- earlier key file stay good.
CREATE TABLE subscription_key ( -- state
    key_hash BLOB PRIMARY KEY NOT NULL CHECK (length(key_hash) = 32),
    subscription_id INTEGER NOT NULL REFERENCES subscription (id)
) STRICT;
CREATE INDEX subscription_key_subscription ON subscription_key (subscription_id);

-- How far each was told, and whether its address takes mail.
CREATE TABLE subscription_state ( -- state
    subscription_id INTEGER PRIMARY KEY REFERENCES subscription (id),
    told_until INTEGER NOT NULL, -- the last subscription_news that was looked at for it
    told_at_s INTEGER NOT NULL, -- of its last mail: one a day at most
    n_refused INTEGER NOT NULL CHECK (n_refused >= 0), -- mails refused one after the other
    paused_at_s INTEGER -- NULL: mails go
) STRICT;
CREATE INDEX subscription_state_told ON subscription_state (told_until, subscription_id);

-- What there is to tell: a line and the page that it is about. The same line once for each time it falls due.
CREATE TABLE subscription_news ( -- state
    id INTEGER PRIMARY KEY, -- rising: the last one is never removed
    topic TEXT NOT NULL CHECK (topic <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    line TEXT NOT NULL CHECK (line <> ''),
    path TEXT NOT NULL CHECK (path LIKE '/%'),
    happened_at_s INTEGER NOT NULL,
    due_at_s INTEGER NOT NULL,
    UNIQUE (topic, partnership_id, due_at_s, path, line)
) STRICT;
CREATE INDEX subscription_news_due ON subscription_news (due_at_s);
CREATE INDEX subscription_news_partnership ON subscription_news (partnership_id);

-- The record -------------------------------------------------------------------------------------------------

-- By what records are found: "who:account:12", "group:message", "kind:message", "object:message:5", "partnership:3",
-- "request:ab12". In the order of lists, newest last.
CREATE TABLE audit_term ( -- private
    term TEXT NOT NULL CHECK (term <> ''),
    at_s INTEGER NOT NULL,
    number INTEGER NOT NULL, -- of the record; no reference, which would cost an index at each write
    PRIMARY KEY (term, at_s, number)
) STRICT;

-- What the walks along the chain of records found: the last ones.
CREATE TABLE audit_check ( -- state
    at_s INTEGER PRIMARY KEY,
    n_rows INTEGER NOT NULL CHECK (n_rows >= 0), -- that were good, from the first on
    first_bad INTEGER NOT NULL CHECK (first_bad >= 0), -- 0: none
    from_number INTEGER NOT NULL CHECK (from_number > 0), -- where the present key begins
    head_number INTEGER NOT NULL CHECK (head_number >= 0),
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32)
) STRICT;

-- Looking after people ---------------------------------------------------------------------------------------

CREATE INDEX account_name ON account (lower(name), id);
CREATE INDEX outbox_object ON outbox (object_kind, object_id);

-- A second factor that two people are about to reset: one asks, the person presses the button of a mailed link,
-- another agrees. The row goes when that is done, given up or too old; the records tell of it.
CREATE TABLE factor_reset ( -- private
    account_id INTEGER PRIMARY KEY REFERENCES account (id), -- whose factor
    asked_by INTEGER NOT NULL REFERENCES account (id),
    asked_at_s INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''), -- personal
    proved_at_s INTEGER, -- NULL: the person has not pressed the button yet
    agreed_by INTEGER REFERENCES account (id), -- NULL: nobody yet
    agreed_at_s INTEGER,
    CHECK (asked_by <> account_id AND agreed_by <> account_id AND agreed_by <> asked_by),
    CHECK ((agreed_by IS NULL) = (agreed_at_s IS NULL))
) STRICT;
CREATE INDEX factor_reset_asked ON factor_reset (asked_at_s);
CREATE INDEX factor_reset_asked_by ON factor_reset (asked_by);
CREATE INDEX factor_reset_agreed_by ON factor_reset (agreed_by);


-- Lists and outcome frameworks (modules/framework) -----------------------------------------------------------

-- Lists that an administrator may extend: kinds of bodies, topics, audiences (domain glossary, "Value lists").
CREATE TABLE list_word ( -- public
    list TEXT NOT NULL CHECK (list IN ('topic', 'body_kind', 'audience', 'resource_kind')),
    code TEXT NOT NULL CHECK (code <> ''), -- stored with what it describes: never changes
    label TEXT NOT NULL CHECK (label <> ''),
    seq INTEGER NOT NULL, -- order on pages
    is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1)), -- kept where it stands, not offered any more
    is_edited INTEGER NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)), -- by an administrator: an import leaves it
    PRIMARY KEY (list, code)
) STRICT;

-- Outcomes, indicators, aims: versioned data, never code. Older sets are entered by hand.
CREATE TABLE framework_version ( -- public
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''), -- "2023"
    name TEXT NOT NULL CHECK (name <> ''),
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)) -- whose outcomes are offered now
) STRICT;

CREATE TABLE framework_item ( -- public
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES framework_version (id),
    code TEXT NOT NULL CHECK (code <> ''), -- "NO1"
    kind TEXT NOT NULL CHECK (kind IN ('aim', 'priority_action', 'national_outcome', 'national_indicator')),
    parent TEXT NOT NULL, -- code of the item above it; empty
    seq INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    unit TEXT NOT NULL,
    data_source_hint TEXT NOT NULL,
    is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1)), -- wording seen in the source
    is_edited INTEGER NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)),
    UNIQUE (version_id, code)
) STRICT;

-- The register (modules/bodies) ------------------------------------------------------------------------------

-- Rows that came together: what is not live is seen by nobody. An import fills a set in batches while it is hidden;
-- one small write shows it, one hides it again (undo). Set 1 is what people enter one by one.
CREATE TABLE body_set ( -- public
    id INTEGER PRIMARY KEY,
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1))
) STRICT;
INSERT INTO body_set (id, is_live) VALUES (1, 1);
CREATE INDEX body_set_hidden ON body_set (id) WHERE is_live = 0;

-- A third sector body or a community body (ss.14, 37 of the Act), registered or not. Lists of codes have ";" between.
CREATE TABLE body ( -- private
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES body_set (id),
    position INTEGER NOT NULL UNIQUE, -- its place in the register by name: rowid of its words in body_search
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    sort_key TEXT NOT NULL CHECK (sort_key <> ''), -- the name, folded
    other_names TEXT NOT NULL, -- a line each
    kind TEXT NOT NULL CHECK (kind <> ''), -- of the list body_kind
    charity_number TEXT CHECK (charity_number IS NULL OR (length(charity_number) = 8 AND charity_number LIKE 'SC%')),
    company_number TEXT NOT NULL,
    purposes TEXT NOT NULL,
    grounds TEXT NOT NULL, -- of s.14: "service;interests_families"; empty: none known
    is_community INTEGER NOT NULL CHECK (is_community IN (0, 1)), -- community body of s.37
    topics TEXT NOT NULL,
    outcomes TEXT NOT NULL, -- "2023:NO1;2023:NO8"
    size_band TEXT NOT NULL CHECK (size_band IN ('micro', 'small', 'medium', 'large', 'unknown')),
    languages TEXT NOT NULL, -- other than English, as typed
    website TEXT NOT NULL,
    office TEXT NOT NULL, -- place of the registered office: says nothing of where it works
    contact_role TEXT NOT NULL, -- the public contact: a role and a shared mailbox
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    own_name TEXT NOT NULL, -- personal; the contact that is not public
    own_email TEXT NOT NULL, -- personal
    own_phone TEXT NOT NULL, -- personal
    audit_key BLOB NOT NULL CHECK (length(audit_key) = 32), -- personal; under it records hold the contacts
    is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)), -- 0: never by name in public, but by:
    description TEXT NOT NULL, -- "a women's support group"
    consent TEXT NOT NULL CHECK (consent IN ('given', 'asked', 'not_asked', 'public_source', 'refused')), -- to hold
    consent_on TEXT NOT NULL, -- YYYY-MM-DD; empty
    state TEXT NOT NULL CHECK (state IN ('active', 'dormant', 'closed', 'merged')),
    merged_into INTEGER REFERENCES body (id),
    source TEXT NOT NULL CHECK (source <> ''), -- where the entry came from: "Entered by the coordinator of Fife"
    source_on TEXT NOT NULL, -- YYYY-MM-DD
    reviewed_on TEXT NOT NULL, -- YYYY-MM-DD: somebody who knows said it is right; empty: nobody yet
    is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1)), -- review is overdue: sinks in results and says so
    version INTEGER NOT NULL CHECK (version > 0), -- rises with each change: two editors at once are noticed
    created_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    CHECK (is_named = 1 OR description <> '')
) STRICT;
CREATE UNIQUE INDEX body_charity ON body (charity_number, set_id) WHERE charity_number IS NOT NULL AND state <> 'merged';
CREATE INDEX body_set_id ON body (set_id);
CREATE INDEX body_sort ON body (sort_key);
CREATE INDEX body_merged ON body (merged_into);
CREATE INDEX body_reviewed ON body (is_stale, reviewed_on) WHERE state = 'active';

-- Where a body works, and as what: council area by council area (s.14(7)).
CREATE TABLE body_area ( -- private
    body_id INTEGER NOT NULL REFERENCES body (id),
    area_id INTEGER NOT NULL REFERENCES area (id),
    is_involved INTEGER NOT NULL CHECK (is_involved IN (0, 1)), -- third sector body of s.14 in relation to the area
    is_community INTEGER NOT NULL CHECK (is_community IN (0, 1)), -- community body of s.37 there
    PRIMARY KEY (body_id, area_id)
) STRICT;
CREATE INDEX body_area_area ON body_area (area_id, body_id);

-- A body and a partnership in one of whose areas it works, in the order of the register.
CREATE TABLE body_partnership ( -- private
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    position INTEGER NOT NULL, -- of the body
    body_id INTEGER NOT NULL REFERENCES body (id),
    accepted_at_s INTEGER, -- its coordinator took it into the register: sees the contact that is not public
    last_contact_on TEXT NOT NULL DEFAULT '', -- YYYY-MM-DD of its newest contact_event
    PRIMARY KEY (partnership_id, position)
) STRICT;
CREATE UNIQUE INDEX body_partnership_body ON body_partnership (body_id, partnership_id);

-- What everybody may read of a body: made anew in each write that changes it, gone when it may not be named, is
-- merged or hidden. Pages, files and feeds for the public read these two tables and nothing else.
CREATE TABLE body_public ( -- public
    body_id INTEGER PRIMARY KEY REFERENCES body (id),
    set_id INTEGER NOT NULL REFERENCES body_set (id),
    position INTEGER NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    kind TEXT NOT NULL,
    charity_number TEXT NOT NULL,
    company_number TEXT NOT NULL,
    purposes TEXT NOT NULL,
    grounds TEXT NOT NULL,
    is_community INTEGER NOT NULL CHECK (is_community IN (0, 1)),
    topics TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    areas TEXT NOT NULL, -- slugs of council areas, ";" between
    languages TEXT NOT NULL,
    website TEXT NOT NULL,
    office TEXT NOT NULL,
    contact_role TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'dormant', 'closed')),
    source TEXT NOT NULL,
    source_on TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1)),
    changed_on TEXT NOT NULL -- YYYY-MM-DD
) STRICT;
CREATE INDEX body_public_set ON body_public (set_id);
CREATE INDEX body_public_changed ON body_public (changed_on, body_id); -- newest changes first, for the feed

CREATE TABLE body_public_partnership ( -- public
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    position INTEGER NOT NULL,
    body_id INTEGER NOT NULL REFERENCES body_public (body_id),
    PRIMARY KEY (partnership_id, position)
) STRICT;
CREATE INDEX body_public_partnership_body ON body_public_partnership (body_id);

-- Addresses that a body's page had before, and those of bodies merged into it: they lead to it for ever.
CREATE TABLE body_slug ( -- public
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> ''),
    body_id INTEGER NOT NULL REFERENCES body (id)
) STRICT;
CREATE INDEX body_slug_body ON body_slug (body_id);

-- The text index of the register; rowid is body.position. All words are folded (core/base/utf8.h). Of a body that may be
-- named `name` and `words` hold what is public; all else stands in `own`, which no public search reads. `terms` are the
-- filters (modules/bodies/body_index.h).
CREATE VIRTUAL TABLE body_search USING fts5(name, words, own, terms, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4'); -- private
CREATE VIRTUAL TABLE body_vocabulary USING fts5vocab(body_search, 'instance'); -- private

-- What a duplicate is told by: number, domain of website or mailbox, telephone, folded name ("name:…", "domain:…").
CREATE TABLE body_mark ( -- private
    mark TEXT NOT NULL CHECK (mark <> ''),
    body_id INTEGER NOT NULL REFERENCES body (id),
    PRIMARY KEY (mark, body_id)
) STRICT;
CREATE INDEX body_mark_body ON body_mark (body_id);

-- Two entries of one body made one: the trace on both. What the one that went had, so that it can be looked up.
CREATE TABLE body_merge ( -- private
    id INTEGER PRIMARY KEY,
    from_body_id INTEGER NOT NULL UNIQUE REFERENCES body (id),
    into_body_id INTEGER NOT NULL REFERENCES body (id),
    reason TEXT NOT NULL,
    by_role TEXT NOT NULL CHECK (by_role <> ''),
    merged_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX body_merge_into ON body_merge (into_body_id);

-- The coordinator's work with a body --------------------------------------------------------------------------

-- One call, letter, meeting, mail or promise: of one partnership, which alone reads it. Rooms above add rows of their
-- own kinds for what bodies were sent and answered.
CREATE TABLE contact_event ( -- private
    id INTEGER PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES body (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    kind TEXT NOT NULL CHECK (kind IN ('contact', 'commitment', 'note', 'interest', 'register', 'sent', 'response')),
    channel TEXT NOT NULL CHECK (channel IN ('', 'email', 'letter', 'phone', 'meeting', 'event', 'via_tsi')),
    direction TEXT NOT NULL CHECK (direction IN ('', 'out', 'in')),
    happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
    summary TEXT NOT NULL CHECK (summary <> ''), -- personal
    outcome TEXT NOT NULL, -- personal
    next_step TEXT NOT NULL, -- personal; what is to be done next; empty
    next_on TEXT NOT NULL, -- YYYY-MM-DD: when that, or what was promised, is due; empty
    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)), -- what was due is done
    object_kind TEXT NOT NULL, -- what a room above hangs it on: "interest"; empty
    object_id INTEGER NOT NULL,
    by_account INTEGER REFERENCES account (id), -- NULL: the program
    by_role TEXT NOT NULL,
    removed_at_s INTEGER, -- entered by mistake: the row stays
    created_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_event_body ON contact_event (body_id, partnership_id, happened_on);
CREATE INDEX contact_event_due ON contact_event (partnership_id, next_on) WHERE is_done = 0 AND next_on <> '';
CREATE INDEX contact_event_account ON contact_event (by_account);
CREATE INDEX contact_event_object ON contact_event (object_kind, object_id);

-- What a body needs to take part (s.20(4)(c)): asked for once, remembered for every area it serves.
CREATE TABLE adjustment ( -- private
    id INTEGER PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES body (id),
    partnership_id INTEGER REFERENCES partnership (id), -- who asked or answered; NULL: the body itself
    request TEXT NOT NULL CHECK (request <> ''), -- personal
    response TEXT NOT NULL, -- personal; what was offered, or why not
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'done', 'not_possible', 'ended')),
    asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
    answered_on TEXT NOT NULL,
    by_role TEXT NOT NULL,
    created_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX adjustment_body ON adjustment (body_id, state);
CREATE INDEX adjustment_partnership ON adjustment (partnership_id);

-- A partnership's own tags, and its saved lists: a filter that is read anew, or a group of bodies chosen by hand.
CREATE TABLE body_tag ( -- private
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''), -- folded
    UNIQUE (partnership_id, name_key)
) STRICT;

CREATE TABLE body_tagged ( -- private
    body_id INTEGER NOT NULL REFERENCES body (id),
    tag_id INTEGER NOT NULL REFERENCES body_tag (id),
    PRIMARY KEY (body_id, tag_id)
) STRICT;
CREATE INDEX body_tagged_tag ON body_tagged (tag_id);

CREATE TABLE saved_list ( -- private
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''),
    note TEXT NOT NULL,
    is_group INTEGER NOT NULL CHECK (is_group IN (0, 1)), -- 1: the bodies of saved_list_body; 0: the filter
    filter TEXT NOT NULL, -- the query of the list's address
    by_role TEXT NOT NULL,
    created_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    UNIQUE (partnership_id, name_key)
) STRICT;

CREATE TABLE saved_list_body ( -- private
    list_id INTEGER NOT NULL REFERENCES saved_list (id),
    body_id INTEGER NOT NULL REFERENCES body (id),
    PRIMARY KEY (list_id, body_id)
) STRICT;
CREATE INDEX saved_list_body_body ON saved_list_body (body_id);

-- The review of an entry: who was asked whether it is right, and how urgently.
CREATE TABLE body_review ( -- private
    body_id INTEGER PRIMARY KEY REFERENCES body (id),
    stage TEXT NOT NULL CHECK (stage IN ('first', 'reminder', 'urgent', 'overdue')),
    asked_at_s INTEGER NOT NULL, -- when the mail of that stage was queued
    next_at_s INTEGER, -- when the next one is due; NULL: none
    key_hash BLOB CHECK (key_hash IS NULL OR length(key_hash) = 32) -- of the mailed link: "it is right", or mend it
) STRICT;
CREATE INDEX body_review_next ON body_review (next_at_s);
CREATE UNIQUE INDEX body_review_key ON body_review (key_hash);

-- Joining ----------------------------------------------------------------------------------------------------

-- Somebody of a body wants to look after its entry, or to have one made.
CREATE TABLE body_claim ( -- private
    id INTEGER PRIMARY KEY, -- random
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    body_id INTEGER REFERENCES body (id), -- NULL: not in the register yet
    new_name TEXT NOT NULL, -- of a body that is not in the register
    charity_number TEXT NOT NULL,
    detail TEXT NOT NULL, -- of a new one, a line each: kind, website, slugs of areas; then what it does
    person_name TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal
    role_title TEXT NOT NULL, -- personal
    words TEXT NOT NULL, -- personal; to whoever decides
    proof TEXT NOT NULL CHECK (proof IN ('domain', 'coordinator', 'lead')), -- what shows that they may
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'pending', 'approved', 'denied')),
    partnership_id INTEGER REFERENCES partnership (id), -- whose coordinator decides; NULL: an administrator
    reason TEXT NOT NULL, -- personal; of a denial, or what was asked last; told to the person
    claimed_at_s INTEGER NOT NULL,
    decided_at_s INTEGER,
    decided_by INTEGER REFERENCES account (id),
    erased_at_s INTEGER
) STRICT;
CREATE INDEX body_claim_body ON body_claim (body_id);
CREATE INDEX body_claim_state ON body_claim (state, claimed_at_s);
CREATE INDEX body_claim_partnership ON body_claim (partnership_id, claimed_at_s);
CREATE INDEX body_claim_kept ON body_claim (claimed_at_s) WHERE erased_at_s IS NULL;
CREATE INDEX body_claim_decided_by ON body_claim (decided_by);
CREATE INDEX body_claim_claimed ON body_claim (claimed_at_s);

-- "This one is missing."
CREATE TABLE body_suggestion ( -- private
    id INTEGER PRIMARY KEY, -- random
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    charity_number TEXT NOT NULL,
    website TEXT NOT NULL,
    areas TEXT NOT NULL, -- slugs
    words TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal; empty: wants no answer
    partnership_id INTEGER REFERENCES partnership (id), -- whose coordinator looks at it; NULL: an administrator
    state TEXT NOT NULL CHECK (state IN ('new', 'added', 'already_there', 'declined')),
    body_id INTEGER REFERENCES body (id), -- what became of it
    reason TEXT NOT NULL,
    received_at_s INTEGER NOT NULL,
    answered_at_s INTEGER,
    answered_by INTEGER REFERENCES account (id),
    erased_at_s INTEGER
) STRICT;
CREATE INDEX body_suggestion_partnership ON body_suggestion (partnership_id, state, received_at_s);
CREATE INDEX body_suggestion_state ON body_suggestion (state, received_at_s);
CREATE INDEX body_suggestion_received ON body_suggestion (received_at_s);
CREATE INDEX body_suggestion_body ON body_suggestion (body_id);
CREATE INDEX body_suggestion_answered_by ON body_suggestion (answered_by);
CREATE INDEX body_suggestion_kept ON body_suggestion (received_at_s) WHERE erased_at_s IS NULL;

-- "We would like to be involved": one form, an answer from each area.
CREATE TABLE expression_of_interest ( -- private
    id INTEGER PRIMARY KEY, -- random
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32), -- of the link by which it is followed
    key_made_at_s INTEGER NOT NULL, -- a new one is mailed at most once in a few minutes
    body_id INTEGER REFERENCES body (id), -- its editor sent it, or a coordinator said so; NULL: not known which
    said_body_id INTEGER REFERENCES body (id), -- what whoever filled in the form chose: for coordinators to look at
    name TEXT NOT NULL CHECK (name <> ''), -- of the organisation
    described_as TEXT NOT NULL, -- instead of the name, in public; empty: it may be named
    charity_number TEXT NOT NULL,
    website TEXT NOT NULL,
    what TEXT NOT NULL, -- it does
    grounds TEXT NOT NULL,
    is_community INTEGER NOT NULL CHECK (is_community IN (0, 1)),
    how TEXT NOT NULL, -- "told;asked;write;group"
    needs TEXT NOT NULL, -- personal; access needs
    channel TEXT NOT NULL CHECK (channel IN ('email', 'phone', 'letter')),
    contact_name TEXT NOT NULL, -- personal
    contact_role TEXT NOT NULL,
    contact_email TEXT NOT NULL, -- personal
    contact_phone TEXT NOT NULL, -- personal
    contact_address TEXT NOT NULL, -- personal; for letters
    confirmed_at_s INTEGER, -- a link mailed to contact_email was opened: the address is theirs
    sent_by INTEGER REFERENCES account (id), -- a body editor; NULL: the public form
    sent_at_s INTEGER NOT NULL,
    erased_at_s INTEGER
) STRICT;
CREATE INDEX expression_of_interest_body ON expression_of_interest (body_id);
CREATE INDEX expression_of_interest_said ON expression_of_interest (said_body_id);
CREATE INDEX expression_of_interest_sent ON expression_of_interest (sent_at_s);
CREATE INDEX expression_of_interest_sent_by ON expression_of_interest (sent_by);

CREATE TABLE interest_area ( -- private
    interest_id INTEGER NOT NULL REFERENCES expression_of_interest (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    areas TEXT NOT NULL, -- slugs of its council areas that were chosen
    state TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'replied', 'accepted', 'declined', 'withdrawn')),
    words TEXT NOT NULL, -- personal; the coordinator's question, or reason
    reply TEXT NOT NULL, -- personal; the body's answer
    answered_at_s INTEGER,
    answered_by INTEGER REFERENCES account (id),
    PRIMARY KEY (interest_id, partnership_id)
) STRICT;
CREATE INDEX interest_area_partnership ON interest_area (partnership_id, state, interest_id);
CREATE INDEX interest_area_answered_by ON interest_area (answered_by);

-- The form of an offer while it is filled in: kept for the browser that began it, a day after its last change.
CREATE TABLE interest_draft ( -- state
    id INTEGER PRIMARY KEY, -- random
    fields TEXT NOT NULL, -- personal; as a form is posted: "name=…&areas=…"; empty once it was sent
    is_sent INTEGER NOT NULL CHECK (is_sent IN (0, 1)),
    begun_at_s INTEGER NOT NULL,
    touched_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX interest_draft_touched ON interest_draft (touched_at_s);

-- Private links, opened, and forms begun (modules/people/link_session.h): a browser and the things that it opens.
CREATE TABLE link_session ( -- state
    id_hash BLOB NOT NULL CHECK (length(id_hash) = 32), -- of the cookie's value
    kind TEXT NOT NULL CHECK (kind <> ''), -- "interest", "draft"
    scope INTEGER NOT NULL, -- one thing of a kind for each: a draft for each consultation; 0: one in all
    object_id INTEGER NOT NULL, -- this one and no other
    number INTEGER NOT NULL, -- random, the same for all of one cookie: by it the last use is noted
    began_at_s INTEGER NOT NULL,
    last_seen_s INTEGER NOT NULL,
    PRIMARY KEY (id_hash, kind, scope)
) STRICT;
CREATE INDEX link_session_number ON link_session (number);
CREATE INDEX link_session_object ON link_session (kind, object_id);
CREATE INDEX link_session_began ON link_session (kind, began_at_s);

-- Imports of the register --------------------------------------------------------------------------------------

-- One file and what became of it: kept as the list of past imports.
CREATE TABLE body_import ( -- private
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER REFERENCES partnership (id), -- whose coordinator; NULL: an administrator or the command line
    kind TEXT NOT NULL CHECK (kind IN ('list', 'oscr')), -- a list of bodies, or an extract of the charity register
    file_name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''), -- "Voluntary Action Fife, list of members"
    source_on TEXT NOT NULL, -- YYYY-MM-DD
    comment TEXT NOT NULL, -- kept in the history
    header TEXT NOT NULL, -- JSON array: the names of the file's columns
    columns TEXT NOT NULL, -- JSON object: which column of the file is which field, {"name":0}
    default_areas TEXT NOT NULL, -- slugs: for rows that name none
    state TEXT NOT NULL CHECK (state IN ('loading', 'matching', 'checking', 'checked', 'writing', 'live', 'undoing',
                                         'undone', 'given_up', 'failed')),
    error TEXT NOT NULL, -- a short code of ours
    set_id INTEGER REFERENCES body_set (id), -- NULL: nothing written yet
    n_rows INTEGER NOT NULL DEFAULT 0,
    n_done INTEGER NOT NULL DEFAULT 0, -- of the state it is in: for the progress
    n_added INTEGER NOT NULL DEFAULT 0,
    n_known INTEGER NOT NULL DEFAULT 0, -- in the register already: left as they are
    n_flagged INTEGER NOT NULL DEFAULT 0,
    n_failed INTEGER NOT NULL DEFAULT 0,
    n_kept INTEGER NOT NULL DEFAULT 0, -- of an undone one: entries that stayed, used or edited since
    content_hash TEXT NOT NULL,
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    made_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX body_import_partnership ON body_import (partnership_id, id);
CREATE INDEX body_import_state ON body_import (state);
CREATE INDEX body_import_set ON body_import (set_id);
CREATE INDEX body_import_account ON body_import (by_account);

-- Its rows as they stood in the file, until 30 days after the last change of the import.
CREATE TABLE body_import_row ( -- state
    import_id INTEGER NOT NULL REFERENCES body_import (id),
    line INTEGER NOT NULL CHECK (line > 0),
    cells TEXT NOT NULL, -- personal; JSON array
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'add', 'known', 'flag', 'failed')),
    body_id INTEGER, -- known or made; no reference, so that an undo need not look here
    problem TEXT NOT NULL, -- what is wrong, in words, a line each: "charity_number: …"
    PRIMARY KEY (import_id, line)
) STRICT;
CREATE INDEX body_import_row_outcome ON body_import_row (import_id, outcome, line);

-- What an extract says otherwise than the register: for a person to decide, never changed silently.
CREATE TABLE body_flag ( -- private
    id INTEGER PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES body (id),
    import_id INTEGER NOT NULL REFERENCES body_import (id),
    kind TEXT NOT NULL CHECK (kind IN ('removed', 'renamed', 'moved')),
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'left')), -- ours was changed, or left as it is
    decided_at_s INTEGER,
    decided_by INTEGER REFERENCES account (id),
    UNIQUE (body_id, import_id, kind)
) STRICT;
CREATE INDEX body_flag_state ON body_flag (state, body_id);
CREATE INDEX body_flag_import ON body_flag (import_id);
CREATE INDEX body_flag_decided_by ON body_flag (decided_by);

-- Files (modules/files) ----------------------------------------------------------------------------------------

-- A file of somebody's: never changed. Its bytes stand in file_chunk before this row is written; a file without its
-- row is seen by nobody and swept.
CREATE TABLE file ( -- private
    id INTEGER PRIMARY KEY, -- random
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 26), -- in addresses; protects nothing
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('document', 'draft', 'response', 'original')),
    owner_id INTEGER NOT NULL, -- what it hangs on: who may see that may see the file
    field TEXT NOT NULL, -- of a draft or response: which question it answers, "q7"; else empty
    name TEXT NOT NULL CHECK (name <> ''), -- personal; as its sender called it
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'txt', 'csv', 'jpg', 'png')),
    n_bytes INTEGER NOT NULL CHECK (n_bytes > 0),
    n_chunks INTEGER NOT NULL CHECK (n_chunks > 0),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    scan TEXT NOT NULL CHECK (scan IN ('not_scanned', 'waiting', 'clean', 'infected')),
    made_on TEXT NOT NULL CHECK (length(made_on) = 10) -- no finer: a respondent may be anonymous
) STRICT;
CREATE INDEX file_owner ON file (owner_kind, owner_id);

-- 256 KiB each but the last. Staged before its file's row, removed after it.
CREATE TABLE file_chunk ( -- state
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    bytes BLOB NOT NULL, -- personal
    day TEXT NOT NULL CHECK (length(day) = 10), -- chunks whose file never came are swept by it
    UNIQUE (file_id, n)
) STRICT;
CREATE INDEX file_chunk_day ON file_chunk (day);

-- Consultations (modules/consultations) ------------------------------------------------------------------------

-- One consultation as its coordinators work on it. What everybody may read stands in the consultation_public tables,
-- made anew in each write that changes it once it is published. Open and closed are computed from the clock.
CREATE TABLE consultation ( -- private
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''), -- "CJC-FIF-2026-02"
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id), -- the leading one, whose coordinators edit it
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('plan_early', 'plan_draft', 'annual_report', 'review', 'other')),
    summary TEXT NOT NULL, -- two lines for lists
    overview TEXT NOT NULL, -- Markdown
    why TEXT NOT NULL, -- Markdown; why your views matter
    next TEXT NOT NULL, -- Markdown; what happens next
    areas TEXT NOT NULL, -- slugs of the council areas it concerns, ";" between
    audiences TEXT NOT NULL, -- of the list audience
    topics TEXT NOT NULL,
    outcomes TEXT NOT NULL, -- "2023:NO1;2023:NO8"
    minutes INTEGER NOT NULL CHECK (minutes >= 0), -- that answering takes; 0: worked out from the questions
    opens_at_s INTEGER, -- NULL: not set yet
    closes_at_s INTEGER, -- the first moment that is too late (security.md S52)
    first_closes_at_s INTEGER, -- as published, before any extension
    results_by TEXT NOT NULL, -- YYYY-MM-DD: the date promised for results; needed to publish
    length_reason TEXT NOT NULL, -- why it is shorter than four weeks, or mostly in holidays
    contact_role TEXT NOT NULL,
    contact_email TEXT NOT NULL, -- a shared mailbox
    contact_phone TEXT NOT NULL,
    post_address TEXT NOT NULL, -- where letters go
    other_ways TEXT NOT NULL, -- meetings, calls, help to answer
    privacy TEXT NOT NULL, -- the privacy notice, Markdown
    privacy_version INTEGER NOT NULL CHECK (privacy_version > 0), -- rises with each change once published
    is_invited_only INTEGER NOT NULL CHECK (is_invited_only IN (0, 1)),
    needs_second INTEGER NOT NULL CHECK (needs_second IN (0, 1)), -- another person publishes
    asked_by INTEGER REFERENCES account (id), -- who asked the second person to publish
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'waiting', 'published', 'withdrawn')), -- waiting: for the second person
    published_at_s INTEGER,
    results_at_s INTEGER, -- results were published
    archived_at_s INTEGER,
    copied_from INTEGER REFERENCES consultation (id),
    version INTEGER NOT NULL CHECK (version > 0), -- rises with each change: two editors at once are noticed
    made_by INTEGER REFERENCES account (id),
    created_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    CHECK (closes_at_s IS NULL OR opens_at_s IS NULL OR closes_at_s > opens_at_s),
    CHECK (stage <> 'published' OR (opens_at_s IS NOT NULL AND closes_at_s IS NOT NULL AND results_by <> ''))
) STRICT;
CREATE INDEX consultation_partnership_id ON consultation (partnership_id, created_at_s);
CREATE INDEX consultation_asked_by ON consultation (asked_by);
CREATE INDEX consultation_copied_from ON consultation (copied_from);
CREATE INDEX consultation_made_by ON consultation (made_by);
CREATE INDEX consultation_closes ON consultation (closes_at_s) WHERE stage = 'published';

-- The partnerships that ask, the leading one too: the coordinators of all read and log responses.
CREATE TABLE consultation_partnership ( -- private
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    PRIMARY KEY (consultation_id, partnership_id)
) STRICT;
CREATE INDEX consultation_partnership_partnership ON consultation_partnership (partnership_id, consultation_id);

-- Addresses that a consultation had before: they lead to it for ever.
CREATE TABLE consultation_slug ( -- public
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> ''),
    consultation_id INTEGER NOT NULL REFERENCES consultation (id)
) STRICT;
CREATE INDEX consultation_slug_consultation ON consultation_slug (consultation_id);

-- Papers: Markdown first, files, links, and other formats of another paper. A replaced one stays.
CREATE TABLE consultation_document ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('plan_draft', 'plan', 'summary', 'consultation_paper', 'assessment', 'impact',
                                       'annual_report', 'easy_read', 'bsl', 'large_print', 'gaelic', 'translation')),
    title TEXT NOT NULL CHECK (title <> ''),
    language TEXT NOT NULL, -- of a translation: "Polish"; else empty
    of_document INTEGER REFERENCES consultation_document (id), -- of which it is another format
    body TEXT NOT NULL, -- Markdown; empty: a file or link only
    url TEXT NOT NULL, -- elsewhere: a BSL film, say
    n_pages INTEGER NOT NULL CHECK (n_pages >= 0), -- of its file; 0: not known
    access_note TEXT NOT NULL,
    is_for_comment INTEGER NOT NULL CHECK (is_for_comment IN (0, 1)), -- each paragraph of body is open to comment (3.12)
    replaced_by INTEGER REFERENCES consultation_document (id),
    removed_at_s INTEGER,
    made_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX consultation_document_consultation ON consultation_document (consultation_id, seq);
CREATE INDEX consultation_document_of ON consultation_document (of_document);
CREATE INDEX consultation_document_replaced ON consultation_document (replaced_by);

-- Questions stand in sections. A question's words stand in question_wording: frozen, or a new version, once answered.
CREATE TABLE question_section ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    seq INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    intro TEXT NOT NULL, -- Markdown
    is_equality INTEGER NOT NULL CHECK (is_equality IN (0, 1)), -- equality questions: answers are kept apart
    UNIQUE (consultation_id, seq)
) STRICT;

CREATE TABLE question ( -- private
    id INTEGER PRIMARY KEY, -- "q12" in forms, files and addresses
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    section_id INTEGER NOT NULL REFERENCES question_section (id),
    seq INTEGER NOT NULL, -- in its section
    type TEXT NOT NULL CHECK (type IN ('one', 'several', 'scale', 'short', 'long', 'number', 'date', 'file', 'information',
                                       'paragraph')), -- paragraph: a comment on one of a document
    document_id INTEGER REFERENCES consultation_document (id), -- of a paragraph
    paragraph INTEGER NOT NULL CHECK (paragraph >= 0), -- its number there, from 1
    is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
    only_if INTEGER REFERENCES question (id), -- asked only of those who answered that one, an earlier one,
    only_if_options TEXT NOT NULL, -- with one of these; ";" between
    outcome TEXT NOT NULL, -- the outcome that it asks about, "2023:NO1"; empty
    wording INTEGER NOT NULL CHECK (wording > 0), -- the version in force
    removed_at_s INTEGER, -- after answers came: they stay
    UNIQUE (section_id, seq),
    CHECK ((type = 'paragraph') = (document_id IS NOT NULL))
) STRICT;
CREATE INDEX question_consultation ON question (consultation_id);
CREATE INDEX question_document ON question (document_id);
CREATE INDEX question_only_if ON question (only_if);

CREATE TABLE question_wording ( -- private
    question_id INTEGER NOT NULL REFERENCES question (id),
    version INTEGER NOT NULL CHECK (version > 0),
    title TEXT NOT NULL CHECK (title <> ''), -- the question itself; of a paragraph its text
    hint TEXT NOT NULL,
    body TEXT NOT NULL, -- Markdown: of type information
    options TEXT NOT NULL, -- a line each: code, a tab, label; of a scale from its low end to its high one
    has_other INTEGER NOT NULL CHECK (has_other IN (0, 1)), -- "Something else", with words
    least INTEGER NOT NULL, -- several: how few; number: the smallest
    most INTEGER NOT NULL, -- several: how many; number: the largest; short, long: characters; 0: no limit of its own
    reason TEXT NOT NULL, -- of a version after the first: why
    made_at_s INTEGER NOT NULL,
    PRIMARY KEY (question_id, version)
) STRICT;

-- Saved questions: a partnership's own sets, and those that come with the program (no partnership).
CREATE TABLE question_set ( -- private
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER REFERENCES partnership (id),
    name TEXT NOT NULL CHECK (name <> ''),
    note TEXT NOT NULL,
    is_equality INTEGER NOT NULL CHECK (is_equality IN (0, 1)),
    made_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX question_set_partnership ON question_set (partnership_id);

CREATE TABLE question_set_item ( -- private
    set_id INTEGER NOT NULL REFERENCES question_set (id),
    seq INTEGER NOT NULL,
    section TEXT NOT NULL, -- its title
    type TEXT NOT NULL,
    is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
    only_if_seq INTEGER NOT NULL, -- 0: always
    only_if_options TEXT NOT NULL,
    outcome TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    hint TEXT NOT NULL,
    body TEXT NOT NULL,
    options TEXT NOT NULL,
    has_other INTEGER NOT NULL CHECK (has_other IN (0, 1)),
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (set_id, seq)
) STRICT;

-- A link by which somebody without an account looks at a draft before it opens (3.8).
CREATE TABLE consultation_preview ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    note TEXT NOT NULL, -- for whom: "the partnership's chair"
    by_account INTEGER REFERENCES account (id),
    made_at_s INTEGER NOT NULL,
    expires_at_s INTEGER NOT NULL,
    ended_at_s INTEGER
) STRICT;
CREATE INDEX consultation_preview_consultation ON consultation_preview (consultation_id);
CREATE INDEX consultation_preview_by ON consultation_preview (by_account);

-- What the public reads of a consultation (modules/consultations/consultation_public.h).
CREATE TABLE consultation_public ( -- public
    consultation_id INTEGER PRIMARY KEY REFERENCES consultation (id),
    reference TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL, -- title and summary, folded: for the filter by words
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    overview TEXT NOT NULL,
    why TEXT NOT NULL,
    next TEXT NOT NULL,
    areas TEXT NOT NULL,
    audiences TEXT NOT NULL,
    topics TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    minutes INTEGER NOT NULL, -- worked out where the consultation does not say
    n_questions INTEGER NOT NULL,
    opens_at_s INTEGER NOT NULL,
    closes_at_s INTEGER NOT NULL,
    first_closes_at_s INTEGER NOT NULL,
    results_by TEXT NOT NULL,
    length_reason TEXT NOT NULL,
    contact_role TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    post_address TEXT NOT NULL,
    other_ways TEXT NOT NULL,
    privacy TEXT NOT NULL,
    privacy_version INTEGER NOT NULL,
    is_invited_only INTEGER NOT NULL CHECK (is_invited_only IN (0, 1)),
    published_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    results_at_s INTEGER,
    archived_at_s INTEGER,
    withdrawn_at_s INTEGER
) STRICT;
CREATE INDEX consultation_public_closes ON consultation_public (closes_at_s, consultation_id);
CREATE INDEX consultation_public_opens ON consultation_public (opens_at_s, consultation_id);
CREATE INDEX consultation_public_changed ON consultation_public (changed_at_s, consultation_id);
CREATE INDEX consultation_public_partnership_id ON consultation_public (partnership_id);

CREATE TABLE consultation_public_partnership ( -- public
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    PRIMARY KEY (partnership_id, consultation_id)
) STRICT;
CREATE INDEX consultation_public_partnership_consultation ON consultation_public_partnership (consultation_id);

-- The questions as they are asked now; none of an invited-only consultation.
CREATE TABLE consultation_public_question ( -- public
    question_id INTEGER PRIMARY KEY REFERENCES question (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    seq INTEGER NOT NULL, -- in the whole form
    section TEXT NOT NULL,
    section_intro TEXT NOT NULL,
    is_equality INTEGER NOT NULL CHECK (is_equality IN (0, 1)),
    type TEXT NOT NULL,
    document_id INTEGER, -- of a paragraph
    paragraph INTEGER NOT NULL,
    is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
    only_if INTEGER, -- question_id
    only_if_options TEXT NOT NULL,
    title TEXT NOT NULL,
    hint TEXT NOT NULL,
    body TEXT NOT NULL,
    options TEXT NOT NULL,
    has_other INTEGER NOT NULL CHECK (has_other IN (0, 1)),
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    wording INTEGER NOT NULL
) STRICT;
CREATE INDEX consultation_public_question_consultation ON consultation_public_question (consultation_id, seq);

CREATE TABLE consultation_public_document ( -- public
    document_id INTEGER PRIMARY KEY REFERENCES consultation_document (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    of_document INTEGER,
    body TEXT NOT NULL,
    url TEXT NOT NULL,
    n_pages INTEGER NOT NULL,
    access_note TEXT NOT NULL,
    is_for_comment INTEGER NOT NULL CHECK (is_for_comment IN (0, 1)),
    replaced_by INTEGER, -- a document_id: this one is history
    file_code TEXT NOT NULL, -- empty: no file
    file_name TEXT NOT NULL,
    file_kind TEXT NOT NULL,
    file_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX consultation_public_document_consultation ON consultation_public_document (consultation_id, seq);

-- The public history (B.23): published, extended, question changed, document replaced, withdrawn.
CREATE TABLE consultation_change ( -- public
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    kind TEXT NOT NULL CHECK (kind IN ('published', 'extended', 'question_changed', 'question_removed', 'document_added',
                                       'document_replaced', 'document_removed', 'privacy_changed', 'details_changed',
                                       'results_published', 'results_corrected', 'answers_published', 'feedback_published',
                                       'feedback_changed', 'feedback_removed', 'withdrawn', 'archived')),
    subject TEXT NOT NULL, -- "Question 4", the document's title; empty
    old_value TEXT NOT NULL, -- of a date: seconds
    new_value TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_role TEXT NOT NULL CHECK (by_role <> ''),
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX consultation_change_consultation ON consultation_change (consultation_id, id);

-- Answering ------------------------------------------------------------------------------------------------------

-- A response that is not sent yet (security.md S51): found by the key of its link, or by the browser that began it.
CREATE TABLE response_draft ( -- state
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    email TEXT NOT NULL, -- personal; where the link and one reminder went; empty
    response_id INTEGER, -- a sent response that it changes; NULL: a new one
    body_id INTEGER REFERENCES body (id), -- colleagues of that body write it together; NULL: one person's
    made_by INTEGER REFERENCES account (id), -- of a body's draft
    lock_account INTEGER REFERENCES account (id), -- who is writing at this moment
    lock_at_s INTEGER,
    signed_by INTEGER REFERENCES account (id), -- who signs off: may send it
    invitation_id INTEGER REFERENCES invitation (id), -- by whose link it was begun
    save_no INTEGER NOT NULL, -- of the newest save: an older autosave is dropped (S25)
    begun_at_s INTEGER NOT NULL,
    touched_at_s INTEGER NOT NULL,
    reminded_at_s INTEGER
) STRICT;
CREATE INDEX response_draft_consultation ON response_draft (consultation_id, touched_at_s);
CREATE INDEX response_draft_touched ON response_draft (touched_at_s);
CREATE INDEX response_draft_body ON response_draft (body_id, consultation_id) WHERE body_id IS NOT NULL;
CREATE INDEX response_draft_made_by ON response_draft (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX response_draft_lock ON response_draft (lock_account) WHERE lock_account IS NOT NULL;
CREATE INDEX response_draft_signed_by ON response_draft (signed_by) WHERE signed_by IS NOT NULL;
CREATE INDEX response_draft_invitation ON response_draft (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX response_draft_response ON response_draft (response_id) WHERE response_id IS NOT NULL;

-- Its fields as typed: "q12", "q12_other", "who", "name", "publish" (modules/responses/draft.h).
CREATE TABLE response_draft_field ( -- state
    draft_id INTEGER NOT NULL REFERENCES response_draft (id),
    field TEXT NOT NULL CHECK (field <> ''),
    value TEXT NOT NULL, -- personal
    PRIMARY KEY (draft_id, field)
) STRICT;

-- Colleagues who may write on a body's draft, beside its editors.
CREATE TABLE response_draft_person ( -- state
    draft_id INTEGER NOT NULL REFERENCES response_draft (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    added_at_s INTEGER NOT NULL,
    PRIMARY KEY (draft_id, account_id)
) STRICT;
CREATE INDEX response_draft_person_account ON response_draft_person (account_id);

-- One response, however it came. Nothing here tells an order or a time finer than the day (security.md section 11):
-- ids are random, and so are those of its answers.
CREATE TABLE response ( -- private
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    receipt TEXT NOT NULL UNIQUE CHECK (receipt <> ''), -- "FIF-7K3M-92Q2": opens nothing
    key_hash BLOB UNIQUE CHECK (key_hash IS NULL OR length(key_hash) = 32), -- of the private link; NULL: logged, no link sent yet
    who TEXT NOT NULL CHECK (who IN ('individual', 'organisation', 'group')), -- group: an event or several people together
    body_id INTEGER REFERENCES body (id), -- of the register
    areas TEXT NOT NULL, -- slugs of council areas that it is about; empty: all of the consultation's
    represents_n INTEGER NOT NULL CHECK (represents_n >= 0), -- people whose views it brings; 0: not said
    gathered TEXT NOT NULL, -- how those views were gathered
    publish_choice TEXT NOT NULL CHECK (publish_choice IN ('publish_with_name', 'publish_anonymous', 'do_not_publish', 'not_asked')),
    publish_wording INTEGER NOT NULL, -- version of the words that were shown (response_words.h)
    naming TEXT NOT NULL CHECK (naming IN ('yes', 'describe', 'no', 'not_asked')), -- in the participation statement
    may_contact INTEGER NOT NULL CHECK (may_contact IN (0, 1)),
    privacy_version INTEGER NOT NULL, -- of the notice that was shown; 0: none was
    channel TEXT NOT NULL CHECK (channel IN ('web', 'email', 'letter', 'phone', 'meeting', 'event', 'survey_import', 'social')),
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    entered_on TEXT NOT NULL CHECK (length(entered_on) = 10),
    entered_by INTEGER REFERENCES account (id), -- who typed it; NULL: the respondent
    entered_role TEXT NOT NULL, -- of them
    source_ref TEXT NOT NULL, -- where the original is: "Box 4, letter 12"
    was_read_back INTEGER NOT NULL CHECK (was_read_back IN (0, 1)), -- the note was read to the speaker
    confirmed_on TEXT NOT NULL, -- YYYY-MM-DD: the respondent said by the read-back link that it is right; empty
    corrected_on TEXT NOT NULL, -- or mended it
    event_id INTEGER REFERENCES event (id),
    import_id INTEGER REFERENCES response_import (id),
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)), -- 0: of an import that is not finished, or was undone
    invitation_id INTEGER REFERENCES invitation (id),
    handling TEXT NOT NULL CHECK (handling IN ('new', 'in_review', 'clarify', 'identity_check', 'accepted', 'withheld')),
    counting TEXT NOT NULL CHECK (counting IN ('valid', 'late_out', 'duplicate', 'withdrawn', 'not_valid')),
    counting_reason TEXT NOT NULL, -- personal
    late TEXT NOT NULL CHECK (late IN ('', 'waiting', 'in', 'out')), -- came after the end: waits for a decision
    late_reason TEXT NOT NULL, -- personal; theirs for asking, then ours
    is_official INTEGER NOT NULL CHECK (is_official IN (0, 1)), -- the response of its body
    is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)), -- of several bodies, response_body: counts once
    campaign_id INTEGER REFERENCES campaign (id),
    duplicate_of INTEGER REFERENCES response (id),
    withdrawn_on TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0), -- rises with each change: two editors at once are noticed
    CHECK (counting <> 'late_out' OR late IN ('waiting', 'out'))
) STRICT;
CREATE INDEX response_list ON response (consultation_id, is_live, received_on, id);
CREATE UNIQUE INDEX response_official ON response (consultation_id, body_id)
    WHERE is_official = 1 AND is_live = 1 AND counting IN ('valid', 'late_out');
-- Most have none of these: without them a response that is sent writes a dozen pages less.
CREATE INDEX response_body_id ON response (body_id) WHERE body_id IS NOT NULL;
CREATE INDEX response_entered_by ON response (entered_by) WHERE entered_by IS NOT NULL;
CREATE INDEX response_event ON response (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX response_import_id ON response (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX response_invitation ON response (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX response_campaign ON response (campaign_id) WHERE campaign_id IS NOT NULL;
CREATE INDEX response_duplicate ON response (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- Who sent it: goes 2 years after closing, the response stays.
CREATE TABLE respondent ( -- private
    response_id INTEGER PRIMARY KEY REFERENCES response (id),
    name TEXT NOT NULL, -- personal; of the person
    organisation TEXT NOT NULL, -- as typed; a body's name
    name_key TEXT NOT NULL, -- personal; both, folded: for the search of the list
    role_title TEXT NOT NULL, -- personal
    email TEXT NOT NULL, -- personal
    phone TEXT NOT NULL, -- personal
    address TEXT NOT NULL, -- personal; for letters
    audit_key BLOB NOT NULL CHECK (length(audit_key) = 32) -- personal; under it records hold these
) STRICT;

CREATE TABLE answer ( -- private
    id INTEGER PRIMARY KEY, -- random
    response_id INTEGER NOT NULL REFERENCES response (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    wording INTEGER NOT NULL, -- version of the question that was answered
    value TEXT NOT NULL, -- personal; words, or codes with ";" between, or YYYY-MM-DD, or a number
    other TEXT NOT NULL, -- personal; of "Something else"
    UNIQUE (response_id, question_id)
) STRICT;
CREATE INDEX answer_question ON answer (question_id);
CREATE INDEX answer_other ON answer (question_id) WHERE other <> '';

-- An answer as it was before somebody changed it after closing, or corrected what staff had typed.
CREATE TABLE answer_earlier ( -- private
    id INTEGER PRIMARY KEY, -- random
    answer_id INTEGER NOT NULL REFERENCES answer (id),
    value TEXT NOT NULL, -- personal
    other TEXT NOT NULL, -- personal
    reason TEXT NOT NULL, -- personal
    by_role TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (length(until_on) = 10)
) STRICT;
CREATE INDEX answer_earlier_answer ON answer_earlier (answer_id);

-- Equality answers: no link, time or order to the response; the questions of one respondent are not held together.
CREATE TABLE equality_answer ( -- private
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    wording INTEGER NOT NULL,
    value TEXT NOT NULL, -- personal
    other TEXT NOT NULL, -- personal
    day TEXT NOT NULL CHECK (length(day) = 10)
) STRICT;
CREATE INDEX equality_answer_question ON equality_answer (question_id);
CREATE INDEX equality_answer_consultation ON equality_answer (consultation_id);

-- The bodies of a joint response, and those present at an event that answered as a group.
CREATE TABLE response_body ( -- private
    id INTEGER PRIMARY KEY, -- random
    response_id INTEGER NOT NULL REFERENCES response (id),
    body_id INTEGER REFERENCES body (id), -- NULL: not in the register
    name TEXT NOT NULL CHECK (name <> ''),
    agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)) -- whoever sent it says that this body agreed
) STRICT;
CREATE INDEX response_body_response ON response_body (response_id);
CREATE INDEX response_body_body ON response_body (body_id);

-- Notes of the staff, what the respondent was asked and replied, decisions with their reasons.
CREATE TABLE response_note ( -- private
    id INTEGER PRIMARY KEY,
    response_id INTEGER NOT NULL REFERENCES response (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'asked', 'replied', 'decision', 'changed')),
    words TEXT NOT NULL CHECK (words <> ''), -- personal
    by_account INTEGER REFERENCES account (id), -- NULL: the respondent, or the program
    by_role TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (length(made_on) = 10)
) STRICT;
CREATE INDEX response_note_response ON response_note (response_id, id);
CREATE INDEX response_note_account ON response_note (by_account);

-- What a response's words are told by (workflows.md, Definitions of the counts): hash of the folded text, and MinHash.
CREATE TABLE response_text ( -- private
    response_id INTEGER PRIMARY KEY REFERENCES response (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    n_words INTEGER NOT NULL CHECK (n_words >= 0),
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 32),
    minhash BLOB NOT NULL -- 4 bytes a value, big endian; empty under 30 words
) STRICT;
CREATE INDEX response_text_hash ON response_text (consultation_id, text_hash);

CREATE TABLE response_band ( -- private
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    band INTEGER NOT NULL, -- which part of the MinHash and its hash, together
    response_id INTEGER NOT NULL REFERENCES response (id),
    PRIMARY KEY (consultation_id, band, response_id)
) STRICT;
CREATE INDEX response_band_response ON response_band (response_id);

-- Two responses that are alike: linked for a person to decide, never merged silently (3.31).
CREATE TABLE response_like ( -- private
    id INTEGER PRIMARY KEY, -- random
    response_id INTEGER NOT NULL REFERENCES response (id),
    other_id INTEGER NOT NULL REFERENCES response (id),
    why TEXT NOT NULL CHECK (why IN ('same_text', 'near', 'same_body')),
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100), -- of their runs of five words
    state TEXT NOT NULL CHECK (state IN ('open', 'duplicate', 'campaign', 'apart')),
    UNIQUE (response_id, other_id),
    CHECK (response_id < other_id)
) STRICT;
CREATE INDEX response_like_other ON response_like (other_id);

-- Many near-identical replies from one source: counted once or apart, by choice.
CREATE TABLE campaign ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    name TEXT NOT NULL CHECK (name <> ''),
    is_counted_once INTEGER NOT NULL CHECK (is_counted_once IN (0, 1)),
    by_role TEXT NOT NULL,
    made_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_consultation ON campaign (consultation_id);

-- Answers brought in from elsewhere, as a file (3.28).
CREATE TABLE response_import ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    file_name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''), -- "Paper forms typed in by the library service"
    comment TEXT NOT NULL,
    header TEXT NOT NULL, -- JSON array: the names of the file's columns
    columns TEXT NOT NULL, -- JSON object: which column is which field, {"q12":3}
    state TEXT NOT NULL CHECK (state IN ('matching', 'checked', 'writing', 'live', 'undone', 'given_up')),
    n_rows INTEGER NOT NULL,
    n_added INTEGER NOT NULL,
    n_failed INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    made_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX response_import_consultation ON response_import (consultation_id, id);
CREATE INDEX response_import_account ON response_import (by_account);

CREATE TABLE response_import_row ( -- state
    import_id INTEGER NOT NULL REFERENCES response_import (id),
    line INTEGER NOT NULL CHECK (line > 0),
    cells TEXT NOT NULL, -- personal; JSON array
    problem TEXT NOT NULL, -- what is wrong, a line each; empty
    PRIMARY KEY (import_id, line)
) STRICT;

-- Asking organisations -------------------------------------------------------------------------------------------

-- A body asked to answer, with a link of its own (11.3). Whether its mail got through stands in outbox_state.
CREATE TABLE invitation ( -- private
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    body_id INTEGER NOT NULL REFERENCES body (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id), -- who asked
    channel TEXT NOT NULL CHECK (channel IN ('email', 'letter', 'phone', 'meeting', 'via_tsi')),
    email TEXT NOT NULL, -- personal; where it went; empty: another channel
    key_hash BLOB UNIQUE CHECK (key_hash IS NULL OR length(key_hash) = 32),
    outbox_id INTEGER, -- its last mail
    invited_on TEXT NOT NULL CHECK (length(invited_on) = 10),
    reminded_on TEXT NOT NULL, -- last time; empty
    n_reminders INTEGER NOT NULL CHECK (n_reminders >= 0),
    opened_on TEXT NOT NULL, -- the link was opened; empty
    declined_on TEXT NOT NULL, -- the body said that it will not answer; empty
    ended_at_s INTEGER,
    UNIQUE (consultation_id, body_id)
) STRICT;
CREATE INDEX invitation_body ON invitation (body_id);
CREATE INDEX invitation_partnership ON invitation (partnership_id);

-- A meeting, workshop or focus group: recorded once, with who was there (P.8). Names of participants are not kept.
CREATE TABLE event ( -- private
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    consultation_id INTEGER REFERENCES consultation (id), -- what it was about
    title TEXT NOT NULL CHECK (title <> ''),
    summary TEXT NOT NULL, -- for the public
    starts_at_s INTEGER NOT NULL,
    ends_at_s INTEGER NOT NULL,
    place TEXT NOT NULL,
    online TEXT NOT NULL, -- how to join, for the public; empty
    access_note TEXT NOT NULL, -- steps, loop, interpreters
    booking TEXT NOT NULL, -- how to come
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    cancel_reason TEXT NOT NULL,
    themes TEXT NOT NULL, -- personal; what was said, by theme: for the coordinators
    version INTEGER NOT NULL CHECK (version > 0), -- SEQUENCE of the calendar file
    created_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    CHECK (ends_at_s >= starts_at_s)
) STRICT;
CREATE INDEX event_partnership ON event (partnership_id, starts_at_s);
CREATE INDEX event_consultation ON event (consultation_id);

CREATE TABLE event_public ( -- public
    event_id INTEGER PRIMARY KEY REFERENCES event (id),
    slug TEXT NOT NULL UNIQUE,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    consultation_id INTEGER, -- of consultation_public
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    starts_at_s INTEGER NOT NULL,
    ends_at_s INTEGER NOT NULL,
    place TEXT NOT NULL,
    online TEXT NOT NULL,
    access_note TEXT NOT NULL,
    booking TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    cancel_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX event_public_starts ON event_public (starts_at_s, event_id);
CREATE INDEX event_public_partnership ON event_public (partnership_id, starts_at_s);

CREATE TABLE event_attendance ( -- private
    event_id INTEGER NOT NULL REFERENCES event (id),
    body_id INTEGER NOT NULL REFERENCES body (id),
    n_people INTEGER NOT NULL CHECK (n_people >= 0), -- 0: not counted
    PRIMARY KEY (event_id, body_id)
) STRICT;
CREATE INDEX event_attendance_body ON event_attendance (body_id);

CREATE TABLE event_headcount ( -- private
    event_id INTEGER NOT NULL REFERENCES event (id),
    kind TEXT NOT NULL CHECK (kind IN ('lived_experience', 'family', 'victim', 'third_sector', 'community', 'partner_staff',
                                       'elected', 'other')),
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (event_id, kind)
) STRICT;

-- Reading and coding (modules/analysis) -------------------------------------------------------------------------
-- The words that are read, coded and published answer by answer are the open ones: the value of a short, long or
-- paragraph question, and the `other` of a question with choices ("Something else").

-- The coding frame of a consultation: its themes, and the outcomes of the framework as the standing part.
CREATE TABLE theme ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    question_id INTEGER REFERENCES question (id), -- a theme of that question alone (3.32); NULL: of all
    outcome TEXT NOT NULL, -- "2023:NO1", a local one likewise: this theme is that outcome; empty: a theme of its own
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL, -- what belongs to it and what does not
    seq INTEGER NOT NULL,
    merged_into INTEGER REFERENCES theme (id), -- it ended there, and its codes moved
    removed_at_s INTEGER, -- no longer offered
    version INTEGER NOT NULL CHECK (version > 0), -- rises with each change: two at once are noticed
    CHECK (merged_into IS NULL OR removed_at_s IS NOT NULL)
) STRICT;
CREATE INDEX theme_consultation ON theme (consultation_id, seq);
CREATE INDEX theme_question ON theme (question_id);
CREATE INDEX theme_merged ON theme (merged_into);

-- Its history: made, renamed, defined anew, merged, ended (3.36).
CREATE TABLE theme_change ( -- private
    id INTEGER PRIMARY KEY,
    theme_id INTEGER NOT NULL REFERENCES theme (id),
    kind TEXT NOT NULL CHECK (kind IN ('made', 'renamed', 'defined', 'merged', 'removed', 'restored')),
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    n_codes INTEGER NOT NULL CHECK (n_codes >= 0), -- that a merge moved
    reason TEXT NOT NULL,
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX theme_change_theme ON theme_change (theme_id, id);
CREATE INDEX theme_change_account ON theme_change (by_account);

-- Who has read and coded an answer: one first reader, and a second one of the sample (3.34, 3.37).
CREATE TABLE answer_reading ( -- private
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    layer TEXT NOT NULL CHECK (layer IN ('first', 'second', 'agreed')), -- agreed: their disagreement was settled
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 32), -- of the words that were read: changed ones are read again
    by_account INTEGER NOT NULL REFERENCES account (id),
    by_role TEXT NOT NULL,
    done_at_s INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (answer_id, layer)
) STRICT;
CREATE INDEX answer_reading_question ON answer_reading (question_id, layer);
CREATE INDEX answer_reading_consultation ON answer_reading (consultation_id, layer, by_account);
CREATE INDEX answer_reading_account ON answer_reading (by_account);

-- A theme or outcome in an answer or a passage of it. What counts is the layer agreed where the answer has one, else
-- the first.
CREATE TABLE answer_code ( -- private
    id INTEGER PRIMARY KEY, -- random
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    theme_id INTEGER NOT NULL REFERENCES theme (id),
    layer TEXT NOT NULL CHECK (layer IN ('first', 'second', 'agreed')),
    start_at INTEGER NOT NULL CHECK (start_at >= 0), -- characters of the answer before the passage
    n_chars INTEGER NOT NULL CHECK (n_chars >= 0), -- 0: the whole answer
    UNIQUE (answer_id, theme_id, layer, start_at, n_chars)
) STRICT;
CREATE INDEX answer_code_theme ON answer_code (theme_id, layer);

-- What a second coder is to code too: drawn by lot.
CREATE TABLE answer_sample ( -- private
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id)
) STRICT;
CREATE INDEX answer_sample_consultation ON answer_sample (consultation_id);

-- Notes and extracts of analysts: columns of their own in the export (3.33).
CREATE TABLE answer_note ( -- private
    id INTEGER PRIMARY KEY, -- random
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'extract')),
    words TEXT NOT NULL CHECK (words <> ''), -- personal
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (length(made_on) = 10)
) STRICT;
CREATE INDEX answer_note_answer ON answer_note (answer_id);
CREATE INDEX answer_note_account ON answer_note (by_account);

-- Moderation (modules/moderation) -------------------------------------------------------------------------------

-- How the answers of a consultation are released.
CREATE TABLE moderation_choice ( -- private
    consultation_id INTEGER PRIMARY KEY REFERENCES consultation (id),
    needs_release INTEGER NOT NULL CHECK (needs_release IN (0, 1)), -- another person releases each decision to publish
    published_at_s INTEGER, -- answers stand open since then; NULL: not yet
    last_no INTEGER NOT NULL CHECK (last_no >= 0) -- the numbers that were given: one that is gone is given to nobody else
) STRICT;

-- The decision on one open answer of somebody who agreed to publication (security.md S53). No row: not read yet.
CREATE TABLE moderation ( -- private
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    response_id INTEGER NOT NULL REFERENCES response (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    state TEXT NOT NULL CHECK (state IN ('approved', 'redacted', 'withheld')),
    reason TEXT NOT NULL CHECK (reason IN ('', 'offensive', 'identifies', 'live_case', 'copyright')),
    note TEXT NOT NULL, -- personal; words for the author
    public_text TEXT NOT NULL, -- personal; as it may be read; of a withheld one empty
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 32), -- of the words it was decided on
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    decided_at_s INTEGER NOT NULL,
    released_by INTEGER REFERENCES account (id), -- the other person, where one is needed
    released_at_s INTEGER,
    told_on TEXT NOT NULL, -- YYYY-MM-DD: the author was told; empty
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK (state <> 'withheld' OR reason <> '')
) STRICT;
CREATE INDEX moderation_consultation ON moderation (consultation_id, state);
CREATE INDEX moderation_response ON moderation (response_id);
CREATE INDEX moderation_by ON moderation (by_account);
CREATE INDEX moderation_released ON moderation (released_by);

-- What is taken out of a redacted one: characters of the original, and why.
CREATE TABLE moderation_cut ( -- private
    answer_id INTEGER NOT NULL REFERENCES moderation (answer_id) ON DELETE CASCADE,
    start_at INTEGER NOT NULL CHECK (start_at >= 0),
    n_chars INTEGER NOT NULL CHECK (n_chars > 0),
    reason TEXT NOT NULL CHECK (reason IN ('offensive', 'identifies', 'live_case', 'copyright')),
    PRIMARY KEY (answer_id, start_at)
) STRICT;

-- Every decision, undoing, release and mending: the moderation log (12.5). Holds no words of the answer.
CREATE TABLE moderation_change ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    response_id INTEGER NOT NULL REFERENCES response (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    kind TEXT NOT NULL CHECK (kind IN ('approved', 'redacted', 'withheld', 'undone', 'released', 'sent_back', 'mended',
                                       'mend_taken', 'mend_refused', 'consent_changed')),
    reason TEXT NOT NULL,
    n_cuts INTEGER NOT NULL CHECK (n_cuts >= 0),
    is_bulk INTEGER NOT NULL CHECK (is_bulk IN (0, 1)),
    by_account INTEGER REFERENCES account (id), -- NULL: the respondent
    by_role TEXT NOT NULL,
    changed_at_s INTEGER NOT NULL -- of a respondent's: the day
) STRICT;
CREATE INDEX moderation_change_consultation ON moderation_change (consultation_id, id);
CREATE INDEX moderation_change_response ON moderation_change (response_id);
CREATE INDEX moderation_change_question ON moderation_change (question_id);
CREATE INDEX moderation_change_account ON moderation_change (by_account);

-- Other words for the public, from the author of an answer that was withheld or cut (12.3). The original stands.
CREATE TABLE moderation_mend ( -- private
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    words TEXT NOT NULL CHECK (words <> ''), -- personal
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused')),
    sent_on TEXT NOT NULL CHECK (length(sent_on) = 10)
) STRICT;

-- Quotations chosen for a table or theme: characters of the public text. Gone when that text changes.
CREATE TABLE quote_pick ( -- private
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    answer_id INTEGER NOT NULL REFERENCES moderation (answer_id) ON DELETE CASCADE,
    code TEXT NOT NULL CHECK (code <> ''), -- of the table that it stands with: "theme:12", "q34"
    start_at INTEGER NOT NULL CHECK (start_at >= 0),
    n_chars INTEGER NOT NULL CHECK (n_chars > 0),
    seq INTEGER NOT NULL,
    UNIQUE (answer_id, code, start_at)
) STRICT;
CREATE INDEX quote_pick_consultation ON quote_pick (consultation_id, code);

-- Which response a published one is: nothing that the public reads says it.
CREATE TABLE response_published ( -- private
    response_id INTEGER PRIMARY KEY REFERENCES response (id),
    published_id INTEGER NOT NULL UNIQUE,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id)
) STRICT;
CREATE INDEX response_published_consultation ON response_published (consultation_id);

-- How many answers are withheld for which reason, once answers stand open (12.5, S55).
CREATE TABLE moderation_count ( -- public
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    reason TEXT NOT NULL CHECK (reason IN ('offensive', 'identifies', 'live_case', 'copyright')),
    n INTEGER NOT NULL CHECK (n = -1 OR n = 0 OR n > 4), -- -1: from 1 to 4
    PRIMARY KEY (consultation_id, reason)
) STRICT;

-- What the public reads of responses (modules/responses/published.h): copies, of those alone who agreed (S53, S54).
CREATE TABLE published_response ( -- public
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    no INTEGER NOT NULL CHECK (no > 0), -- "Response 14": in random order at publication
    who TEXT NOT NULL CHECK (who IN ('individual', 'organisation', 'group')),
    name TEXT NOT NULL, -- only of those who chose publish_with_name; empty
    kind TEXT NOT NULL, -- of an organisation in the register: its kind; empty
    body_slug TEXT NOT NULL, -- its public page, where the name is shown; empty
    words TEXT NOT NULL, -- name and answers, folded: for the filter by words
    UNIQUE (consultation_id, no)
) STRICT;

CREATE TABLE published_answer ( -- public
    id INTEGER PRIMARY KEY, -- random
    published_id INTEGER NOT NULL REFERENCES published_response (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    question TEXT NOT NULL, -- as it was asked of this respondent
    seq INTEGER NOT NULL, -- in the form
    state TEXT NOT NULL CHECK (state IN ('approved', 'redacted', 'mended')),
    text TEXT NOT NULL CHECK (text <> ''), -- where something was removed it says so in words
    UNIQUE (published_id, question_id)
) STRICT;
CREATE INDEX published_answer_consultation ON published_answer (consultation_id, question_id);
CREATE INDEX published_answer_question ON published_answer (question_id);

-- Quotations in results and report: parts of published answers, and never anything else (3.48).
CREATE TABLE published_quote ( -- public
    id INTEGER PRIMARY KEY, -- random
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    published_answer_id INTEGER NOT NULL REFERENCES published_answer (id),
    code TEXT NOT NULL CHECK (code <> ''),
    start_at INTEGER NOT NULL CHECK (start_at >= 0),
    n_chars INTEGER NOT NULL CHECK (n_chars > 0),
    seq INTEGER NOT NULL
) STRICT;
CREATE INDEX published_quote_consultation ON published_quote (consultation_id, code, seq);
CREATE INDEX published_quote_answer ON published_quote (published_answer_id);

-- We asked, you said, we did (modules/feedback) -----------------------------------------------------------------

CREATE TABLE feedback_item ( -- private
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    seq INTEGER NOT NULL,
    theme_id INTEGER REFERENCES theme (id), -- whose words it answers: a theme, or an outcome of the frame; NULL: none
    we_asked TEXT NOT NULL, -- Markdown, as the others; empty: the consultation's own words
    you_said TEXT NOT NULL CHECK (you_said <> ''),
    decision TEXT NOT NULL CHECK (decision IN ('changed', 'partly', 'not_changed', 'already_doing', 'for_others')),
    we_did TEXT NOT NULL,
    reason TEXT NOT NULL,
    plan_reference TEXT NOT NULL, -- "Action 2.4"
    plan_url TEXT NOT NULL,
    published_at_s INTEGER, -- NULL: a draft
    removed_at_s INTEGER, -- taken down, with the reason in the public history
    version INTEGER NOT NULL CHECK (version > 0),
    made_by INTEGER REFERENCES account (id),
    changed_at_s INTEGER NOT NULL,
    CHECK (decision <> 'not_changed' OR reason <> '')
) STRICT;
CREATE INDEX feedback_item_consultation ON feedback_item (consultation_id, seq);
CREATE INDEX feedback_item_theme ON feedback_item (theme_id);
CREATE INDEX feedback_item_made_by ON feedback_item (made_by);

CREATE TABLE feedback_public ( -- public
    item_id INTEGER PRIMARY KEY REFERENCES feedback_item (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id), -- the leading one
    seq INTEGER NOT NULL,
    theme TEXT NOT NULL, -- its name; empty
    outcome TEXT NOT NULL, -- "2023:NO1"; empty
    we_asked TEXT NOT NULL,
    you_said TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('changed', 'partly', 'not_changed', 'already_doing', 'for_others')),
    we_did TEXT NOT NULL,
    reason TEXT NOT NULL,
    plan_reference TEXT NOT NULL,
    plan_url TEXT NOT NULL,
    words TEXT NOT NULL, -- its texts and the title of the consultation, folded: for the filter by words
    published_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX feedback_public_consultation ON feedback_public (consultation_id, seq);
CREATE INDEX feedback_public_partnership ON feedback_public (partnership_id, published_at_s);
CREATE INDEX feedback_public_published ON feedback_public (published_at_s, item_id);

-- Who was told what became of their words, once each (3.52, B.12).
CREATE TABLE feedback_told ( -- private
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    response_id INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES feedback_item (id),
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)), -- with their own words; 0: that there are answers
    told_on TEXT NOT NULL CHECK (length(told_on) = 10),
    PRIMARY KEY (consultation_id, response_id, item_id)
) STRICT;
CREATE INDEX feedback_told_response ON feedback_told (response_id);
CREATE INDEX feedback_told_item ON feedback_told (item_id);

-- Results (modules/results) -------------------------------------------------------------------------------------

-- The words of the results page and report while they are written; figures are computed from the rows.
CREATE TABLE result_draft ( -- private
    consultation_id INTEGER PRIMARY KEY REFERENCES consultation (id),
    title TEXT NOT NULL,
    summary TEXT NOT NULL, -- Markdown
    method TEXT NOT NULL, -- Markdown; how the views were read
    version INTEGER NOT NULL CHECK (version > 0),
    changed_at_s INTEGER NOT NULL
) STRICT;

CREATE TABLE result_draft_table ( -- private
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    code TEXT NOT NULL CHECK (code <> ''), -- as in result_table
    finding TEXT NOT NULL, -- its heading: "Housing on release came first for 3 in 4"; empty: the question
    words TEXT NOT NULL, -- Markdown
    is_left_out INTEGER NOT NULL CHECK (is_left_out IN (0, 1)),
    PRIMARY KEY (consultation_id, code)
) STRICT;

-- Published results: figures and words, frozen (security.md S56). A correction is a new version with a note.
CREATE TABLE result_version ( -- public
    id INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultation_public (consultation_id),
    n INTEGER NOT NULL CHECK (n > 0),
    note TEXT NOT NULL, -- what was corrected; of the first empty
    title TEXT NOT NULL CHECK (title <> ''),
    summary TEXT NOT NULL,
    method TEXT NOT NULL,
    n_removed INTEGER NOT NULL CHECK (n_removed >= 0), -- "n answers since removed"
    by_role TEXT NOT NULL CHECK (by_role <> ''),
    published_at_s INTEGER NOT NULL,
    UNIQUE (consultation_id, n)
) STRICT;

-- code: "counts", "account", "who", "area", "weeks", "q34", "themes", "themes:q34", "outcomes", "kind:themes" …
CREATE TABLE result_table ( -- public
    version_id INTEGER NOT NULL REFERENCES result_version (id),
    code TEXT NOT NULL CHECK (code <> ''),
    seq INTEGER NOT NULL,
    shape TEXT NOT NULL CHECK (shape IN ('numbers', 'bars', 'scale', 'columns', 'table')),
    finding TEXT NOT NULL, -- the heading
    question TEXT NOT NULL, -- what was asked; empty
    words TEXT NOT NULL, -- Markdown
    n_answered INTEGER, -- NULL: hidden
    PRIMARY KEY (version_id, code)
) STRICT;

-- One cell, after small numbers were hidden (S55): what is hidden stands nowhere in what the public reads.
CREATE TABLE result_figure ( -- public
    version_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    row TEXT NOT NULL, -- an option's code, "theme:12", a channel …
    col TEXT NOT NULL, -- empty: a table of one column
    row_seq INTEGER NOT NULL,
    col_seq INTEGER NOT NULL,
    row_words TEXT NOT NULL,
    col_words TEXT NOT NULL,
    n INTEGER CHECK (n >= 0), -- NULL: hidden
    PRIMARY KEY (version_id, code, row, col),
    FOREIGN KEY (version_id, code) REFERENCES result_table (version_id, code)
) STRICT;

-- Plans (modules/plans) ------------------------------------------------------------------------------------------

-- The cycle of one plan of s.19 of the Act, from the first list to its publication; or one that was made before this
-- record, with its dates alone.
CREATE TABLE plan ( -- private
    id INTEGER PRIMARY KEY,
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    title TEXT NOT NULL CHECK (title <> ''),
    starts_on TEXT NOT NULL CHECK (length(starts_on) = 10), -- its period
    ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
    reason TEXT NOT NULL CHECK (reason IN ('expiry', 'strategy', 'framework', 'loip', 'first', 'other')), -- what set it off
    framework_id INTEGER NOT NULL REFERENCES framework_version (id),
    stage TEXT NOT NULL CHECK (stage IN ('preparing', 'drafting', 'consulting', 'approving', 'published', 'superseded', 'made_before')),
    publish_on TEXT NOT NULL CHECK (length(publish_on) = 10), -- when it is to be published: what its dates count from
    published_on TEXT NOT NULL, -- YYYY-MM-DD; empty: not yet
    summary TEXT NOT NULL, -- for the public, Markdown
    url TEXT NOT NULL, -- where it stands, if elsewhere; empty
    n_tries INTEGER NOT NULL CHECK (n_tries BETWEEN 1 AND 9), -- by different channels: what counts as all reasonable efforts
    version INTEGER NOT NULL CHECK (version > 0), -- rises with each change: two at once are noticed
    created_at_s INTEGER NOT NULL,
    changed_at_s INTEGER NOT NULL,
    CHECK (starts_on <= ends_on),
    CHECK ((published_on <> '') = (stage IN ('published', 'superseded', 'made_before')))
) STRICT;
CREATE INDEX plan_partnership ON plan (partnership_id, starts_on);
CREATE INDEX plan_framework ON plan (framework_id);

-- The council areas for which it answers, each of them.
CREATE TABLE plan_area ( -- private
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    area_id INTEGER NOT NULL REFERENCES area (id),
    PRIMARY KEY (plan_id, area_id)
) STRICT;
CREATE INDEX plan_area_area ON plan_area (area_id);

-- When each step is due, and when it was done (workflows b).
CREATE TABLE plan_date ( -- private
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    step TEXT NOT NULL CHECK (step IN ('assessment', 'long_list', 'decisions', 'invitations', 'reminders', 'sessions', 'gap_check',
        'draft_out', 'draft_cjs', 'publication', 'statement', 'copy_cjs', 'review')),
    due_on TEXT NOT NULL, -- YYYY-MM-DD; empty: not asked for here
    done_on TEXT NOT NULL, -- YYYY-MM-DD; empty: not yet
    PRIMARY KEY (plan_id, step)
) STRICT;
CREATE INDEX plan_date_due ON plan_date (due_on) WHERE done_on = '';

-- Its consultations: what organisations answered there counts for it.
CREATE TABLE plan_consultation ( -- private
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    consultation_id INTEGER NOT NULL REFERENCES consultation (id),
    PRIMARY KEY (plan_id, consultation_id)
) STRICT;
CREATE INDEX plan_consultation_of ON plan_consultation (consultation_id);

-- How the long list was made (s.20(4)(a)): each time that organisations were added.
CREATE TABLE plan_list ( -- private
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    source TEXT NOT NULL CHECK (source IN ('register', 'tsi', 'interest', 'last_plan', 'saved', 'hand')),
    filter TEXT NOT NULL, -- of the register, as its pages write it; the name of a saved list; empty
    n_added INTEGER NOT NULL CHECK (n_added >= 0),
    n_before INTEGER NOT NULL CHECK (n_before >= 0), -- that stood on it already
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    added_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_list_plan ON plan_list (plan_id, id);
CREATE INDEX plan_list_account ON plan_list (by_account);

-- A body that was considered, with what is known of its part. The fact of participation stands here; that of consultation is
-- computed from contacts and responses, never typed (act.md, section 4).
CREATE TABLE plan_body ( -- private
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    body_id INTEGER NOT NULL REFERENCES body (id),
    list_id INTEGER NOT NULL REFERENCES plan_list (id), -- how it came on the list
    is_suitable INTEGER NOT NULL CHECK (is_suitable IN (0, 1)), -- 0: no body of s.14 or s.37 for this area: out of scope
    unsuitable_reason TEXT NOT NULL,
    likely TEXT NOT NULL CHECK (likely IN ('', 'yes', 'no')), -- s.20(4)(a): to be able to contribute; empty: not decided
    likely_reason TEXT NOT NULL, -- personal
    decided_on TEXT NOT NULL,
    participation TEXT NOT NULL CHECK (participation IN ('not_asked', 'asked', 'taking_part', 'declined', 'no_reply', 'unreachable')),
    participation_on TEXT NOT NULL,
    took_part TEXT NOT NULL, -- how, for the statement: "workshop, wrote the section on housing"; empty
    stages TEXT NOT NULL, -- in which stage, for the statement; empty
    naming TEXT NOT NULL CHECK (naming IN ('yes', 'describe', 'no')), -- in the statement
    except_role TEXT NOT NULL, -- who let the plan be published although it was not reached; empty: nobody
    except_reason TEXT NOT NULL,
    except_on TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (plan_id, body_id),
    CHECK (is_suitable = 1 OR unsuitable_reason <> ''),
    CHECK ((likely = '') = (decided_on = '')),
    CHECK ((except_role = '') = (except_reason = ''))
) STRICT;
CREATE INDEX plan_body_body ON plan_body (body_id);
CREATE INDEX plan_body_list ON plan_body (list_id);

-- Its history: each decision and each change of a fact, with what stood before.
CREATE TABLE plan_body_change ( -- private
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    body_id INTEGER NOT NULL REFERENCES body (id),
    kind TEXT NOT NULL CHECK (kind IN ('added', 'likely', 'suitable', 'participation', 'taken_back', 'naming', 'exception')),
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    reason TEXT NOT NULL, -- personal
    contact_event_id INTEGER REFERENCES contact_event (id), -- what moved it; NULL: a person by hand
    by_account INTEGER REFERENCES account (id), -- NULL: the program, by rule
    by_role TEXT NOT NULL,
    changed_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_body_change_plan ON plan_body_change (plan_id, body_id, id);
CREATE INDEX plan_body_change_body ON plan_body_change (body_id);
CREATE INDEX plan_body_change_event ON plan_body_change (contact_event_id);
CREATE INDEX plan_body_change_account ON plan_body_change (by_account);

-- What a contact event was for the plan: an approach, the draft, an answer.
CREATE TABLE plan_contact ( -- private
    contact_event_id INTEGER PRIMARY KEY REFERENCES contact_event (id),
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    what TEXT NOT NULL CHECK (what IN ('invitation', 'reminder', 'draft', 'reply', 'talk')),
    delivery TEXT NOT NULL CHECK (delivery IN ('', 'delivered', 'refused')), -- of what we sent; empty: not known
    outbox_id INTEGER -- the mail that carried it: refused where that failed
) STRICT;
CREATE INDEX plan_contact_plan ON plan_contact (plan_id);

-- What was sent to Community Justice Scotland: s.20(6)(a), s.19(7), s.21(3), s.22.
CREATE TABLE plan_submission ( -- private
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    what TEXT NOT NULL CHECK (what IN ('draft', 'plan', 'statement', 'review')),
    sent_on TEXT NOT NULL CHECK (length(sent_on) = 10),
    how TEXT NOT NULL CHECK (how IN ('email', 'letter', 'meeting')),
    acked_on TEXT NOT NULL, -- YYYY-MM-DD: it said that it has it; empty
    note TEXT NOT NULL, -- personal; its comments, in short
    by_account INTEGER REFERENCES account (id),
    by_role TEXT NOT NULL,
    removed_at_s INTEGER, -- entered by mistake
    created_at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_submission_plan ON plan_submission (plan_id, id);
CREATE INDEX plan_submission_account ON plan_submission (by_account);

-- What everybody reads of a plan that is published.
CREATE TABLE plan_public ( -- public
    plan_id INTEGER PRIMARY KEY REFERENCES plan (id),
    partnership_id INTEGER NOT NULL REFERENCES partnership (id),
    title TEXT NOT NULL CHECK (title <> ''),
    areas TEXT NOT NULL, -- slugs, ";" between
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    published_on TEXT NOT NULL CHECK (length(published_on) = 10),
    summary TEXT NOT NULL, -- Markdown
    url TEXT NOT NULL,
    framework TEXT NOT NULL, -- its name
    is_made_before INTEGER NOT NULL CHECK (is_made_before IN (0, 1)),
    superseded_by INTEGER REFERENCES plan (id), -- the newer one
    plan_sent_on TEXT NOT NULL, -- the copy to Community Justice Scotland; empty
    statement_sent_on TEXT NOT NULL
) STRICT;
CREATE INDEX plan_public_partnership ON plan_public (partnership_id, starts_on);
CREATE INDEX plan_public_newer ON plan_public (superseded_by);
