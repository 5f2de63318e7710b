/*
 * main.c: where the program begins: a command, or, called by a web server without one, one CGI
 * request.
 */
#include "front/cgi.h"
#include "front/cli.h"

int main(int argc, char **argv)
{
    if (argc < 2 && getenv("GATEWAY_INTERFACE"))
        return cgi_run(environ);
    return cli_run(argc - 1, argv + 1);
}
