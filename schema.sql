-- schema.sql: the whole truth for a new database.
--
-- Every table carries exactly one mark on its CREATE TABLE line:
--   -- public   remembered pages may read it; changing it moves the content version and needs a record
--   -- private  only signed-in and working code reads it; changing it needs a record
--   -- state    sessions, counters, used forms: private, and changes leave no record
-- Personal columns carry "-- personal". Older databases come to this schema by migrations (core/store/migrate.c);
-- a change here raises user_version by one and adds the migration that leads to it.

PRAGMA application_id = 1128940910;
PRAGMA user_version = 1;

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
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_object ON audit (object_kind, object_id, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;

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
