import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { empty, page, policies } from "../../../../ui/index.ts";
import { addTallies, emptyTally, type Tally, verdictsOf } from "../../rules/public/tallies.ts";
import { countVerdicts, latestPublication } from "../../store/figure.ts";
import { listPlans, type PlanHead } from "../../store/plan.ts";
import { planPath, say, sayTally, yearInside } from "./words.ts";

/** まちの計画: all plans of the city, each with how its indicators stand. */
export async function showPlans(view: View): Promise<Html> {
  const { t, city } = view;
  const plans = await listPlans(city.db);
  const cards = await Promise.all(plans.map((plan) => cardOf(view, plan)));
  return page(view, {
    title: t.text("plan.menu.plan"),
    area: "public",
    crumbs: [{ label: t("plan.menu.plan") }],
    main: html`<div class="head"><h1>${t("plan.menu.plan")}</h1><p class="lead">${t("plan.plans.lead")}</p></div>${cards.length === 0 ? empty(t("plan.plans.none"), []) : html`<h2 class="vh">${t("plan.plans.list")}</h2>${policies(cards)}`}`,
  });
}

async function cardOf({ t, city }: View, plan: PlanHead) {
  const publication = await latestPublication(city.db, plan.id);
  const counts = publication === undefined ? [] : await countVerdicts(city.db, plan.id, publication.year);
  const all = counts.reduce<Tally>(addTallies, emptyTally);
  return {
    number: plan.kicker === undefined ? "" : say(t, plan.kicker),
    title: say(t, plan.title),
    href: planPath(plan.id),
    words: html`${plan.lead && say(t, plan.lead)} ${t("plan.plans.until", { year: yearInside(t, plan.targetYear) })}`,
    verdicts: verdictsOf(all),
    sentence:
      publication === undefined
        ? t("plan.front.state-none")
        : html`${t("plan.plans.of-year", { year: yearInside(t, publication.year) })}${sayTally(t, all)}`,
  };
}
