/*
 * consultation_told.h: the public history of a consultation (B.23): what a change of its
 * details says there, and how a change stands on pages and in files.
 *
 * Of dates and of the title the old one is kept. Of longer texts the history says only which of
 * them changed, and why: what was taken out for a reason (a name, say) does not stay there.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_TOLD_H
#define MODULES_CONSULTATIONS_CONSULTATION_TOLD_H

#include "modules/consultations/consultation_public.h"
#include "modules/consultations/consultation_shown.h"

/* Fills old_value and new_value of a "details_changed", a line for each that differs, and its
 * subject where longer texts do. */
void consultation_tell(struct arena *a, const struct consultation *from,
                       const struct consultation *to, struct consultation_change *note);
/* "results now promised by 30 June 2027, before by 22 April 2027"; empty: as it was. */
struct str consultation_tell_results(struct arena *a, const struct consultation *from,
                                     const struct consultation *to);

/* "Closing moved to a later date" */
struct str consultation_change_label(const struct shown_change *x);
/* A value in words: a closing moment stands as seconds, everything else as words. */
struct str consultation_change_value(struct arena *a, const struct shown_change *x,
                                     struct str value);
/* id, label, subject, old, new, reason (each or null), by_role, changed_on, changed_iso */
void consultation_change_view(struct arena *a, const struct shown_change *x, struct view *v);
/* has_changes, changes (the newest few after its publication), has_more_changes */
void consultation_changes_view(struct arena *a, const struct shown_change *x, size_t n,
                               struct view *v);

#endif
