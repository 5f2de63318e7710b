/*
 * respond_about.c: the built-in pages of the form: about you, publishing.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define AREAS_BYTES 2048
#define PEOPLE_MOST 10000000

static const struct form_option who_options[] = {
    { STR_INIT("individual"), STR_INIT(RESPOND_INDIVIDUAL), { 0 } },
    { STR_INIT("organisation"), STR_INIT(RESPOND_ORGANISATION), { 0 } },
    { STR_INIT("group"), STR_INIT(RESPOND_GROUP), STR_INIT(RESPOND_GROUP_HINT) },
};
static const struct form_option yes_no[] = {
    { STR_INIT("yes"), STR_INIT(RESPOND_YES), { 0 } },
    { STR_INIT("no"), STR_INIT(RESPOND_NO), { 0 } },
};
static const struct form_option copy_option = { STR_INIT("yes"),
                                                STR_INIT(RESPOND_COPY),
                                                { 0 } };
static const struct form_option naming_options[] = {
    { STR_INIT("yes"), STR_INIT(RESPOND_NAME_YES), { 0 } },
    { STR_INIT("describe"), STR_INIT(RESPOND_NAME_DESCRIBE),
      STR_INIT(RESPOND_NAME_DESCRIBE_HINT) },
    { STR_INIT("no"), STR_INIT(RESPOND_NAME_NO), STR_INIT(RESPOND_NAME_NO_HINT) },
};

const char *respond_about_template(enum respond_kind kind)
{
    switch (kind) {
    case RESPOND_STEP_WHO:
        return "respond/who";
    case RESPOND_STEP_YOU:
        return "respond/you";
    case RESPOND_STEP_BODY:
        return "respond/body";
    case RESPOND_STEP_AREAS:
        return "respond/areas";
    case RESPOND_STEP_VIEWS:
        return "respond/views";
    case RESPOND_STEP_PUBLISH:
        return "respond/publish";
    case RESPOND_STEP_NAMING:
        return "respond/naming";
    case RESPOND_STEP_PARAGRAPHS:
        return "respond/paragraphs";
    case RESPOND_STEP_QUESTION:
        break;
    }
    return "respond/question";
}

/* --- words of a choice --- */

struct str respond_who_words(struct str who)
{
    for (size_t i = 0; i < sizeof who_options / sizeof who_options[0]; i++)
        if (str_eq(who_options[i].value, who))
            return who_options[i].label;
    return (struct str){ 0 };
}

struct str respond_naming_words(struct str naming)
{
    for (size_t i = 0; i < sizeof naming_options / sizeof naming_options[0]; i++)
        if (str_eq(naming_options[i].value, naming))
            return naming_options[i].label;
    return (struct str){ 0 };
}

static bool is_group(const struct respond *k)
{
    return str_eq(draft_value(&k->draft, "who"), STR("group"));
}

struct str respond_publish_words(const struct respond *k, struct str choice)
{
    bool is_one = respond_is_individual(k);
    if (str_eq(choice, STR("publish_with_name")))
        return is_one        ? STR(RESPOND_WITH_MY_NAME)
               : is_group(k) ? STR(RESPOND_WITH_GROUP_NAME)
                             : STR(RESPOND_WITH_OUR_NAME);
    if (str_eq(choice, STR("publish_anonymous")))
        return is_one ? STR(RESPOND_WITHOUT_MY_NAME) : STR(RESPOND_WITHOUT_OUR_NAME);
    return str_eq(choice, STR("do_not_publish")) ? STR(RESPOND_NOT) : (struct str){ 0 };
}

/* --- showing --- */

static void show_line(struct respond *k, symbol as, const char *name, size_t most)
{
    form_set(k->f, name, draft_value(&k->draft, name));
    form_field_most(k->f, as, name, most);
}

struct choice {
    const char *name;
    const struct form_option *option;
    size_t n;
};

static void show_choice(struct respond *k, symbol as, struct choice x)
{
    form_set(k->f, x.name, draft_value(&k->draft, x.name));
    form_options(k->f, as, x.name, x.option, x.n);
}

