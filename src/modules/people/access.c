/*
 * access.c: the matrix as data and as a table to read.
 */
#include "core/base/buf.h"
#include "modules/people/role.h"

struct cell {
    enum reach reach;
    struct str note;
};

struct access_row {
    struct str what;
    struct cell cell[HOLDER__MAX];
};

/* clang-format off */
#define NO { REACH_NO, STR_INIT("") }
#define OWN(note) { REACH_OWN, STR_INIT(note) }
#define ALL(note) { REACH_ALL, STR_INIT(note) }
#define ACCESS_ROW(cap, what, ...) [cap] = { STR_INIT(what), { __VA_ARGS__ } },
static const struct access_row rows[CAP__MAX] = {
#include "modules/people/access_words.h"
};
#undef ACCESS_ROW
/* clang-format on */

static bool is_known(enum capability cap, enum holder holder)
{
    return (unsigned)cap < CAP__MAX && (unsigned)holder < HOLDER__MAX;
}

enum reach access_reach(enum capability cap, enum holder holder)
{
    return is_known(cap, holder) ? rows[cap].cell[holder].reach : REACH_NO;
}

struct str access_what(enum capability cap)
{
    return rows[cap].what;
}

struct str access_note(enum capability cap, enum holder holder)
{
    return rows[cap].cell[holder].note;
}

static void write_cell(struct buf *out, const struct cell *c)
{
    static const struct str sign[] = {
        [REACH_NO] = STR_INIT(""), [REACH_OWN] = STR_INIT("◐"), [REACH_ALL] = STR_INIT("●")
    };
    buf_char(out, ' ');
    buf_str(out, sign[c->reach]);
    if (c->note.n) {
        buf_char(out, ' ');
        buf_str(out, c->note);
    }
    buf_lit(out, " |");
}

void access_write(struct buf *out)
{
    buf_lit(out, "| action | public | link |");
    for (enum role r = 0; r < ROLE__MAX; r++)
        buf_printf(out, " %.*s |", STR_ARG(role_name(r)));
    buf_lit(out, "\n|---|");
    for (size_t i = 0; i < HOLDER__MAX; i++)
        buf_lit(out, "---|");
    buf_char(out, '\n');
    for (size_t i = 0; i < CAP__MAX; i++) {
        buf_printf(out, "| %.*s |", STR_ARG(rows[i].what));
        for (size_t h = 0; h < HOLDER__MAX; h++)
            write_cell(out, &rows[i].cell[h]);
        buf_char(out, '\n');
    }
}
