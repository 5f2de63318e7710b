#include "modules/partnerships/gss_table.h"

#include "core/base/arena.h"
#include "modules/partnerships/area.h"

enum err gss_table_load(struct import_job *job, struct gss_table *out)
{
    struct area_list areas;
    enum err e = area_list(job->db, job->arena, &areas);
    if (e)
        return e;
    *out = (struct gss_table){ 0 };
    out->item = arena_array(job->arena, areas.n + job->n_known_gss + 1, sizeof *out->item);
    if (!out->item)
        return ERR_LIMIT;
    for (size_t i = 0; i < areas.n; i++, out->n++) {
        out->item[out->n].gss = areas.item[i].gss;
        out->item[out->n].area_id = areas.item[i].id;
    }
    for (size_t i = 0; i < job->n_known_gss; i++) {
        if (gss_area(out, job->known_gss[i]))
            continue;
        out->item[out->n].gss = job->known_gss[i];
        out->item[out->n].area_id = -1 - (int64_t)i;
        out->n++;
    }
    return OK;
}

struct str gss_now(struct str gss)
{
    static const struct {
        struct str old, now;
    } moved[] = {
        { STR_INIT("S12000015"), STR_INIT("S12000047") },
        { STR_INIT("S12000024"), STR_INIT("S12000048") },
        { STR_INIT("S12000046"), STR_INIT("S12000049") },
        { STR_INIT("S12000044"), STR_INIT("S12000050") },
    };
    for (size_t i = 0; i < sizeof moved / sizeof moved[0]; i++)
        if (str_eq(gss, moved[i].old))
            return moved[i].now;
    return gss;
}

int64_t gss_area(const struct gss_table *table, struct str gss)
{
    struct str now = gss_now(gss);
    for (size_t i = 0; i < table->n; i++)
        if (str_eq(table->item[i].gss, now))
            return table->item[i].area_id;
    return 0;
}
