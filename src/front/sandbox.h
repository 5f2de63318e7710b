/*
 * sandbox.h: what the serving process may still do once everything is open (security.md section
 * 15).
 *
 * no_new_privs, then Landlock: writing in the named directories only, reading there and where
 * the C library and TLS look things up, running nothing, and, where the kernel knows it (ABI
 * 4), no TCP but to the named ports. Rules stand on directories: one on a file dies when a
 * rename replaces the file. What the kernel does not know is left out; nothing is refused for
 * its lack. Binds the calling thread and its children: call before any thread.
 */
#ifndef FRONT_SANDBOX_H
#define FRONT_SANDBOX_H

#include <stddef.h>

#define SANDBOX_MAX 8

struct sandbox {
    const char *write[SANDBOX_MAX];
    const char *read[SANDBOX_MAX];
    int port[SANDBOX_MAX];
    size_t n_write, n_read, n_ports;
};

void sandbox_write(struct sandbox *s, const char *directory);
void sandbox_read(struct sandbox *s, const char *directory);
void sandbox_connect(struct sandbox *s, int port);

/* The Landlock ABI in force, 0 where the kernel has none; -1 with errno when it could not be
 * entered. */
int sandbox_enter(const struct sandbox *s);

#endif
