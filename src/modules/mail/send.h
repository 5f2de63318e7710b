/*
 * send.h: the two ways out of the outbox: a mail server, or a folder. Part of modules/mail.
 */
#ifndef MODULES_MAIL_SEND_H
#define MODULES_MAIL_SEND_H

#include "modules/mail/mail.h"

enum mail_result {
    MAIL_SENT,
    MAIL_REFUSED, /* the server said never: 5xx to this mail */
    MAIL_LATER,   /* the server said not now: 4xx; the next mail may fare better */
    MAIL_DOWN     /* nothing can be sent now: no connection, no trust, no sign-in, full disk */
};

struct mail_outcome {
    enum mail_result result;
    const char *error; /* a short code of ours, "" when sent; never the server's words */
};

struct sending {
    int64_t id, at_s;
    struct str from, to;
    struct str message; /* whole, CRLF */
};

/* One run's connection to the server. */
struct smtp;
struct smtp *smtp_open(const struct mail_config *config); /* NULL: no memory */
struct mail_outcome smtp_send(struct smtp *smtp, const struct sending *s);
void smtp_close(struct smtp *smtp);

/* folder/SECONDS-ID.eml, 0600, whole from the moment it has that name. */
struct mail_outcome eml_write(const char *folder, const struct sending *s);

#endif
