/*
 * body_columns.c: which column of a file is what, as the words of its first line say.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_import_words.h"

/* clang-format off */
static const struct column {
    const char *name, *label;
    const char *words;  /* a column called just that, folded, ";" between */
    const char *holds;  /* else one whose name holds that */
} column_of[BODY_COLUMN__MAX] = {
    [BODY_COLUMN_OTHER_NAMES] = { "other_names", COLUMN_OTHER_NAMES,
        "other names;other name;known as;also known as;aka;trading name;trading as;former name;operating name", "known as;other name" },
    [BODY_COLUMN_CHARITY_NUMBER] = { "charity_number", COLUMN_CHARITY_NUMBER,
        "charity number;charity no;scottish charity number;scottish charity no;oscr number;oscr no;sc number;sc no;charity", "charity n;charity reg;oscr" },
    [BODY_COLUMN_COMPANY_NUMBER] = { "company_number", COLUMN_COMPANY_NUMBER,
        "company number;company no;registered company number;companies house number", "company n" },
    [BODY_COLUMN_KIND] = { "kind", COLUMN_KIND,
        "kind;type;kind of organisation;organisation type;type of organisation;legal form;constitutional form;legal structure;legal status", "legal form" },
    [BODY_COLUMN_PURPOSES] = { "purposes", COLUMN_PURPOSES,
        "what it does;what they do;what the organisation does;purposes;purpose;description;activities;about;services;summary;aims;objectives;objects",
        "what it does;description;purpose;activit" },
    [BODY_COLUMN_AREAS] = { "areas", COLUMN_AREAS,
        "areas;area;council areas;council area;council;councils;local authority;local authorities;local authority area;areas served;area served;"
        "areas of operation;area of operation;where it works;main operating location;council areas where it works;gss;gss code",
        "council area;local authorit;area served;areas served;operating location" },
    [BODY_COLUMN_TOWN] = { "town", COLUMN_TOWN, "town;city;town or city;post town;locality;town of its office", "town" },
    [BODY_COLUMN_POSTCODE] = { "postcode", COLUMN_POSTCODE, "postcode;post code;registered postcode;office postcode", "postcode;post code" },
    [BODY_COLUMN_WEBSITE] = { "website", COLUMN_WEBSITE, "website;web site;web address;website address;url;web;homepage", "website;web site" },
    [BODY_COLUMN_CONTACT_ROLE] = { "contact_role", COLUMN_CONTACT_ROLE, "contact role;role;job title;position;role of the public contact", "job title" },
    [BODY_COLUMN_OWN_EMAIL] = { "own_email", COLUMN_OWN_EMAIL, "own email;private email;personal email;contact person email;named contact email;that persons email address", "private email;personal email" },
    [BODY_COLUMN_OWN_PHONE] = { "own_phone", COLUMN_OWN_PHONE, "own phone;private phone;personal phone;mobile;mobile number;mobile phone;that persons telephone number", "private phone;mobile" },
    [BODY_COLUMN_EMAIL] = { "contact_email", COLUMN_EMAIL, "email;e mail;email address;e mail address;contact email;public email;mailbox", "email;e mail" },
    [BODY_COLUMN_PHONE] = { "contact_phone", COLUMN_PHONE,
        "phone;telephone;phone number;telephone number;tel;tel no;contact number;contact phone;contact telephone", "phone;telephone" },
    [BODY_COLUMN_OWN_NAME] = { "own_name", COLUMN_OWN_NAME, "own name;contact name;contact person;contact;main contact;named contact;manager;name of a person to contact", "contact name;contact person;main contact" },
    [BODY_COLUMN_TOPICS] = { "topics", COLUMN_TOPICS, "topics;topic;themes;theme", "" },
    [BODY_COLUMN_GROUNDS] = { "grounds", COLUMN_GROUNDS, "grounds;ground;section 14 grounds", "section 14" },
    [BODY_COLUMN_COMMUNITY] = { "is_community", COLUMN_COMMUNITY, "community body;community body of section 37;is community", "community body" },
    [BODY_COLUMN_INCOME] = { "size_band", COLUMN_INCOME, "income;yearly income;annual income;most recent year income;turnover;size;size band", "income;turnover" },
    [BODY_COLUMN_LANGUAGES] = { "languages", COLUMN_LANGUAGES, "languages;language;languages other than english", "" },
    [BODY_COLUMN_NAME] = { "name", COLUMN_NAME,
        "name;organisation;organization;organisation name;organization name;name of organisation;name of the organisation;charity name;group name;group;body;title",
        "organisation name;charity name;group name;name" },
};
/* clang-format on */

