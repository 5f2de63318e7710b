/* coverage_pages.h: the page that shows coverage.h to coordinators. */
#ifndef MODULES_RESPONSES_COVERAGE_PAGES_H
#define MODULES_RESPONSES_COVERAGE_PAGES_H

#include "core/web/ctx.h"

enum err coverage_page(struct ctx *c) MUST_CHECK;

#endif
