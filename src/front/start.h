/*
 * start.h: what every command does first, in the order of style.md section 8: settings,
 * signals, what is opened lazily later, log, database, templates; then sockets by the command;
 * then the sandbox.
 *
 * Each step returns 0 or the exit code after saying why on standard error: 1 refused or failed,
 * 2 wrong usage.
 */
#ifndef FRONT_START_H
#define FRONT_START_H

#include "app/app.h"
#include "app/config.h"

struct start {
    struct arena *arena;
    struct config config;
    struct app *app;
};

int start_config(struct start *s, int argc, char **argv);
int start_app(struct start *s);
int start_sandbox(struct start *s);
void start_end(struct start *s);

/* One line on standard error: "cjengage: ...". Returns code. */
int start_refuse(int code, struct str why);

/* Blocks until SIGTERM or SIGINT; SIGHUP opens the log again. start_app has blocked them in all
 * threads. */
void start_wait_for_end(struct app *app);

#endif
