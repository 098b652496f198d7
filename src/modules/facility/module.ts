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
      { side: "staff", href: "/staff", label: "facility.menu.board", order: 10 },
      { side: "staff", href: "/staff/bookings", label: "facility.menu.bookings", order: 20 },
      { side: "staff", href: "/staff/reductions", label: "facility.staff.reduction.title", order: 24 },
      { side: "staff", href: "/staff/statistics", label: "facility.staff.statistics.title", order: 45 },
      { side: "staff", href: "/staff/closures", label: "facility.menu.closures", order: 22 },
      { side: "staff", href: "/staff/ordinances", label: "facility.staff.ordinance.title", order: 28 },
    ],
    seed: seedFacility,
  };
}
