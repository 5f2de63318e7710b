#include "tests/core/core.h"

#include "core/base/limits.h"

#include <fcntl.h>
#include <sys/stat.h>

#define PAGE 4096

static struct str read_log(struct core *core)
{
    char path[400];
    static char text[200000];
    snprintf(path, sizeof path, "%.*s/log", STR_ARG(core->dir));
    int fd = open(path, O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text) : 0;
    close(fd);
    return (struct str){ text, n > 0 ? (size_t)n : 0 };
}

/* Every page but the first is overwritten, as by a failing disk. */
static void damage(struct core *core)
{
    char path[400], bad[PAGE];
    struct stat st;
    memset(bad, 0x5a, sizeof bad);
    snprintf(path, sizeof path, "%.*s/cjengage.db", STR_ARG(core->dir));
    int fd = open(path, O_WRONLY);
    fstat(fd, &st);
    for (off_t at = PAGE; at < st.st_size; at += PAGE)
        (void)!pwrite(fd, bad, sizeof bad, at);
    close(fd);
}

int main(void)
{
    static const char *const options[] = { "--no-remember", "--contact-mail", "desk@cj.example",
                                           NULL };
    struct core *core = core_start_with(options);
    core_restart(core); /* all is in the file now, nothing in the log beside it */
    struct answer page = core_get(core, "/partnerships/fife/contact", NULL);
    struct str tokens = core_tokens(core, page.body);
    ok(page.status == 200 && tokens.n, "a form, while all is well");
    core_restart(core);
    damage(core);
    struct answer a = core_get(core, "/partnerships/fife", NULL);
    ok(a.status == 503 || a.status == 500, "[S46] damage found while reading: %d, no half page",
       a.status);
    ok(has(a.body, "<h1") && has(a.body, "</html>"), "[S44] a whole page in plain words");
    ok(!has(a.body, "sqlite") && !has(a.body, "malformed") && !has(a.body, "SELECT"),
       "[S44] that tells nothing inner");
    struct str id = between(a.body, "<strong class=\"cj-nowrap\">", "</strong>");
    is_i64((int64_t)id.n, 8, "[S44] with a number to quote");
    struct str log = read_log(core);
    ok(id.n && str_find(log, id) != STR_NONE, "[S46] the log has that number");
    ok(has(log, ".c:") && has(log, "error "), "[S46] with file and line");
    ok(!has(log, "192.0.2.1"), "[S45] and no address");
    clock_set_s(clock_now_s() + 60);
    struct str body = str_join(
        core->arena, tokens, STR("&name=A&email=a%40b.example&message=Typed+words&step=send"));
    a = core_post(core, "/partnerships/fife/contact", str_z(core->arena, body));
    ok(a.status >= 500, "[D8] a write on a damaged database is refused: %d", a.status);
    ok(a.status != 503 || has(a.body, "Typed words"),
       "[D4] [S26] and what was typed is there to send again");
    a = core_get(core, "/nothing-at-all", NULL);
    ok(a.status == 404, "pages that need no database go on");
    core_stop(core);
    return done_testing();
}
