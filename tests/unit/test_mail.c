/* test_mail.c: the outbox: limits, tries, claims, erasing. */
#include "tests/tap.h"

#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/mail/mail.h"
#include "tests/store_help.h"

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>

#define NOW_S 1795345200 /* 22 November 2026, 11:00 UTC */
#define N_MAILS 40

static struct arena *a;
static const char *dir;

static bool holds(struct str s, const char *what)
{
    return str_find(s, str_from(what)) != STR_NONE;
}

/* --- queueing --- */

static struct mail mail_to(const char *to, bool is_confirmed, int64_t at_s)
{
    return (struct mail){ .id = rand_id(),
                          .queued_at_s = at_s,
                          .kind = STR("mail/message_copy"),
                          .object_kind = STR("message"),
                          .object_id = STR("1"),
                          .to = str_from(to),
                          .is_to_confirmed = is_confirmed,
                          .reply_to = STR("reader@example.org"),
                          .subject = STR("Your message"),
                          .body = STR("secret words\n") };
}

static enum err queue_fn(struct db *db, void *arg)
{
    enum err e = mail_queue(db, arg);
    const struct store_record r = { .actor = STR("public"),
                                    .action = STR("message.send"),
                                    .object_kind = STR("message") };
    return e ? e : store_record(db, &r);
}

static enum err queue(struct store *s, const char *to, bool is_confirmed, int64_t at_s)
{
    struct mail m = mail_to(to, is_confirmed, at_s);
    return store_write(s, queue_fn, &m);
}

static void test_queue(struct store *s, struct db *db)
{
    for (int i = 0; i < MAIL_UNCONFIRMED_A_DAY; i++)
        is_i64(queue(s, "new@example.org", false, NOW_S), OK, "a mail to a new address");
    is_i64(queue(s, "NEW@example.ORG", false, NOW_S + 80000), ERR_TOO_MANY,
           "[S6] an address not confirmed gets 3 mails a day");
    ok(!mail_may_write_to(db, STR("new@example.org"), NOW_S), "[S6] and a page can know it");
    ok(mail_may_write_to(db, STR("other@example.org"), NOW_S), "[S6] another address is free");
    is_i64(queue(s, "new@example.org", false, NOW_S + 86400), OK, "[S6] the next day it may");
    for (int i = 0; i < 5; i++)
        if (queue(s, "office@example.org", true, NOW_S))
            ok(false, "a known mailbox is not counted");
    ok(true, "[S6] a known mailbox is not counted");
    is_i64(queue(s, "a@example.org\r\nBcc: b@example.org", true, NOW_S), ERR_INVALID,
           "[S6] an address with a line end is not queued");
    is_i64(queue(s, "a@example.org,b@example.org", true, NOW_S), ERR_INVALID,
           "[S6] nor are two addresses");
    struct mail m = mail_to("a@example.org", true, NOW_S);
    m.subject = STR("x\r\nBcc: b@example.org");
    is_i64(store_write(s, queue_fn, &m), ERR_INVALID, "[S6] nor a subject with a line end");
    m = mail_to("a@example.org", true, NOW_S);
    m.list_stop = STR("https://a.example/\r\nBcc: b@example.org");
    is_i64(store_write(s, queue_fn, &m), ERR_INVALID, "[S6] nor such an address to stop at");
}

/* --- sending --- */

static int64_t state_count(struct db *db, const char *state)
{
    int64_t n = -1;
    return db_one_i64(db, "SELECT count(*) FROM outbox_state WHERE state = $1",
                      BINDS(bt(str_from(state))), &n)
               ? -1
               : n;
}

struct folder {
    int64_t n_mails, n_parts;
    struct str one; /* the text of one of them */
    unsigned mode;
};

