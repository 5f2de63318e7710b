/*
 * audit_words.h: the audit room's sentences.
 */
#ifndef MODULES_AUDIT_AUDIT_WORDS_H
#define MODULES_AUDIT_AUDIT_WORDS_H

#define AUDIT_BAD_ROW "The audit chain breaks at record %lld."
#define AUDIT_BAD_WITNESS                                                                      \
    "The audit chain was cut or written anew: record %lld is not the one that was witnessed."

#endif
