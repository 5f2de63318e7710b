/* One's own response by its private link: reading it, another publication choice, a question
 * answered, taking it back, a new link. */
#include "tests/core/respond_help.h"

#include "core/base/rand.h"
#include "modules/people/link_session.h"
#include "modules/responses/response.h"

static int64_t response_id;
static const char *receipt, *key;
static struct someone owner;
static struct str publish_before, withdraw_before; /* tokens of forms opened before */

static enum err add_fn(struct db *db, void *arg)
{
    return response_add(db, core->arena, arg,
                        &(struct act){ .actor = STR("public"), .now_s = clock_now_s() });
}

static void send_one(void)
{
    struct response_answer answer = { .question_id = q_long,
                                      .wording = 1,
                                      .value = STR("We see it every day") };
    struct str today = date_iso(core->arena, london_from_s(clock_now_s()).date);
    struct response_new new = {
        .response = { .consultation_id = asked.id,
                      .who = STR("individual"),
                      .publish_choice = STR("publish_anonymous"),
                      .publish_wording = 1,
                      .naming = STR("no"),
                      .may_contact = true,
                      .channel = STR("web"),
                      .received_on = today,
                      .is_live = true,
                      .handling = STR("new"),
                      .counting = STR("valid"),
                      .respondent = { .name = STR("Sample Person"),
                                      .email = STR("sender@example.org") } },
        .code = STR("FIF"),
        .answer = &answer,
        .n_answers = 1,
        .has_key = true,
    };
    key = str_z(core->arena, rand_key(core->arena));
    new.key = link_key_hash(str_from(key));
    rand_bytes(&new.response.respondent.audit_key, sizeof new.response.respondent.audit_key);
    if (store_write(app_store(core->app), add_fn, &new))
        die("no response");
    response_id = new.response.id;
    receipt = str_z(core->arena, new.response.receipt);
}

static enum err run_fn(struct db *db, void *sql)
{
    enum err e = db_exec(db, sql, NO_BINDS);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.decide"),
                                                        .object_kind = STR("response"),
                                                        .at_s = clock_now_s() });
}

static void run_sql(const char *format)
{
    struct str sql = str_printf(core->arena, "%s", format);
    void *text = arena_alloc(core->arena, sql.n + 1);
    memcpy(text, sql.p, sql.n);
    if (store_write(app_store(core->app), run_fn, text))
        die("%s", format);
}

static void opening(void)
{
    const char *path = z_printf("/r/%s", key);
    struct answer a = core_get(core, path, NULL);
    ok(a.status == 200 && has(a.body, "Open my response") && !has(a.body, "every day") &&
           str_eq(a.cache, STR("no-store")),
       "[S51] the link shows a button and nothing more: %d", a.status);
    owner = browser();
    a = fill(&owner, path, "");
    ok(leads_to(&a, "/r/open") && owner.cookie && !has(a.location, key),
       "[S23] [S51] (ASVS 14.2.1) it leads to an address without the key");
    a = see(&owner, "/r/open");
    ok(a.status == 200 && has(a.body, "We see it every day") && has(a.body, receipt) &&
           has(a.body, "Withdraw your response"),
       "[3.17] [3.18] the response is read whole: %d", a.status);
    struct someone other = browser();
    a = see(&other, "/r/open");
    ok(leads_to(&a, "/r"), "[S51] (ASVS 7.2.4) nobody else's browser opens it");
    a = core_get(core, "/r/00000000000000000000000000", NULL);
    ok(a.status == 404 && has(a.body, "This link opens nothing"), "a key of nothing: %d",
       a.status);
}

static void choosing(void)
{
    struct answer a = fill(&owner, "/r/open/publish", "");
    ok(a.status == 422 && has(a.body, "Select whether we can publish your response"),
       "[8.3] none chosen: asked for: %d", a.status);
    a = fill(&owner, "/r/open/publish", "publish=publish_with_name");
    ok(leads_to(&a, "/r/open"), "[3.18] [3.23] another choice, wider, until closing");
    is_str(core_text(core, "SELECT publish_choice FROM response"), "publish_with_name",
           "[3.23] it is stored");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.publish' AND "
                            "object_kind = 'consultation' AND at_s % 86400 = 0"),
           1, "[S41] recorded with consultation and day only");
}

/* Publishing it and taking it back are for the editors. */
static void official_consent(void)
{
    struct answer a = see(&owner, "/r/open");
    ok(a.status == 200 && has(a.body, "We see it every day") &&
           !has(a.body, "/r/open/withdraw") && !has(a.body, "/r/open/publish"),
       "[3.20] the link of an official response reads it, and offers nothing else");
    a = see(&owner, "/r/open/publish");
    ok(leads_to(&a, "/body/responses"), "[3.20] publishing it is for editors");
    a = see(&owner, "/r/open/withdraw");
    ok(leads_to(&a, "/body/responses"), "[3.20] and so is taking it back");
    a = core_post_as(core, &owner, "/r/open/publish",
                     z_printf("%s&publish=do_not_publish", str_z(core->arena, publish_before)));
    ok(publish_before.n && leads_to(&a, "/body/responses"),
       "[3.20] a form opened before changes no choice");
    a = core_post_as(core, &owner, "/r/open/withdraw", str_z(core->arena, withdraw_before));
    ok(withdraw_before.n && leads_to(&a, "/body/responses") &&
           core_count(core,
                      "SELECT count(*) FROM response WHERE coalesce(withdrawn_on, '') = '' AND "
                      "publish_choice = 'publish_with_name'") == 1,
       "[S10] (ASVS 8.2.2) [3.20] and withdraws nothing");
}

