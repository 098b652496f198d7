import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { notice, page, tabs } from "../../../../ui/index.ts";
import { findPlan, getRevision, type PlanHead } from "../../store/plan.ts";
import { plain, planPath, say } from "./words.ts";

export type Crumb = { readonly label: Content; readonly href?: string };

export async function getPlan(view: View, planId: string): Promise<PlanHead> {
  const plan = await findPlan(view.city.db, planId);
  if (plan === undefined) throw notFound();
  return plan;
}

const sides = ["front", "indicators", "projects", "evaluations", "compare", "rules", "revisions"] as const;
export type Side = (typeof sides)[number];

/** A page of a plan. `side`: which of the plan's own tabs is open. */
export function planPage(
  view: View,
  plan: PlanHead,
  props: {
    readonly title: string;
    readonly crumbs: readonly Crumb[];
    readonly main: Content;
    readonly edgeToEdge?: boolean;
    readonly problems?: Problems;
  },
): Html {
  const { t } = view;
  return page(view, {
    area: "public",
    ...props,
    crumbs: [
      { label: t("plan.menu.plan"), href: "/plans" },
      ...(props.crumbs.length === 0 ? [] : [{ label: say(t, plan.title), href: planPath(plan.id) }]),
      ...(props.crumbs.length === 0 ? [{ label: say(t, plan.title) }] : props.crumbs),
    ],
  });
}

/** The plan's other sides. */
export function planTabs({ t }: View, plan: PlanHead, here: Side): Html {
  const base = planPath(plan.id);
  return tabs(
    t.text("plan.tabs.label", { plan: plain(t, plan.title) }),
    sides.map((side) => ({
      label: t(`plan.tabs.${side}`),
      href: side === "front" ? base : `${base}/${side}`,
      isHere: side === here,
    })),
  );
}

/** Says what is invented: the whole plan, or its figures. */
export function sampleWords({ t }: View, plan: PlanHead, hasSampleFigures: boolean): Content {
  if (plan.sample) return notice({ word: t("plan.sample.word"), title: t("plan.sample.plan"), calm: true });
  return hasSampleFigures && html`<strong>${t("plan.sample.figures")}</strong>`;
}

/** An old address: what the plan said last, in which revision it went, since when, and why or where to. */
export async function removedNotice(view: View, plan: PlanHead, removedIn: number | undefined): Promise<Content> {
  if (removedIn === undefined) return undefined;
  const { t, city } = view;
  const { adoptedOn, reason } = await getRevision(city.db, plan.id, removedIn);
  const day = formatDate(adoptedOn, t.locale, { weekday: false });
  const href = `${planPath(plan.id)}/revisions/${removedIn}`;
  return notice({
    word: t("plan.removed.word"),
    title: t("plan.removed.title", { revision: removedIn, day }),
    words: html`${t("plan-data.reason")}　${reason}<br>${t("plan.removed.words")} <a href="${href}">${t("plan.removed.link")}</a>`,
  });
}

/** The day of an instant in the city's zone. */
export function sayDay({ t, city }: View, at: Date, options: { readonly year?: boolean } = {}): Html {
  const on = civilDateOf(at, city.config.zone);
  return html`<time datetime="${on}">${formatDate(on, t.locale, { weekday: false, ...options })}</time>`;
}

export function dayText({ t, city }: View, at: Date): string {
  return formatDate(civilDateOf(at, city.config.zone), t.locale, { weekday: false });
}