static struct folder look(const char *path)
{
    struct folder f = { 0 };
    DIR *d = opendir(path);
    for (struct dirent *e; d && (e = readdir(d));) {
        struct str name = str_from(e->d_name);
        f.n_parts += str_ends(name, STR(".part"));
        if (!str_ends(name, STR(".eml")))
            continue;
        f.n_mails++;
        FILE *in = fopen(help_path(a, path, e->d_name), "r");
        char *text = arena_alloc(a, 4096);
        struct stat st;
        f.one = (struct str){ text, fread(text, 1, 4096, in) };
        fstat(fileno(in), &st);
        f.mode = st.st_mode & 0777;
        fclose(in);
    }
    if (d)
        closedir(d);
    return f;
}

static struct mail_config to_folder(const char *name)
{
    return (struct mail_config){ .folder = help_path(a, dir, name),
                                 .from = STR("post@example.scot"),
                                 .from_name = STR("Community Justice"),
                                 .reply_to = STR("people@example.scot") };
}

static void test_files(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("mail");
    struct stat st;
    is_i64(queue(s, "office@example.org", true, NOW_S), OK, "a mail is queued");
    is_i64(mail_run_due(s, db, &c, NOW_S - 1), OK, "before its time");
    is_i64(look(c.folder).n_mails, 0, "nothing is sent");
    is_i64(mail_run_due(s, db, &c, NOW_S), OK, "at its time");
    struct folder f = look(c.folder);
    is_i64(f.n_mails, 1, "it is a file");
    is_i64(f.n_parts, 0, "and no half one is left");
    is_i64(f.mode, 0600, "[S23] that only we can read");
    ok(stat(c.folder, &st) == 0 && (st.st_mode & 0777) == 0700, "[S23] in a folder of ours");
    ok(holds(f.one, "\r\nTo: office@example.org\r\n") && holds(f.one, "secret words"),
       "with address and text");
    ok(holds(f.one, "Reply-To: reader@example.org\r\n"),
       "replies go to the mail's own address");
    is_i64(state_count(db, "sent"), 1, "and noted as sent");
    is_i64(mail_run_due(s, db, &c, NOW_S + 900000), OK, "much later");
    is_i64(look(c.folder).n_mails, 1, "it is not sent again");
    help_remove(a, c.folder);
}

/* A port on which nobody answers while the socket is held. */
static int closed_port(int *port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, n) ||
        getsockname(fd, (struct sockaddr *)&at, &n))
        die("no port");
    *port = ntohs(at.sin_port);
    return fd;
}

static int64_t number(struct db *db, const char *sql)
{
    return help_count(db, sql);
}

static void test_tries(struct store *s, struct db *db)
{
    static const int64_t wait_s[] = { 60, 300, 1800, 7200, 43200 };
    struct mail_config c = to_folder("unused");
    int fd = closed_port(&c.smtp_port);
    int64_t now_s = NOW_S;
    c.smtp_host = "127.0.0.1";
    is_i64(mail_smtp_init(), OK, "libcurl starts");
    is_i64(queue(s, "office@example.org", true, now_s), OK, "a mail is queued");
    for (size_t i = 0; i < 5; i++) {
        is_i64(mail_run_due(s, db, &c, now_s), OK, "the server does not answer");
        is_i64(number(db, "SELECT next_try_at_s FROM outbox_state WHERE state = 'queued'"),
               now_s + wait_s[i], "the next try is 1, 5, 30 minutes, 2, 12 hours later");
        now_s += wait_s[i];
        is_i64(mail_run_due(s, db, &c, now_s - 1), OK, "a second before");
        is_i64(number(db, "SELECT n_tries FROM outbox_state"), (int64_t)i + 1, "it waits");
    }
    is_i64(mail_run_due(s, db, &c, now_s), OK, "the sixth time");
    is_i64(state_count(db, "failed"), 1, "it has failed");
    is_i64(mail_run_due(s, db, &c, now_s + 900000), OK, "later");
    is_i64(number(db, "SELECT n_tries FROM outbox_state"), 6, "it is not tried again");
    is_i64(number(db, "SELECT count(*) FROM outbox_state WHERE error = 'unreachable'"), 1,
           "and why is noted");
    close(fd);
}

