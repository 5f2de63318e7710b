#include "app/house.h"

#include "app/app_words.h"
#include "app/assets.h"
#include "app/buckets.h"
#include "app/jobs.h"
#include "app/live.h"
#include "app/remember.h"
#include "app/seen.h"
#include "app/current.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "core/http/sniff.h"
#include "core/tpl/tpl_embedded.h"
#include "modules/audit/audit.h"
#include "modules/consultations/consultation_public.h"
#include "modules/people/hasher.h"

#include <errno.h>
#include <sys/stat.h>

#define START_UP_BYTES (64 * MIB)
#define WHY_BYTES 400

struct str app_build_id(void)
{
    return str_from(build_id);
}

static bool make_directory(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static enum err record_migration(struct db *db, void *arg)
{
    const int *from = arg;
    char detail[64];
    int n = snprintf(detail, sizeof detail, "{\"from_schema\":%d}", *from);
    const struct store_record r = { .actor = STR("job"),
                                    .action = STR("service.migrate"),
                                    .object_kind = STR("service"),
                                    .detail = { detail, (size_t)n },
                                    .at_s = clock_now_s() };
    return store_record(db, &r);
}

/* Where its key is there: a command that goes on without it leaves the record out. */
static enum err note_migration(struct app *app)
{
    int from = store_migrated_from(app->store);
    return from && audit_has_key() ? store_write(app->store, record_migration, &from) : OK;
}

static enum err open_store(struct app *app, struct str *why)
{
    struct arena *a = app->arena;
    struct config *c = &app->config;
    struct stat st;
    bool is_new = stat(c->db_path, &st) != 0 || st.st_size == 0;
    const char *tmp = str_z(a, str_printf(a, "%s/tmp", c->data_dir));
    app->tmp_dir = tmp;
    if (is_new && !c->create) {
        *why = str_printf(a, "%s: there is no database; make one with --create", c->db_path);
        return ERR_NOT_FOUND;
    }
    if (!make_directory(c->data_dir) || !make_directory(tmp)) {
        *why = str_printf(a, "%s: %s", c->data_dir, strerror(errno));
        return ERR_INVALID;
    }
    enum err e = keys_load(app, is_new, why);
    struct store_config sc = {
        .path = c->db_path, .tmp_dir = tmp, .create = is_new, .check_at_start = true
    };
    if (!e)
        e = store_open(&sc, a, &app->store, why);
    if (!e) {
        store_set_recorder(app->store, audit_record);
        store_set_verifier(app->store, audit_verify_copy);
        e = note_migration(app);
        if (!e && audit_has_key())
            e = consultation_public_mend(app->store, clock_now_s());
    }
    return e;
}

static bool find_embedded(void *arg, struct str name, struct str *text)
{
    (void)arg;
    for (size_t i = 0; i < n_tpl_embedded; i++)
        if (str_eq(tpl_embedded[i].name, name)) {
            *text = tpl_embedded[i].text;
            return true;
        }
    return false;
}

static enum err load_templates(struct app *app, struct str *why)
{
    char words[WHY_BYTES] = "";
    struct tpl_options *o = &app->tpl_options;
    struct str *names = arena_array(app->arena, n_tpl_embedded + 1, sizeof *names);
    *o = (struct tpl_options){ .symbol_names = symbol_names, .n_symbols = n_symbol_names };
#ifdef CJ_DEBUG
    o->strict = true;
#endif
    for (size_t i = 0; names && i < n_tpl_embedded; i++)
        names[i] = tpl_embedded[i].name;
    const struct tpl_texts texts = { names, names ? n_tpl_embedded : 0, find_embedded, NULL };
    enum err e = app->config.templates_dir
                     ? live_templates_load(app, o, words, sizeof words)
                     : tpl_set_load(o, &texts, &app->templates, words, sizeof words);
    if (e)
        *why = str_dup(app->arena, str_from(words));
    return e;
}

static void fill_site(struct app *app)
{
    struct config *c = &app->config;
    struct arena *a = app->arena;
    bool is_six = str_find_char(str_from(c->listen_host), ':') != STR_NONE;
    app->site.origin = c->origin ? str_from(c->origin)
                                 : str_printf(a, is_six ? "http://[%s]:%d" : "http://%s:%d",
                                              c->listen_host, c->listen_port);
    app->site.service_name = STR(APP_SERVICE_NAME);
    app->site.tagline = STR(APP_TAGLINE);
    app->site.footer_line = STR(APP_FOOTER_LINE);
    app->site.contact_mail = str_from(c->contact_mail);
    app->site.is_https = c->is_https;
    app->site.scans_files = c->clamd_socket != NULL;
    app->site.build_id = app_build_id();
    assets_fill_site(app);
    struct str parts =
        str_printf(a, "%.*s|%d|%s|%.*s", STR_ARG(app->site.origin), c->hsts_subdomains,
                   c->contact_mail ? c->contact_mail : "", STR_ARG(app->site.css_site));
    struct hash h = hash_of(parts);
    app->config_id = hash_hex(a, &h, 6);
}

static enum err make_memory(struct app *app)
{
    const struct bucket_rule rule[BUCKET__MAX] = {
        [BUCKET_POST] = { app->config.limit_posts, 60000 / POST_REFILL_PER_MIN },
        [BUCKET_DRAFT] = { DRAFT_BUCKET_OF(app->config.limit_posts),
                           60000 / DRAFT_REFILL_PER_MIN },
        [BUCKET_SAVE] = { SAVE_BUCKET_SIZE, 1000 / SAVE_REFILL_PER_S },
        [BUCKET_SEARCH] = { app->config.limit_searches, 1000 / SEARCH_REFILL_PER_S },
        [BUCKET_PAGE] = { app->config.limit_pages, 1000 / PAGE_REFILL_PER_S },
    };
    app->remember = remember_new(REMEMBER_MAX_BYTES, REMEMBER_MAX_PAGES);
    app->buckets = buckets_new(rule);
    app->seen = seen_new();
    slots_init(&app->costly);
    return app->remember && app->buckets && app->seen ? OK : ERR_LIMIT;
}

static enum err open_parts(struct app *app, struct str *why)
{
    if (!sniff_open()) {
        *why = STR("the database of libmagic cannot be read: install libmagic-mgc");
        return ERR_NOT_FOUND;
    }
    enum err e = open_store(app, why);
    if (!e)
        e = load_templates(app, why);
    if (!e)
        e = make_memory(app);
    if (e)
        return e;
    struct db *db = store_reader_open(app->store, READER_ALL);
    if (!db)
        return ERR_INTERNAL;
    fill_site(app);
    e = mail_setup(app, why);
    if (!e)
        e = people_setup(app);
    if (!e)
        e = current_open(app, db);
    store_reader_close(db);
    return e;
}

enum err app_open(const struct config *config, struct arena *a, struct app **out,
                  struct str *why)
{
    struct arena *own = arena_new(START_UP_BYTES);
    struct app *app = ARENA_NEW(own, struct app);
    INVARIANT(app != NULL);
    app->arena = own;
    app->config = *config;
    pthread_rwlock_init(&app->swap_lock, NULL);
    pthread_mutex_init(&app->current_lock, NULL);
    app->started_at_s = clock_now_s();
    app->started_mono_ms = clock_mono_ms();
    *why = (struct str){ 0 };
    rand_init();
    enum err e = open_parts(app, why);
    if (e) {
        *why = str_dup(a, why->n ? *why : str_printf(a, "could not start: %s", err_name(e)));
        app_close(app);
        return e;
    }
    *out = app;
    return OK;
}

enum err app_run(struct app *app, int listen_port)
{
    if (!app->config.origin && listen_port) {
        app->config.listen_port = listen_port;
        fill_site(app);
        enum err e = current_remake(app);
        if (e)
            return e;
    }
    app->is_serving = true;
    if (app->mail.folder)
        log_info("mail", MAIL_TO_FILES, app->mail.folder);
    return jobs_start(app);
}

void app_note_platform(struct app *app, const struct platform *p)
{
    app->platform = *p;
}

struct store *app_store(struct app *app)
{
    return app->store;
}

const struct site *app_site(struct app *app)
{
    return &app_current(app)->site;
}

const struct tpl_set *app_templates(struct app *app)
{
    return app->templates;
}

/* The last line of a run: how much, and how many writes shared a commit. */
static void log_counts(struct app *app)
{
    struct store_stats s = store_stats(app->store);
    log_info("stop",
             "requests=%llu remembered=%llu writes=%lld commits=%lld batch_max=%lld slow=%lld",
             (unsigned long long)app->n_requests, (unsigned long long)app->n_remembered,
             (long long)s.writes, (long long)s.commits, (long long)s.batch_max,
             (long long)s.slow_fns);
}

void app_close(struct app *app)
{
    log_flush();
    jobs_stop(app);
    if (app->seen && app->store && app->is_serving &&
        seen_write(app->seen, app->store, clock_now_s(), true))
        log_warn("stop", "last_seen=lost");
    if (app->people.hasher)
        hasher_stop(app->people.hasher);
    if (app->store) {
        if (app->is_serving)
            log_counts(app);
        store_close(app->store);
    }
    if (app->templates)
        tpl_set_release(app->templates);
    remember_free(app->remember);
    buckets_free(app->buckets);
    seen_free(app->seen);
    current_close(app);
    pthread_mutex_destroy(&app->current_lock);
    pthread_rwlock_destroy(&app->swap_lock);
    arena_free(app->arena);
}

struct worker *worker_open(struct app *app)
{
    struct worker *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    w->app = app;
    w->db_all = store_reader_open(app->store, READER_ALL);
    w->db_public = store_reader_open(app->store, READER_PUBLIC);
    if (w->db_all && w->db_public)
        return w;
    worker_close(w);
    return NULL;
}

void worker_close(struct worker *w)
{
    if (!w)
        return;
    if (w->db_all)
        store_reader_close(w->db_all);
    if (w->db_public)
        store_reader_close(w->db_public);
    free(w);
}

void app_reopen_log(struct app *app)
{
    (void)app;
    if (!log_reopen())
        log_warn("log_reopen", "result=failed");
}
