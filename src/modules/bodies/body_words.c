#include "modules/bodies/body_words.h"

#include "modules/bodies/body.h"

#define WORD(code, label)                                                                      \
    {                                                                                          \
        STR_INIT(code), STR_INIT(label)                                                        \
    }
#define WORDS(array)                                                                           \
    {                                                                                          \
        array, sizeof(array) / sizeof(array[0])                                                \
    }

static const struct body_word grounds[] = { WORD("service", GROUND_SERVICE),
                                            WORD("pre_release", GROUND_PRE_RELEASE),
                                            WORD("interests_people", GROUND_PEOPLE),
                                            WORD("interests_families", GROUND_FAMILIES),
                                            WORD("interests_victims", GROUND_VICTIMS) };
const struct body_words body_grounds = WORDS(grounds);

static const struct body_word sizes[] = { WORD("micro", SIZE_MICRO), WORD("small", SIZE_SMALL),
                                          WORD("medium", SIZE_MEDIUM),
                                          WORD("large", SIZE_LARGE),
                                          WORD("unknown", SIZE_UNKNOWN) };
const struct body_words body_size_bands = WORDS(sizes);

static const struct body_word states[] = { WORD("active", STATE_ACTIVE),
                                           WORD("dormant", STATE_DORMANT),
                                           WORD("closed", STATE_CLOSED),
                                           WORD("merged", STATE_MERGED) };
const struct body_words body_states = WORDS(states);

static const struct body_word consents[] = { WORD("given", CONSENT_GIVEN),
                                             WORD("asked", CONSENT_ASKED),
                                             WORD("not_asked", CONSENT_NOT_ASKED),
                                             WORD("public_source", CONSENT_PUBLIC_SOURCE),
                                             WORD("refused", CONSENT_REFUSED) };
const struct body_words body_consents = WORDS(consents);

static const struct body_word *find(const struct body_words *words, struct str code)
{
    for (size_t i = 0; i < words->n; i++) {
        if (str_eq(words->item[i].code, code))
            return &words->item[i];
    }
    return NULL;
}

struct str body_word_label(const struct body_words *words, struct str code)
{
    const struct body_word *w = find(words, code);
    return w ? w->label : code;
}

bool body_word_is(const struct body_words *words, struct str code)
{
    return find(words, code) != NULL;
}
