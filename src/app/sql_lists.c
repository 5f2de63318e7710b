/*
 * sql_lists.c: a module that has statements stands here.
 */
#include "app/sql_lists.h"

#include "app/sample.h"
#include "app/settings.h"
#include "app/state.h"
#include "core/store/store.h"
#include "core/web/once.h"
#include "modules/analysis/agreement.h"
#include "modules/analysis/answer_search.h"
#include "modules/analysis/coding_export.h"
#include "modules/analysis/cross_table.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/sample.h"
#include "modules/analysis/theme.h"
#include "modules/audit/audit.h"
#include "modules/audit/audit_check.h"
#include "modules/audit/audit_list.h"
#include "modules/consultations/document_pages.h"
#include "modules/feedback/feedback.h"
#include "modules/feedback/feedback_public.h"
#include "modules/feedback/feedback_told.h"
#include "modules/feedback/promise_due.h"
#include "modules/plans/plan.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_public.h"
#include "modules/plans/plan_publish.h"
#include "modules/plans/plan_body.h"
#include "modules/plans/plan_contact.h"
#include "modules/results/figure_inside.h"
#include "modules/results/quote_pick.h"
#include "modules/results/result.h"
#include "modules/responses/coverage.h"
#include "modules/responses/response_file.h"
#include "modules/responses/own_response.h"
#include "modules/responses/read_back.h"
#include "modules/moderation/mend.h"
#include "modules/moderation/moderation_count.h"
#include "modules/moderation/moderation_hint.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_tell.h"
#include "modules/responses/published.h"
#include "modules/responses/response.h"
#include "modules/consultations/paragraph.h"
#include "modules/consultations/question_set.h"
#include "modules/responses/response_import.h"
#include "modules/responses/response_import_tie.h"
#include "modules/responses/response_log.h"
#include "modules/responses/response_act.h"
#include "modules/responses/response_desk.h"
#include "modules/consultations/question_write.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/consultations/consultation_desk.h"
#include "modules/consultations/consultation_copy.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_preview.h"
#include "modules/consultations/consultation_public.h"
#include "modules/consultations/consultation_shown.h"
#include "modules/consultations/event.h"
#include "modules/consultations/event_shown.h"
#include "modules/responses/draft.h"
#include "modules/responses/draft_remind.h"
#include "modules/responses/body_response.h"
#include "modules/invitations/invited_job.h"
#include "modules/consultations/question.h"
#include "modules/responses/response_retain.h"
#include "modules/files/file_scan.h"
#include "modules/framework/framework.h"
#include "modules/framework/framework_edit.h"
#include "modules/framework/framework_import.h"
#include "modules/framework/list.h"
#include "modules/framework/list_edit.h"
#include "modules/framework/list_import.h"
#include "modules/bodies/body_data.h"
#include "modules/bodies/body_key.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/claim_decide.h"
#include "modules/bodies/body_export.h"
#include "modules/bodies/body_flag.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_merge.h"
#include "modules/bodies/body_review.h"
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"
#include "modules/bodies/body_tag.h"
#include "modules/bodies/body_write.h"
#include "modules/bodies/desk_filter.h"
#include "modules/bodies/saved_list.h"
#include "modules/bodies/adjustment.h"
#include "modules/bodies/contact_event.h"
#include "modules/bodies/body_public.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/body_search.h"
#include "modules/bodies/oscr.h"
#include "modules/bodies/reconcile.h"
#include "modules/mail/mail.h"
#include "modules/mail/outbox.h"
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_desk.h"
#include "modules/bodies/interest_retain.h"
#include "modules/bodies/interest_draft.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/bounce.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/dataset.h"
#include "modules/partnerships/directory_edit.h"
#include "modules/partnerships/directory_import.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/message.h"
#include "modules/partnerships/message_desk.h"
#include "modules/partnerships/partner.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/place_import.h"
#include "modules/partnerships/postcode.h"
#include "modules/partnerships/postcode_import.h"
#include "modules/partnerships/subscription.h"
#include "modules/partnerships/subscription_news.h"
#include "modules/partnerships/route_edit.h"
#include "modules/partnerships/route_history.h"
#include "modules/people/account.h"
#include "modules/people/backoff.h"
#include "modules/people/device.h"
#include "modules/people/editor.h"
#include "modules/people/factor_reset.h"
#include "modules/people/kept_form.h"
#include "modules/people/link.h"
#include "modules/people/link_session.h"
#include "modules/people/person.h"
#include "modules/people/recovery.h"
#include "modules/people/role.h"
#include "modules/people/role_body.h"
#include "modules/people/session.h"
#include "modules/people/totp.h"
#include "modules/work/job_run.h"

