/*
 * serve.h: the commands that serve.
 */
#ifndef FRONT_SERVE_H
#define FRONT_SERVE_H

int serve_command(int argc, char **argv); /* the embedded door */
int fcgi_command(int argc, char **argv);

#endif
