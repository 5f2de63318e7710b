/*
 * body_data_pages.h: the public register as files (features 2.15, 10.1, 10.6; documented on
 * /data). The list takes the filters of /bodies. With words it holds the first 1,000 that fit,
 * as the search does; without, all.
 */
#ifndef MODULES_BODIES_BODY_DATA_PAGES_H
#define MODULES_BODIES_BODY_DATA_PAGES_H

#include "core/web/ctx.h"

enum err body_list_csv_page(struct ctx *c);  /* /bodies.csv */
enum err body_list_data_page(struct ctx *c); /* /bodies.json */
enum err body_feed_page(struct ctx *c);      /* /bodies.atom: what changed last (10.2) */
enum err body_show_data_page(struct ctx *c); /* /bodies/sample-hub.json */
enum err body_show_ld_page(struct ctx *c);   /* /bodies/sample-hub.jsonld */

/* Open Referral, HSDS 3.0 (body_hsds_pages.c) */
enum err hsds_root_page(struct ctx *c);          /* /api/v1 */
enum err hsds_services_page(struct ctx *c);      /* /api/v1/services?page=2&per_page=50 */
enum err hsds_service_page(struct ctx *c);       /* /api/v1/services/ID */
enum err hsds_organizations_page(struct ctx *c); /* /api/v1/organizations */
enum err hsds_organization_page(struct ctx *c);

#endif
