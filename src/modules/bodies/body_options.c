#include "modules/bodies/body_options.h"

#include "core/base/arena.h"
#include "modules/bodies/interest_words.h"

enum err body_options(struct db *db, struct arena *a, const struct body_likeness *like,
                      struct form_option out[BODY_OPTIONS_MAX], size_t *n)
{
    struct body_match match[BODY_OPTIONS_MAX];
    size_t n_found = 0;
    *n = 0;
    enum err e = body_likely(db, a, like, match, BODY_OPTIONS_MAX, &n_found);
    for (size_t i = 0; !e && i < n_found; i++) {
        const struct body_match *m = &match[i];
        if (m->is_public)
            out[(*n)++] = (struct form_option){
                .value = m->slug,
                .label = m->charity_number.n ? str_printf(a, BODY_OPTION, STR_ARG(m->name),
                                                          STR_ARG(m->charity_number))
                                             : m->name,
            };
    }
    return e;
}
