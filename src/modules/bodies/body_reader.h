/*
 * body_reader.h: what the files of body_reader share.
 */
#ifndef MODULES_BODIES_BODY_READER_H
#define MODULES_BODIES_BODY_READER_H

#include "modules/bodies/body_import.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/finder.h"

struct body_reader {
    const struct body_import *of;
    struct area_list areas;    /* all */
    struct finder_names names; /* of councils and partnerships */
    struct list_words kinds, topics;
    struct str own_areas; /* names of the partnership's areas: for the words of a fault */
    struct str some_kinds, all_topics, all_grounds, all_bands;
    struct str bare[AREAS_MAX]; /* the areas' names, folded, without "City" and the like */
    bool is_default[AREAS_MAX];
    /* columns of the register's own export (body_export.h) that no form asks about; STR_NONE */
    size_t state_at, may_be_named_at, public_description_at;
};

/* "Fife Council", "City of Edinburgh", "Dundee City" as Fife, Edinburgh, Dundee; folded. */
struct str body_area_bare(struct str key);
/* Of another partnership than the import's. */
bool body_area_is_foreign(const struct body_reader *r, const struct area *area);

#endif