static void show_you(struct respond *k)
{
    view_bool(k->v, S(is_individual), respond_is_individual(k));
    view_bool(k->v, S(is_group), is_group(k));
    show_line(k, S(organisation), "organisation", RESPONSE_ORGANISATION_CHARS);
    show_line(k, S(person), "name", RESPONSE_NAME_CHARS);
    show_line(k, S(role_title), "role_title", RESPONSE_ROLE_CHARS);
    show_line(k, S(email), "email", RESPONSE_NAME_CHARS);
    show_choice(k, S(copy), (struct choice){ "copy", &copy_option, 1 });
}

enum err respond_likely(struct respond *k, struct form_option *out, size_t *n)
{
    const struct body_likeness like = { .name = draft_value(&k->draft, "organisation") };
    *n = 0;
    return respond_is_individual(k) || is_group(k) || !like.name.n
               ? OK
               : body_options(k->c->db, k->c->arena, &like, out, n);
}

static enum err show_body(struct respond *k)
{
    struct form_option option[BODY_OPTIONS_MAX + 1];
    size_t n = 0;
    enum err e = respond_likely(k, option, &n);
    option[n++] =
        (struct form_option){ .value = STR("none"), .label = STR(RESPOND_NONE_OF_THESE) };
    view_str(k->v, S(typed), draft_value(&k->draft, "organisation"));
    if (!e)
        show_choice(k, S(body), (struct choice){ "body", option, n });
    return e;
}

static enum err show_areas(struct respond *k)
{
    struct area_list all;
    struct form_option option[AREAS_MAX];
    size_t n = 0;
    enum err e = area_list(k->c->db, k->c->arena, &all);
    for (size_t i = 0; !e && i < all.n && n < AREAS_MAX; i++)
        if (list_holds(k->x.areas, all.item[i].slug))
            option[n++] =
                (struct form_option){ .value = all.item[i].slug, .label = all.item[i].name };
    if (!e)
        show_choice(k, S(areas), (struct choice){ "areas", option, n });
    return e;
}

static struct str with_name_hint(struct respond *k)
{
    bool is_one = respond_is_individual(k);
    struct str name = draft_value(&k->draft, is_one ? "name" : "organisation");
    if (name.n)
        return str_printf(k->c->arena, RESPOND_WITH_HINT, STR_ARG(name));
    return is_one        ? STR(RESPOND_WITH_HINT_MY)
           : is_group(k) ? STR(RESPOND_WITH_HINT_GROUP)
                         : STR(RESPOND_WITH_HINT_OUR);
}

static void show_publish(struct respond *k)
{
    static const char *const codes[] = { "publish_with_name", "publish_anonymous",
                                         "do_not_publish" };
    bool is_one = respond_is_individual(k);
    const struct str hint[] = { with_name_hint(k),
                                is_one ? STR(RESPOND_WITHOUT_HINT_MY)
                                       : STR(RESPOND_WITHOUT_HINT_OUR),
                                STR(RESPOND_NOT_HINT) };
    struct form_option option[3];
    for (size_t i = 0; i < 3; i++)
        option[i] = (struct form_option){ .value = str_from(codes[i]),
                                          .label = respond_publish_words(k, str_from(codes[i])),
                                          .hint = hint[i] };
    show_choice(k, S(publish), (struct choice){ "publish", option, 3 });
    show_choice(k, S(may_contact), (struct choice){ "may_contact", yes_no, 2 });
}

enum err respond_about_show(struct respond *k, const struct respond_step *s)
{
    switch (s->kind) {
    case RESPOND_STEP_WHO:
        show_choice(k, S(who), (struct choice){ "who", who_options, 3 });
        break;
    case RESPOND_STEP_YOU:
        show_you(k);
        break;
    case RESPOND_STEP_BODY:
        return show_body(k);
    case RESPOND_STEP_AREAS:
        return show_areas(k);
    case RESPOND_STEP_VIEWS:
        view_bool(k->v, S(is_group), is_group(k));
        show_line(k, S(represents_n), "represents_n", RESPONSE_ROLE_CHARS);
        show_line(k, S(gathered), "gathered", RESPONSE_GATHERED_CHARS);
        break;
    case RESPOND_STEP_PUBLISH:
        show_publish(k);
        break;
    case RESPOND_STEP_NAMING:
        show_choice(k, S(naming), (struct choice){ "naming", naming_options, 3 });
        break;
    case RESPOND_STEP_QUESTION:
    case RESPOND_STEP_PARAGRAPHS:
        break;
    }
    return OK;
}

