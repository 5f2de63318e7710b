#include "modules/people/recovery.h"

#include "core/base/arena.h"

#define SIGNS (RECOVERY_BYTES * 8 / 5)
#define GROUP 4
#define TEXT_BYTES (SIGNS + SIGNS / GROUP - 1)

enum { Q_LEFT, Q_ADD, Q_USE, Q_REMOVE };

static const char *const sql[] = {
    [Q_LEFT] = "SELECT count(*) FROM recovery_code WHERE account_id = $1",
    [Q_ADD] = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)",
    [Q_USE] = "DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2 "
              "RETURNING account_id",
    [Q_REMOVE] = "DELETE FROM recovery_code WHERE account_id = $1",
};
const struct sql_list recovery_sql = SQL_LIST("recovery", sql);

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static void write_signs(char out[SIGNS], const unsigned char byte[RECOVERY_BYTES])
{
    for (size_t i = 0; i < SIGNS; i++) {
        size_t bit = 5 * i, at = bit / 8;
        unsigned two = (unsigned)byte[at] << 8 | (at + 1 < RECOVERY_BYTES ? byte[at + 1] : 0);
        out[i] = alphabet[two >> (11 - bit % 8) & 31];
    }
}

struct str recovery_text(struct arena *a, const struct recovery_set *set, size_t i)
{
    char signs[SIGNS];
    char *p = arena_alloc(a, TEXT_BYTES);
    size_t n = 0;
    if (!p)
        return (struct str){ NULL, 0 };
    write_signs(signs, set->byte[i]);
    for (size_t k = 0; k < SIGNS; k++) {
        if (k && k % GROUP == 0)
            p[n++] = '-';
        p[n++] = signs[k];
    }
    secret_wipe(signs, sizeof signs);
    return (struct str){ p, n };
}

/* A sign as it stands in the alphabet, forgiving; 0: none of it. */
static char sign_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c + ('a' - 'A'));
    if (c == 'o')
        return '0';
    if (c == 'i' || c == 'l')
        return '1';
    return str_find_char(STR("0123456789abcdefghjkmnpqrstvwxyz"), c) == STR_NONE ? 0 : c;
}

static bool read_signs(char out[SIGNS], struct str typed)
{
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c == '-' || c == ' ' || c == '\t')
            continue;
        char sign = sign_of(c);
        if (!sign || n == SIGNS)
            return false;
        out[n++] = sign;
    }
    return n == SIGNS;
}

static struct hash code_hash(int64_t account_id, const char signs[SIGNS])
{
    char id[24];
    int n = snprintf(id, sizeof id, "%lld", (long long)account_id);
    const struct str part[] = { STR("recovery"), { id, (size_t)n }, { signs, SIGNS } };
    return hash_parts(NULL, part, 3);
}

static enum err record(struct db *db, int64_t id, struct str action, const struct act *act)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "how", STR(""), STR("recovery"));
    return change_record(db, &c, act, &(struct change_of){ action, STR("account"), id });
}

enum err recovery_left(struct db *db, int64_t account_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_LEFT], BINDS(bi(account_id)), n);
}

enum err recovery_replace(struct db *db, int64_t account_id, const struct recovery_set *set,
                          const struct act *act)
{
    enum err e = recovery_remove(db, account_id);
    for (size_t i = 0; !e && i < RECOVERY_CODES; i++) {
        char signs[SIGNS];
        write_signs(signs, set->byte[i]);
        const struct hash h = code_hash(account_id, signs);
        secret_wipe(signs, sizeof signs);
        e = db_exec(db, sql[Q_ADD], BINDS(bi(account_id), bb(hash_view(&h))));
    }
    return e ? e : record(db, account_id, STR("factor.recovery_codes"), act);
}

enum err recovery_use(struct db *db, int64_t account_id, struct str typed,
                      const struct act *act, bool *right)
{
    char signs[SIGNS];
    int64_t id = 0;
    enum err e = ERR_NOT_FOUND;
    *right = false;
    if (read_signs(signs, typed)) {
        const struct hash h = code_hash(account_id, signs);
        e = db_one_i64(db, sql[Q_USE], BINDS(bi(account_id), bb(hash_view(&h))), &id);
    }
    if (e && e != ERR_NOT_FOUND)
        return e;
    bool is_right = e == OK;
    e = record(db, account_id, is_right ? STR("factor.use") : STR("factor.wrong"), act);
    *right = !e && is_right;
    return e;
}

enum err recovery_remove(struct db *db, int64_t account_id)
{
    return db_exec(db, sql[Q_REMOVE], BINDS(bi(account_id)));
}
