import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { page, tabs } from "../../../../ui/index.ts";
import { mayKeepKeys } from "../../rules/figure/may.ts";
import type { PlanHead } from "../../store/plan.ts";
import { staffPath, yearText } from "./words.ts";

const sides = ["values", "approvals", "publish", "keys"] as const;
type Side = (typeof sides)[number];

/** A staff page of one plan's figures: which plan, which side of the work, and how to reach the others. */
export function figurePage(
  view: View,
  props: {
    readonly plan: PlanHead;
    readonly side: Side | undefined;
    readonly title: string;
    readonly lead?: Content;
    readonly main: Content;
    readonly problems?: Problems;
  },
): Html {
  const { t } = view;
  const { plan, side, title, lead, main, problems = noProblems } = props;
  const planTitle = withoutRuby(localText(plan.title, "ja"));
  return page(view, {
    title: `${title}　${planTitle}`,
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: planTitle, href: staffPath(plan.id) },
      { label: title },
    ],
    problems,
    main: html`<div class="head"><p class="kicker">${planTitle}</p><h1>${title}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>
<div class="stack-l">${tabs(
      t.text("plan-figure.staff.sides"),
      sides
        .filter((one) => one !== "keys" || mayKeepKeys(view.actor))
        .map((one) => ({
          label: t(`plan-figure.staff.side.${one}`),
          href: staffPath(plan.id, one),
          isHere: one === side,
        })),
    )}${main}</div>`,
  });
}

/** The years that can be looked at, as links: the latest first. */
export function yearTabs(view: View, { path, years, year }: { path: string; years: readonly number[]; year: number }) {
  const list = years.map((one) => ({ label: yearText(view, one), href: `${path}?year=${one}`, isHere: one === year }));
  return tabs(view.t.text("plan-figure.staff.years"), list);
}

/** From the baseline to the present year: the present first. */
export function yearsOf({ baselineYear }: { readonly baselineYear: number }, present: number): readonly number[] {
  return Array.from({ length: Math.max(1, present - baselineYear + 1) }, (_, index) => present - index).slice(0, 12);
}
