/*
 * desk_filter.h: which entries the staff's list of the register is asked for, from the
 * parameters of its address; and finding them.
 *
 * Filters are terms of the index (body_search.h). The last contact is no term, as it ages by
 * itself: it is looked up for the matches of the other filters.
 */
#ifndef MODULES_BODIES_DESK_FILTER_H
#define MODULES_BODIES_DESK_FILTER_H

#include "modules/bodies/body_desk.h"
#include "modules/bodies/body_search.h"
#include "modules/bodies/body_tag.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

#define DESK_ROWS 25 /* interface.md section 6 */
#define DESK_QUERY_CHARS 500

/* The parameters of a row that shows the filtered list. */
#define DESK_FILTERS                                                                           \
    Q_LINE("words", 100), Q_SLUG("area"), Q_WORD("kind"), Q_WORD("topic"), Q_WORD("ground"),   \
        Q_WORD("state"), Q_INT("tag", INT64_MAX), Q_WORD("stale"), Q_WORD("last")

enum desk_contact { CONTACT_ANY, CONTACT_NONE, CONTACT_OLD /* over six months ago */ };

struct desk_filter {
    struct body_filter filter;
    enum desk_contact contact;
    struct str half_year_ago; /* YYYY-MM-DD: what is before it is old */
    struct str query;       /* "area=fife&kind=scio": in a fixed order, encoded; may be empty */
    struct area_list areas; /* to choose from */
    struct list_words kinds, topics;
    struct body_tag *tag;
    size_t n_tags;
};

/* What cannot be understood is left out, and named. On the page: ignored [.], has_ignored;
 * active [.], is_filtered, clear_href. */
enum err desk_filter_read(const struct body_desk *d, struct view *page,
                          struct desk_filter *out) MUST_CHECK;
/* The form: words_typed; area_, kind_, topic_, ground_, state_, tag_, last_options [value,
 * label, checked], is_stale_only; asks_tags, asks_last. */
void desk_filter_show(const struct body_desk *d, const struct desk_filter *f,
                      struct view *page);
/* "/coordinator/bodies.csv?partnership=fife&area=fife" for ".csv". */
struct str desk_filter_path(const struct body_desk *d, const struct desk_filter *f,
                            const char *ending);
/* A query as kept in a list or carried by a form: ours, and nothing but names and values. */
bool desk_query_is_clean(struct str query);
/* The list with that query. */
struct str desk_query_path(const struct body_desk *d, struct str query);

struct desk_found {
    int64_t id[DESK_ROWS];
    size_t n;
    size_t n_found; /* to BODY_SEARCH_MAX + 1 */
    int64_t last;   /* position of the last one, for ?after= */
    bool has_more;
};
/* page 1 first; or those after a position. */
enum err desk_filter_find(const struct body_desk *d, const struct desk_filter *f, int64_t page,
                          int64_t after, struct desk_found *out) MUST_CHECK;
/* All of them by name, at most `max` (BODY_SEARCH_MAX). */
enum err desk_filter_all(const struct body_desk *d, const struct desk_filter *f, int64_t *id,
                         size_t max, size_t *n) MUST_CHECK;
/* By the last contact, which body_search knows nothing of. */
enum err desk_filter_fits(const struct body_desk *d, const struct desk_filter *f,
                          int64_t body_id, bool *out) MUST_CHECK;
/* Of a partnership: YYYY-MM-DD of the newest contact; empty: none yet. */
enum err desk_last_contact(struct db *db, struct arena *a, int64_t body_id,
                           int64_t partnership_id, struct str *out) MUST_CHECK;

extern const struct sql_list desk_filter_sql;

#endif
