/*
 * body_cells.h: the cells of a row of a file as one text: a JSON array of strings.
 */
#ifndef MODULES_BODIES_BODY_CELLS_H
#define MODULES_BODIES_BODY_CELLS_H

#include "core/base/str.h"

struct buf;

void body_cells_write(struct buf *out, const struct str *cell, size_t n);
/* What body_cells_write made; cells beyond `max` are left out. The number of cells; the texts
 * are copied into the arena. */
size_t body_cells_read(struct arena *a, struct str text, struct str *cell, size_t max);

#endif
