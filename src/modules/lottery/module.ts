import type { Module } from "../../kernel/module.ts";
import { datasets } from "./datasets.ts";
import { jobs } from "./jobs.ts";
import { metrics } from "./metrics.ts";
import { entriesOfPerson } from "./person.ts";
import { routes } from "./routes.ts";
import { seedLottery } from "./seeds.ts";

export { lotteryAssets } from "./assets.ts";

export function lotteryModule(): Module {
  return {
    name: "lottery",
    migrations: new URL("./migrations/", import.meta.url),
    routes,
    jobs,
    constraints: {
      entry_one_per_entrant: "lottery.entered-already",
      choice_not_twice: "lottery.choice-twice",
      decision_by_another_person: "lottery.own-proposal",
      decision_one_at_a_time: "lottery.proposed-already",
      entry_left_out_by_two: "lottery.own-proposal",
      round_postponed_by_two: "lottery.own-proposal",
      round_called_off_by_two: "lottery.own-proposal",
      round_number_by_two: "lottery.own-proposal",
      round_follows_its_states: "lottery.too-late-for-that",
      draw_once: "lottery.too-late-for-that",
    },
    metrics,
    datasets,
    person: entriesOfPerson,
    menu: [
      { side: "public", href: "/lotteries", label: "lottery.menu.lotteries", order: 15 },
      { side: "staff", group: "facility", href: "/staff/lotteries", label: "lottery.staff.menu", order: 30 },
    ],
    seed: seedLottery,
  };
}
