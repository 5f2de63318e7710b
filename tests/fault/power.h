/*
 * power.h: cuts the power at every point that the log of the disk allows, with what had not
 * been synchronised lost in several ways, and has the test look at what is left.
 */
#ifndef TESTS_FAULT_POWER_H
#define TESTS_FAULT_POWER_H

#include <stdio.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "tests/fault/vfs_record.h"
#include "tests/fault/vfs_shim.h"

#define POWER_SUBSETS 4 /* what of it stays: none, all, and two by lot at each point */

struct power_outcome {
    int points, lost, damaged, halves;
};

struct power_test {
    const char *path; /* where the database that a cut left is put together */
    /* Opens it, and looks whether writes 1..n are there, whole. */
    void (*look)(const char *path, int n, struct arena *own, struct power_outcome *out);
    bool one_is_enough; /* ends at the first loss */
};

static inline void power_clear(const char *path)
{
    static const char *const tail[] = { "", "-wal", "-shm", ".lock" };
    char name[4200];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, tail[i]);
        unlink(name);
    }
}

static inline struct power_outcome power_cut_everywhere(struct record *r,
                                                        const struct power_test *t)
{
    struct power_outcome out = { 0 };
    struct arena *own = arena_new(16 * MIB);
    uint64_t lot = 20261122;
    shim_set(NULL, NULL, true); /* looking needs no fsync */
    for (size_t k = 0; k <= record_length(r) && !(t->one_is_enough && out.lost); k++) {
        for (uint64_t subset = 0; subset < POWER_SUBSETS; subset++) {
            power_clear(t->path);
            record_rebuild(r, k, subset < 2 ? subset : lot_next(&lot) | 2, t->path);
            t->look(t->path, record_marked(r, k), own, &out);
            arena_reset(own);
        }
    }
    power_clear(t->path);
    arena_free(own);
    return out;
}

#endif
