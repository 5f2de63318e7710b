#include "modules/responses/small_numbers.h"

/*
 * A table with its totals is a circulation in a network: rows and columns are nodes, a cell is
 * an edge from its row to its column (a total the other way), and what flows into a node flows
 * out. A line that does not add up is the ground, which takes and gives anything. A small cell
 * can be more by k exactly when k units find a way back through other hidden cells; the
 * cheapest way through cells still shown says what else to hide (Cox's method of
 * complementary suppression).
 */
#define COST_HIDDEN 1   /* fewer steps are better */
#define COST_SHOWN 1000 /* a shown cell, and as much for each unit in it: next smallest */
#define COST_UNITS_MAX 1000000000 /* larger numbers cost the same */
#define COST_ZERO (COST_SHOWN * (int64_t)COST_UNITS_MAX * 2)
#define UNREACHED INT64_MAX

struct hide {
    struct small_table *t;
    size_t n_nodes, ground;
    int64_t *flow; /* of each cell: the table as it could also be */
    int64_t *cost; /* of each node */
    size_t *by;    /* the cell by which a node was reached */
    size_t *from;  /* the node before it */
    bool *is_done;
    size_t skip;   /* the cell that is to change */
    int64_t least; /* that a hidden number is, as everybody knows */
};

bool small_number_is(int64_t n)
{
    return n >= 1 && n <= SMALL_NUMBER_MOST;
}

int small_numbers_percent(int64_t n, int64_t of)
{
    return of < PERCENT_BASE_LEAST ? -1 : (int)((n * 200 + of) / (of * 2));
}

static bool is_total_row(const struct small_table *t, size_t cell)
{
    return t->has_total_row && cell / t->n_cols == t->n_rows - 1;
}

static bool is_total_col(const struct small_table *t, size_t cell)
{
    return t->has_total_col && cell % t->n_cols == t->n_cols - 1;
}

/* Where the edge of a cell begins and ends. */
static void edge_of(const struct hide *h, size_t cell, size_t *tail, size_t *head)
{
    const struct small_table *t = h->t;
    size_t row = t->has_total_col ? cell / t->n_cols : h->ground;
    size_t col = t->has_total_row ? t->n_rows + cell % t->n_cols : h->ground;
    bool is_back = is_total_row(t, cell) != is_total_col(t, cell);
    *tail = is_back ? col : row;
    *head = is_back ? row : col;
}

static bool is_out(const struct small_cell *x)
{
    return x->is_hidden || x->is_unprinted;
}

/* What one unit through the cell costs; UNREACHED: none may go. */
static int64_t cost_of(const struct hide *h, size_t i, bool is_up)
{
    const struct small_cell *x = &h->t->cell[i];
    int64_t least = x->is_unprinted ? 0 : h->least;
    if (i == h->skip || (!is_up && h->flow[i] <= least))
        return UNREACHED;
    if (is_out(x))
        return COST_HIDDEN;
    if (x->is_fixed)
        return UNREACHED;
    if (x->n == 0)
        return COST_ZERO;
    return COST_SHOWN * (1 + (x->n < COST_UNITS_MAX ? x->n : COST_UNITS_MAX));
}

/* One way along an edge, when it is cheaper than what was known. */
static void edge_try(struct hide *h, size_t cell, bool is_up, size_t at)
{
    size_t tail, head;
    edge_of(h, cell, &tail, &head);
    size_t a = is_up ? tail : head, b = is_up ? head : tail;
    if (a != at || h->is_done[b])
        return;
    int64_t cost = cost_of(h, cell, is_up);
    if (cost == UNREACHED || h->cost[a] + cost >= h->cost[b])
        return;
    h->cost[b] = h->cost[a] + cost;
    h->by[b] = cell;
    h->from[b] = a;
}

static size_t nearest(const struct hide *h)
{
    size_t best = h->n_nodes;
    for (size_t i = 0; i < h->n_nodes; i++)
        if (!h->is_done[i] && h->cost[i] != UNREACHED &&
            (best == h->n_nodes || h->cost[i] < h->cost[best]))
            best = i;
    return best;
}

/* The edges at a node: of a row, of a column, or all of them at the ground. */
static void node_try(struct hide *h, size_t at)
{
    const struct small_table *t = h->t;
    size_t n = t->n_rows * t->n_cols, first = 0, step = 1, end = n;
    if (at < t->n_rows) {
        first = at * t->n_cols;
        end = first + t->n_cols;
    } else if (at != h->ground) {
        first = at - t->n_rows;
        step = t->n_cols;
    }
    for (size_t i = first; i < end; i += step) {
        edge_try(h, i, true, at);
        edge_try(h, i, false, at);
    }
}

/* Dijkstra's way from a to b. False: there is none. */
static bool way_find(struct hide *h, size_t a, size_t b)
{
    for (size_t i = 0; i < h->n_nodes; i++) {
        h->cost[i] = UNREACHED;
        h->is_done[i] = false;
    }
    h->cost[a] = 0;
    for (size_t at = nearest(h); at != h->n_nodes; at = nearest(h)) {
        if (at == b)
            return true;
        h->is_done[at] = true;
        node_try(h, at);
    }
    return false;
}

/* Sends a unit along the way that was found, and hides what it went through. */
static void way_take(struct hide *h, size_t a, size_t b)
{
    for (size_t at = b; at != a; at = h->from[at]) {
        size_t tail, head;
        edge_of(h, h->by[at], &tail, &head);
        h->flow[h->by[at]] += at == head ? 1 : -1;
        h->t->cell[h->by[at]].is_hidden = true;
    }
}

