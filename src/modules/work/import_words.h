/* import_words.h: what `cjengage import` says about any file and its rows. */
#ifndef MODULES_WORK_IMPORT_WORDS_H
#define MODULES_WORK_IMPORT_WORDS_H

#define IMPORT_AT_LINE "%.*s, line %zu: "
#define IMPORT_AT_FILE "%.*s: "
#define IMPORT_NO_COLUMN "there is no column \"%s\""
#define IMPORT_TOO_MANY_ROWS "%zu rows or more"
#define IMPORT_NO_ROWS "there are no rows"
#define IMPORT_EMPTY "\"%s\" is empty"
#define IMPORT_BAD_NUMBER "\"%s\" is \"%.*s\", not a number from 0 to %lld"
#define IMPORT_BAD_TEXT "\"%s\" holds control characters or is not UTF-8"
#define IMPORT_LONG_TEXT "\"%s\" is longer than %d characters"
#define IMPORT_TWICE "the %s \"%.*s\" is also on line %zu"
#define IMPORT_FEW_FIELDS "%zu fields where %d or more belong"
#define IMPORT_ADDED "added %s %.*s\n"
#define IMPORT_CHANGED "changed %s %.*s: %s is now \"%.*s\", was \"%.*s\"\n"
#define IMPORT_REMOVED "removed %s %.*s\n"
#define IMPORT_EDITED                                                                          \
    "left as it was set here: %s %.*s: %s stays \"%.*s\", the file says \"%.*s\"\n"
#define IMPORT_COUNTS "%s: %zu added, %zu changed, %zu removed, %zu unchanged\n"

#endif
