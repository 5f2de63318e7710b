/*
 * gss_table.h: council areas by their code of the Office for National Statistics, for files
 * that name areas so.
 */
#ifndef MODULES_PARTNERSHIPS_GSS_TABLE_H
#define MODULES_PARTNERSHIPS_GSS_TABLE_H

#include "modules/work/import_job.h"

/* Area ids by GSS code, also pre-2019 ones (README of the postcode data: Fife, Perth and
 * Kinross, Glasgow, North Lanarkshire). */
struct gss_table {
    struct {
        struct str gss;
        int64_t area_id; /* below 0: known to this dry run only */
    } * item;
    size_t n;
};
enum err gss_table_load(struct import_job *job, struct gss_table *out) MUST_CHECK;
/* The code of now for one in force before 2018 and 2019, when boundaries were corrected; others
 * as they are. */
struct str gss_now(struct str gss);
/* 0: no such area. */
int64_t gss_area(const struct gss_table *table, struct str gss);

#endif
