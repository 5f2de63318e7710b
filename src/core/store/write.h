/*
 * write.h: the one door for changes (architecture, decision 2; scaleout.md rule 2).
 *
 * store_write blocks its (waiting) thread and returns when fn's effect is durable. Whoever gets
 * the writer runs the fns of all who wait, at most WRITE_BATCH_MAX or WRITE_BATCH_MS, in one
 * BEGIN IMMEDIATE..COMMIT, in order of arrival, each in its savepoint; one that fails is rolled
 * back alone and gets its own error.
 *
 * fn takes time and random values from its argument, has no effect but on the database, may be
 * run again from the start, and holds the writer at most WRITE_FN_MS. A transaction that
 * changed a public or private table and recorded nothing is refused (ERR_INTERNAL, logged): no
 * change without its record.
 */
#ifndef CORE_STORE_WRITE_H
#define CORE_STORE_WRITE_H

#include "core/store/store.h"

typedef enum err (*store_write_fn)(struct db *db, void *arg);

/*
 * What fn returned; or ERR_BUSY (waited WRITE_WAIT_MS and had not begun), ERR_FULL, ERR_UNSURE
 * (COMMIT failed), ERR_DAMAGED. OK means durable.
 */
enum err store_write(struct store *s, store_write_fn fn, void *arg) MUST_CHECK;

/* As store_write, for one of the many writes of a long job: when others have written since its
 * last step, or wait now, it rests WRITE_STEP_REST_MS afterwards, so that people come first.
 * The mark is the store's: at most one job at a time writes in steps. */
enum err store_write_step(struct store *s, store_write_fn fn, void *arg) MUST_CHECK;

/* What a change did, for the audit table. Texts must live until store_record returns. */
struct store_record {
    struct str actor;       /* "account:12", "public", "link", "job", "cli:1000" */
    struct str action;      /* "message.send", "import.areas" */
    struct str object_kind; /* table or thing */
    struct str object_id;   /* may be empty */
    struct str request_id;  /* may be empty */
    struct str detail;      /* canonical JSON object, or empty */
    int64_t at_s;           /* the fn's own time, from its argument */
    int64_t
        partnership_id; /* whose record it is too: its coordinators may read it; 0: of none */
};

/* Inside fn: hands the record to the recorder in the same savepoint. */
enum err store_record(struct db *db, const struct store_record *r) MUST_CHECK;

/* app sets it once at start, before threads: audit's. It writes its row with db_exec on the
 * same connection. */
typedef enum err (*store_recorder)(struct db *db, const struct store_record *r);
void store_set_recorder(struct store *s, store_recorder recorder);

#endif
