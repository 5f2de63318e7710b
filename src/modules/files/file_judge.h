/*
 * file_judge.h: is an upload what we take, and what it says it is? (security.md S37, S38)
 *
 * Three must agree: the last extension of its name, libmagic, and our own look at its bytes. A
 * zip is walked by its directory and never inflated; a picture by its segments and never
 * decoded. Nothing here recurses, nor allocates by a number that stands in the file.
 */
#ifndef MODULES_FILES_FILE_JUDGE_H
#define MODULES_FILES_FILE_JUDGE_H

#include "core/base/str.h"

#include <stdint.h>

#define FILE_NAME_CHARS 120
#define FILE_ZIP_ENTRIES 5000
#define FILE_ZIP_BYTES ((uint64_t)200 * 1024 * 1024) /* unpacked, all together */
#define FILE_ZIP_RATIO 100
#define FILE_PICTURE_POINTS ((uint64_t)40 * 1000 * 1000)
#define FILE_PIECES_MAX 256 /* runs of bytes that stay of one picture */

/* Kinds that are taken; NULL name at the end. */
enum file_form { FILE_PDF, FILE_RTF, FILE_TEXT, FILE_OOXML, FILE_ODF, FILE_JPEG, FILE_PNG };
struct file_kind {
    const char *name; /* "docx": its extension too */
    const char *type; /* what it is served as */
    const char *part; /* OOXML: how its main part begins */
    enum file_form form;
};
extern const struct file_kind file_kinds[];
/* NULL: not one of them. "jpeg" is jpg; case does not matter. */
const struct file_kind *file_kind_of(struct str extension);

enum file_wrong {
    FILE_GOOD,
    FILE_EMPTY,
    FILE_TOO_BIG,
    FILE_OTHER_KIND, /* not among those taken */
    FILE_NOT_SO,     /* its contents are not what its name says */
    FILE_DAMAGED,
    FILE_LOCKED, /* a password */
    FILE_MACROS,
    FILE_TOO_PACKED,  /* entries, size or ratio of the zip */
    FILE_BAD_PARTS,   /* names or links in the zip that lead outside it */
    FILE_PICTURE_BIG, /* more points than we take */
    FILE_NOT_TEXT     /* neither UTF-8 nor Latin-1 */
};

struct file_judged {
    enum file_wrong wrong;
    const struct file_kind *kind;
    struct str name;   /* cleaned: no folder, no control characters; shown escaped */
    struct str *piece; /* what is to be stored, in order: of the file, or of ours */
    size_t n_pieces;
    uint64_t n_bytes;
};

/* most: bytes. Out of memory: arena_failed. */
void file_judge(struct arena *a, struct str name, struct str bytes, uint64_t most,
                struct file_judged *out);
/* For beside the field: "The file must be smaller than 20 MB"; empty when it is good. */
struct str file_wrong_words(struct arena *a, enum file_wrong wrong, uint64_t most);
/* "1.8 MB", "312 KB" */
struct str file_size_words(struct arena *a, uint64_t n_bytes);

/* --- its parts, for tests and fuzzing --- */
enum file_wrong file_zip_walk(struct str bytes, const struct file_kind *kind);
/* piece: room for FILE_PIECES_MAX. What stays of a picture without its notes (EXIF, text). */
enum file_wrong file_jpeg_walk(struct str bytes, struct str *piece, size_t *n);
enum file_wrong file_png_walk(struct str bytes, struct str *piece, size_t *n);
struct str file_name_clean(struct arena *a, struct str name);

#endif
