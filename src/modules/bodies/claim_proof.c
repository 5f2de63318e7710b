/*
 * claim_proof.c: what shows that somebody is of a body, and who decides where nothing does.
 */
#include "modules/bodies/claim.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "modules/bodies/body_rows.h"
#include "modules/partnerships/area.h"
#include "modules/people/editor.h"

/* Beside those that body_domain leaves out: anybody can have a mailbox there. */
static const struct str mailbox_domains[] = {
    STR_INIT("ymail.com"),       STR_INIT("rocketmail.com"),  STR_INIT("email.com"),
    STR_INIT("gmx.com"),         STR_INIT("gmx.co.uk"),       STR_INIT("gmx.net"),
    STR_INIT("zoho.com"),        STR_INIT("fastmail.com"),    STR_INIT("fastmail.fm"),
    STR_INIT("tutanota.com"),    STR_INIT("tuta.com"),        STR_INIT("tuta.io"),
    STR_INIT("pm.me"),           STR_INIT("mac.com"),         STR_INIT("hey.com"),
    STR_INIT("duck.com"),        STR_INIT("yandex.com"),      STR_INIT("ntlworld.com"),
    STR_INIT("tiscali.co.uk"),   STR_INIT("plus.com"),        STR_INIT("plusnet.com"),
    STR_INIT("talk21.com"),      STR_INIT("btopenworld.com"), STR_INIT("freeserve.co.uk"),
    STR_INIT("orange.net"),      STR_INIT("o2.co.uk"),        STR_INIT("aol.co.uk"),
    STR_INIT("yahoo.ie"),        STR_INIT("outlook.co.uk"),   STR_INIT("lineone.net"),
    STR_INIT("fsmail.net"),      STR_INIT("wanadoo.co.uk"),   STR_INIT("onetel.com"),
    STR_INIT("madasafish.com"),  STR_INIT("hotmail.scot"),    STR_INIT("wordpress.com"),
    STR_INIT("wixsite.com"),     STR_INIT("weebly.com"),      STR_INIT("blogspot.com"),
    STR_INIT("linktr.ee"),       STR_INIT("justgiving.com"),  STR_INIT("youtube.com"),
    STR_INIT("onmicrosoft.com"),
};

/* Public bodies: many groups have a page or a mailbox at one of theirs. And one more where
 * anybody can have one. */
static const struct str public_endings[] = {
    STR_INIT(".gov.uk"),    STR_INIT(".gov.scot"),  STR_INIT(".nhs.uk"), STR_INIT(".nhs.scot"),
    STR_INIT(".ac.uk"),     STR_INIT(".police.uk"), STR_INIT(".sch.uk"), STR_INIT(".mod.uk"),
    STR_INIT(".glow.scot"), STR_INIT(".mail.com"),
};

static bool is_everybodys(struct str domain)
{
    for (size_t i = 0; i < sizeof mailbox_domains / sizeof mailbox_domains[0]; i++)
        if (str_eq(domain, mailbox_domains[i]))
            return true;
    for (size_t i = 0; i < sizeof public_endings / sizeof public_endings[0]; i++)
        if (str_ends(domain, public_endings[i]) ||
            str_eq(domain, str_sub(public_endings[i], 1, domain.n)))
            return true;
    return false;
}

/* The domain of a website that is a site of its own: "https://www.example.org/", and not a page
 * under somebody else's. Empty: it is none. */
static struct str own_site(struct arena *a, struct str website)
{
    struct str s = str_lower(a, str_trim(website));
    size_t scheme = str_find(s, STR("://"));
    if (scheme != STR_NONE)
        s = str_sub(s, scheme + 3, s.n);
    if (str_ends(s, STR("/")))
        s.n--;
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
              s.p[i] == '.' || s.p[i] == '-'))
            return (struct str){ 0 };
    return body_domain(a, s);
}

bool claim_domain_proves(struct arena *a, const struct body_public *entry, struct str email)
{
    struct str domain = body_domain(a, email);
    if (!domain.n || is_everybodys(domain) || !mail_address_is_valid(email))
        return false;
    return str_eq(domain, own_site(a, entry->website)) ||
           str_eq(domain, body_domain(a, entry->contact_email));
}

/* --- who decides --- */

#define COORDINATORS_LOOKED_AT 1

/* The partnership of the first of the areas, where it has a coordinator. */
static enum err choose_partnership(struct db *db, struct arena *a, struct str areas,
                                   int64_t now_s, struct claim *claim)
{
    struct area area;
    struct str email[COORDINATORS_LOOKED_AT], rest = areas, first;
    size_t n = 0;
    claim->partnership_id = 0;
    if (!str_cut(&rest, ';', &first) || !first.n)
        return OK;
    enum err e = area_find_by_slug(db, a, first, &area);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    e = editor_coordinators(db, a, area.partnership_id, now_s, email, COORDINATORS_LOOKED_AT,
                            &n);
    if (!e && n)
        claim->partnership_id = area.partnership_id;
    return e;
}

enum err claim_choose_proof(struct db *db, struct arena *a, const struct body_public *entry,
                            int64_t now_s, struct claim *claim)
{
    struct editor_list *editors = ARENA_NEW(a, struct editor_list);
    if (!editors)
        return ERR_LIMIT;
    claim->proof = CLAIM_BY_COORDINATOR;
    claim->state = CLAIM_PENDING;
    enum err e = choose_partnership(db, a, entry ? entry->areas : claim->areas, now_s, claim);
    if (!e && entry)
        e = editor_list(db, a, entry->body_id, now_s, editors);
    if (e || !entry)
        return e;
    if (editors->has_lead) {
        claim->proof = CLAIM_BY_LEAD;
    } else if (claim_domain_proves(a, entry, claim->email)) {
        claim->proof = CLAIM_BY_DOMAIN;
        claim->state = CLAIM_UNCONFIRMED;
    }
    return OK;
}
