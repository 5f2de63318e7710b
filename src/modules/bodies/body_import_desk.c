#include "modules/bodies/body_import_desk.h"

#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_import_words.h"
#include "modules/people/visitor.h"

enum err import_page_open(struct ctx *c, bool is_list, struct import_page *k)
{
    *k = (struct import_page){ .c = c };
    enum err e = body_desk_open(c, &k->desk);
    return e ? e : body_desk_show(&k->desk, is_list, &k->v);
}

enum err import_page_load(struct ctx *c, struct import_page *k)
{
    enum err e = import_page_open(c, false, k);
    int64_t id = param_i64(c, "id", 0), whose = k->desk.is_admin ? -1 : k->desk.partnership_id;
    if (!e)
        e = body_import_find(c->db, c->arena, id, -1, &k->of);
    if (!e && whose >= 0 && k->of.partnership_id != whose)
        return ctx_refuse(c);
    if (!e && k->of.state == BODY_IMPORT_LOADING)
        e = ERR_NOT_FOUND;
    if (!e)
        import_show(k, &k->of, k->v);
    return e;
}

struct str import_path_of(const struct import_page *k, int64_t id, const char *ending)
{
    struct arena *a = k->c->arena;
    const char *of = id ? str_z(a, str_printf(a, "/import/%lld%s", (long long)id, ending))
                        : str_z(a, str_printf(a, "/import%s", ending));
    return body_desk_path(&k->desk, of ? of : "");
}

struct str import_path(const struct import_page *k, const char *ending)
{
    return import_path_of(k, k->of.id, ending);
}

struct body_import_run import_run(const struct import_page *k)
{
    return (struct body_import_run){
        .store = k->c->store, .db = k->c->db, .arena = k->c->arena, .act = ctx_act(k->c)
    };
}

struct body_import_step import_step(const struct import_page *k, const struct act *act)
{
    bool is_small = k->of.n_rows <= BODY_IMPORT_SMALL;
    return (struct body_import_step){ .id = k->of.id,
                                      .act = act,
                                      .job_after_s = is_small ? BODY_IMPORT_BACKSTOP_S : 0 };
}

void import_go_on_if_small(const struct import_page *k)
{
    const struct body_import_run run = import_run(k);
    if (k->of.n_rows > BODY_IMPORT_SMALL)
        return;
    enum err e = body_import_go_on(&run, k->of.id);
    if (e) /* the job goes on with it */
        log_warn("body_import", "import=%lld error=%s", (long long)k->of.id, err_name(e));
}

/* --- showing --- */

const char *import_state_label(enum body_import_state s)
{
    static const char *const label[BODY_IMPORT_STATE__MAX] = {
        [BODY_IMPORT_LOADING] = IMPORT_STATE_LOADING,
        [BODY_IMPORT_MATCHING] = IMPORT_STATE_MATCHING,
        [BODY_IMPORT_CHECKING] = IMPORT_STATE_CHECKING,
        [BODY_IMPORT_CHECKED] = IMPORT_STATE_CHECKED,
        [BODY_IMPORT_WRITING] = IMPORT_STATE_WRITING,
        [BODY_IMPORT_LIVE] = IMPORT_STATE_LIVE,
        [BODY_IMPORT_UNDOING] = IMPORT_STATE_UNDOING,
        [BODY_IMPORT_UNDONE] = IMPORT_STATE_UNDONE,
        [BODY_IMPORT_GIVEN_UP] = IMPORT_STATE_GIVEN_UP,
        [BODY_IMPORT_FAILED] = IMPORT_STATE_FAILED,
    };
    return s < BODY_IMPORT_STATE__MAX ? label[s] : "";
}

static struct str date_words(struct arena *a, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_long(a, d) : iso;
}

void import_show(const struct import_page *k, const struct body_import *of, struct view *v)
{
    struct arena *a = k->c->arena;
    view_str(v, S(file_name), of->file_name);
    view_str(v, S(source), of->source);
    view_str(v, S(source_on), date_words(a, of->source_on));
    view_str(v, S(comment), of->comment);
    view_str(v, S(by_name), of->by_name);
    view_str(v, S(by_role), of->by_role);
    view_str(v, S(made_at), date_short(a, london_from_s(of->made_at_s).date));
    view_str(v, S(made_iso), date_iso(a, london_from_s(of->made_at_s).date));
    view_lit(v, S(state_label), import_state_label(of->state));
    view_int(v, S(n_rows), of->n_rows);
    view_int(v, S(n_added), of->n_added);
    view_int(v, S(n_known), of->n_known);
    view_int(v, S(n_failed), of->n_failed);
    view_int(v, S(n_kept), of->n_kept);
    view_str(v, S(href), import_path_of(k, of->id, ""));
}

struct str import_progress_words(struct arena *a, const struct body_import *of)
{
    long long done = (long long)of->n_done, rows = (long long)of->n_rows,
              added = (long long)of->n_added;
    switch (of->state) {
    case BODY_IMPORT_CHECKING:
        return str_printf(a, PROGRESS_CHECKING, done, rows);
    case BODY_IMPORT_WRITING:
        return str_printf(a, PROGRESS_WRITING, done, added);
    case BODY_IMPORT_UNDOING:
        return str_printf(a, PROGRESS_UNDOING, done, added);
    case BODY_IMPORT_LOADING:
    case BODY_IMPORT_MATCHING:
    case BODY_IMPORT_CHECKED:
    case BODY_IMPORT_LIVE:
    case BODY_IMPORT_UNDONE:
    case BODY_IMPORT_GIVEN_UP:
    case BODY_IMPORT_FAILED:
    case BODY_IMPORT_STATE__MAX:
        break;
    }
    return (struct str){ NULL, 0 };
}
