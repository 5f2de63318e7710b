/*
 * question_build.h: the coordinator's pages on which the questions of a consultation are made
 * (interface.md 4.4): a list by section, and a page for each question and section.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_BUILD_H
#define MODULES_CONSULTATIONS_QUESTION_BUILD_H

#include "core/web/form.h"
#include "modules/consultations/overtaken.h"
#include "modules/consultations/question_write.h"

#define QUESTION_REASON_CHARS CONSULTATION_REASON_CHARS

struct build {
    struct ctx *c;
    struct consultation x;
    struct question_form form;
    struct view *page;
    struct form *f;
    bool is_answered, is_closed;
    struct overtaken overtaken;
    bool is_late; /* somebody else changed or removed it meanwhile: 409 */
};
/*
 * By the row's `slug`, for who may edit it. page: consultation_title, questions_href,
 * is_answered, is_closed. ERR_NOT_FOUND, recorded where it is somebody else's.
 */
enum err build_open(struct ctx *c, struct build *k) MUST_CHECK;
/* "/coordinator/consultations/plan-2027/questions" and the ending */
struct str build_path(const struct build *k, const char *ending);
/* The same with a number at its end: "/sections/", 12; and where it is asked whether to remove
 * it.
 */
struct str build_place(const struct build *k, const char *format, int64_t id);
struct str build_place_to_remove(const struct build *k, const char *format, int64_t id);
struct question_write build_write(const struct build *k);
/* Runs fn once and goes there. ERR_CONFLICT: show the form again; where it was refused the
 * words stand at `reason` or `do`. */
enum err build_send(struct build *k, store_write_fn fn, struct question_write *w,
                    struct str there) MUST_CHECK;
/* Shows the page: 409 where it is late, 422 with faults. seen: the mark of what stands there
 * now. */
enum err build_render(struct build *k, struct str seen, const char *template_name) MUST_CHECK;
/* "Question 4: How well …", or the words alone of what has no number. */
struct str build_name(const struct build *k, const struct question *q);
const struct question_section *build_section(const struct build *k, int64_t id);

enum err question_list_page(struct ctx *c) MUST_CHECK;
enum err question_list_post_page(struct ctx *c) MUST_CHECK;
enum err question_new_page(struct ctx *c) MUST_CHECK;
enum err question_new_post_page(struct ctx *c) MUST_CHECK;
enum err question_edit_page(struct ctx *c) MUST_CHECK;
enum err question_edit_post_page(struct ctx *c) MUST_CHECK;
enum err question_remove_page(struct ctx *c) MUST_CHECK;
enum err question_remove_post_page(struct ctx *c) MUST_CHECK;
enum err section_new_page(struct ctx *c) MUST_CHECK;
enum err section_new_post_page(struct ctx *c) MUST_CHECK;
enum err section_edit_page(struct ctx *c) MUST_CHECK;
enum err section_edit_post_page(struct ctx *c) MUST_CHECK;
enum err section_remove_page(struct ctx *c) MUST_CHECK;
enum err section_remove_post_page(struct ctx *c) MUST_CHECK;

#endif
