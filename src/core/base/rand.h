/*
 * rand.h: random values from the operating system (libsodium's randombytes_buf).
 */
#ifndef CORE_BASE_RAND_H
#define CORE_BASE_RAND_H

#include "core/base/str.h"

void rand_init(void); /* once, before threads */
void rand_bytes(void *out, size_t n);
int64_t rand_id(void); /* 63 random bits, never 0: ids that must not tell an order */

/* 128 random bits as 26 signs of Crockford's alphabet, lower case: form_ids and keys. */
#define KEY_SIGNS 26
struct str rand_key(struct arena *a);
/* The same form of 16 bytes of ours: a key that is made again when it is needed. */
struct str key_from_bytes(struct arena *a, const unsigned char bytes[16]);
bool key_is_valid(struct str s);

/* `n` signs of Crockford's base 32 and the check sign for receipt numbers (architecture,
 * decision 9). */
char crockford_check(const char *signs7);
struct str receipt_new(struct arena *a, struct str area_code); /* FIF-7K3M-92Q2 */
bool receipt_parse(struct arena *a, struct str typed,
                   struct str *canonical); /* case, hyphens, O I L forgiven */

#endif
