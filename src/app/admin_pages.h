/*
 * admin_pages.h: the pages of whoever keeps the service: its state, due work and mail,
 * settings.
 */
#ifndef APP_ADMIN_PAGES_H
#define APP_ADMIN_PAGES_H

#include "core/web/ctx.h"

enum err admin_state_page(struct ctx *c) MUST_CHECK;

enum err admin_jobs_page(struct ctx *c) MUST_CHECK;
enum err admin_jobs_post_page(struct ctx *c) MUST_CHECK; /* try again, send again */

/* characters */
#define ADMIN_NAME_CHARS 60
#define ADMIN_LINE_CHARS 160
#define ADMIN_RANGES_CHARS 1500
enum err admin_settings_page(struct ctx *c) MUST_CHECK;
enum err admin_settings_post_page(struct ctx *c) MUST_CHECK;
enum err admin_mail_test_page(struct ctx *c) MUST_CHECK; /* what became of a test mail */
enum err admin_mail_test_post_page(struct ctx *c) MUST_CHECK;

#endif
