/* question_copy.c: the questions of one consultation for another. */
#include "core/base/arena.h"
#include "modules/consultations/question_write.h"

static bool is_for_copy(const struct question_form *f, size_t section)
{
    size_t n = 0, n_paragraphs = 0;
    for (size_t i = 0; i < f->n; i++) {
        n += f->question[i].section == section;
        n_paragraphs +=
            f->question[i].section == section && f->question[i].type == QUESTION_PARAGRAPH;
    }
    return n == 0 || n > n_paragraphs;
}

/* old, new: ids of the questions that were copied before. */
static int64_t new_id(const int64_t *old, const int64_t *new, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (old[i] == id)
            return new[i];
    return 0;
}

static enum err copy_questions(struct db *db, struct arena *a, const struct question_form *f,
                               const struct question_place *at, const int64_t *section)
{
    int64_t *old = arena_array(a, f->n + 1, sizeof *old);
    int64_t *new = arena_array(a, f->n + 1, sizeof *new);
    size_t n = 0;
    enum err e = old && new ? OK : ERR_LIMIT;
    for (size_t i = 0; i < f->n && !e; i++) {
        struct question q = f->question[i];
        if (q.type == QUESTION_PARAGRAPH)
            continue;
        old[n] = q.id;
        q.only_if = new_id(old, new, n, q.only_if);
        if (!q.only_if)
            q.only_if_options = (struct str){ NULL, 0 };
        e = question_put(
            db, a, &q,
            &(struct question_place){ at->consultation_id, section[q.section], at->now_s });
        new[n++] = q.id;
    }
    return e;
}

enum err question_put_form(struct db *db, struct arena *a, const struct question_form *f,
                           const struct question_place *at)
{
    enum err e = OK;
    int64_t *section = arena_array(a, f->n_sections + 1, sizeof *section);
    for (size_t i = 0; section && i < f->n_sections && !e; i++) {
        struct question_section s = f->section[i];
        if (!is_for_copy(f, i))
            continue;
        e = section_put(db, at->consultation_id, &s);
        section[i] = s.id;
    }
    if (!section)
        return ERR_LIMIT;
    return e ? e : copy_questions(db, a, f, at, section);
}

enum err question_copy_all(struct db *db, const struct question_copy *x)
{
    struct question_form f;
    enum err e = question_form_load(db, x->arena, x->from, &f);
    return e ? e
             : question_put_form(db, x->arena, &f,
                                 &(struct question_place){ x->to, 0, x->now_s });
}
