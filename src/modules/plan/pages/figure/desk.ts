import { isInAudience } from "../../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { fiscalYearOf } from "../../../../kernel/time/fiscal-year.ts";
import { page } from "../../../../ui/index.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { findPlan } from "../../store/plan.ts";
import { listRounds } from "../../store/sheet.ts";
import { importPath, requestsPath, yearPath } from "../budget/words.ts";
import { roundPath, roundsPath } from "../evaluation/words.ts";
import { planPath } from "../public/words.ts";
import { staffPath, yearText } from "./words.ts";

type Way = { readonly href: string; readonly label: Content; readonly words: Content };
type Group = { readonly id: string; readonly title: Content; readonly ways: readonly Way[] };

/** 一つの計画の仕事: every page of this plan that this person may open, by errand. */
export async function showDesk(view: View, { params }: { params: { plan: string } }): Promise<Html> {
  const { t, city } = view;
  const plan = await findPlan(city.db, params.plan);
  if (plan === undefined) throw notFound();
  const title = withoutRuby(localText(plan.title, "ja"));
  const groups = [
    figures(view, plan.id),
    await evaluation(view, plan.id),
    budget(view, plan.id),
    text(view, plan.id),
    publicSide(view, plan.id),
  ];
  const span = t("plan-figure.staff.span", {
    from: yearText(view, plan.baselineYear),
    until: yearText(view, plan.targetYear),
  });
  return page(view, {
    title,
    area: "staff",
    crumbs: [{ label: t("plan-figure.staff.home.title"), href: "/staff/plan" }, { label: title }],
    main: html`<div class="head"><h1>${title}</h1><p class="muted">${span}</p></div>
<div class="split split--even">${groups.map(draw)}</div>`,
  });
}

function draw({ id, title, ways }: Group): Html {
  const items = ways.map(
    ({ href, label, words }) => html`<li><a href="${href}">${label}</a><span class="note">${words}</span></li>`,
  );
  return html`<section class="section" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="choose-list">${items}</ul></section>`;
}

function figures(view: View, planId: string): Group {
  const { t } = view;
  return {
    id: "figures",
    title: t("plan-figure.staff.desk.figures"),
    ways: [
      {
        href: staffPath(planId, "values"),
        label: t("plan-figure.staff.side.values"),
        words: t("plan-figure.staff.desk.values-words"),
      },
      {
        href: staffPath(planId, "approvals"),
        label: t("plan-figure.staff.approvals.title"),
        words: t("plan-figure.staff.desk.approvals-words"),
      },
      ...whoIs(view, "planner", {
        href: staffPath(planId, "keys"),
        label: t("plan-figure.staff.side.keys"),
        words: t("plan-figure.staff.desk.keys-words"),
      }),
    ],
  };
}

async function evaluation(view: View, planId: string): Promise<Group> {
  const { t, city } = view;
  const open = (await listRounds(city.db, planId)).filter(({ state }) => state === "open");
  return {
    id: "evaluation",
    title: t("plan-figure.staff.desk.evaluation"),
    ways: [
      ...open.map(({ id, year }) => ({
        href: roundPath(id),
        label: t("plan-evaluation.staff.round.title", { year: yearText(view, year) }),
        words: t("plan-figure.staff.desk.round-words"),
      })),
      ...open.slice(0, 1).map(({ id }) => ({
        href: roundPath(id, "late"),
        label: t("plan-evaluation.staff.late.title"),
        words: t("plan-figure.staff.desk.late-words"),
      })),
      {
        href: roundsPath,
        label: t("plan-figure.staff.desk.rounds"),
        words: t("plan-figure.staff.desk.rounds-words"),
      },
      ...whoIs(view, "section", {
        href: "/staff/promises",
        label: t("plan-review.staff.promises.title"),
        words: t("plan-figure.staff.desk.promises-words"),
      }),
    ],
  };
}

function budget(view: View, planId: string): Group {
  const { t, actor, today } = view;
  const year = fiscalYearOf(today);
  return {
    id: "budget",
    title: t("plan-figure.staff.desk.budget"),
    ways: [
      {
        href: yearPath(planId, year),
        label: t("plan-figure.staff.desk.projects", { year: yearText(view, year) }),
        words: t("plan-figure.staff.desk.projects-words"),
      },
      {
        href: requestsPath(planId, year + 1),
        label: t("plan-figure.staff.desk.requests", { year: yearText(view, year + 1) }),
        words: t("plan-figure.staff.desk.requests-words"),
      },
      ...(mayBudget(actor, "import")
        ? [
            {
              href: importPath(planId),
              label: t("plan-budget.staff.to-import"),
              words: t("plan-figure.staff.desk.import-words"),
            },
          ]
        : []),
    ],
  };
}

function text(view: View, planId: string): Group {
  const { t } = view;
  return {
    id: "text",
    title: t("plan-figure.staff.desk.text"),
    ways: [
      ...whoIs(view, "planner", {
        href: staffPath(planId, "edit"),
        label: t("plan-data.staff.edit.list"),
        words: t("plan-figure.staff.desk.edit-words"),
      }),
      ...whoIs(view, "planner", {
        href: staffPath(planId, "import"),
        label: t("plan-data.staff.import.title"),
        words: t("plan-figure.staff.desk.file-words"),
      }),
      {
        href: `${planPath(planId)}/revisions`,
        label: t("plan-data.revisions.title"),
        words: t("plan-figure.staff.desk.revisions-words"),
      },
    ],
  };
}

function publicSide(view: View, planId: string): Group {
  const { t } = view;
  return {
    id: "public",
    title: t("plan-figure.staff.desk.public"),
    ways: [
      {
        href: staffPath(planId, "publish"),
        label: t("plan-figure.staff.desk.publish"),
        words: t("plan-figure.staff.desk.publish-words"),
      },
      ...whoIs(view, "section", {
        href: staffPath(planId, "questions"),
        label: t("plan.question.title"),
        words: t("plan-figure.staff.desk.questions-words"),
      }),
      {
        href: planPath(planId),
        label: t("plan-figure.staff.home.public"),
        words: t("plan-figure.staff.desk.front-words"),
      },
    ],
  };
}

/** No link that leads to a refusal: the audiences of routes/*.ts. */
function whoIs({ actor }: View, who: "planner" | "section", way: Way): readonly Way[] {
  return isInAudience(actor, who === "planner" ? ["planner"] : ["clerk", "approver", "planner"]) ? [way] : [];
}
