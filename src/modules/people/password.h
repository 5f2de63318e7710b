/*
 * password.h: which passwords are refused (security.md S14).
 *
 * 12 to 256 characters of any kind; no rules of composition, no expiry, never cut or folded
 * before hashing. For judging alone a password is looked at in lower case, without accents,
 * with digits and signs at both ends cut off and signs within dropped. It is refused when what
 * is left is nothing                                            202620262026 a listed word, one
 * repeated, or two of them        Password1234, monkey-dragon99 one character, or rows of the
 * keyboard or the alphabet in runs of three and more                 aaaaaaaaaaaa,
 * qwertyqwerty, abcdefabcdef by more than half names of the service, of places or of the person
 * kilmarnock2026
 *
 * The list is data/words (docs/decisions/common-words.md).
 */
#ifndef MODULES_PEOPLE_PASSWORD_H
#define MODULES_PEOPLE_PASSWORD_H

#include "core/base/str.h"

#define PASSWORD_MIN 12 /* characters */
#define PASSWORD_MAX 256

enum password_fault {
    PASSWORD_GOOD,
    PASSWORD_NOT_TEXT, /* no UTF-8, or control characters */
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_EMPTY,   /* digits and signs only */
    PASSWORD_LISTED,  /* common words */
    PASSWORD_PATTERN, /* one character, rows of keys */
    PASSWORD_NAME
};

/*
 * own: names that a stranger would try first: of the service, of the person's partnership and
 * its areas and towns, of the person, and the part of the address before the @. Each counts
 * whole and by its words of four letters and more. Memory ends: PASSWORD_NOT_TEXT, a refusal.
 */
enum password_fault password_judge(struct arena *a, struct str password, const struct str *own,
                                   size_t n_own);

/* Whether the list holds the word (lower case). */
bool password_is_listed(struct str word);

#endif
