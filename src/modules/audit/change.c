#include "modules/audit/change.h"

#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#define DETAIL_MAX_BYTES (256 * KIB)
#define KEYED_BYTES 16 /* of a hash in a detail: enough to tell values apart */
#define KEYED_SIGNS (2 * KEYED_BYTES)

void change_begin(struct change *c)
{
    buf_init(&c->json, DETAIL_MAX_BYTES);
    buf_char(&c->json, '{');
    c->last = "";
    c->partnership_id = 0;
}

void change_end(struct change *c)
{
    buf_free(&c->json);
}

static void add_name(struct change *c, const char *name)
{
    INVARIANT(strcmp(c->last, name) < 0);
    if (*c->last)
        buf_char(&c->json, ',');
    esc_json(&c->json, str_from(name));
    buf_char(&c->json, ':');
    c->last = name;
}

void change_text(struct change *c, const char *name, struct str old, struct str new)
{
    add_name(c, name);
    buf_char(&c->json, '[');
    esc_json(&c->json, old);
    buf_char(&c->json, ',');
    esc_json(&c->json, new);
    buf_char(&c->json, ']');
}

void change_i64(struct change *c, const char *name, int64_t old, int64_t new)
{
    add_name(c, name);
    buf_printf(&c->json, "[%lld,%lld]", (long long)old, (long long)new);
}

void change_new_i64(struct change *c, const char *name, int64_t value)
{
    add_name(c, name);
    buf_i64(&c->json, value);
    if (str_eq(str_from(name), STR("partnership")))
        c->partnership_id = value;
}

/* The field's name is hashed too: the same word in two fields does not show as the same. */
static void add_keyed(struct change *c, const char *name, const struct hash_key *key,
                      struct str value)
{
    static const char digit[] = "0123456789abcdef";
    char hex[KEYED_SIGNS];
    const struct str part[] = { str_from(name), value };
    const struct hash h = hash_parts(key, part, 2);
    for (size_t i = 0; i < KEYED_BYTES; i++) {
        hex[2 * i] = digit[h.byte[i] >> 4];
        hex[2 * i + 1] = digit[h.byte[i] & 15];
    }
    buf_char(&c->json, '"');
    if (value.n)
        buf_add(&c->json, hex, sizeof hex);
    buf_char(&c->json, '"');
}

void change_personal(struct change *c, const char *name, const struct hash_key *key_of_person,
                     struct str old, struct str new)
{
    add_name(c, name);
    buf_lit(&c->json, "{\"keyed\":[");
    add_keyed(c, name, key_of_person, old);
    buf_char(&c->json, ',');
    add_keyed(c, name, key_of_person, new);
    buf_lit(&c->json, "]}");
}

void change_of_partnership(struct change *c, int64_t partnership_id)
{
    c->partnership_id = partnership_id;
}

enum err change_record(struct db *db, struct change *c, const struct act *act,
                       const struct change_of *of)
{
    char id[24];
    int n = of->object_id ? snprintf(id, sizeof id, "%lld", (long long)of->object_id) : 0;
    buf_char(&c->json, '}');
    enum err e = c->json.failed ? ERR_LIMIT : OK;
    if (!e)
        e = store_record(db, &(struct store_record){ .actor = act->actor,
                                                     .action = of->action,
                                                     .object_kind = of->object_kind,
                                                     .object_id = { id, (size_t)n },
                                                     .request_id = act->request_id,
                                                     .detail = buf_view(&c->json),
                                                     .at_s = act->now_s,
                                                     .partnership_id = c->partnership_id });
    change_end(c);
    return e;
}