/* clang-format off */
const struct sql_list *const sql_lists[] = {
    &store_sql,
    &once_sql,
    &audit_sql,
    &audit_list_sql,
    &audit_check_sql,
    &job_sql,
    &job_run_sql,
    &mail_sql,
    &outbox_sql,
    &account_sql,
    &role_sql,
    &editor_sql,
    &person_sql,
    &factor_reset_sql,
    &session_sql,
    &link_sql,
    &link_session_sql,
    &kept_form_sql,
    &device_sql,
    &totp_sql,
    &recovery_sql,
    &backoff_sql,
    &sample_sql,
    &sample_work_sql,
    &sample_events_sql,
    &sample_responses_sql,
    &settings_sql,
    &state_sql,
    &file_scan_sql,
    &file_sql,
    &file_take_sql,
    &list_sql,
    &list_import_sql,
    &framework_sql,
    &outcome_sql,
    &framework_import_sql,
    &list_edit_sql,
    &framework_edit_sql,
    &area_sql,
    &partnership_sql,
    &partner_sql,
    &contact_route_sql,
    &route_edit_sql,
    &route_history_sql,
    &message_sql,
    &report_desk_sql,
    &bounce_sql,
    &directory_edit_sql,
    &message_desk_sql,
    &subscription_sql,
    &subscription_news_sql,
    &postcode_sql,
    &finder_sql,
    &dataset_sql,
    &directory_import_sql,
    &directory_edited_sql,
    &postcode_import_sql,
    &place_import_sql,
    &body_sql,
    &body_data_sql,
    &consultation_sql,
    &consultation_public_sql,
    &consultation_public_mend_sql,
    &consultation_copy_sql,
    &consultation_document_sql,
    &consultation_preview_sql,
    &consultation_desk_sql,
    &consultation_setup_sql,
    &consultation_shown_sql,
    &document_sql,
    &response_file_sql,
    &own_response_sql,
    &event_sql,
    &event_shown_sql,
    &draft_sql,
    &body_response_sql,
    &invited_sql,
    &invited_write_sql,
    &invited_job_sql,
    &draft_gather_sql,
    &draft_remind_sql,
    &question_sql,
    &response_retain_sql,
    &claim_sql,
    &claim_decide_sql,
    &body_write_sql,
    &body_export_sql,
    &body_flag_sql,
    &oscr_sql,
    &reconcile_sql,
    &interest_sql,
    &interest_desk_sql,
    &interest_retain_sql,
    &interest_draft_sql,
    &body_place_sql,
    &body_index_sql,
    &body_likely_sql,
    &body_judge_sql,
    &body_key_sql,
    &contact_event_sql,
    &body_merge_sql,
    &body_merge_rows_sql,
    &body_review_sql,
    &body_review_mail_sql,
    &role_body_sql,
    &adjustment_sql,
    &body_tag_sql,
    &body_search_sql,
    &body_public_sql,
    &suggestion_sql,
    &body_import_sql,
    &body_import_rows_sql,
    &body_import_load_sql,
    &body_import_check_sql,
    &body_import_write_sql,
    &body_import_undo_sql,
    &body_import_run_sql,
    &desk_filter_sql,
    &saved_list_sql,
    &response_sql,
    &response_write_sql,
    &response_log_sql,
    &response_import_sql,
    &response_import_load_sql,
    &response_import_undo_sql,
    &response_import_show_sql,
    &response_import_tie_sql,
    &read_back_sql,
    &response_change_sql,
    &published_sql,
    &published_rows_sql,
    &moderation_sql,
    &moderation_find_sql,
    &moderation_release_sql,
    &moderation_hint_sql,
    &moderation_log_sql,
    &moderation_count_sql,
    &moderation_tell_sql,
    &mend_sql,
    &own_pages_sql,
    &published_list_sql,
    &published_pages_sql,
    &response_find_sql,
    &response_note_sql,
    &response_act_sql,
    &response_like_sql,
    &response_like_job_sql,
    &response_export_sql,
    &question_write_sql,
    &section_write_sql,
    &paragraph_sql,
    &question_set_sql,
    &coverage_sql,
    &agreement_sql,
    &answer_search_sql,
    &coding_export_sql,
    &cross_table_sql,
    &reading_sql,
    &reading_write_sql,
    &reading_sample_sql,
    &theme_sql,
    &theme_write_sql,
    &feedback_sql,
    &feedback_write_sql,
    &feedback_public_sql,
    &feedback_told_sql,
    &promise_due_sql,
    &figure_account_sql,
    &figure_question_sql,
    &figure_theme_sql,
    &result_sql,
    &quote_pick_sql,
    &result_write_sql,
    &result_desk_sql,
    &plan_sql,
    &plan_write_sql,
    &plan_body_sql,
    &plan_body_write_sql,
    &plan_add_sql,
    &plan_contact_sql,
    &plan_public_sql,
    &plan_publish_sql,
};
/* clang-format on */
const size_t n_sql_lists = sizeof sql_lists / sizeof sql_lists[0];
