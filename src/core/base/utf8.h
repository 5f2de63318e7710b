/*
 * utf8.h: checking, cleaning, counting and folding UTF-8 (RFC 3629).
 */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include "core/base/str.h"

/* Shortest form, no surrogates, at most U+10FFFF. */
bool utf8_is_valid(struct str s);
/* Valid, and no control character but tab, LF and CR (C1 controls count; security.md S3). */
bool utf8_is_text(struct str s);
size_t utf8_length(struct str s); /* code points of valid text */

/* One code point at s[*i], moves *i on; U+FFFD for a bad byte (moves by one). *i < s.n. */
uint32_t utf8_next(struct str s, size_t *i);
size_t utf8_encode(uint32_t code_point, char out[4]); /* bytes written */

/* CRLF and CR to LF, outer white space trimmed; kept as typed otherwise (security.md S3). */
struct str utf8_normalise_newlines(struct arena *a, struct str s);

/*
 * For comparing and searching names: lower case, Latin letters without accents (Gaelic graves,
 * acutes, diaereses, ø, æ → ae, ß → ss), apostrophes dropped, '&' as "and", every other run of
 * signs and spaces as one space, trimmed. "Na h-Eileanan Siar" → "na h eileanan siar"; "Dùn Dè"
 * → "dun de".
 */
struct str utf8_fold(struct arena *a, struct str s);

/* For addresses: folded, cut at a word's end to max_chars, hyphens for spaces; `otherwise`
 * where nothing is left or letters stand there that no address of ours holds. */
struct str utf8_slug(struct arena *a, struct str name, size_t max_chars, struct str otherwise);

/* Edits (insert, delete, replace, swap of neighbours) between two folded texts; stops above
 * `most` and answers most + 1. */
unsigned utf8_distance(struct str a, struct str b, unsigned most);

#endif
