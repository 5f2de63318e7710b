/*
 * file.h: whole writes.
 */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include "core/base/str.h"

/* All of s, however many calls that takes. False: errno says why, and part may be written. */
bool fd_write_all(int fd, struct str s);

#endif
