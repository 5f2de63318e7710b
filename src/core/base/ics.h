/*
 * ics.h: calendar files (RFC 5545): lines folded at 75 bytes, times in Europe/London with its
 * VTIMEZONE, days without a time as days. Readers know an event again by its uid and take a
 * later sequence for a change; what is off is cancelled and not left out.
 */
#ifndef CORE_BASE_ICS_H
#define CORE_BASE_ICS_H

#include "core/base/buf.h"
#include "core/base/clock.h"

struct ics {
    struct arena *a;
    struct buf *b;
};

struct ics_event {
    struct str uid; /* the same for ever: "CJC-FIF-2026-02-closes@example.scot" */
    struct str summary, description, location, url;
    int64_t sequence;         /* rises with each change */
    int64_t stamp_s;          /* when it was last changed */
    int64_t starts_s, ends_s; /* the same: a moment */
    struct date day;          /* instead of times; month 0: not */
    bool is_cancelled;
};

/* The calendar opens; name: as readers list it. What is too large fails the arena. */
void ics_begin(struct ics *c, struct arena *a, size_t max_bytes, struct str name);
void ics_add(struct ics *c, const struct ics_event *e);
struct str ics_end(struct ics *c);

/* The host of an origin without its port, for uids and tags: "https://example.scot:8443" gives
 * "example.scot". */
struct str ics_host(struct str origin);

#endif
