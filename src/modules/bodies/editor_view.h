/*
 * editor_view.h: the editors of an entry as pages show them. Part of modules/bodies.
 */
#ifndef MODULES_BODIES_EDITOR_VIEW_H
#define MODULES_BODIES_EDITOR_VIEW_H

#include "core/web/ctx.h"
#include "modules/people/editor.h"

struct editor_show {
    const char *path; /* of the page: "/body/people" */
    struct str query; /* "?body=sample-trust" */
    bool may_end;     /* with links to end roles */
    bool may_lead;    /* and to hand the lead over */
};
/* editors [name, email, is_self, is_lead, is_invited, asked, asked_iso, seen, seen_iso,
 * mail_state, editor, end_href, lead_href (empty: not offered)], is_alone, has_lead, n_editors.
 */
enum err editor_show_all(struct ctx *c, const struct editor_list *editors,
                         const struct editor_show *how, struct view *page) MUST_CHECK;

/* What was just done, sealed in ?done=: 'i' invited, 'e' ended, 'l' the lead was handed over.
 * did_invite, did_end, did_lead. */
struct str editor_done_path(struct ctx *c, struct str path, char what);
void editor_show_done(struct ctx *c, struct view *page);

#endif
