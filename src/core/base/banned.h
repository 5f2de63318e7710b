/*
 * banned.h: calls that this program never makes, as compile errors.
 *
 * The build puts this header in front of every file of ours (-include), after the system
 * headers that declare the names, so that using one stops the build with a word about what to
 * use instead.
 */
#ifndef CORE_BASE_BANNED_H
#define CORE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok strtok_r
#pragma GCC poison atoi atol atoll atof strdup strndup
#pragma GCC poison localtime gmtime asctime ctime mktime
#pragma GCC poison rand srand srandom drand48
#undef alloca
#pragma GCC poison popen tmpnam tempnam mktemp alloca vfork

/* Words that headers of libraries use for fields of theirs: the call is refused (by gcc), the
 * word is not. */
#ifndef __clang__
extern long random(void) __attribute__((error("use rand_bytes of core/base/rand.h")));
extern int system(const char *) __attribute__((error("no shell: use fork and execve")));
#endif

#endif
