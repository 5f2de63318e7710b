/*
 * embedded_text.h: texts that the program carries, written at build time by src/tools/embed.c.
 */
#ifndef CORE_BASE_EMBEDDED_TEXT_H
#define CORE_BASE_EMBEDDED_TEXT_H

#include "core/base/str.h"

struct embedded_text {
    struct str name; /* the file's name without its ending */
    struct str text;
};

extern const struct embedded_text guidance_embedded[]; /* data/guidance, sorted by name */
extern const size_t n_guidance_embedded;
extern const struct embedded_text words_embedded[]; /* data/words */
extern const size_t n_words_embedded;
extern const struct embedded_text sample_embedded[]; /* data/sample */
extern const size_t n_sample_embedded;

#endif
