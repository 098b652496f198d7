import type { Module } from "../../kernel/module.ts";
import { datasets } from "./datasets.ts";
import { jobs } from "./jobs.ts";
import { metrics } from "./metrics.ts";
import { bookingsOfPerson } from "./person.ts";
import { routes } from "./routes.ts";
import { seedFacility } from "./seeds.ts";

export function facilityModule(): Module {
  return {
    name: "facility",
    migrations: new URL("./migrations/", import.meta.url),
    routes,
    jobs,
    constraints: {
      booking_no_overlap: "facility.taken",
      booking_not_while_closed: "facility.closed-now",
      booking_not_in_season: "facility.in-season",
      kept_once: "facility.staff.season-kept",
      approval_not_own: "facility.staff.approval-own",
      approval_move_known: "facility.staff.approval-decided",
      approval_one_open: "facility.wrong-state",
      booking_needs_decision: "facility.wrong-state",
      penalty_not_own: "facility.penalty-own",
      penalty_once: "facility.offence-reviewed",
      offence_review_pkey: "facility.offence-reviewed",
      after_use_pkey: "facility.after-use-recorded",
      penalty_move_known: "facility.penalty-decided",
      reduction_not_own: "facility.staff.reduction-own",
      reduction_one_open: "facility.reduction-not-open",
      reduction_move_known: "facility.reduction-decided",
      standing_not_own: "facility.staff.reduction-own",
      standing_once: "facility.staff.reduction-standing-once",
      booking_amount_not_negative: "facility.wrong-state",
      ordinance_not_own: "facility.staff.ordinance-own",
      ordinance_in_force_is_right: "facility.staff.ordinance-wrong",
      ordinance_one_for_a_day: "facility.staff.ordinance-day-taken",
      ordinance_move_known: "facility.wrong-state",
    },
    metrics,
    datasets,
    person: bookingsOfPerson,
    menu: [
      { side: "public", href: "/spaces", label: "facility.menu.spaces", order: 10 },
      { side: "public", href: "/my/bookings", label: "facility.menu.my-bookings", order: 50 },
      { side: "staff", group: "facility", href: "/staff", label: "facility.menu.board", order: 10 },
      { side: "staff", group: "facility", href: "/staff/bookings", label: "facility.menu.bookings", order: 20 },
      {
        side: "staff",
        group: "facility",
        href: "/staff/approvals",
        label: "facility.staff.approval.title",
        order: 23,
      },
      {
        side: "staff",
        group: "facility",
        href: "/staff/reductions",
        label: "facility.staff.reduction.title",
        order: 24,
      },
      {
        side: "staff",
        group: "facility",
        href: "/staff/statistics",
        label: "facility.staff.statistics.title",
        order: 45,
      },
      { side: "staff", group: "facility", href: "/staff/deposits", label: "facility.staff.deposit.title", order: 25 },
      { side: "staff", group: "facility", href: "/staff/penalties", label: "facility.staff.penalty.title", order: 26 },
      { side: "staff", group: "facility", href: "/staff/closures", label: "facility.menu.closures", order: 22 },
      {
        side: "staff",
        group: "facility",
        href: "/staff/ordinances",
        label: "facility.staff.ordinance.title",
        order: 28,
      },
    ],
    seed: seedFacility,
  };
}
