/*
 * file.h: files that people send or publish: immutable rows of 256 KiB chunks (architecture,
 * decision 12; security.md S37 to S40).
 *
 * An upload is judged first (file_judge.h: kind, name, first bytes, the zip directory of office
 * files, the size of pictures), then staged chunk by chunk in writes of at most 1 MiB, and seen
 * by nobody until its row is written with what it hangs on. Who may see that may see the file.
 */
#ifndef MODULES_FILES_FILE_H
#define MODULES_FILES_FILE_H

#include "core/web/form.h"
#include "modules/files/file_judge.h"

extern const struct sql_list file_sql, file_take_sql;

#define FILE_CHUNK_BYTES ((size_t)256 * 1024)
#define FILE_RESPONSE_BYTES ((uint64_t)20 * 1024 * 1024)      /* each, of a response */
#define FILE_RESPONSE_MAX 5                                   /* files of a response */
#define FILE_CONSULTATION_BYTES ((uint64_t)200 * 1024 * 1024) /* of all without an account */
/* of an organisation: all its drafts, and what it has sent to one consultation */
#define FILE_BODY_BYTES ((uint64_t)200 * 1024 * 1024)

struct file {
    int64_t id;
    struct str code;       /* 26 signs: in addresses */
    struct str owner_kind; /* document, draft, response, original */
    int64_t owner_id;
    struct str field; /* "q7"; empty */
    struct str name;  /* text: shown escaped, never a path */
    struct str kind;  /* pdf, docx … */
    int64_t n_bytes, n_chunks;
    struct hash content_hash;
    struct str scan; /* not_scanned, waiting, clean, infected */
    struct str made_on;
    int64_t scan_at_s; /* of one that is being added and waits for its scan: due then */
};

/* An uploaded part of a form: what a handler hands on to its own write. */
struct file_upload {
    struct file file;
    bool is_there;    /* false: no file was chosen */
    struct str fault; /* words for beside the field; empty: none */
    struct file_judged judged;
};
/* Looks at the file field of the posted form: nothing is stored yet. `most`: bytes. */
enum err file_take(struct ctx *c, const char *field, uint64_t most,
                   struct file_upload *out) MUST_CHECK;
/*
 * form_send_once of a form that passed all its checks, with that file, which fn adds by
 * file_add: stages its chunks before, and drops them again where fn did not keep it (it said
 * no, or the form was sent before). Only then is anything stored: a form that is refused costs
 * no room.
 */
enum err file_send_once(struct ctx *c, struct form *f, struct file_upload *up,
                        store_write_fn fn, void *arg, struct str location) MUST_CHECK;
/* Another file with the same name and bytes, staged likewise: to be called before the handler's
 * store_write. ERR_NOT_FOUND: that one did not come through its scan, or waits for it. */
enum err file_copy(struct ctx *c, const struct file *from, struct file *out) MUST_CHECK;
/* Inside the handler's fn, which sets owner_kind, owner_id and field, and leaves the record:
 * the row; from then on the file is there, and its scan is queued where one is wanted. */
enum err file_add(struct db *db, const struct file *f) MUST_CHECK;
/* Inside a fn that leaves the record: from one owner to another (a draft's become the
 * response's). */
enum err file_hand_on(struct db *db, struct str from_kind, int64_t from_id, struct str to_kind,
                      int64_t to_id) MUST_CHECK;
/* Inside a fn that leaves the record: nobody has it any more; its bytes go with the next
 * file_sweep, a little at a time, or with file_drop. */
enum err file_remove(struct db *db, int64_t id) MUST_CHECK;
/* After that write: the bytes of one that has no row go now, so that who adds and removes again
 * and again takes no room. */
enum err file_drop(struct ctx *c, const struct file *f) MUST_CHECK;
enum err file_remove_of(struct db *db, struct str owner_kind, int64_t owner_id) MUST_CHECK;

enum err file_list(struct db *db, struct arena *a, struct str owner_kind, int64_t owner_id,
                   struct file **out, size_t *n) MUST_CHECK;
enum err file_by_code(struct db *db, struct arena *a, struct str code,
                      struct file *out) MUST_CHECK;
/* How many there are of that owner, and their bytes. */
enum err file_total(struct db *db, struct str owner_kind, int64_t owner_id, int64_t *n,
                    int64_t *n_bytes) MUST_CHECK;
/* Answers with the file as an attachment (S39), after the handler has asked who may. For rows
 * with ROUTE_WAITS. One that waits for its scan, or did not come through it, is not sent: a
 * page says so, with 404. */
enum err file_send(struct ctx *c, const struct file *f) MUST_CHECK;
/* "PDF, 1.8 MB": with n_pages (0: not known) "PDF, 1.8 MB, 44 pages". */
struct str file_words(struct arena *a, struct str kind, int64_t n_bytes, int64_t n_pages);
/* Chunks of yesterday and before without a row: it never came, or is gone. For the daily job.
 */
enum err file_sweep(struct store *store, struct db *db, int64_t now_s) MUST_CHECK;

#endif