/* What an organisation sent needs its named person's sign-off again; the link does not skip it.
 */
static void official(void)
{
    struct answer a = see(&owner, "/r/open/change");
    struct str opened_before = core_tokens(core, a.body);
    publish_before = core_tokens(core, see(&owner, "/r/open/publish").body);
    withdraw_before = core_tokens(core, see(&owner, "/r/open/withdraw").body);
    run_sql("UPDATE response SET is_official = 1, version = version + 1");
    a = see(&owner, "/r/open");
    ok(has(a.body, "on the pages of your organisation") && !has(a.body, "/r/open/change"),
       "[3.20] the link of an official response leads to where it is changed");
    a = see(&owner, "/r/open/change");
    ok(leads_to(&a, "/body/responses"), "[3.20] and does not change it");
    a = core_post_as(core, &owner, "/r/open/change", str_z(core->arena, opened_before));
    ok(opened_before.n && leads_to(&a, "/body/responses") &&
           core_count(core, "SELECT count(*) FROM response_draft WHERE response_id IS NOT "
                            "NULL") == 0,
       "[3.20] nor by a form that was opened before");
    official_consent();
    run_sql("UPDATE response SET is_official = 0, version = version + 1");
}

static void replying(void)
{
    struct answer a = see(&owner, "/r/open/reply");
    ok(leads_to(&a, "/r/open"), "nothing is asked, nothing to answer");
    run_sql("UPDATE response SET handling = 'clarify', version = version + 1");
    run_sql("INSERT INTO response_note (response_id, kind, words, by_role, made_on) SELECT id, "
            "'asked', 'Which streets?', 'coordinator', received_on FROM response");
    a = see(&owner, "/r/open/reply");
    ok(a.status == 200 && has(a.body, "Which streets?"), "the question is shown: %d", a.status);
    a = fill(&owner, "/r/open/reply", "reply=");
    ok(a.status == 422 && has(a.body, "Enter your answer"), "an empty answer: %d", a.status);
    a = fill(&owner, "/r/open/reply", "reply=The+High+Street");
    ok(leads_to(&a, "/r/open"), "[3.18] a question of the coordinator is answered");
    is_str(core_text(core, "SELECT words FROM response_note WHERE kind = 'replied'"),
           "The High Street", "the answer stands beside the response");
    is_str(core_text(core, "SELECT handling FROM response"), "in_review",
           "and the coordinator sees that it is their turn");
}

static void asking_again(void)
{
    struct answer wrong =
        core_fill(core, "/r", "receipt=FIF-7K3M-92Q2&email=sender%40example.org");
    struct answer other =
        core_fill(core, "/r", z_printf("receipt=%s&email=else%%40example.org", receipt));
    ok(leads_to(&wrong, "/r/sent") && leads_to(&other, "/r/sent"),
       "[S51] (ASVS 6.6.2) the answer is the same for all");
    ok(!core_mail_to(core, "else@example.org").n && !core_mail_to(core, "sender@example.org").n,
       "[S51] never a mail to the typed address");
    struct answer a =
        core_fill(core, "/r", z_printf("receipt=%s&email=Sender%%40example.org", receipt));
    struct str mail = core_mail_to(core, "sender@example.org");
    ok(leads_to(&a, "/r/sent") && str_find(mail, STR("/r/")) != STR_NONE,
       "[S51] a new link goes to the stored address");
    ok(core_get(core, z_printf("/r/%s", key), NULL).status == 404,
       "[S51] the old key opens nothing");
    a = see(&owner, "/r/open");
    ok(leads_to(&a, "/r"), "[S51] nor does the browser that it had opened");
    key = str_z(core->arena, str_sub(mail, str_find(mail, STR("/r/")) + 3, KEY_SIGNS));
    a = fill(&owner, z_printf("/r/%s", key), "");
    ok(leads_to(&a, "/r/open"), "[S51] the new one does");
}