/* --- what was typed --- */

static void take_named(struct respond *k, struct respond_typed *t, const char *name)
{
    respond_typed_add(t, name, param_str(k->c, name));
}

static struct str chosen_areas(struct respond *k)
{
    struct str slug[AREAS_MAX];
    struct buf *out = buf_in(k->c->arena, AREAS_BYTES);
    size_t n = param_list(k->c, "areas", slug, AREAS_MAX);
    for (size_t i = 0; i < n; i++)
        if (list_holds(k->x.areas, slug[i]))
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(slug[i]));
    return buf_view(out);
}

static void take_you(struct respond *k, struct respond_typed *t)
{
    take_named(k, t, "name");
    take_named(k, t, "email");
    take_named(k, t, "copy");
    if (respond_is_individual(k))
        return;
    take_named(k, t, "organisation");
    take_named(k, t, "role_title");
}

enum err respond_about_take(struct respond *k, const struct respond_step *s,
                            struct respond_typed *t)
{
    switch (s->kind) {
    case RESPOND_STEP_WHO:
        take_named(k, t, "who");
        break;
    case RESPOND_STEP_YOU:
        take_you(k, t);
        break;
    case RESPOND_STEP_BODY:
        take_named(k, t, "body");
        break;
    case RESPOND_STEP_AREAS:
        respond_typed_add(t, "areas", chosen_areas(k));
        break;
    case RESPOND_STEP_VIEWS:
        take_named(k, t, "represents_n");
        take_named(k, t, "gathered");
        break;
    case RESPOND_STEP_PUBLISH:
        take_named(k, t, "publish");
        take_named(k, t, "may_contact");
        break;
    case RESPOND_STEP_NAMING:
        take_named(k, t, "naming");
        break;
    case RESPOND_STEP_QUESTION:
    case RESPOND_STEP_PARAGRAPHS:
        break;
    }
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}

/* --- is it good? --- */

static void judge_you(struct respond *k)
{
    struct form *f = k->f;
    if (!respond_is_individual(k)) {
        form_length(f, "organisation", RESPONSE_ORGANISATION_CHARS,
                    STR(RESPOND_ORGANISATION_NOUN));
        form_length(f, "role_title", RESPONSE_ROLE_CHARS, STR(RESPOND_ROLE_NOUN));
    }
    form_length(f, "name", RESPONSE_NAME_CHARS, STR(RESPOND_NAME_NOUN));
    form_email(f, "email", STR(RESPOND_EMAIL_FORM));
    if (form_value(f, "copy").n)
        form_required(f, "email", STR(RESPOND_EMAIL_FOR_COPY));
}

static void judge_views(struct respond *k)
{
    int64_t n = 0;
    struct str typed = form_value(k->f, "represents_n");
    bool is_number = str_to_i64(typed, &n) && n >= 0 && n <= PEOPLE_MOST;
    if (typed.n && !is_number)
        form_error(k->f, "represents_n", STR(RESPOND_PEOPLE_NUMBER));
    form_length(k->f, "gathered", RESPONSE_GATHERED_CHARS, STR(RESPOND_GATHERED_NOUN));
}

static void judge_publish(struct respond *k)
{
    struct form *f = k->f;
    if (!respond_publish_words(k, form_value(f, "publish")).n)
        form_error(f, "publish", STR(RESPOND_SELECT_PUBLISH));
}

void respond_about_judge(struct respond *k, const struct respond_step *s,
                         struct respond_typed *t)
{
    (void)t;
    switch (s->kind) {
    case RESPOND_STEP_WHO:
        if (!respond_who_words(form_value(k->f, "who")).n)
            form_error(k->f, "who", STR(RESPOND_SELECT_WHO));
        break;
    case RESPOND_STEP_YOU:
        judge_you(k);
        break;
    case RESPOND_STEP_BODY:
        form_required(k->f, "body", STR(RESPOND_SELECT_BODY));
        break;
    case RESPOND_STEP_VIEWS:
        judge_views(k);
        break;
    case RESPOND_STEP_PUBLISH:
        judge_publish(k);
        break;
    case RESPOND_STEP_AREAS:
    case RESPOND_STEP_NAMING:
    case RESPOND_STEP_QUESTION:
    case RESPOND_STEP_PARAGRAPHS:
        break;
    }
}