static void test_down(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("unused");
    int fd = closed_port(&c.smtp_port);
    c.smtp_host = "127.0.0.1";
    for (int i = 0; i < 3; i++)
        is_i64(queue(s, "office@example.org", true, NOW_S), OK, "a mail is queued");
    is_i64(mail_run_due(s, db, &c, NOW_S), OK, "the server does not answer");
    is_i64(number(db, "SELECT sum(n_tries) FROM outbox_state"), 1,
           "a server that is away is not asked for each mail");
    close(fd);
    struct mail_config files = to_folder("mail");
    is_i64(mail_run_due(s, db, &files, NOW_S + 60), OK, "when there is a way again");
    is_i64(state_count(db, "sent"), 3, "all go");
    help_remove(a, files.folder);
}

struct racer {
    const char *path;
    struct mail_config config;
    pthread_t thread;
};

/* A process of its own as far as the database can tell: own store, own connections. */
static void *race(void *arg)
{
    struct racer *r = arg;
    struct arena *own = arena_new(HELP_ARENA_BYTES);
    struct store *s = help_open(own, &(struct store_config){ .path = r->path });
    struct db *db = store_reader_open(s, READER_ALL);
    for (int i = 0; i < 3; i++)
        if (mail_run_due(s, db, &r->config, NOW_S))
            die("run");
    store_reader_close(db);
    store_close(s);
    arena_free(own);
    return NULL;
}

static void test_claims(struct store *s, struct db *db)
{
    struct racer r[2];
    for (int i = 0; i < N_MAILS; i++)
        queue(s, "office@example.org", true, NOW_S);
    for (size_t i = 0; i < 2; i++) {
        r[i] = (struct racer){ .path = help_path(a, dir, "t.db"),
                               .config = to_folder(i ? "b" : "a") };
        pthread_create(&r[i].thread, NULL, race, &r[i]);
    }
    for (size_t i = 0; i < 2; i++)
        pthread_join(r[i].thread, NULL);
    is_i64(look(r[0].config.folder).n_mails + look(r[1].config.folder).n_mails, N_MAILS,
           "two processes send each mail once");
    is_i64(number(db, "SELECT max(n_tries) FROM outbox_state"), 1, "and each was taken once");
    help_remove(a, r[0].config.folder);
    help_remove(a, r[1].config.folder);
}

static enum err die_while_sending(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db,
                   "UPDATE outbox_state SET state = 'sending', n_tries = 1, "
                   "next_try_at_s = next_try_at_s + 900",
                   NO_BINDS);
}

static bool always(void *arg)
{
    (void)arg;
    return true;
}

static void test_left_behind(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("mail");
    queue(s, "office@example.org", true, NOW_S);
    is_i64(store_write(s, die_while_sending, NULL), OK, "a process dies while sending");
    is_i64(mail_run_due(s, db, &c, NOW_S + 899), OK, "soon after");
    is_i64(look(c.folder).n_mails, 0, "its mail is left alone");
    c.is_stopping = always;
    is_i64(mail_run_due(s, db, &c, NOW_S + 900), OK, "while stopping");
    is_i64(look(c.folder).n_mails, 0, "nothing is begun");
    c.is_stopping = NULL;
    is_i64(mail_run_due(s, db, &c, NOW_S + 900), OK, "15 minutes later");
    struct folder f = look(c.folder);
    is_i64(f.n_mails, 1, "[D1] it is sent by another");
    ok(holds(f.one, ".1795345200@example.scot>"), "under its first Message-ID");
    help_remove(a, c.folder);
}

static void test_erase(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("mail");
    queue(s, "office@example.org", true, NOW_S);
    queue(s, "waiting@example.org", true, NOW_S + 86400 * 90);
    is_i64(mail_run_due(s, db, &c, NOW_S), OK, "a mail is sent");
    is_i64(mail_erase_old(s, db, NOW_S + 86400 * 30 - 1), OK, "for 30 days");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE body <> ''"), 2, "texts are kept");
    is_i64(mail_erase_old(s, db, NOW_S + 86400 * 30), OK, "then");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE body <> ''"), 1, "they are erased");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE to_address = '' AND to_key = '' AND "
                      "reply_to = ''"),
           1, "addresses too");
    is_i64(state_count(db, "sent"), 1, "the fact stays");
    is_i64(number(db, "SELECT count(*) FROM audit WHERE action = 'mail.erase' AND "
                      "detail = '{\"rows\":1}'"),
           1, "[S41] with a record");
    is_i64(mail_erase_old(s, db, NOW_S + 86400 * 60), OK, "later");
    is_i64(number(db, "SELECT count(*) FROM audit WHERE action = 'mail.erase'"), 1,
           "and nothing is erased twice");
    help_remove(a, c.folder);
}

