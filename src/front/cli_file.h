/*
 * cli_file.h: files that commands read whole.
 */
#ifndef FRONT_CLI_FILE_H
#define FRONT_CLI_FILE_H

#include "core/base/str.h"

/* Into the arena. 0; or 1 after saying why on standard error: no regular file, too big, not
 * readable. */
int cli_read_file(struct arena *a, const char *path, size_t max_bytes, struct str *out);
/* "areas.csv" of "data/areas.csv". */
struct str cli_file_name(const char *path);

#endif
