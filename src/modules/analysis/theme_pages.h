/*
 * theme_pages.h: the coding frame of a consultation, for its coordinators and analysts (3.36,
 * 3.38): all themes with their definitions, and one with its history.
 */
#ifndef MODULES_ANALYSIS_THEME_PAGES_H
#define MODULES_ANALYSIS_THEME_PAGES_H

#include "core/web/ctx.h"

enum err theme_frame_page(struct ctx *c) MUST_CHECK;
enum err theme_frame_post_page(struct ctx *c) MUST_CHECK;
enum err theme_page(struct ctx *c) MUST_CHECK;
enum err theme_post_page(struct ctx *c) MUST_CHECK;

#endif
