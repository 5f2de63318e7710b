#include "modules/analysis/analysis_desk.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/theme_words.h"
#include "modules/people/visitor.h"

struct str coding_path(const struct coding *k, const char *rest)
{
    struct str of = param_str(k->c, "partnership");
    struct str at = str_printf(
        k->c->arena, "%.*s/coding%s",
        STR_ARG(url_path(k->c->arena, "/coordinator/consultations/%", k->x.slug)), rest);
    return of.n ? url_query(k->c->arena, at, STR("partnership"), of) : at;
}

struct str coding_role(const struct coding *k)
{
    return consultation_may(k->c, &k->x, CAP_ANSWER_PUBLISH) ? STR(THEME_ROLE_COORDINATOR)
                                                             : STR(THEME_ROLE_ANALYST);
}

enum err coding_open(struct ctx *c, struct coding *k)
{
    *k = (struct coding){ .c = c };
    enum err e = consultation_load_for(c, CAP_ANSWER_TAG, param_str(c, "slug"), &k->x);
    if (!e && !k->x.published_at_s)
        e = ERR_NOT_FOUND;
    if (!e)
        e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (!e)
        e = theme_list(c->db, c->arena, k->x.id, &k->theme, &k->n_themes);
    if (e)
        return e;
    k->page = page_new(c, "");
    k->f = form_new(c, k->page);
    view_str(k->page, S(consultation_title), k->x.title);
    view_str(k->page, S(frame_href), coding_path(k, "/frame"));
    return k->f ? OK : ERR_LIMIT;
}

struct theme_write coding_theme_write(const struct coding *k)
{
    return (struct theme_write){ .arena = k->c->arena,
                                 .act = ctx_act(k->c),
                                 .by_account = k->c->visitor->account.id,
                                 .by_role = coding_role(k),
                                 .consultation_id = k->x.id,
                                 .partnership_id = k->x.partnership_id };
}
