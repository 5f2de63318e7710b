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
bool audit_has_key(void);

/* The recorder that app gives to the store (store_set_recorder): adds the next row. */
enum err audit_record(struct db *db, const struct store_record *r) MUST_CHECK;

struct audit_head {
    int64_t number; /* 0: no row yet, and the hash is zero bytes */
    struct hash hash;
};

/* The last row. */
enum err audit_head(struct db *db, struct audit_head *out) MUST_CHECK;

/* That row is there with that hash; ERR_DAMAGED when not. */
enum err audit_holds(struct db *db, const struct audit_head *head) MUST_CHECK;

/* The text of a head, "number=12\nhash=ab...\n", as backups carry it in FILE.head; and back. */
struct str audit_head_text(struct arena *a, const struct audit_head *head);
bool audit_head_parse(struct str text, struct audit_head *out);

/*
 * Where the key begins: after that record, which was the last when the key before it was lost.
 * It stands in the key's own file, out of reach of whoever has only the database. Records up to
 * it cannot be verified any more, but for the last of them. All zero: from the first.
 */
void audit_set_before(const struct audit_head *before);
int64_t audit_first_number(void); /* the first record that the key verifies */
/* A head kept elsewhere, with which audit_verify_copy compares: for `check --witness`. */
void audit_set_witness(const struct audit_head *witness);

struct audit_verdict {
    int64_t n_rows;          /* the number of the last row that is good */
    int64_t first_bad;       /* 0: all are good; else the number that is wrong or missing */
    bool is_against_witness; /* the chain is good in itself, and first_bad is the witnessed one
                              */
    bool is_whole;           /* false: time was up, and n_rows says how far it came */
    struct audit_head head;  /* the last good row */
};

/*
 * Walks the chain from the first row, in slices, each its own read. With a witnessed head the
 * row of that number has to be there with that hash: otherwise first_bad is its number.
 * ERR_DAMAGED when a row is bad.
 */
enum err audit_verify(struct db *db, const struct hash_key *key,
                      const struct audit_head *witness, struct audit_verdict *out) MUST_CHECK;

/* The same with the key that was set, from where it begins; ends at until_ms of clock_mono_ms
 * (0: never). */
enum err audit_verify_own(struct db *db, const struct audit_head *witness, int64_t until_ms,
                          struct audit_verdict *out) MUST_CHECK;

/* What is wrong, in one sentence; of a verdict that names a row. */
struct str audit_verdict_words(struct arena *a, const struct audit_verdict *v);

/* The verifier that app gives to the store, with the key that was set: `check` and each backup
 * run it. */
enum err audit_verify_copy(struct db *db, struct arena *a, struct str *why) MUST_CHECK;

#endif
