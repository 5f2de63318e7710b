#include "app/work_words.h"

#include "app/admin_words.h"
#include "app/job_kinds.h"
#include "core/base/arena.h"

struct words {
    const char *code, *words;
};

/* clang-format off */
static const struct words mail_kinds[] = {
    { "mail/account_closed",         "Account closed because nobody used it" },
    { "mail/account_codes",          "New recovery codes were made" },
    { "mail/account_email_asked",    "Another email address was asked for" },
    { "mail/account_email_changed",  "Email address changed" },
    { "mail/account_email_confirm",  "Confirm an email address" },
    { "mail/account_email_taken",    "Email address has an account already" },
    { "mail/account_factor_reset",   "Code app removed" },
    { "mail/account_factor_set",     "Code app set up" },
    { "mail/account_password",       "Password changed" },
    { "mail/account_sign_in",        "Sign-in on a new device" },
    { "mail/account_sleeps",         "Account will be closed" },
    { "mail/audit_witness",          "State of the record of changes" },
    { "mail/claim_approved",         "Request approved, to who asked" },
    { "mail/claim_asked",            "Question about a request, to who asked" },
    { "mail/claim_denied",           "Request denied, to who asked" },
    { "mail/claim_link",             "Link to confirm a request for an entry" },
    { "mail/claim_received",         "Thanks for a request, to who asked" },
    { "mail/claim_waits",            "A request for an entry waits" },
    { "mail/consultation_second",    "A consultation waits to be published" },
    { "mail/body_review",            "Question whether an entry is still right" },
    { "mail/body_review_told",       "Entries that need a review, to coordinators" },
    { "mail/response_draft",         "Link to go on with a response, to its sender" },
    { "mail/response_reminder",      "Reminder of a response that was not sent" },
    { "mail/response_changed",       "A response was changed, to its sender" },
    { "mail/response_link",          "New link to a response, to its sender" },
    { "mail/response_received",      "Receipt of a response, to its sender" },
    { "mail/interest_answered",      "Answer to an offer to be involved" },
    { "mail/interest_link",          "New link to an offer to be involved" },
    { "mail/interest_received",      "Reference and link of an offer, to its sender" },
    { "mail/interest_to_coordinator", "Offer to be involved, to a coordinator" },
    { "mail/interest_to_partnership", "Offer to be involved, to a partnership" },
    { "mail/body_sign_off",          "Request to sign off a response" },
    { "mail/consultation_invited",   "Request to answer a consultation" },
    { "mail/consultation_invited_again", "Reminder to answer a consultation" },
    { "mail/invitation",             "Invitation" },
    { "mail/message_copy",           "Copy of a message, to its sender" },
    { "mail/message_refused",        "Message could not be handed on" },
    { "mail/message_to_partnership", "Message to a partnership" },
    { "mail/report_answered",        "Result of a report, to its sender" },
    { "mail/report_received",        "Thanks for a report, to its sender" },
    { "mail/report_to_operator",     "Report of a wrong detail" },
    { "mail/reset_link",             "Link for a new password" },
    { "mail/response_clarify",       "Question about a response, to its sender" },
    { "mail/feedback_told",          "What became of an answer, to its sender" },
    { "mail/response_moderated",     "What is not published of a response, to its sender" },
    { "mail/response_read_back",     "Link to check what staff typed" },
    { "mail/role_given",             "A role was given" },
    { "mail/sign_in_link",           "Link to sign in" },
    { "mail/subscription_confirm",   "Confirm a subscription" },
    { "mail/subscription_news",      "News of a subscription" },
    { "mail/subscription_started",   "Subscription started" },
    { "mail/suggestion_answered",    "Result of a suggestion, to its sender" },
    { "mail/suggestion_received",    "Thanks for a suggestion, to its sender" },
    { "mail/test",                   "Test of the mail settings" },
    { NULL, NULL },
};

static const struct words objects[] = {
    { "account",           "An account" },
    { "audit",             "The record of changes" },
    { "body_claim",        "A request for an entry" },
    { "body",              "An organisation" },
    { "body_suggestion",   "A suggested organisation" },
    { "consultation",      "A consultation" },
    { "correction_report", "A report of a wrong detail" },
    { "interest",          "An offer to be involved" },
    { "message",           "A message" },
    { "partnership",       "A partnership" },
    { "setting",           "The settings" },
    { "subscription",      "A subscription" },
    { "subscription_request", "A request for emails" },
    { NULL, NULL },
};

