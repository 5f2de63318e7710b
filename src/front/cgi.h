/*
 * cgi.h: the plain CGI door: one request from the environment and standard input to standard
 * output.
 */
#ifndef FRONT_CGI_H
#define FRONT_CGI_H

/* The settings file is named by CJENGAGE_CONFIG, which the web server sets: a client's headers
 * all become HTTP_*. */
int cgi_run(char **env);

#endif
