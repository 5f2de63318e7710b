#include "modules/people/invitation.h"

#include "modules/people/people_words.h"

#define GRANTS_READ 32

static const char *const words[ROLE__MAX] = {
    [ROLE_BODY_EDITOR] = ROLE_WORDS_BODY_EDITOR,
    [ROLE_COORDINATOR] = ROLE_WORDS_COORDINATOR,
    [ROLE_ANALYST] = ROLE_WORDS_ANALYST,
    [ROLE_NETWORK_COORDINATOR] = ROLE_WORDS_NETWORK_COORDINATOR,
    [ROLE_NETWORK_NATIONAL] = ROLE_WORDS_NETWORK_NATIONAL,
    [ROLE_ADMIN] = ROLE_WORDS_ADMIN,
};

struct str role_words(enum role role)
{
    return str_from(words[role]);
}

enum err invitation_make(struct db *db, struct arena *a, const struct invitation_new *n)
{
    const struct link_new link = {
        .purpose = LINK_INVITATION,
        .key = n->key,
        .subject = str_printf(a, "account:%lld", (long long)n->account_id),
        .account_id = n->account_id,
        .detail =
            n->inviter_id ? str_printf(a, "%lld", (long long)n->inviter_id) : (struct str){ 0 },
        .now_s = n->now_s,
    };
    return link_make(db, &link);
}

static enum err load_inviter(struct db *db, struct arena *a, struct str detail,
                             struct invitation *out)
{
    int64_t id = 0;
    struct account inviter;
    if (!str_to_i64(detail, &id))
        return OK;
    enum err e = account_find(db, a, id, &inviter);
    if (!e)
        out->inviter = inviter.name;
    return e == ERR_NOT_FOUND ? OK : e;
}

static bool is_wanted(const struct grant *g, int64_t now_s)
{
    return !g->until_s || g->until_s > now_s;
}

static enum err load_grants(struct db *db, int64_t now_s, struct invitation *out)
{
    struct grant all[GRANTS_READ];
    size_t n = 0;
    enum err e = role_list(db, out->account.id, all, GRANTS_READ, &n);
    for (size_t i = 0; !e && i < n && out->n_grants < INVITATION_GRANTS_MAX; i++)
        if (is_wanted(&all[i], now_s))
            out->grant[out->n_grants++] = all[i];
    return e;
}

enum err invitation_look(struct db *db, struct arena *a, struct str key, int64_t now_s,
                         struct invitation *out)
{
    struct link link;
    *out = (struct invitation){ 0 };
    enum err e = link_look(db, a, LINK_INVITATION, key, now_s, &link);
    out->state = link.state;
    if (e || link.state != LINK_GOOD)
        return e;
    out->expires_at_s = link.expires_at_s;
    e = account_find(db, a, link.account_id, &out->account);
    if (e == ERR_NOT_FOUND || (!e && out->account.closed_at_s)) {
        out->state = LINK_UNKNOWN;
        return OK;
    }
    if (!e)
        e = load_inviter(db, a, link.detail, out);
    return e ? e : load_grants(db, now_s, out);
}
