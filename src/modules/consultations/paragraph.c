#include "modules/consultations/paragraph.h"

#include "core/base/arena.h"
#include "modules/consultations/question_words.h"
#include "modules/consultations/question_write.h"

enum { Q_DOCUMENT, Q_OLD, Q_SECTION, Q_LAST, Q_PLACE, Q_WORDING, Q_HIDE };

/* clang-format off */
static const char *const sql[] = {
    [Q_DOCUMENT] = "SELECT consultation_id, title, CASE WHEN is_for_comment = 1 AND removed_at_s IS NULL THEN body ELSE '' "
                   "END FROM consultation_document WHERE id = $1",
    [Q_OLD] = "SELECT q.id, w.title, q.wording FROM question q JOIN question_wording w ON w.question_id = q.id AND "
              "w.version = q.wording WHERE q.document_id = $1 AND q.removed_at_s IS NULL ORDER BY q.paragraph LIMIT $2",
    [Q_SECTION] = "SELECT section_id FROM question WHERE document_id = $1 LIMIT 1",
    [Q_LAST] = "SELECT coalesce(max(seq), 0) FROM question WHERE section_id = $1",
    [Q_PLACE] = "UPDATE question SET seq = $2, paragraph = $3 WHERE id = $1",
    [Q_WORDING] = "UPDATE question SET wording = $2 WHERE id = $1",
    [Q_HIDE] = "UPDATE question SET removed_at_s = $2 WHERE id = $1",
};
/* clang-format on */
const struct sql_list paragraph_sql = SQL_LIST("paragraph", sql);

/* --- cutting --- */

static bool is_list_item(struct str line)
{
    size_t i = 0;
    while (i < line.n && line.p[i] >= '0' && line.p[i] <= '9')
        i++;
    bool is_number = i > 0 && i + 1 < line.n && (line.p[i] == '.' || line.p[i] == ')') &&
                     line.p[i + 1] == ' ';
    bool is_mark = line.n > 1 && (line.p[0] == '-' || line.p[0] == '*' || line.p[0] == '+') &&
                   line.p[1] == ' ';
    return is_number || is_mark;
}

static bool is_fence(struct str line)
{
    return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

/* "---", "* * *" */
static bool is_line_across(struct str line)
{
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != '-' && line.p[i] != '*' && line.p[i] != '_' && line.p[i] != ' ')
            return false;
        n += line.p[i] != ' ';
    }
    return n >= 3;
}

/* The next block off *rest: lines up to an empty one, a fenced block whole. Empty: none. */
static struct str cut_block(struct str *rest)
{
    struct str line;
    const char *from = NULL;
    size_t n = 0;
    bool is_fenced = false;
    while (str_cut(rest, '\n', &line)) {
        bool is_empty = !str_trim(line).n;
        if (is_empty && from && !is_fenced)
            break;
        if (is_empty && !from)
            continue;
        is_fenced = is_fence(str_trim(line)) ? !is_fenced : is_fenced;
        from = from ? from : line.p;
        n = (size_t)(line.p + line.n - from);
    }
    return str_trim((struct str){ from, n });
}

/* Nothing but headings. */
static bool is_heading(struct str block)
{
    struct str line;
    bool is_all = block.n > 0;
    while (is_all && str_cut(&block, '\n', &line))
        is_all = str_starts(line, STR("#"));
    return is_all;
}

/* The text from the beginning of one piece to the end of another. */
static struct str span(struct str from, struct str to)
{
    return (struct str){ from.p, (size_t)(to.p + to.n - from.p) };
}

size_t document_paragraphs(struct str markdown, struct str *out, size_t max)
{
    size_t n = 0;
    bool is_begun = false; /* the last one is a heading that waits for its text */
    struct str block;
    while ((block = cut_block(&markdown)).n) {
        struct str first = block;
        first.n = str_find_char(block, '\n') == STR_NONE ? block.n : str_find_char(block, '\n');
        if (is_line_across(block))
            continue;
        bool is_joined = n > 0 && (is_begun || is_list_item(first) || n >= max);
        if (is_joined)
            out[n - 1] = span(out[n - 1], block);
        else
            out[n++] = block;
        is_begun = is_heading(block);
    }
    return n;
}

/* --- rows --- */

struct paragraph_row {
    int64_t id, wording;
    struct str text;
    bool is_kept;
};

struct paragraphs {
    struct arena *arena;
    int64_t consultation_id, document_id, section_id, seq, now_s;
    struct str title, *new;
    size_t n_new, n_old;
    struct paragraph_row *old;
    bool is_answered;
};

static enum err load_old(struct db *db, struct paragraphs *p)
{
    p->old = arena_array(p->arena, QUESTIONS_MAX, sizeof *p->old);
    if (!p->old)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_OLD], BINDS(bi(p->document_id), bi(QUESTIONS_MAX)));
    while (db_row(s))
        p->old[p->n_old++] = (struct paragraph_row){ .id = db_i64(s, 0),
                                                     .text = db_text(s, 1, p->arena),
                                                     .wording = db_i64(s, 2) };
    return db_done(s, OK);
}

