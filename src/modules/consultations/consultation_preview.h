/*
 * consultation_preview.h: links by which somebody without an account looks at a consultation
 * before it opens (3.8): unguessable, for some days, ended by who made them.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_PREVIEW_H
#define MODULES_CONSULTATIONS_CONSULTATION_PREVIEW_H

#include "core/base/hash.h"
#include "modules/consultations/consultation.h"
#include "modules/people/link_session.h"

extern const struct sql_list consultation_preview_sql;

#define PREVIEW_NOTE_CHARS 100
#define PREVIEW_DAYS_MOST 30
#define PREVIEWS_MAX 50 /* of one consultation that are listed */

struct consultation_preview {
    int64_t id, consultation_id, by_account, made_at_s, expires_at_s, ended_at_s;
    struct str note;
};
static inline bool preview_is_good(const struct consultation_preview *p, int64_t now_s)
{
    return !p->ended_at_s && now_s < p->expires_at_s;
}

/* Newest first. */
enum err preview_list(struct db *db, struct arena *a, int64_t consultation_id,
                      struct consultation_preview *out, size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND. Whether it is still good the caller asks. */
enum err preview_by_key(struct db *db, struct arena *a, struct str key,
                        struct consultation_preview *out) MUST_CHECK;
enum err preview_load(struct db *db, struct arena *a, int64_t id,
                      struct consultation_preview *out) MUST_CHECK;

/* --- for store_write --- */
struct preview_write {
    struct act act;
    struct consultation_preview preview;
    struct hash key;
    int64_t partnership_id;       /* for the record */
    struct link_session_new open; /* of preview_open_fn */
};
enum err preview_add_fn(struct db *db, void *preview_write);
/* ERR_NOT_FOUND: none of that consultation. Browsers that have it open see it no more. */
enum err preview_end_fn(struct db *db, void *preview_write);
enum err preview_open_fn(struct db *db, void *preview_write);

/* --- pages --- */
enum err preview_list_page(struct ctx *c) MUST_CHECK;
enum err preview_list_post_page(struct ctx *c) MUST_CHECK;
enum err preview_key_page(struct ctx *c) MUST_CHECK;
enum err preview_key_post_page(struct ctx *c) MUST_CHECK;
enum err preview_show_page(struct ctx *c) MUST_CHECK;      /* by a link */
enum err preview_show_desk_page(struct ctx *c) MUST_CHECK; /* for coordinators */
/* One of its papers, and the file of it (preview_paper_pages.c). */
enum err preview_paper_page(struct ctx *c) MUST_CHECK;
enum err preview_paper_desk_page(struct ctx *c) MUST_CHECK;
enum err preview_paper_file(struct ctx *c) MUST_CHECK;
enum err preview_paper_desk_file(struct ctx *c) MUST_CHECK;

/* What is looked at, and from where: by a link, or by who works on it. */
struct previewed {
    struct consultation x;
    struct str at;        /* the address of the preview */
    struct str base_href; /* the tasks; empty: by a link */
    bool is_invited;      /* not before it opens: by one of those whom it is for alone */
};
/*
 * By the row's `slug`: for the link that this browser has opened, as long as it is good, or for
 * who may see the consultation in the workspace. is_over: the link was good once.
 * ERR_NOT_FOUND, recorded where it is somebody else's.
 */
enum err preview_by_link(struct ctx *c, struct previewed *p, bool *is_over) MUST_CHECK;
enum err preview_at_desk(struct ctx *c, struct previewed *p) MUST_CHECK;
enum err preview_link_is_over(struct ctx *c) MUST_CHECK;
/* For who may see it: the whole; the paper of the row's `id`; its file. */
enum err preview_show(struct ctx *c, const struct previewed *p) MUST_CHECK;
enum err preview_show_paper(struct ctx *c, const struct previewed *p) MUST_CHECK;
enum err preview_send_paper(struct ctx *c, const struct previewed *p) MUST_CHECK;

#endif
