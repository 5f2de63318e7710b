/*
 * audit.h: the record of every change: a chain of keyed hashes, only ever added to (security.md
 * section 10).
 *
 * Row n's hash is BLAKE2b-256, keyed by the server's audit key, over the hash before it and
 * each field of the row, every part preceded by its length; the hash before the first row is 32
 * zero bytes. The partnership is a part only where the row has one (rows older than that column
 * verify as they did). Numbers have no gaps. Who can write to the file but lacks the key can
 * neither change, remove nor insert a row unseen; a tail cut off shows against a head kept
 * elsewhere (FILE.head of each backup, the daily mail to the witness).
 */
#ifndef MODULES_AUDIT_AUDIT_H
#define MODULES_AUDIT_AUDIT_H

#include "core/base/hash.h"
#include "core/store/write.h"

extern const struct sql_list audit_sql;

/* The key of audit.key: once at start, before threads. Without it nothing can be recorded. */
void audit_set_key(const struct hash_key *key);

/* The recorder that app gives to the store (store_set_recorder): adds the next row. */
enum err audit_record(struct db *db, const struct store_record *r) MUST_CHECK;

struct audit_head {
    int64_t number; /* 0: no row yet, and the hash is zero bytes */
    struct hash hash;
};

/* The last row. */
enum err audit_head(struct db *db, struct audit_head *out) MUST_CHECK;

/* The text of a head, "number=12\nhash=ab...\n", as backups carry it in FILE.head; and back. */
struct str audit_head_text(struct arena *a, const struct audit_head *head);
bool audit_head_parse(struct str text, struct audit_head *out);

struct audit_verdict {
    int64_t n_rows;    /* rows that are good, from the first on */
    int64_t first_bad; /* 0: all are good; else the number that is wrong or missing */
};

/*
 * Walks the chain from the first row, in slices, each its own read. With a witnessed head the
 * row of that number has to be there with that hash: otherwise first_bad is its number.
 * ERR_DAMAGED when a row is bad.
 */
enum err audit_verify(struct db *db, const struct hash_key *key,
                      const struct audit_head *witness, struct audit_verdict *out) MUST_CHECK;

/* The verifier that app gives to the store, with the key that was set: `check` and each backup
 * run it. */
enum err audit_verify_copy(struct db *db, struct arena *a, struct str *why) MUST_CHECK;

#endif
