#include "front/cli_record.h"

#include "app/app.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/store/write.h"
#include "front/cli_args.h"
#include "front/start.h"
#include "front/versions.h"
#include "modules/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define HEAD_FILE_BYTES 4096

/* --- a record of the command line's own --- */

struct note {
    struct str action, detail;
    int64_t at_s;
};

static enum err note_fn(struct db *db, void *arg)
{
    const struct note *n = arg;
    char actor[32];
    int len = snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
    return store_record(db, &(struct store_record){ .actor = { actor, (size_t)len },
                                                    .action = n->action,
                                                    .object_kind = STR("service"),
                                                    .detail = n->detail,
                                                    .at_s = n->at_s });
}

int cli_note(struct start *s, struct str action, struct str detail)
{
    struct note note = { action, detail, clock_now_s() };
    if (store_write(app_store(s->app), note_fn, &note))
        return start_refuse(1, STR("it was done, but its record could not be written"));
    return 0;
}

/* --- heads kept elsewhere --- */

/* The file holds the two lines of a head, with anything before them (a mail). */
static bool read_head(struct start *s, const char *path, struct audit_head *out)
{
    char *text = arena_alloc(s->arena, HEAD_FILE_BYTES);
    int fd = text ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t n = fd >= 0 ? read(fd, text, HEAD_FILE_BYTES) : -1;
    if (fd >= 0)
        close(fd);
    struct str all = { text, n > 0 ? (size_t)n : 0 };
    size_t at = str_find(all, STR("number="));
    return at != STR_NONE && audit_head_parse(str_sub(all, at, all.n), out) && out->number > 0;
}

static int refuse_head(struct start *s, const char *path)
{
    return start_refuse(1, str_printf(s->arena, "%s: no number and hash of a record", path));
}

/* --- check --- */

static void say_what_is_unverified(void)
{
    if (!audit_has_key())
        printf("audit.key is missing: the chain of records cannot be verified\n");
    else if (audit_first_number() > 1)
        printf("chain unverifiable before record %lld: its key was lost\n",
               (long long)audit_first_number());
}

static int check(struct start *s)
{
    struct buf *faults = buf_in(s->arena, MIB);
    enum err e = store_check(app_store(s->app), s->arena, faults);
    struct str lines = buf_view(faults);
    fwrite(lines.p ? lines.p : "", 1, lines.n, stdout);
    say_what_is_unverified();
    bool is_old = versions_print();
    bool is_bad = e || lines.n || !audit_has_key();
    printf("%s\n", is_bad ? "not sound" : "sound");
    return is_bad || is_old ? 1 : 0;
}

int check_command(int argc, char **argv)
{
    struct start s = { 0 };
    struct audit_head witness = { 0 };
    const char *head_file = cli_take_option(&argc, argv, "--witness");
    int code = start_config(&s, argc, argv);
    s.config.may_lack_audit_key = true;
    if (!code && head_file && !read_head(&s, head_file, &witness))
        code = refuse_head(&s, head_file);
    audit_set_witness(&witness);
    if (!code)
        code = start_app(&s);
    if (!code)
        code = check(&s);
    if (s.arena)
        start_end(&s);
    return code;
}

/* --- audit head, audit new-segment --- */

static int load_head(struct start *s, struct audit_head *out)
{
    struct db *db = store_reader_open(app_store(s->app), READER_ALL);
    enum err e = db ? audit_head(db, out) : ERR_INTERNAL;
    if (db)
        store_reader_close(db);
    return e ? start_refuse(1, STR("the last record could not be read")) : 0;
}

static int print_head(struct start *s, int argc, char **argv)
{
    struct audit_head head;
    int code = start_config(s, argc, argv);
    s->config.may_lack_audit_key = true;
    if (!code)
        code = start_app(s);
    if (!code)
        code = load_head(s, &head);
    if (!code) {
        struct str text = audit_head_text(s->arena, &head);
        fwrite(text.p, 1, text.n, stdout);
    }
    return code;
}

struct segment {
    const char *head_file;
    bool accepts_loss;
    struct audit_head witness, before;
};

/* The record still holds the witnessed head. */
static int compare(struct start *s, const struct segment *g)
{
    struct db *db = store_reader_open(app_store(s->app), READER_ALL);
    enum err e = db ? audit_holds(db, &g->witness) : ERR_INTERNAL;
    if (db)
        store_reader_close(db);
    return e ? start_refuse(1, str_printf(s->arena,
                                          "record %lld is not the one in %s: nothing was made",
                                          (long long)g->witness.number, g->head_file))
             : 0;
}

static int begin_segment(struct start *s, struct segment *g)
{
    struct str why = STR("no new key could be made");
    if (audit_has_key())
        return start_refuse(1, STR("audit.key is there: a new segment is only for a lost key"));
    if (!store_be_alone(app_store(s->app)))
        return start_refuse(1, STR("the database is in use: stop the server first"));
    int code = g->head_file ? compare(s, g) : 0;
    if (!code)
        code = load_head(s, &g->before);
    if (!code && app_new_audit_key(s->app, &g->before, &why))
        code = start_refuse(1, why);
    if (code)
        return code;
    struct str detail = str_printf(s->arena, "{\"unverifiable_to\":%lld,\"witnessed\":%lld}",
                                   (long long)g->before.number, (long long)g->witness.number);
    code = cli_note(s, STR("audit.new_segment"), detail);
    if (!code)
        printf("%s\nchain unverifiable before record %lld\n", s->config.audit_key_path,
               (long long)g->before.number + 1);
    return code;
}

static int new_segment(struct start *s, int argc, char **argv)
{
    struct segment g = { .head_file = cli_take_option(&argc, argv, "--witness") };
    g.accepts_loss = cli_take_flag(&argc, argv, "--accept-loss");
    if (g.accepts_loss == (g.head_file != NULL)) {
        fprintf(stderr, "cjengage: one of --witness FILE and --accept-loss is wanted\n%s",
                AUDIT_HELP);
        return 2;
    }
    int code = start_config(s, argc, argv);
    s->config.may_lack_audit_key = true;
    if (!code && g.head_file && !read_head(s, g.head_file, &g.witness))
        code = refuse_head(s, g.head_file);
    if (!code)
        code = start_app(s);
    return code ? code : begin_segment(s, &g);
}

int audit_command(int argc, char **argv)
{
    struct start s = { 0 };
    struct str what = argc > 0 ? str_from(argv[0]) : (struct str){ 0 };
    int code = 2;
    if (str_eq(what, STR("head")))
        code = print_head(&s, argc - 1, argv + 1);
    else if (str_eq(what, STR("new-segment")))
        code = new_segment(&s, argc - 1, argv + 1);
    else
        fprintf(stderr, "cjengage: what is wanted of the record?\n%s", AUDIT_HELP);
    if (s.arena)
        start_end(&s);
    return code;
}
