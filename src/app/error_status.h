/*
 * error_status.h: the one switch from an error to a status.
 */
#ifndef APP_ERROR_STATUS_H
#define APP_ERROR_STATUS_H

#include "core/base/err.h"

#include <stdbool.h>

int error_status(enum err e, bool is_post);

#endif