/* Makes room for the cell to be other by `want`. How much there is, at most `want`. */
static int64_t room_make(struct hide *h, size_t cell, bool is_up, int64_t want)
{
    size_t tail, head;
    edge_of(h, cell, &tail, &head);
    if (tail == head)
        return want;
    h->skip = cell;
    for (size_t i = 0; i < h->t->n_rows * h->t->n_cols; i++)
        h->flow[i] = h->t->cell[i].n;
    size_t a = is_up ? head : tail, b = is_up ? tail : head;
    int64_t room = 0;
    while (room < want && way_find(h, a, b)) {
        way_take(h, a, b);
        room++;
    }
    return room;
}

/* The next smallest of a line, where the small cell is hidden alone in it. */
static void next_hide(struct small_table *t, size_t first, size_t step, size_t n, size_t small)
{
    struct small_cell *best = NULL;
    for (size_t k = 0; k < n; k++) {
        size_t i = first + k * step;
        struct small_cell *x = &t->cell[i];
        if (i != small && is_out(x))
            return;
        bool is_total = is_total_row(t, i) != is_total_row(t, small) ||
                        is_total_col(t, i) != is_total_col(t, small);
        if (i == small || is_total || x->is_fixed || x->n == 0)
            continue;
        if (!best || x->n < best->n)
            best = x;
    }
    if (best)
        best->is_hidden = true;
}

static bool hide_begin(struct arena *a, struct small_table *t, struct hide *h)
{
    size_t n = t->n_rows * t->n_cols, nodes = t->n_rows + t->n_cols + 1;
    *h = (struct hide){ .t = t, .n_nodes = nodes, .ground = nodes - 1, .least = 1 };
    if (n > SMALL_TABLE_CELLS_MAX)
        return false;
    h->flow = arena_array(a, n, sizeof *h->flow);
    h->cost = arena_array(a, nodes, sizeof *h->cost);
    h->by = arena_array(a, nodes, sizeof *h->by);
    h->from = arena_array(a, nodes, sizeof *h->from);
    h->is_done = arena_array(a, nodes, sizeof *h->is_done);
    return h->flow && h->cost && h->by && h->from && h->is_done;
}

/* Small ones are hidden; *is_kept of those, and of what the caller says stays hidden. */
static bool small_ones_hide(struct small_table *t, bool *is_kept)
{
    for (size_t i = 0; i < t->n_rows * t->n_cols; i++) {
        struct small_cell *x = &t->cell[i];
        is_kept[i] = x->is_hidden || small_number_is(x->n);
        if (small_number_is(x->n) && x->is_fixed && !x->is_unprinted)
            return false;
        x->is_hidden = is_kept[i];
    }
    return true;
}

/* Some zero of its row or column, else any, is hidden: what is hidden may be nobody then. */
static bool zero_hide(struct small_table *t, size_t cell)
{
    struct small_cell *best = NULL;
    for (size_t i = 0; i < t->n_rows * t->n_cols; i++) {
        struct small_cell *x = &t->cell[i];
        bool is_near = i / t->n_cols == cell / t->n_cols || i % t->n_cols == cell % t->n_cols;
        if (x->n != 0 || (x->is_fixed && !x->is_hidden))
            continue;
        if (x->is_hidden)
            return true;
        if (!best || is_near)
            best = x;
    }
    if (best)
        best->is_hidden = true;
    return best != NULL;
}

/* The last resort: it could be nobody. */
static bool cell_keep_zero(struct hide *h, size_t i)
{
    h->least = 0;
    int64_t room = room_make(h, i, false, 1);
    h->least = 1;
    return room > 0 && zero_hide(h->t, i);
}

/* A small one is to look like 1 to 4, a small total like more than that (its parts are 1 each
 * at least); what is hidden for another table's sake, like more or less than it is by as much.
 */
static bool cell_keep(struct hide *h, size_t i)
{
    const int64_t spread = SMALL_NUMBER_MOST - 1;
    int64_t n = h->t->cell[i].n, up = spread, down = n - 1 < spread ? n - 1 : spread;
    if (small_number_is(n)) {
        bool is_total = is_total_row(h->t, i) || is_total_col(h->t, i);
        up = SMALL_NUMBER_MOST - n + (is_total ? 1 : 0);
        down = is_total ? 0 : n - 1;
    }
    int64_t room = up > 0 ? room_make(h, i, true, up) : 0;
    room += down > 0 ? room_make(h, i, false, down) : 0;
    h->t->is_tight |= room < up + down;
    return room > 0 || cell_keep_zero(h, i);
}

bool small_numbers_hide(struct arena *a, struct small_table *t)
{
    struct hide h;
    size_t n = t->n_rows * t->n_cols;
    bool *is_kept = arena_array(a, n, sizeof *is_kept);
    if (!is_kept || !hide_begin(a, t, &h) || !small_ones_hide(t, is_kept))
        return false;
    t->is_tight = false;
    for (size_t i = 0; i < n; i++)
        if (small_number_is(t->cell[i].n)) {
            next_hide(t, i - i % t->n_cols, 1, t->n_cols, i);
            next_hide(t, i % t->n_cols, t->n_cols, t->n_rows, i);
        }
    for (size_t i = 0; i < n; i++)
        if (is_kept[i] && !cell_keep(&h, i))
            return false;
    return true;
}
