/*
 * fcgi.h: the FastCGI door, behind nginx, Apache or Caddy: waiting workers that each accept for
 * themselves.
 *
 * libfcgi's own accept would let a connection that sends half a request hold its worker for
 * ever; so we accept, set time limits on the socket and hand it over (security.md S33).
 */
#ifndef FRONT_FCGI_H
#define FRONT_FCGI_H

#include "app/app.h"
#include "app/config.h"
#include "front/listen.h"

struct fcgi;

struct fcgi *fcgi_start(struct app *app, const struct config *config,
                        const struct listening *l); /* NULL: logged */
void fcgi_stop(
    struct fcgi *f); /* what has begun is ended; joins the threads, closes the socket */

#endif
