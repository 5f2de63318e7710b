#include "modules/bodies/body_import_words.h"

#include "modules/bodies/body_import.h"

struct str body_file_words(struct arena *a, const struct body_file *file)
{
    switch (file->wrong) {
    case BODY_FILE_EMPTY:
        return STR(IMPORT_FILE_EMPTY);
    case BODY_FILE_TOO_BIG:
        return STR(IMPORT_FILE_TOO_BIG);
    case BODY_FILE_SPREADSHEET:
        return STR(IMPORT_FILE_SPREADSHEET);
    case BODY_FILE_NOT_TEXT:
        return STR(IMPORT_FILE_NOT_TEXT);
    case BODY_FILE_QUOTES:
        return str_printf(a, IMPORT_FILE_QUOTES, file->line, file->what);
    case BODY_FILE_TOO_MANY_COLUMNS:
        return str_printf(a, IMPORT_FILE_COLUMNS, BODY_IMPORT_COLUMNS_MAX, file->line);
    case BODY_FILE_SEPARATOR:
        return STR(IMPORT_FILE_SEPARATOR);
    case BODY_FILE_NO_HEADER:
        return STR(IMPORT_FILE_NO_HEADER);
    case BODY_FILE_NO_ROWS:
        return STR(IMPORT_FILE_NO_ROWS);
    case BODY_FILE_TOO_MANY_ROWS:
        return str_printf(a, IMPORT_FILE_TOO_MANY_ROWS, BODY_IMPORT_ROWS_MAX);
    case BODY_FILE_GOOD:
        break;
    }
    return STR(IMPORT_FILE_EMPTY);
}
