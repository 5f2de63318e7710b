/*
 * odt.h: a document for word processors (OpenDocument 1.3 text), packed by libzip. Its texts
 * are templates; the only user of libzip, which packs what we made and never opens what came
 * from outside.
 */
#ifndef MODULES_WORK_ODT_H
#define MODULES_WORK_ODT_H

#include "core/base/err.h"
#include "core/tpl/tpl.h"

#define ODT_MEDIA "application/vnd.oasis.opendocument.text"

/*
 * The template's XML as content.xml, with the styles of templates/work/odt_styles (Title,
 * Heading_20_1, Heading_20_2, Text_20_body, Hint, Answer; Cell of tables). `v` also holds what
 * the template of the description wants: odt_title. The bytes are the same for the same words.
 * ERR_LIMIT: over ODT_MAX_BYTES or out of memory.
 */
struct odt {
    const struct tpl_set *templates;
    struct str content; /* name of the template */
    const struct view *v;
};
#define ODT_MAX_BYTES ((size_t)4 * 1024 * 1024)
enum err odt_write(struct arena *a, const struct odt *odt, struct str *out) MUST_CHECK;

const char *odt_library(void); /* version of libzip */

#endif
