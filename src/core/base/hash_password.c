#include "core/base/hash_password.h"

#include "core/base/hash.h"
#include "core/base/rand.h"

#include <argon2.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/mman.h>

#define PASSES 2
#define MEMORY_KIB 65536
#define LANES 1
#define SALT_BYTES 16
#define HASH_BYTES 32
#define MEMORY_KIB_MAX (1 << 20) /* of a stored hash: more is damage */
#define PASSES_MAX 100
#define ENCODING sodium_base64_VARIANT_ORIGINAL_NO_PADDING

/* What stands in the text of a hash. */
struct parts {
    uint32_t memory_kib, passes, lanes;
    unsigned char salt[SALT_BYTES], hash[HASH_BYTES];
};

/* --- the block that a thread keeps --- */

static _Thread_local unsigned char *block;
static _Thread_local size_t block_bytes;

void hash_password_rest(void)
{
    if (block)
        (void)munmap(block, block_bytes);
    block = NULL;
    block_bytes = 0;
}

static int take_block(uint8_t **out, size_t n)
{
    if (n > block_bytes) {
        hash_password_rest();
        void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED)
            return ARGON2_MEMORY_ALLOCATION_ERROR;
        block = p;
        block_bytes = n;
    }
    *out = block;
    return ARGON2_OK;
}

static void leave_block(uint8_t *p, size_t n)
{
    (void)p; /* kept; the library has wiped it */
    (void)n;
}

/* out->hash from the rest of *out. */
static enum err work_out(struct parts *out, struct str password)
{
    argon2_context with = {
        .out = out->hash,
        .outlen = sizeof out->hash,
        .pwd = (uint8_t *)(uintptr_t)(password.n ? password.p : ""), /* is not written to */
        .pwdlen = (uint32_t)password.n,
        .salt = out->salt,
        .saltlen = sizeof out->salt,
        .t_cost = out->passes,
        .m_cost = out->memory_kib,
        .lanes = out->lanes,
        .threads = 1,
        .version = ARGON2_VERSION_13,
        .allocate_cbk = take_block,
        .free_cbk = leave_block,
        .flags = ARGON2_DEFAULT_FLAGS,
    };
    return password.n <= UINT32_MAX && argon2id_ctx(&with) == ARGON2_OK ? OK : ERR_BUSY;
}

/* --- the text: $argon2id$v=19$m=65536,t=2,p=1$SALT$HASH --- */

static void write_text(const struct parts *of, char out[HASH_PASSWORD_BYTES])
{
    char salt[sodium_base64_ENCODED_LEN(SALT_BYTES, ENCODING)];
    char hash[sodium_base64_ENCODED_LEN(HASH_BYTES, ENCODING)];
    sodium_bin2base64(salt, sizeof salt, of->salt, sizeof of->salt, ENCODING);
    sodium_bin2base64(hash, sizeof hash, of->hash, sizeof of->hash, ENCODING);
    (void)snprintf(out, HASH_PASSWORD_BYTES, "$argon2id$v=%d$m=%u,t=%u,p=%u$%s$%s",
                   ARGON2_VERSION_13, of->memory_kib, of->passes, of->lanes, salt, hash);
}

static bool read_number(struct str *rest, const char *name, uint32_t max, uint32_t *out)
{
    struct str piece;
    int64_t n;
    if (!str_cut(rest, ',', &piece) || !str_starts(piece, str_from(name)) ||
        !str_to_i64(str_sub(piece, 2, piece.n), &n) || n < 1 || n > max)
        return false;
    *out = (uint32_t)n;
    return true;
}

static bool read_bytes(struct str *rest, unsigned char *out, size_t n)
{
    struct str piece;
    size_t got = 0;
    const char *end = NULL;
    return str_cut(rest, '$', &piece) &&
           sodium_base642bin(out, n, piece.p, piece.n, NULL, &got, &end, ENCODING) == 0 &&
           got == n && end == piece.p + piece.n;
}

static bool read_text(const char *text, struct parts *out)
{
    static const struct str head = STR_INIT("$argon2id$v=19$");
    struct str rest = str_from(text), costs;
    if (!str_starts(rest, head))
        return false;
    rest = str_sub(rest, head.n, rest.n);
    return str_cut(&rest, '$', &costs) &&
           read_number(&costs, "m=", MEMORY_KIB_MAX, &out->memory_kib) &&
           read_number(&costs, "t=", PASSES_MAX, &out->passes) &&
           read_number(&costs, "p=", LANES, &out->lanes) && !costs.n &&
           read_bytes(&rest, out->salt, sizeof out->salt) &&
           read_bytes(&rest, out->hash, sizeof out->hash) && !rest.n;
}

enum err hash_password(struct str password, char out[HASH_PASSWORD_BYTES])
{
    struct parts made = { .memory_kib = MEMORY_KIB, .passes = PASSES, .lanes = LANES };
    rand_bytes(made.salt, sizeof made.salt);
    enum err e = work_out(&made, password);
    if (!e)
        write_text(&made, out);
    return e;
}

enum err hash_password_is(const char *hash, struct str password)
{
    struct parts kept;
    if (!read_text(hash, &kept))
        return ERR_FORBIDDEN;
    struct parts made = kept;
    if (work_out(&made, password) != OK)
        return ERR_FORBIDDEN;
    return sodium_memcmp(made.hash, kept.hash, sizeof kept.hash) == 0 ? OK : ERR_FORBIDDEN;
}

bool hash_password_is_old(const char *hash)
{
    struct parts kept;
    return !read_text(hash, &kept) || kept.memory_kib != MEMORY_KIB || kept.passes != PASSES;
}
