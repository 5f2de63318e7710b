/*
 * file_samples.h: files as people send them, and as others do: made here, byte by byte.
 */
#ifndef TESTS_FILE_SAMPLES_H
#define TESTS_FILE_SAMPLES_H

#include "core/base/arena.h"
#include "core/base/buf.h"

/* An entry of a zip, stored; what is not 0 stands there instead of the truth. */
struct zip_part {
    const char *name;
    struct str data;
    uint32_t flags, method, unpacked, mode; /* mode: of Unix, "a link" */
    const char *local_name;
    size_t share; /* its header and data are those of the entry of that number, from 1 */
};
struct str sample_zip(struct arena *a, const struct zip_part *part, size_t n);
/* Documents as small as they come, with one more part when name is not NULL. */
struct str sample_docx(struct arena *a, const struct zip_part *more);
struct str sample_odt(struct arena *a, const struct zip_part *more);

struct str sample_pdf(struct arena *a);
/* With a note of a place in an EXIF segment and in a comment. */
struct str sample_jpeg(struct arena *a, unsigned width, unsigned height);
/* With text chunks. */
struct str sample_png(struct arena *a, unsigned width, unsigned height);
#define SAMPLE_NOTE "55.8642N 4.2518W" /* what must be gone */

#endif
