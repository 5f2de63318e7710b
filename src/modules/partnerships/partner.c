#include "modules/partnerships/partner.h"

#include "core/base/arena.h"

#define PARTNERS_MAX 16 /* eight classes and two representatives, with room */

enum { Q_OF_AREA };

static const char *const sql[] = {
    [Q_OF_AREA] = "SELECT class, represents, name, detail, is_confirmed FROM statutory_partner "
                  "WHERE area_id = $1 ORDER BY seq",
};
const struct sql_list partner_sql = SQL_LIST("partner", sql);

enum err partner_list(struct db *db, struct arena *a, int64_t area_id, struct partner_list *out)
{
    *out = (struct partner_list){ .item = arena_array(a, PARTNERS_MAX, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_OF_AREA], BINDS(bi(area_id)));
    while (out->n < PARTNERS_MAX && db_row(s))
        out->item[out->n++] = (struct partner){
            .class = db_text(s, 0, a),
            .represents = db_text(s, 1, a),
            .name = db_text(s, 2, a),
            .detail = db_text(s, 3, a),
            .is_confirmed = db_bool(s, 4),
        };
    return db_done(s, OK);
}
