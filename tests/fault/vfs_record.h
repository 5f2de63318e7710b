/*
 * vfs_record.h: a log of what reached the disk, and the disks that a power cut could leave
 * behind.
 *
 * The model (SQLite's own crash tests have the same): whatever was written to a file before its
 * last sync is there; of what was written after it any subset of sectors may be. Marks in the
 * log say what had been acknowledged.
 */
#ifndef TESTS_FAULT_VFS_RECORD_H
#define TESTS_FAULT_VFS_RECORD_H

#include "tests/fault/vfs_shim.h"

#include <stddef.h>
#include <stdint.h>

struct record;

/* `path` is the database; its content now and that of its WAL are what the log starts from. */
struct record *record_start(const char *path);
/* The log goes on in the file layer until record_stop. */
void record_stop(struct record *r);
void record_free(struct record *r);

/* Into the log: writes up to this number are acknowledged. */
void record_mark(struct record *r, int number);

size_t record_length(const struct record *r);
size_t record_database_writes(const struct record *r); /* to the database itself: checkpoints */
/* The last mark before event k; 0: none. */
int record_marked(const struct record *r, size_t k);
/* Writes to `path` and `path`-wal what may stand on disk when power fails before event k; the
 * seed picks the subset: 0 nothing after the last sync, 1 everything, else by lot. */
void record_rebuild(struct record *r, size_t k, uint64_t seed, const char *path);

/* The same numbers from the same seed. */
uint64_t lot_next(uint64_t *state);

#endif
