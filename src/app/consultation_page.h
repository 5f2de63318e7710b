/*
 * consultation_page.h: the page of one consultation, gathered of its rooms: what is asked
 * (modules/consultations) and what happened because of the answers (modules/feedback).
 */
#ifndef APP_CONSULTATION_PAGE_H
#define APP_CONSULTATION_PAGE_H

#include "core/web/ctx.h"

enum err consultation_show_page(struct ctx *c) MUST_CHECK;

#endif
