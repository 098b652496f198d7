/** Database constraint → refusal code; each area adds its own. */
export const constraints: Readonly<Record<string, string>> = {
  // figure
  figure_four_eyes: "plan.figure-four-eyes",
  figure_one_in_force: "plan.figure-in-force",
  publication_four_eyes: "plan.publication-four-eyes",
  // evaluation
  round_once_a_year: "plan.round-exists",
  sheet_head_is_another: "plan.sheet-four-eyes",
  sheet_check_is_another: "plan.sheet-four-eyes",
  sheet_publisher_is_another: "plan.sheet-four-eyes",
  sheet_move_known: "plan.sheet-move",
  sheet_review_is_selected: "plan.sheet-move",
  sheet_published_stays: "plan.sheet-published",
  sheet_words_stay: "plan.sheet-words-stay",
  // review
  city_answer_four_eyes: "plan.answer-four-eyes",
  city_answer_stays: "plan.answer-not-open",
  review_handed_in_is_whole: "plan.review-missing",
  verdict_once: "plan.verdict-exists",
  verdict_votes_within_board: "plan.votes-too-many",
  // budget
  budget_sources_make_the_total: "plan.staff-budget-sum",
  budget_not_below_zero: "plan.staff-budget-below-zero",
  request_once: "plan.staff-request-once",
  request_parts_make_the_change: "plan.staff-request-parts-sum",
  request_head_is_another: "plan.staff-request-own-draft",
  request_four_eyes: "plan.staff-request-four-eyes",
  request_publisher_is_another: "plan.staff-request-publisher",
  request_follows_the_table: "plan.staff-request-state",
  request_stays: "plan.staff-request-handed-in",
};