static enum err load_document(struct db *db, struct paragraphs *p)
{
    struct str body = { NULL, 0 };
    struct stmt *s = db_query(db, sql[Q_DOCUMENT], BINDS(bi(p->document_id)));
    bool found = db_row(s);
    if (found) {
        p->consultation_id = db_i64(s, 0);
        p->title = db_text(s, 1, p->arena);
        body = db_text(s, 2, p->arena);
    }
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    p->new = arena_array(p->arena, PARAGRAPHS_MAX, sizeof *p->new);
    if (e || !p->new)
        return e ? e : ERR_LIMIT;
    p->n_new = document_paragraphs(body, p->new, PARAGRAPHS_MAX);
    p->is_answered = question_has_responses(db, p->consultation_id);
    return load_old(db, p);
}

static enum err find_section(struct db *db, struct paragraphs *p)
{
    enum err e = db_one_i64(db, sql[Q_SECTION], BINDS(bi(p->document_id)), &p->section_id);
    if (e == ERR_NOT_FOUND && p->n_new) {
        struct question_section s = {
            .title = str_printf(p->arena, PARAGRAPH_SECTION, STR_ARG(p->title)),
        };
        e = section_put(db, p->consultation_id, &s);
        p->section_id = s.id;
    }
    if (e == ERR_NOT_FOUND)
        e = OK;
    return e ? e : db_one_i64(db, sql[Q_LAST], BINDS(bi(p->section_id)), &p->seq);
}

/* For each new paragraph the old one that it was, or SIZE_MAX: those with the same words in the
 * same order, as many as there can be; between them others in their order. */
static void pair_gap(const size_t from[2], const size_t to[2], size_t *was)
{
    for (size_t o = from[0], n = from[1]; o < to[0] && n < to[1]; o++, n++)
        was[n] = o;
}

static bool pair_up(const struct paragraphs *p, size_t *was)
{
    size_t w = p->n_new + 1;
    uint16_t *longest = arena_array(p->arena, (p->n_old + 1) * w, sizeof *longest);
    if (!longest)
        return false;
    for (size_t o = p->n_old; o-- > 0;)
        for (size_t n = p->n_new; n-- > 0;) {
            uint16_t skip_old = longest[(o + 1) * w + n], skip_new = longest[o * w + n + 1];
            longest[o * w + n] = str_eq(p->old[o].text, p->new[n])
                                     ? (uint16_t)(longest[(o + 1) * w + n + 1] + 1)
                                 : skip_old > skip_new ? skip_old
                                                       : skip_new;
        }
    size_t at[2] = { 0, 0 }, gap[2] = { 0, 0 };
    for (size_t n = 0; n < p->n_new; n++)
        was[n] = SIZE_MAX;
    while (at[0] < p->n_old && at[1] < p->n_new) {
        if (str_eq(p->old[at[0]].text, p->new[at[1]])) {
            pair_gap(gap, at, was);
            was[at[1]] = at[0];
            gap[0] = ++at[0];
            gap[1] = ++at[1];
        } else if (longest[(at[0] + 1) * w + at[1]] >= longest[at[0] * w + at[1] + 1]) {
            at[0]++;
        } else {
            at[1]++;
        }
    }
    pair_gap(gap, (const size_t[]){ p->n_old, p->n_new }, was);
    return true;
}

static enum err reword(struct db *db, struct paragraphs *p, struct paragraph_row *old,
                       struct str text)
{
    struct question q = { .id = old->id, .wording = old->wording, .title = text };
    enum err e = question_put_words(
        db, p->arena, &q, p->is_answered ? STR(PARAGRAPH_REASON) : (struct str){ NULL, 0 },
        p->now_s);
    return e ? e : db_exec(db, sql[Q_WORDING], BINDS(bi(q.id), bi(q.wording)));
}

static enum err put_paragraph(struct db *db, struct paragraphs *p, size_t n,
                              struct paragraph_row *old)
{
    int64_t number = (int64_t)n + 1;
    if (!old) {
        struct question q = { .type = QUESTION_PARAGRAPH,
                              .document_id = p->document_id,
                              .paragraph = number,
                              .title = p->new[n] };
        return question_put(
            db, p->arena, &q,
            &(struct question_place){ p->consultation_id, p->section_id, p->now_s });
    }
    old->is_kept = true;
    enum err e = str_eq(old->text, p->new[n]) ? OK : reword(db, p, old, p->new[n]);
    return e ? e
             : db_exec(db, sql[Q_PLACE], BINDS(bi(old->id), bi(p->seq + number), bi(number)));
}

static enum err write_paragraphs(struct db *db, struct paragraphs *p)
{
    size_t *was = arena_array(p->arena, p->n_new + 1, sizeof *was);
    enum err e = was && pair_up(p, was) ? OK : ERR_LIMIT;
    for (size_t n = 0; n < p->n_new && !e; n++)
        e = put_paragraph(db, p, n, was[n] == SIZE_MAX ? NULL : &p->old[was[n]]);
    for (size_t o = 0; o < p->n_old && !e; o++)
        if (!p->old[o].is_kept)
            e = db_exec(db, sql[Q_HIDE], BINDS(bi(p->old[o].id), bi(p->now_s)));
    return e;
}

enum err questions_of_document(struct db *db, struct arena *a, int64_t document_id,
                               int64_t now_s)
{
    struct paragraphs p = { .arena = a, .document_id = document_id, .now_s = now_s };
    enum err e = load_document(db, &p);
    if (!e)
        e = find_section(db, &p);
    return e ? e : write_paragraphs(db, &p);
}
