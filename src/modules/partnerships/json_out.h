/*
 * json_out.h: JSON as it is written for others: keys in the order given, commas placed, text
 * through esc_json.
 */
#ifndef MODULES_PARTNERSHIPS_JSON_OUT_H
#define MODULES_PARTNERSHIPS_JSON_OUT_H

#include "core/base/buf.h"

struct json {
    struct buf *b;
    bool has_item; /* the open object or list has one already */
};

/* key NULL inside a list, or for the outermost. */
void json_open(struct json *j, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json *j, char bracket);                 /* '}' or ']' */
void json_text(struct json *j, const char *key, struct str s);
void json_text_or_null(struct json *j, const char *key, struct str s); /* null when empty */
void json_int(struct json *j, const char *key, int64_t n);
void json_share(struct json *j, const char *key,
                double share); /* 0 to 1, four places at most */
void json_bool(struct json *j, const char *key, bool on);
/* A list of the pieces of a text with ";" between. */
void json_pieces(struct json *j, const char *key, struct str list);

#endif
