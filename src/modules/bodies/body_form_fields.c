#include "modules/bodies/body_form_fields.h"

#include "gen/symbols.h"

const struct form_date body_consent_date = { "consent_day", "consent_month", "consent_year" };

const struct body_text_field body_text[BODY_TEXTS] = {
    { BF_NAME, S(name), "name", offsetof(struct body, name), 0 },
    { BF_OTHER_NAMES, S(other_names), "other_names", offsetof(struct body, other_names), 0 },
    { BF_CHARITY, S(charity_number), "charity_number", offsetof(struct body, charity_number),
      0 },
    { BF_COMPANY, S(company_number), "company_number", offsetof(struct body, company_number),
      0 },
    { BF_WEB, S(web), "web", offsetof(struct body, website), 0 },
    { BF_LANGUAGES, S(languages), "languages", offsetof(struct body, languages), 0 },
    { BF_PURPOSES, S(purposes), "purposes", offsetof(struct body, purposes),
      BODY_PURPOSES_CHARS },
    { BF_OFFICE, S(office), "office", offsetof(struct body, office), 0 },
    { BF_CONTACT_ROLE, S(contact_role), "contact_role", offsetof(struct body, contact_role),
      0 },
    { BF_CONTACT_EMAIL, S(contact_email), "contact_email", offsetof(struct body, contact_email),
      0 },
    { BF_CONTACT_PHONE, S(contact_phone), "contact_phone", offsetof(struct body, contact_phone),
      0 },
    { BF_OWN_NAME, S(own_name), "own_name", offsetof(struct body, own_name), 0 },
    { BF_OWN_EMAIL, S(own_email), "own_email", offsetof(struct body, own_email), 0 },
    { BF_OWN_PHONE, S(own_phone), "own_phone", offsetof(struct body, own_phone), 0 },
    { BF_DESCRIPTION, S(description), "description", offsetof(struct body, description), 0 },
};

bool body_form_asks(const struct body_form *bf, enum body_field field)
{
    return (bf->fields & BODY_BIT(field)) != 0;
}

struct str *body_text_in(struct body *b, const struct body_text_field *t)
{
    return (struct str *)(void *)((char *)b + t->at);
}

struct str body_text_of(const struct body *b, const struct body_text_field *t)
{
    return *(const struct str *)(const void *)((const char *)b + t->at);
}