struct str body_column_name(enum body_column column)
{
    return str_from(column_of[column].name);
}

struct str body_column_label(enum body_column column)
{
    return str_from(column_of[column].label);
}

struct guess {
    struct str *key; /* the header's words, folded */
    size_t n;
    struct body_columns *out;
};

static bool is_used(const struct guess *g, size_t at)
{
    for (size_t c = 0; c < BODY_COLUMN__MAX; c++) {
        if (g->out->at[c] == at)
            return true;
    }
    return false;
}

static bool fits(struct str key, struct str word, bool whole)
{
    return whole ? str_eq(key, word) : str_find(key, word) != STR_NONE;
}

static void guess_one(const struct guess *g, enum body_column column, bool whole)
{
    const struct column *c = &column_of[column];
    struct str words = str_from(whole ? c->words : c->holds), word;
    while (g->out->at[column] == STR_NONE && str_cut(&words, ';', &word)) {
        for (size_t i = 0; i < g->n && g->out->at[column] == STR_NONE; i++) {
            if (g->key[i].n && !is_used(g, i) && fits(g->key[i], word, whole))
                g->out->at[column] = i;
        }
    }
}

void body_columns_guess(struct arena *a, const struct str *header, size_t n,
                        struct body_columns *out)
{
    struct guess g = { .key = arena_array(a, n + 1, sizeof *g.key), .n = n, .out = out };
    for (size_t c = 0; c < BODY_COLUMN__MAX; c++)
        out->at[c] = STR_NONE;
    if (!g.key)
        return;
    for (size_t i = 0; i < n; i++)
        g.key[i] = utf8_fold(a, header[i]);
    for (int c = 0; c < BODY_COLUMN__MAX; c++)
        guess_one(&g, (enum body_column)c, true);
    /* the name last: other columns are called a name of something too */
    for (int c = 1; c <= BODY_COLUMN__MAX; c++)
        guess_one(&g, (enum body_column)(c % BODY_COLUMN__MAX), false);
}

struct str body_columns_put(const struct body_columns *columns, char *to, size_t room)
{
    size_t n = 0;
    to[n++] = '{';
    for (size_t c = 0; c < BODY_COLUMN__MAX; c++) {
        if (columns->at[c] == STR_NONE)
            continue;
        int k = snprintf(to + n, room - n, "%s\"%s\":%zu", n > 1 ? "," : "", column_of[c].name,
                         columns->at[c]);
        if (k < 0 || (size_t)k + 1 >= room - n)
            break;
        n += (size_t)k;
    }
    to[n++] = '}';
    return (struct str){ to, n };
}

struct str body_columns_text(struct arena *a, const struct body_columns *columns)
{
    char text[1024];
    return str_dup(a, body_columns_put(columns, text, sizeof text));
}

static void read_pair(struct str pair, struct body_columns *out)
{
    size_t colon = str_find(pair, STR("\":"));
    int64_t at = 0;
    if (colon == STR_NONE || !str_to_i64(str_sub(pair, colon + 2, STR_NONE), &at) || at < 0)
        return;
    for (size_t c = 0; c < BODY_COLUMN__MAX; c++) {
        if (str_eq(str_sub(pair, 1, colon - 1), str_from(column_of[c].name)))
            out->at[c] = (size_t)at;
    }
}

void body_columns_read(struct str text, struct body_columns *out)
{
    for (size_t c = 0; c < BODY_COLUMN__MAX; c++)
        out->at[c] = STR_NONE;
    if (text.n < 2)
        return;
    struct str rest = str_sub(text, 1, text.n - 2), pair;
    while (str_cut(&rest, ',', &pair))
        read_pair(pair, out);
}
