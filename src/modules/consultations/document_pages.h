/*
 * document_pages.h: one paper of a consultation as everybody may read it: as a page first, its
 * file, its other formats.
 */
#ifndef MODULES_CONSULTATIONS_DOCUMENT_PAGES_H
#define MODULES_CONSULTATIONS_DOCUMENT_PAGES_H

#include "core/web/ctx.h"

extern const struct sql_list document_sql;

#define DOCUMENT_ID_MAX INT64_MAX

/* Reads public tables only. */
enum err document_show_page(struct ctx *c);
/* The file, to whoever may see the page. */
enum err document_file_page(struct ctx *c);

#endif
