/*
 * httpd.h: the embedded door: HTTP/1.1 by libmicrohttpd, driven by our own polling workers.
 *
 * One daemon a polling worker, each with its own listening socket (SO_REUSEPORT) or all with
 * the one that systemd handed over. Short reading GETs are answered on the polling worker;
 * everything that may wait is suspended, run by a waiting worker and resumed (architecture,
 * decision 1; style.md section 8 says why each line is as it is).
 */
#ifndef FRONT_HTTPD_H
#define FRONT_HTTPD_H

#include "app/app.h"
#include "app/config.h"
#include "front/listen.h"

struct httpd;

/* Starts serving. NULL: logged. The sockets are httpd's to close from then on. */
struct httpd *httpd_start(struct app *app, const struct config *config,
                          const struct listening *l);

/* Takes no new connections, ends what is in flight (STOP_WAIT_MS at most), joins all threads.
 */
void httpd_stop(struct httpd *h);

/* Polling workers that the settings ask for. */
size_t httpd_workers(const struct config *config);

const char *httpd_library(void); /* version of libmicrohttpd */

#endif