/* A text with a private link goes once it was sent; its address counts for the day (S6). */
static void test_erase_key(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("mail");
    struct mail m = mail_to("link@example.org", false, NOW_S);
    m.holds_key = true;
    m.list_stop = STR("https://example.scot/subscriptions/stop/x");
    is_i64(store_write(s, queue_fn, &m), OK, "a mail with a link");
    is_i64(mail_run_due(s, db, &c, NOW_S), OK, "is sent");
    ok(holds(look(c.folder).one, "secret words"), "whole");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE body = '' AND list_stop = '' AND "
                      "to_key = 'link@example.org'"),
           1, "[S18] its text is erased at once, its address is not");
    for (int i = 1; i < MAIL_UNCONFIRMED_A_DAY; i++)
        is_i64(queue(s, "link@example.org", false, NOW_S), OK, "it still counts");
    is_i64(queue(s, "link@example.org", false, NOW_S), ERR_TOO_MANY, "[S6] for the day");
    is_i64(mail_erase_old(s, db, NOW_S + 86400 * 30), OK, "30 days later");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE to_key = ''"), 1,
           "its address is erased too");
    help_remove(a, c.folder);
}

static enum err fail_for_good(struct db *db, void *arg)
{
    return db_exec(db,
                   "UPDATE outbox_state SET state = 'failed', next_try_at_s = NULL, "
                   "erase_at_s = changed_at_s + 2592000",
                   *(struct binds *)arg);
}

static void test_erase_unsent_key(struct store *s, struct db *db)
{
    struct binds none = NO_BINDS;
    struct mail m = mail_to("link@example.org", true, NOW_S);
    m.holds_key = true;
    is_i64(store_write(s, queue_fn, &m), OK, "a mail with a link");
    is_i64(store_write(s, fail_for_good, &none), OK, "never gets through");
    is_i64(mail_erase_old(s, db, NOW_S + 86400 * 30), OK, "30 days later");
    is_i64(number(db, "SELECT count(*) FROM outbox WHERE to_key = '' AND body = ''"), 1,
           "text and address are erased");
    is_i64(number(db, "SELECT count(*) FROM outbox_state WHERE erase_at_s IS NOT NULL"), 0,
           "and nothing is left to do");
}

/* --- who hears how a mail ended --- */

static int n_ends;

static enum err count_end(struct db *db, const struct mail_end *end)
{
    (void)db;
    n_ends += str_eq(end->object_kind, STR("message")) && str_eq(end->object_id, STR("1")) &&
              !end->was_refused && end->now_s == NOW_S;
    return OK;
}

static void test_end(struct store *s, struct db *db)
{
    struct mail_config c = to_folder("mail");
    c.on_end = count_end;
    queue(s, "office@example.org", true, NOW_S);
    is_i64(mail_run_due(s, db, &c, NOW_S), OK, "a mail is sent");
    is_i64(n_ends, 1, "the room it is of hears so, once");
    help_remove(a, c.folder);
}

static void with_store(void (*test)(struct store *, struct db *))
{
    dir = help_dir(a);
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    test(s, db);
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    rand_init();
    with_store(test_queue);
    with_store(test_files);
    with_store(test_tries);
    with_store(test_down);
    with_store(test_claims);
    with_store(test_left_behind);
    with_store(test_erase);
    with_store(test_erase_key);
    with_store(test_erase_unsent_key);
    with_store(test_end);
    arena_free(a);
    return done_testing();
}
