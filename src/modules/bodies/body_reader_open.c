/*
 * body_reader_open.c: what the rows of a file are read with: councils, kinds and topics under
 * their names.
 */
#include "modules/bodies/body_reader.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

static struct str labels_of(struct arena *a, const struct list_words *words, size_t most)
{
    struct buf *out = buf_in(a, 8192);
    for (size_t i = 0, n = 0; i < words->n && n < most; i++) {
        if (words->item[i].is_retired)
            continue;
        buf_printf(out, "%s%.*s", n++ ? ", " : "", STR_ARG(words->item[i].label));
    }
    return buf_view(out);
}

static struct str fixed_labels(struct arena *a, const struct body_words *words)
{
    struct buf *out = buf_in(a, 8192);
    for (size_t i = 0; i < words->n; i++)
        buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(words->item[i].label));
    return buf_view(out);
}

/* "Fife Council", "City of Edinburgh", "Dundee City" as Fife, Edinburgh, Dundee. */
struct str body_area_bare(struct str key)
{
    static const struct str before[] = { STR_INIT("city of "), STR_INIT("the ") };
    static const struct str after[] = { STR_INIT(" council"), STR_INIT(" city"),
                                        STR_INIT(" islands") };
    for (size_t i = 0; i < 2; i++) {
        if (str_starts(key, before[i]))
            key = str_sub(key, before[i].n, STR_NONE);
    }
    for (size_t i = 0; i < 3; i++) {
        if (str_ends(key, after[i]))
            key = str_sub(key, 0, key.n - after[i].n);
    }
    return key;
}

bool body_area_is_foreign(const struct body_reader *r, const struct area *area)
{
    return r->of->partnership_id && area->partnership_id != r->of->partnership_id;
}

static void note_areas(struct body_reader *r, struct arena *a)
{
    struct buf *own = buf_in(a, 4096);
    for (size_t i = 0; i < r->areas.n && i < AREAS_MAX; i++) {
        const struct area *area = &r->areas.item[i];
        r->bare[i] = body_area_bare(utf8_fold(a, area->name));
        r->is_default[i] =
            list_holds(r->of->default_areas, area->slug) && !body_area_is_foreign(r, area);
        if (r->of->partnership_id && !body_area_is_foreign(r, area))
            buf_printf(own, "%s%.*s", own->n ? ", " : "", STR_ARG(area->name));
    }
    r->own_areas = buf_view(own);
}

static size_t header_at(const struct body_import *of, struct str name)
{
    for (size_t i = 0; i < of->n_header; i++)
        if (str_eq(of->header[i], name))
            return i;
    return STR_NONE;
}

enum err body_reader_open(struct db *db, struct arena *a, const struct body_import *of,
                          struct body_reader **out)
{
    struct body_reader *r = ARENA_NEW(a, struct body_reader);
    if (!r)
        return ERR_LIMIT;
    r->of = of;
    enum err e = area_list(db, a, &r->areas);
    if (!e)
        e = finder_names_load(db, a, &r->names);
    if (!e)
        e = list_load(db, a, "body_kind", &r->kinds);
    if (!e)
        e = list_load(db, a, "topic", &r->topics);
    if (e)
        return e;
    note_areas(r, a);
    r->state_at = header_at(of, STR("state"));
    r->may_be_named_at = header_at(of, STR("may_be_named"));
    r->public_description_at = header_at(of, STR("public_description"));
    r->some_kinds = labels_of(a, &r->kinds, 5);
    r->all_topics = labels_of(a, &r->topics, LIST_WORDS_MAX);
    r->all_grounds = fixed_labels(a, &body_grounds);
    r->all_bands = fixed_labels(a, &body_size_bands);
    *out = r;
    return OK;
}
