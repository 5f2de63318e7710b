/*
 * partnership_api.h: the directory as data: JSON and CSV, each with licence and attribution
 * (documented on /data).
 *
 * JSON is {"meta": …, "data": …}; within /api/v1/ fields are added, never changed or taken
 * away. Mail addresses are left out (features 1.14): message_url leads to the form. A postcode
 * that is asked for is used and forgotten.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_API_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_API_H

#include "core/web/ctx.h"

enum err route_data_page(struct ctx *c); /* /api/v1/route?postcode= or ?area= */
enum err
partnership_list_data_page(struct ctx *c); /* /api/v1/partnerships, /partnerships.json */
enum err partnership_list_csv_page(struct ctx *c);  /* /partnerships.csv */
enum err partnership_show_data_page(struct ctx *c); /* /partnerships/fife.json */
enum err area_list_data_page(struct ctx *c);        /* /api/v1/areas */

#endif
