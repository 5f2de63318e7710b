/* desk_body_sections.c: what hangs on the page of one entry, in the order of the page. */
#include "modules/bodies/desk_body_show.h"

const desk_body_section desk_body_sections[] = { NULL };
