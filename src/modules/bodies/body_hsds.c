#include "modules/bodies/body_hsds.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "modules/bodies/body_data_words.h"

#define UUID_BYTES 16
#define PART_BITS 20 /* of the number: what belongs to an entry is numbered within it */

/* --- ids --- */

static void make_bytes(struct str origin, enum hsds_kind kind, int64_t number,
                       unsigned char out[UUID_BYTES])
{
    const unsigned char of = (unsigned char)kind;
    const struct str part[] = { STR("hsds"), origin, { (const char *)&of, 1 } };
    struct hash h = hash_parts(NULL, part, 3);
    memcpy(out, h.byte, UUID_BYTES / 2);
    for (int i = 0; i < 8; i++)
        out[8 + i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
    out[6] = (unsigned char)(0x80 | (out[6] & 0x0F)); /* version 8 */
    out[8] = (unsigned char)(0x80 | (out[8] & 0x3F)); /* variant */
}

static void write_id(const unsigned char bytes[UUID_BYTES], char out[HSDS_ID_CHARS])
{
    static const char hex[] = "0123456789abcdef";
    size_t n = 0;
    for (size_t i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[n++] = '-';
        out[n++] = hex[bytes[i] >> 4];
        out[n++] = hex[bytes[i] & 0x0F];
    }
}

struct str hsds_id(struct arena *a, struct str origin, enum hsds_kind kind, int64_t number)
{
    unsigned char bytes[UUID_BYTES];
    char text[HSDS_ID_CHARS];
    make_bytes(origin, kind, number, bytes);
    write_id(bytes, text);
    return str_dup(a, (struct str){ text, sizeof text });
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number stands in the last 62 bits; the whole is made again and compared. */
bool hsds_id_read(struct str origin, enum hsds_kind kind, struct str id, int64_t *number)
{
    unsigned char bytes[UUID_BYTES];
    char text[HSDS_ID_CHARS];
    uint64_t n = 0;
    if (id.n != HSDS_ID_CHARS)
        return false;
    for (size_t i = 19; i < id.n; i++) {
        if (i == 23)
            continue;
        if (digit(id.p[i]) < 0)
            return false;
        n = n << 4 | (uint64_t)digit(id.p[i]);
    }
    *number = (int64_t)(n & (((uint64_t)1 << 62) - 1));
    make_bytes(origin, kind, *number, bytes);
    write_id(bytes, text);
    return str_eq_nocase((struct str){ text, sizeof text }, id);
}

static void add_id(struct json *j, const struct body_data *d, enum hsds_kind kind,
                   int64_t number)
{
    json_text(j, "id", hsds_id(d->a, d->origin, kind, number));
}

/* --- members --- */

static void text_if(struct json *j, const char *key, struct str s)
{
    if (s.n)
        json_text(j, key, s);
}

static struct str first_line(struct str lines)
{
    struct str line = { 0 };
    return str_cut(&lines, '\n', &line) ? str_trim(line) : line;
}

static void add_phones(struct json *j, const struct body_data *d, const struct body_public *x)
{
    json_open(j, "phones", '[');
    if (x->contact_phone.n) {
        json_open(j, NULL, '{');
        add_id(j, d, HSDS_PHONE, x->body_id);
        json_text(j, "number", x->contact_phone);
        json_text(j, "type", STR("voice"));
        text_if(j, "description", x->contact_role);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* A role and its mailbox: no names of people. */
static void add_contacts(struct json *j, const struct body_data *d, const struct body_public *x)
{
    json_open(j, "contacts", '[');
    if (x->contact_role.n || x->contact_email.n) {
        json_open(j, NULL, '{');
        add_id(j, d, HSDS_CONTACT, x->body_id);
        text_if(j, "title", x->contact_role);
        text_if(j, "email", x->contact_email);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_identifier(struct json *j, const struct body_data *d, enum hsds_kind kind,
                           const struct body_public *x)
{
    bool is_charity = kind == HSDS_CHARITY_ID;
    struct str value = is_charity ? x->charity_number : x->company_number;
    if (!value.n)
        return;
    json_open(j, NULL, '{');
    add_id(j, d, kind, x->body_id);
    json_text(j, "identifier_scheme", is_charity ? STR("GB-SC") : STR("GB-COH"));
    json_text(j, "identifier_type", is_charity ? STR(HSDS_CHARITY) : STR(HSDS_COMPANY));
    json_text(j, "identifier", value);
    json_close(j, '}');
}

void hsds_organization(struct json *j, const struct body_data *d, const struct body_public *x,
                       bool is_full)
{
    add_id(j, d, HSDS_ORGANIZATION, x->body_id);
    json_text(j, "name", x->name);
    text_if(j, "alternate_name", first_line(x->other_names));
    json_text(j, "description", x->purposes.n ? x->purposes : STR(HSDS_NO_DESCRIPTION));
    text_if(j, "email", x->contact_email);
    text_if(j, "website", x->website);
    json_text(j, "legal_status", list_label(&d->labels.kinds, x->kind));
    json_text(j, "uri", body_data_url(d->a, d->origin, x->slug));
    if (is_full) {
        add_phones(j, d, x);
        add_contacts(j, d, x);
        json_open(j, "organization_identifiers", '[');
        add_identifier(j, d, HSDS_CHARITY_ID, x);
        add_identifier(j, d, HSDS_COMPANY_ID, x);
        json_close(j, ']');
    }
}

/* --- a service --- */

static int64_t part_of(const struct body_public *x, int64_t part)
{
    return x->body_id << PART_BITS | (part & (((int64_t)1 << PART_BITS) - 1));
}

static void add_areas(struct json *j, const struct body_data *d, const struct body_public *x)
{
    struct str rest = x->areas, slug;
    json_open(j, "service_areas", '[');
    while (str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&d->labels.areas, slug);
        if (!area)
            continue;
        json_open(j, NULL, '{');
        add_id(j, d, HSDS_AREA, part_of(x, area->id));
        json_text(j, "name", area->name);
        json_text(j, "uri",
                  str_printf(d->a,
                             "http://statistics.data.gov.uk/id/statistical-geography/%.*s",
                             STR_ARG(area->gss)));
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* The hash of a code, in as many bits as an id has room for. */
static int64_t number_of_code(struct str code)
{
    struct hash h = hash_of(code);
    uint64_t n = 0;
    for (int i = 0; i < 7; i++)
        n = n << 8 | h.byte[i];
    return (int64_t)n;
}

static void add_topic(struct json *j, const struct body_data *d, int64_t number,
                      struct str code)
{
    json_open(j, NULL, '{');
    add_id(j, d, HSDS_ATTRIBUTE, number);
    json_text(j, "label", list_label(&d->labels.topics, code));
    json_open(j, "taxonomy_term", '{');
    add_id(j, d, HSDS_TERM, number_of_code(code));
    json_text(j, "code", code);
    json_text(j, "name", list_label(&d->labels.topics, code));
    json_text(j, "description", list_label(&d->labels.topics, code));
    json_text(j, "taxonomy", STR(HSDS_TOPICS));
    json_open(j, "taxonomy_detail", '{');
    add_id(j, d, HSDS_TAXONOMY, 0);
    json_text(j, "name", STR(HSDS_TOPICS));
    json_text(j, "description", STR(HSDS_TOPICS_ABOUT));
    json_close(j, '}');
    json_text(j, "language", STR("eng"));
    json_close(j, '}');
    json_close(j, '}');
}

static void add_topics(struct json *j, const struct body_data *d, const struct body_public *x)
{
    struct str rest = x->topics, code;
    int64_t n = 0;
    json_open(j, "attributes", '[');
    while (str_cut(&rest, ';', &code))
        add_topic(j, d, part_of(x, n++), code);
    json_close(j, ']');
}

static struct str status_of(const struct body_public *x)
{
    if (str_eq(x->state, STR("active")))
        return STR("active");
    return str_eq(x->state, STR("dormant")) ? STR("inactive") : STR("defunct");
}

static void add_languages(struct json *j, const struct body_data *d,
                          const struct body_public *x)
{
    json_open(j, "languages", '[');
    if (x->languages.n) {
        json_open(j, NULL, '{');
        add_id(j, d, HSDS_LANGUAGE, x->body_id);
        json_text(j, "name", x->languages);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void hsds_service(struct json *j, const struct body_data *d, const struct body_public *x,
                  bool is_full)
{
    add_id(j, d, HSDS_SERVICE, x->body_id);
    json_text(j, "name", x->name);
    text_if(j, "alternate_name", first_line(x->other_names));
    json_text(j, "description", x->purposes.n ? x->purposes : STR(HSDS_NO_DESCRIPTION));
    text_if(j, "url", x->website);
    text_if(j, "email", x->contact_email);
    json_text(j, "status", status_of(x));
    text_if(j, "assured_date", x->reviewed_on);
    json_text(j, "last_modified",
              str_printf(d->a, "%.*sT00:00:00.000Z", STR_ARG(x->changed_on)));
    json_open(j, "organization", '{');
    hsds_organization(j, d, x, is_full);
    json_close(j, '}');
    if (is_full) {
        add_phones(j, d, x);
        add_contacts(j, d, x);
        add_languages(j, d, x);
    }
    add_areas(j, d, x);
    add_topics(j, d, x);
}
