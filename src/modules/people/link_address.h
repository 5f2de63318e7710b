/*
 * link_address.h: where a one-time link of each purpose opens: the page that shows its button.
 */
#ifndef MODULES_PEOPLE_LINK_ADDRESS_H
#define MODULES_PEOPLE_LINK_ADDRESS_H

#include "modules/people/link.h"

/* "https://engage.example.scot/invitation/3v8k..."; empty for purposes that have no page yet.
 */
struct str link_address(struct arena *a, struct str origin, enum link_purpose purpose,
                        struct str key);

#endif
