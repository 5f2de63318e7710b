/* plan_public_pages.h: the plans that everybody reads: all, of one partnership, one (P.1). */
#ifndef MODULES_PLANS_PLAN_PUBLIC_PAGES_H
#define MODULES_PLANS_PLAN_PUBLIC_PAGES_H

#include "core/web/ctx.h"

enum err plans_public_page(struct ctx *c) MUST_CHECK;
enum err plans_of_partnership_page(struct ctx *c) MUST_CHECK;
enum err plan_public_page(struct ctx *c) MUST_CHECK;

#endif
