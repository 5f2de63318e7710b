#include "app/current.h"

#include "app/buckets.h"
#include "app/house.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#define CURRENT_BYTES (8 * MIB)
/* A /8 of IPv4, written in 128 bits; a /16 of IPv6: wider ones would trust half the world. */
#define FOUR_BITS 96
#define FOUR_LEAST_BITS 8
#define SIX_LEAST_BITS 16

static bool is_narrow(const struct address_range *r, struct str text)
{
    bool is_four = str_find_char(text, ':') == STR_NONE;
    return r->bits >= (is_four ? FOUR_BITS + FOUR_LEAST_BITS : SIX_LEAST_BITS);
}

bool trusted_ranges_parse(struct str text, struct address_range *out, size_t *n,
                          struct str *wrong)
{
    struct str line, one;
    *n = 0;
    while (str_cut(&text, '\n', &line))
        while (str_cut(&line, ' ', &one)) {
            one = str_trim(one);
            if (!one.n)
                continue;
            *wrong = one;
            if (*n == TRUSTED_RANGES_MAX || !address_range_parse(one, &out[*n]) ||
                !is_narrow(&out[*n], one))
                return false;
            *n += 1;
        }
    return true;
}

/* --- from rows to what pages know --- */

static struct str either(struct str row, struct str otherwise)
{
    return row.n ? row : otherwise;
}

static int limit_of(struct str row, int otherwise)
{
    int64_t n;
    return str_to_i64(row, &n) && n >= 0 && n <= 1000000 ? (int)n : otherwise;
}

static void fill_site(struct site *site, const struct site *base, const struct settings *s)
{
    *site = *base;
    site->service_name = either(s->value[SETTING_SERVICE_NAME], base->service_name);
    site->tagline = either(s->value[SETTING_TAGLINE], base->tagline);
    site->footer_line = either(s->value[SETTING_FOOTER_LINE], base->footer_line);
    site->contact_mail = either(s->value[SETTING_CONTACT_MAIL], base->contact_mail);
    site->is_sample = s->is_sample;
}

static enum err make(struct app *app, struct arena *a, const struct settings *s,
                     struct current **out)
{
    struct current *now = ARENA_NEW(a, struct current);
    struct str wrong;
    if (!now)
        return ERR_LIMIT;
    now->arena = a;
    for (enum setting i = 0; i < SETTING__MAX; i++)
        now->settings.value[i] = str_dup(a, s->value[i]);
    now->settings.is_sample = s->is_sample;
    s = &now->settings;
    fill_site(&now->site, &app->site, s);
    now->reply_to = either(s->value[SETTING_REPLY_TO], str_from(app->config.reply_to));
    now->limit_posts = limit_of(s->value[SETTING_LIMIT_POSTS], app->config.limit_posts);
    now->limit_searches =
        limit_of(s->value[SETTING_LIMIT_SEARCHES], app->config.limit_searches);
    now->limit_pages = limit_of(s->value[SETTING_LIMIT_PAGES], app->config.limit_pages);
    if (!trusted_ranges_parse(s->value[SETTING_TRUSTED_RANGES], now->trusted, &now->n_trusted,
                              &wrong))
        now->n_trusted = 0; /* written by something else than our page, which checks */
    *out = now;
    return refusals_make(app, now);
}

static void set_limits(struct app *app, const struct current *now)
{
    const int size[BUCKET__MAX] = { [BUCKET_POST] = now->limit_posts,
                                    [BUCKET_DRAFT] = DRAFT_BUCKET_OF(now->limit_posts),
                                    [BUCKET_SAVE] = SAVE_BUCKET_SIZE,
                                    [BUCKET_SEARCH] = now->limit_searches,
                                    [BUCKET_PAGE] = now->limit_pages };
    buckets_set_sizes(app->buckets, size);
}

/* The caller holds current_lock, or is alone. */
static enum err put(struct app *app, const struct settings *s)
{
    struct arena *a = arena_new(CURRENT_BYTES);
    struct current *now;
    enum err e = make(app, a, s, &now);
    if (!e && arena_failed(a))
        e = ERR_LIMIT;
    if (e) {
        arena_free(a);
        return e;
    }
    now->before = atomic_load(&app->current);
    set_limits(app, now);
    atomic_store(&app->current, now);
    return OK;
}

enum err current_open(struct app *app, struct db *db)
{
    struct arena *a = arena_new(CURRENT_BYTES);
    struct settings s;
    int64_t version = 0, epoch;
    enum err e = store_content_version(db, &version, &epoch);
    if (!e)
        e = settings_read(db, a, &s);
    if (!e)
        e = put(app, &s);
    if (!e)
        atomic_store(&app->current_version, version);
    arena_free(a);
    return e;
}

enum err current_remake(struct app *app)
{
    return put(app, &app_current(app)->settings);
}

void current_close(struct app *app)
{
    struct current *now = atomic_load(&app->current);
    while (now) {
        struct current *before = now->before;
        arena_free(now->arena);
        now = before;
    }
}

const struct current *app_current(struct app *app)
{
    return atomic_load(&app->current);
}

/* --- while the program runs --- */

static bool are_equal(const struct settings *a, const struct settings *b)
{
    for (enum setting s = 0; s < SETTING__MAX; s++)
        if (!str_eq(a->value[s], b->value[s]))
            return false;
    return a->is_sample == b->is_sample;
}

static enum err look(struct app *app, struct db *db)
{
    struct arena *a = arena_new(CURRENT_BYTES);
    struct settings s;
    enum err e = settings_read(db, a, &s);
    pthread_rwlock_rdlock(&app->swap_lock); /* templates */
    if (!e && !are_equal(&s, &app_current(app)->settings))
        e = put(app, &s);
    pthread_rwlock_unlock(&app->swap_lock);
    arena_free(a);
    return e;
}

void current_refresh(struct app *app, struct db *db, int64_t version)
{
    if (atomic_load(&app->current_version) == version)
        return;
    pthread_mutex_lock(&app->current_lock);
    enum err e = atomic_load(&app->current_version) == version ? OK : look(app, db);
    if (!e)
        atomic_store(&app->current_version, version);
    pthread_mutex_unlock(&app->current_lock);
    if (e)
        log_warn("settings", "code=%s", err_name(e));
}

const struct site *current_site_at(struct app *app, struct ctx *c, int64_t version)
{
    if (atomic_load(&app->current_version) == version)
        return &app_current(app)->site;
    struct settings s;
    struct site *site = ARENA_NEW(c->arena, struct site);
    if (!site || settings_read(c->db, c->arena, &s))
        return NULL;
    fill_site(site, &app->site, &s);
    return site;
}
