/*
 * limits.h: every limit of the program, with unit and reason.
 */
#ifndef CORE_BASE_LIMITS_H
#define CORE_BASE_LIMITS_H

#define KIB ((size_t)1024)
#define MIB (1024 * KIB)

/* Memory */
#define ARENA_BLOCK_BYTES (16 * KIB)   /* one small page fits in one block */
#define ARENA_KEEP_BYTES (256 * KIB)   /* kept by an arena between requests */
#define REQUEST_ARENA_BYTES (16 * MIB) /* architecture: "the way of a request", 4 */
#define RESPONSE_MAX_BYTES (12 * MIB)  /* a rendered page; larger answers go through a file */

/* A request (security.md S34) */
#define TARGET_MAX_BYTES (8 * KIB)
#define HEADERS_MAX_BYTES (32 * KIB)
#define HEADERS_MAX 100
#define FORM_MAX_BYTES (1 * MIB)
#define UPLOAD_MAX_BYTES                                                                       \
    (65 * MIB) /* of a route that takes files: 64 MiB and what is around                       \
                */
#define FORM_MAX_FIELDS 2000
#define MULTIPART_MAX_PARTS 64
#define BODY_MEMORY_BYTES                                                                      \
    (1 * MIB)                      /* beyond it a body goes to an unlinked file as it arrives */
#define DRAIN_MAX_BYTES (64 * MIB) /* of a body too big, before the 413 is sent */
#define DRAIN_MAX_MS 10000
#define COOKIES_MAX 32
#define RANGE_MAX 1 /* one range a request; more answer the whole file */

/* Doors (style.md section 8, security.md S32, S33) */
#define CONNECTIONS_MAX 4096
#define CONNECTION_MEMORY_BYTES (64 * KIB)
#define CONNECTION_IDLE_S 20
#define REQUEST_ARRIVE_S 20 /* whole request; uploads 1 s more for each 20 KB */
#define UPLOAD_BYTES_PER_S (20 * KIB)
#define STOP_WAIT_MS 10000
#define WAITING_WORKERS 32
#define WAITING_STACK_BYTES (256 * KIB)
#define FCGI_WORKERS 16
#define FCGI_HASHING_MAX                                                                       \
    12 /* its workers cannot be suspended: some stay free for everybody else */
#define FCGI_WAITS_MAX 8
#define FCGI_IO_TIMEOUT_S 5
#define QUEUE_WRITES_MAX 512
#define QUEUE_HASHING_MAX 50
#define QUEUE_WAITS_MAX 50
#define WORKERS_HASHING_MAX 4
#define WORKERS_WAITS_MAX 4

/* The writer (architecture, decision 2) */
#define WRITE_BATCH_MAX 64
#define WRITE_BATCH_MS 5
#define WRITE_FN_MS 50 /* longest a fn may hold the writer; longer is logged */
#define WRITE_WAIT_MS 10000
#define WRITE_STEP_REST_MS 30 /* after a step of a long job, when others write too */
#define WAL_CHECKPOINT_PAGES 1000

/* Remembered pages (decision 3) */
#define REMEMBER_MAX_BYTES (32 * MIB)
#define REMEMBER_MAX_PAGES 4096
#define GZIP_MIN_BYTES 256

/* Templates */
#define TPL_DEPTH_MAX 32

/* Markdown (security.md S2 and section 16) */
#define MD_MAX_BYTES (200 * KIB)

/* Lists (decision 6) */
#define LIST_PAGE_ROWS 25
#define SEARCH_PAGE_ROWS 10
#define LIST_MAX_ROWS 1000

/* Robots and too many (security.md S47, S48) */
#define FORM_LEAST_S 3
#define DRAFT_BUCKET_OF(posts) ((posts)*3 / 2) /* 30 where 20 other posts are allowed */
#define DRAFT_REFILL_PER_MIN 1
#define SAVE_BUCKET_SIZE 2 /* one on a button and one by itself */
#define SAVE_REFILL_PER_S 1
#define POST_BUCKET_SIZE 20
#define POST_REFILL_PER_MIN 1
#define SEARCH_BUCKET_SIZE 60
#define SEARCH_REFILL_PER_S 1
#define PAGE_BUCKET_SIZE 120
#define PAGE_REFILL_PER_S 10
#define TOKEN_LIFE_S (72 * 3600)

#endif
