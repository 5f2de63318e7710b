/*
 * banned.h: calls that this program never makes, as compile errors.
 *
 * The build puts this header in front of every file of ours (-include), after the system headers that
 * declare the names, so that using one stops the build with a word about what to use instead.
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
#pragma GCC poison rand srand random srandom drand48
#pragma GCC poison system popen tmpnam tempnam mktemp alloca vfork

#endif
