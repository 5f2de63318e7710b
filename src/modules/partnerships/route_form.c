#include "modules/partnerships/route_form.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/step_words.h"
#include "modules/people/visitor.h"

static const struct form_option source_options[] = {
    { STR_INIT("partnership"), STR_INIT(FOUND_PARTNERSHIP), STR_INIT(FOUND_PARTNERSHIP_HINT) },
    { STR_INIT("council"), STR_INIT(FOUND_COUNCIL), { 0 } },
    { STR_INIT("tsi"), STR_INIT(FOUND_TSI), { 0 } },
    { STR_INIT("contact"), STR_INIT(FOUND_CONTACT), { 0 } },
    { STR_INIT("other"), STR_INIT(FOUND_OTHER), { 0 } },
};

struct route_edit route_edit_new(struct ctx *c, const struct own *own)
{
    int64_t partnership_id = own->partnership.id;
    return (struct route_edit){
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .arena = c->arena,
        .partnership_id = partnership_id,
        .by_role = route_by_role(&c->visitor->actor, partnership_id),
        .today = date_iso(c->arena, london_from_s(c->now_s).date),
    };
}

struct str route_edit_path(struct ctx *c, const struct own *own, const char *ending)
{
    return str_printf(c->arena, "/coordinator/partnership%s%.*s", ending, STR_ARG(own->query));
}

struct str route_done_path(struct ctx *c, const struct own *own, const char *done,
                           int64_t step_id)
{
    struct str path =
        url_query(c->arena, route_edit_path(c, own, ""), STR("done"), str_from(done));
    return step_id ? str_printf(c->arena, "%.*s#step-%lld", STR_ARG(path), (long long)step_id)
                   : path;
}

struct view *route_form_page(struct ctx *c, const struct own *own)
{
    struct view *v = page_new(c, "");
    page_back(c, route_edit_path(c, own, ""));
    view_str(v, S(partnership_name), own->partnership.name);
    view_str(v, S(action), str_join(c->arena, c->path, own->query));
    view_str(v, S(workspace_href), route_edit_path(c, own, ""));
    return v;
}

enum err route_not_found(struct ctx *c, int64_t whose)
{
    bool is_foreign = whose && !actor_may(&c->visitor->actor, CAP_ROUTE_EDIT, whose);
    return is_foreign ? ctx_refuse(c) : ERR_NOT_FOUND;
}

void route_source_show(struct form *f)
{
    form_options(f, S(source), "source", source_options,
                 sizeof source_options / sizeof source_options[0]);
    form_field(f, S(source_other), "source_other");
    form_field_most(f, S(evidence), "evidence", STEP_EVIDENCE_CHARS);
    form_field(f, S(seen), "seen");
}

void route_source_check(struct form *f)
{
    enum route_source source = route_source_from(form_value(f, "source"));
    if (source == SOURCE_NONE)
        form_error(f, "source", STR(STEP_SELECT_SOURCE));
    if (source == SOURCE_OTHER)
        form_required(f, "source_other", STR(STEP_ENTER_OTHER));
    form_length(f, "source_other", STEP_NOTE_CHARS, STR(STEP_OTHER));
    if (source != SOURCE_NONE && source != SOURCE_PARTNERSHIP)
        form_required(f, "evidence", STR(STEP_ENTER_EVIDENCE));
    form_length(f, "evidence", STEP_EVIDENCE_CHARS, STR(STEP_EVIDENCE));
}

void route_source_read(struct form *f, struct route_edit *edit)
{
    edit->source = route_source_from(form_value(f, "source"));
    if (edit->source == SOURCE_OTHER)
        edit->source_note = form_value(f, "source_other");
    edit->evidence = form_value(f, "evidence");
    edit->seen = form_value(f, "seen");
}

struct str route_source_label(enum route_source source, struct str note)
{
    static const char *const label[SOURCE__MAX] = {
        [SOURCE_PARTNERSHIP] = FOUND_PARTNERSHIP,
        [SOURCE_COUNCIL] = FOUND_COUNCIL,
        [SOURCE_TSI] = FOUND_TSI,
        [SOURCE_CONTACT] = FOUND_CONTACT,
        [SOURCE_PUT_BACK] = FOUND_PUT_BACK,
    };
    return source == SOURCE_OTHER ? note : str_from(label[source]);
}