static const struct words mail_why[] = {
    { "unreachable", MAIL_WHY_UNREACHABLE },
    { "tls",         MAIL_WHY_TLS },
    { "sign_in",     MAIL_WHY_SIGN_IN },
    { "refused",     MAIL_WHY_REFUSED },
    { "later",       MAIL_WHY_LATER },
    { "slow",        MAIL_WHY_SLOW },
    { "stopped",     MAIL_WHY_STOPPED },
    { "not_wanted",  MAIL_WHY_NOT_WANTED },
    { "memory",      MAIL_WHY_MEMORY },
    { "database",    MAIL_WHY_DATABASE },
    { "format",      MAIL_WHY_FORMAT },
    { "file",        MAIL_WHY_FILE },
    { NULL, NULL },
};

static const struct words job_why[] = {
    { "busy",         JOB_WHY_BUSY },
    { "unsure",       JOB_WHY_BUSY },
    { "full",         JOB_WHY_FULL },
    { "damaged",      JOB_WHY_DAMAGED },
    { "died",         JOB_WHY_DIED },
    { "unknown_kind", JOB_WHY_UNKNOWN_KIND },
    { "limit",        JOB_WHY_LIMIT },
    { "internal",     JOB_WHY_INTERNAL },
    { "scanner_away", JOB_WHY_SCANNER_AWAY },
    { "scanner_refused", JOB_WHY_SCANNER_REFUSED },
    { NULL, NULL },
};
/* clang-format on */

static struct str find(const struct words *w, struct str code)
{
    while (w->code && !str_eq(code, str_from(w->code)))
        w++;
    return str_from(w->words);
}

/* "mail/role_ended" as "Role ended" */
static struct str readable(struct arena *a, struct str code)
{
    size_t slash = str_find_char(code, '/');
    struct str s = slash == STR_NONE ? code : str_sub(code, slash + 1, code.n);
    s = str_replace_char(a, s, '_', ' ');
    if (!s.n)
        return s;
    char first = s.p[0] >= 'a' && s.p[0] <= 'z' ? (char)(s.p[0] - 'a' + 'A') : s.p[0];
    return str_printf(a, "%c%.*s", first, STR_ARG(str_sub(s, 1, s.n)));
}

static struct str either(struct arena *a, const struct words *w, struct str code)
{
    struct str words = find(w, code);
    return words.n ? words : readable(a, code);
}

struct str work_mail_kind(struct arena *a, struct str kind)
{
    return either(a, mail_kinds, kind);
}

struct str work_mail_about(struct arena *a, struct str object_kind)
{
    return either(a, objects, object_kind);
}

struct str work_mail_state(enum outbox_state s)
{
    switch (s) {
    case OUTBOX_QUEUED:
        return STR(WORDS_MAIL_QUEUED);
    case OUTBOX_SENDING:
        return STR(WORDS_MAIL_SENDING);
    case OUTBOX_SENT:
        return STR(WORDS_MAIL_SENT);
    case OUTBOX_FAILED:
    case OUTBOX__MAX:
        break;
    }
    return STR(WORDS_MAIL_FAILED);
}

struct str work_mail_why(struct arena *a, struct str error)
{
    struct str words = find(mail_why, error);
    return words.n || !error.n ? words : str_printf(a, MAIL_WHY_OTHER, STR_ARG(error));
}

struct str work_job_kind(struct arena *a, struct str kind)
{
    const struct job_kind *k = job_kind_find(job_kinds, n_job_kinds, kind);
    return k ? str_from(k->label) : readable(a, kind);
}

struct str work_job_state(enum job_state s)
{
    switch (s) {
    case JOB_WAITING:
        return STR(JOB_STATE_WAITING);
    case JOB_RUNNING:
        return STR(JOB_STATE_RUNNING);
    case JOB_DONE:
        return STR(JOB_STATE_DONE);
    case JOB_FAILED:
    case JOB_STATE__MAX:
        break;
    }
    return STR(JOB_STATE_FAILED);
}

struct str work_job_why(struct arena *a, struct str error)
{
    struct str words = find(job_why, error);
    return words.n || !error.n ? words : str_printf(a, JOB_WHY_OTHER, STR_ARG(error));
}
