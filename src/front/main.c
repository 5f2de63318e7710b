/*
 * main.c: where the program begins: a command, or, called by a web server, one CGI request.
 *
 * A web server may hand a query without "=" over as arguments (RFC 3875 4.4): a visitor's words
 * must never become a command, so these are not looked at.
 */
#include "front/cgi.h"
#include "front/cli.h"

int main(int argc, char **argv)
{
    if (getenv("GATEWAY_INTERFACE"))
        return cgi_run(environ);
    return cli_run(argc - 1, argv + 1);
}