static void changing(void)
{
    struct answer a = see(&owner, "/r/open/change");
    ok(a.status == 200 && has(a.body, "stays as you sent it"), "[3.18] what changing means: %d",
       a.status);
    a = fill(&owner, "/r/open/change", "");
    ok(leads_to(&a, at("")), "[3.18] the answers open in the form");
    a = see(&owner, at(""));
    ok(has(a.body, "You are changing a response") && !has(a.body, "About equality"),
       "[3.18] [9.6] which says so, without what stands apart");
    fill_q(&owner, q_first, "yes");
    fill_q(&owner, q_long, "We+see+it+less+now");
    is_str(core_text(core, "SELECT value FROM answer"), "We see it every day",
           "[3.18] until it is sent again it stays as it was");
    fill(&owner, "/r/open/change", "");
    clock_set_s(clock_now_s() + 10);
    a = see(&owner, at("/check"));
    ok(has(a.body, "Send changes") && has(a.body, "We see it less now"),
       "[3.16] [3.18] begun twice, the changes are there");
    a = fill(&owner, at("/check"), "");
    ok(leads_to(&a, "/r/open?done=changed"), "[3.18] they are sent");
    a = see(&owner, a.status == 303 ? "/r/open?done=changed" : "/r/open");
    ok(has(a.body, "Your changes were received") && has(a.body, "We see it less now"),
       "[3.17] [3.18] the response as it is now");
    is_i64(core_count(core, "SELECT count(*) FROM response"), 1, "[3.18] [D3] one response");
    is_str(core_text(core, "SELECT receipt FROM response"), receipt, "with the same number");
    is_str(core_text(core, "SELECT handling FROM response"), "new", "to be read again");
    is_i64(core_count(core, "SELECT count(*) FROM response_draft WHERE response_id > 0"), 0,
           "no draft of it is left");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.change' AND "
                            "object_kind = 'consultation' AND at_s % 86400 = 0"),
           1, "[S41] recorded with consultation and day only");
    ok(str_find(core_mail_to(core, "sender@example.org"), STR("changed and sent again")) !=
           STR_NONE,
       "[3.18] its sender is told");
}

static void after_closing(void)
{
    asked.closes_at_s = clock_now_s() - 3600;
    help_change(&h, &asked);
    struct answer a = see(&owner, "/r/open/change");
    ok(leads_to(&a, "/r/open"), "[3.18] after closing nothing is changed any more");
    a = see(&owner, "/r/open");
    ok(has(a.body, "The consultation closed") && has(a.body, "Take back your consent"),
       "[3.18] after closing consent may be taken back");
    run_sql("UPDATE response SET publish_choice = 'publish_anonymous', version = version + 1");
    a = fill(&owner, "/r/open/publish", "publish=publish_with_name");
    ok(a.status == 422, "[3.18] and no more be published than before: %d", a.status);
    a = fill(&owner, "/r/open/withdraw", "");
    ok(leads_to(&a, "/r/open"), "[3.18] consent is taken back");
    is_str(core_text(core, "SELECT publish_choice || counting FROM response"),
           "do_not_publishvalid", "[3.18] it counts as before, and is not published");
}

static void withdrawing(void)
{
    asked.closes_at_s = clock_now_s() + 86400;
    help_change(&h, &asked);
    struct answer a = see(&owner, "/r/open/withdraw");
    ok(a.status == 200 && has(a.body, "Withdraw response"), "a page of its own: %d", a.status);
    is_str(core_text(core, "SELECT counting FROM response"), "valid", "looking does nothing");
    a = fill(&owner, "/r/open/withdraw", "");
    ok(leads_to(&a, "/r/open"), "[3.18] it is withdrawn");
    is_str(core_text(core, "SELECT counting FROM response"), "withdrawn",
           "[3.18] and leaves every count but that one");
    a = see(&owner, "/r/open");
    ok(has(a.body, "You withdrew this response on") && !has(a.body, "/r/open/publish"),
       "[3.18] the page says when, and offers nothing more");
}

/* Before the response of this test is sent: a browser whose answers were not in time. */
static void being_late(void)
{
    struct someone who = begin();
    answer_all(&who);
    int64_t closes_at_s = asked.closes_at_s;
    asked.closes_at_s = clock_now_s() - 3600;
    help_change(&h, &asked);
    struct answer a = see(&who, at(""));
    ok(has(a.body, "Ask the coordinator to accept them late"), "[3.30] the way is shown");
    a = see(&who, at("/late"));
    ok(a.status == 200 && has(a.body, "We see it every day"), "[3.30] with the answers: %d",
       a.status);
    a = fill(&who, at("/late"), "reason=");
    ok(a.status == 422 && has(a.body, "Enter why your answers are late"), "a reason: %d",
       a.status);
    a = fill(&who, at("/late"), "reason=The+bus+strike");
    ok(leads_to(&a, at("/sent")), "[3.30] it goes to the coordinator");
    is_str(core_text(core, "SELECT late || counting || late_reason FROM response"),
           "waitinglate_outThe bus strike", "[3.30] and waits, left out, for a decision");
    asked.closes_at_s = closes_at_s;
    help_change(&h, &asked);
    run_sql("DELETE FROM answer");
    run_sql("DELETE FROM respondent");
    run_sql("DELETE FROM response");
}

int main(void)
{
    start_respond();
    being_late();
    send_one();
    opening();
    choosing();
    official();
    replying();
    asking_again();
    changing();
    after_closing();
    withdrawing();
    (void)response_id;
    core_stop(core);
    return done_testing();
}
