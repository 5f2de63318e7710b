#include "modules/partnerships/step_fields.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "modules/partnerships/step_words.h"

#define SEEN_BYTES 16
#define SOURCE_MAX_BYTES 300

/* By name. is_said: what the step says; the others: where that is from. */
static const struct {
    const char *name;
    size_t at;
    bool is_said;
} FIELD[] = {
    { "checked_by_role", offsetof(struct route_step, checked_by_role), false },
    { "checked_on", offsetof(struct route_step, checked_on), false },
    { "confirmed", offsetof(struct route_step, confirmed), false },
    { "detail", offsetof(struct route_step, detail), true },
    { "email", offsetof(struct route_step, email), true },
    { "organisation", offsetof(struct route_step, organisation), true },
    { "phone", offsetof(struct route_step, phone), true },
    { "role", offsetof(struct route_step, role), true },
    { "source", offsetof(struct route_step, source), false },
    { "source_on", offsetof(struct route_step, source_on), false },
    { "url", offsetof(struct route_step, url), true },
};
#define N_FIELDS (sizeof FIELD / sizeof FIELD[0])

static struct str *field_of(struct route_step *s, size_t i)
{
    return (struct str *)(void *)((char *)s + FIELD[i].at);
}

static struct str field_in(const struct route_step *s, size_t i)
{
    return *(const struct str *)(const void *)((const char *)s + FIELD[i].at);
}

struct str route_seen(struct arena *a, const struct route_step *step, size_t n)
{
    struct str *part = arena_array(a, n * (N_FIELDS + 1) + 1, sizeof *part);
    size_t k = 0;
    for (size_t s = 0; part && s < n; s++) {
        part[k++] = str_printf(a, "%lld %d", (long long)step[s].id, step[s].is_removed);
        for (size_t i = 0; i < N_FIELDS; i++)
            if (FIELD[i].is_said)
                part[k++] = field_in(&step[s], i);
    }
    struct hash h = hash_parts(NULL, part, k);
    return hash_hex(a, &h, SEEN_BYTES);
}

struct str route_seen_name(struct arena *a, struct str name)
{
    struct hash h = hash_of(name);
    return hash_hex(a, &h, SEEN_BYTES);
}

void route_entry_put(struct route_entry *x, const char *name, struct str old, struct str new)
{
    struct field_change f = { str_from(name), old, new };
    size_t i = x->n;
    if (str_eq(old, new) || x->n == ROUTE_FIELDS_MAX)
        return;
    for (x->n++; i > 0 && str_cmp(x->field[i - 1].name, f.name) > 0; i--)
        x->field[i] = x->field[i - 1];
    x->field[i] = f;
}

void route_entry_diff(struct route_entry *x, const struct route_step *was,
                      const struct route_step *now)
{
    for (size_t i = 0; i < N_FIELDS; i++)
        route_entry_put(x, FIELD[i].name, field_in(was, i), field_in(now, i));
}

bool step_says_the_same(const struct route_step *was, const struct route_step *now)
{
    for (size_t i = 0; i < N_FIELDS; i++)
        if (FIELD[i].is_said && !str_eq(field_in(was, i), field_in(now, i)))
            return false;
    return true;
}

/* --- where it is from, after a change --- */

static struct str source_words(const struct route_edit *k)
{
    static const char *const from[SOURCE__MAX] = {
        [SOURCE_PARTNERSHIP] = FROM_PARTNERSHIP,
        [SOURCE_COUNCIL] = FROM_COUNCIL,
        [SOURCE_TSI] = FROM_TSI,
        [SOURCE_CONTACT] = FROM_CONTACT,
    };
    return from[k->source] ? str_from(from[k->source]) : k->source_note;
}

/* What was confirmed before and still stands, and what was found now. */
static struct str confirmed_after(struct arena *a, const struct route_step *was,
                                  const struct route_step *now)
{
    struct buf *b = buf_in(a, 400);
    for (size_t i = 0; i < N_FIELDS; i++) {
        struct str name = str_from(FIELD[i].name);
        bool is_new = !str_eq(field_in(was, i), field_in(now, i));
        if (!FIELD[i].is_said || !field_in(now, i).n || !(is_new || step_confirms(was, name)))
            continue;
        if (b->n)
            buf_char(b, ';');
        buf_str(b, name);
    }
    return buf_view(b);
}

static bool keeps_confirmed(const struct route_step *was, const struct route_step *now)
{
    for (size_t i = 0; i < N_FIELDS; i++) {
        struct str old = field_in(was, i);
        if (FIELD[i].is_said && old.n && str_eq(old, field_in(now, i)) &&
            step_confirms(was, str_from(FIELD[i].name)))
            return true;
    }
    return false;
}

struct route_step step_after(const struct route_edit *k, const struct route_step *was)
{
    struct route_step now = *was;
    struct str words = source_words(k);
    struct str before = was->checked_on.n ? STR(FROM_PARTNERSHIP) : was->source;
    now.role = k->to.role;
    now.organisation = k->to.organisation;
    now.email = k->to.email;
    now.phone = k->to.phone;
    now.url = k->to.url;
    now.detail = k->to.detail;
    now.confirmed = confirmed_after(k->arena, was, &now);
    now.source_on = k->today;
    now.source = words;
    if (k->source == SOURCE_PARTNERSHIP) {
        now.checked_on = k->today;
        now.checked_by_role = k->by_role;
        return now;
    }
    now.checked_on = now.checked_by_role = (struct str){ 0 };
    if (keeps_confirmed(was, &now) && str_find(before, words) != STR_NONE)
        now.source = before;
    else if (keeps_confirmed(was, &now) && before.n + words.n < SOURCE_MAX_BYTES)
        now.source = str_printf(k->arena, FROM_JOINED, STR_ARG(words), STR_ARG(before));
    return now;
}

/* --- putting back --- */

/* Nobody has changed since where the step is from, so that this too can become what it was. */
static bool is_last_word(const struct route_change *c, const struct route_step *now)
{
    for (size_t f = 0; f < c->n_fields; f++)
        for (size_t i = 0; i < N_FIELDS; i++)
            if (!FIELD[i].is_said && str_eq(c->field[f].name, str_from(FIELD[i].name)) &&
                !str_eq(c->field[f].new, field_in(now, i)))
                return false;
    return true;
}

bool route_change_names(const struct route_change *c, const char *field, struct str *old)
{
    for (size_t f = 0; f < c->n_fields; f++)
        if (str_eq(c->field[f].name, str_from(field))) {
            *old = c->field[f].old;
            return true;
        }
    return false;
}

struct route_step step_before(struct arena *a, const struct route_change *c,
                              const struct route_step *now)
{
    bool is_last = is_last_word(c, now);
    struct route_step back = *now;
    struct buf *left = buf_in(a, 400);
    if (!is_last)
        back.checked_on = back.checked_by_role = (struct str){ 0 };
    for (size_t i = 0; i < N_FIELDS; i++) {
        struct str old, name = str_from(FIELD[i].name);
        bool goes_back = route_change_names(c, FIELD[i].name, &old);
        if (goes_back && (is_last || FIELD[i].is_said))
            *field_of(&back, i) = old;
        if (FIELD[i].is_said && !goes_back && step_confirms(now, name) && field_in(now, i).n)
            buf_printf(left, "%s%s", left->n ? ";" : "", FIELD[i].name);
    }
    if (!is_last)
        back.confirmed = buf_view(left);
    return back;
}
