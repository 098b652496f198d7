import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { daysBetween } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { buttonLink, page, polishLine, status, steps, table, tiles } from "../../../../ui/index.ts";
import { isPlanner } from "../../rules/evaluation/movers.ts";
import { isComplete, isLate, isReturned, progressOf, shareOf, stepNow } from "../../rules/evaluation/progress.ts";
import { listNodes, listProjects, type StoredNode } from "../../store/plan.ts";
import { findRound, listSheets } from "../../store/sheet.ts";
import { type Round, roundSteps, type Sheet } from "../../types/evaluation.ts";
import {
  leftText,
  roundPath,
  roundsPath,
  type SectionNames,
  sectionNames,
  sectionOf,
  sheetPath,
  stateKeys,
  stepKeys,
  yearOf,
} from "./words.ts";

export type RoundParams = { params: { round: string } };

export async function getRound({ city }: View, { round }: { round: string }): Promise<Round> {
  const found = await findRound(city.db, round);
  if (found === undefined) throw notFound();
  return found;
}

/** 年度の評価 at a glance: how many are complete, policy by policy, who is late, what comes next. */
export async function showRound(view: View, { params }: RoundParams): Promise<Html> {
  const { t, city, actor, today, locale } = view;
  const round = await getRound(view, params);
  const sheets = await listSheets(city.db, round.id);
  const sections = await sectionNames(view);
  const year = yearOf(view, round);
  const runs = round.state === "open";
  return page(view, {
    title: t.text("plan-evaluation.staff.round.title", { year }),
    area: "staff",
    crumbs: [{ label: t("plan-evaluation.staff.title"), href: roundsPath }, { label: year }],
    main: html`<div class="stack-l"><div class="row row--between"><div class="head"><h1>${t("plan-evaluation.staff.round.title", { year })}</h1><p class="muted">${formatDate(today, locale)}　${t("plan-evaluation.staff.round.sheets", { count: sheets.length })}</p></div><div class="row">${buttonLink({ label: t("plan-evaluation.staff.round.excel"), kind: "second", size: "small", icon: "i-down", href: roundPath(round.id, "overview.xlsx") })}${runs && isPlanner(actor) && buttonLink({ label: t("plan-report.staff.answers.title"), kind: "second", size: "small", href: roundPath(round.id, "answers") })}${runs && isPlanner(actor) && buttonLink({ label: t("plan-evaluation.staff.round.preview"), size: "small", href: roundPath(round.id, "publish") })}</div></div>
${runs ? stepBar(view, round) : html`<p>${t("plan-evaluation.staff.round.is-closed")}</p>`}
${numbers(view, round, sheets)}
${await policies(view, round, sheets, sections)}
${sheetTable(view, round, sheets, sections)}
${isPlanner(actor) && plannerLinks(view, round)}</div>`,
  });
}

function stepBar(view: View, { due }: Round): Content {
  const { t, today } = view;
  const step = stepNow(due, today);
  if (step === undefined) return undefined;
  return steps(t, {
    label: "plan-evaluation.staff.round.steps",
    names: roundSteps.map((one) => stepKeys[one]),
    now: roundSteps.indexOf(step) + 1,
  });
}

function numbers(view: View, round: Round, sheets: readonly Sheet[]): Html {
  const { t, today } = view;
  const { all, complete, byState, late, returned } = progressOf(round, sheets, today);
  const publishOn = round.due.publish;
  const left = publishOn === undefined ? -1 : daysBetween(today, publishOn);
  const unit = t("plan-evaluation.staff.round.unit");
  return tiles([
    {
      label: t("plan-evaluation.staff.round.complete"),
      figure: complete,
      unit: t("plan-evaluation.staff.round.of-all", { all }),
    },
    { label: t("plan-evaluation.staff.round.writing"), figure: byState.writing, unit },
    { label: t("plan-evaluation.staff.round.waiting"), figure: byState["with-head"] + byState.checking, unit },
    { label: t("plan-evaluation.staff.round.returned"), figure: returned, unit },
    {
      label: t("plan-evaluation.staff.round.late"),
      figure: html`<a href="${roundPath(round.id, "late")}">${late}</a>`,
      unit,
    },
    ...(left < 0
      ? []
      : [
          {
            label: t("plan-evaluation.staff.round.until-publish"),
            figure: left,
            unit: t("plan-evaluation.staff.round.days"),
          },
        ]),
  ]);
}

type Row = { readonly node: StoredNode; readonly sheets: readonly Sheet[] };

async function policies(view: View, round: Round, sheets: readonly Sheet[], sections: SectionNames): Promise<Html> {
  const { t, city } = view;
  const nodes = await listNodes(city.db, round.planId, { includeRemoved: true });
  const nodeOfProject = new Map((await listProjects(city.db, round.planId)).map(({ code, node }) => [code, node]));
  const rows = new Map<string, { node: StoredNode; sheets: Sheet[] }>();
  for (const sheet of sheets) {
    const node = outermost(nodes, sheet.kind === "measure" ? sheet.subject : (nodeOfProject.get(sheet.subject) ?? ""));
    if (node === undefined) continue;
    const row = rows.get(node.code) ?? { node, sheets: [] };
    row.sheets.push(sheet);
    rows.set(node.code, row);
  }
  const share = ({ sheets: of }: Row) => of.reduce((sum, { state }) => sum + shareOf(state), 0) / of.length;
  const names = ({ sheets: of }: Row) => [...new Set(of.map((sheet) => sectionOf(view, sections, sheet)))].join("、");
  const complete = (row: Row) => row.sheets.filter(({ state }) => isComplete(state)).length;
  return html`<section aria-labelledby="policies"><h2 id="policies">${t("plan-evaluation.staff.round.policies")}</h2>${table<Row>(
    {
      caption: t("plan-evaluation.staff.round.policies"),
      captionHidden: true,
      rows: [...rows.values()],
      columns: [
        {
          label: t("plan-evaluation.staff.round.policy"),
          head: true,
          cell: (row) => html`${row.node.title.ja}<br><span class="small muted">${names(row)}</span>`,
        },
        {
          label: t("plan-evaluation.staff.round.progress"),
          cell: (row) =>
            polishLine({ done: share(row), isLate: row.sheets.some(({ state }) => isLate(round, state, view.today)) }),
        },
        {
          label: t("plan-evaluation.staff.round.ready"),
          number: true,
          cell: (row) => t("plan-evaluation.staff.round.ready-of", { ready: complete(row), all: row.sheets.length }),
        },
        { label: t("plan-evaluation.staff.round.how"), cell: (row) => how(view, round, row) },
        { label: t("plan-evaluation.staff.round.next"), cell: (row) => next(view, row) },
      ],
    },
  )}</section>`;
}

function outermost(nodes: readonly StoredNode[], code: string): StoredNode | undefined {
  const node = nodes.find((candidate) => candidate.code === code);
  return node?.parent === undefined ? node : outermost(nodes, node.parent);
}

function how(view: View, round: Round, { sheets }: Row): Html {
  const { t, today } = view;
  const { all, complete, late, returned } = progressOf(round, sheets, today);
  if (complete === all) return status("good", t("plan-evaluation.staff.round.all-there"));
  if (returned > 0) return status("late", t("plan-evaluation.staff.round.returned-count", { count: returned }));
  if (late > 0) return status("late", t("plan-evaluation.staff.round.late-count", { count: late }));
  const waiting = sheets.find(({ state }) => !isComplete(state));
  return status("held", waiting === undefined ? "" : leftText(view, round, waiting));
}

/** The sheet that is furthest back, and what it waits for. */
function next({ t }: View, { sheets }: Row): Content {
  const behind = [...sheets].sort((a, b) => shareOf(a.state) - shareOf(b.state))[0];
  if (behind === undefined || behind.state === "published") return t("plan-evaluation.staff.round.nothing-left");
  return html`<a href="${sheetPath(behind)}">${t(`plan-evaluation.staff.next.${behind.state}`, { code: behind.subject })}</a>`;
}

function sheetTable(view: View, round: Round, sheets: readonly Sheet[], sections: SectionNames): Html {
  const { t, today } = view;
  return html`<section aria-labelledby="sheets"><h2 id="sheets">${t("plan-evaluation.staff.round.all-sheets")}</h2>${table<Sheet>(
    {
      caption: t("plan-evaluation.staff.round.all-sheets"),
      captionHidden: true,
      rows: sheets,
      isNow: ({ sectionId }) => view.actor.kind === "staff" && sectionId === view.actor.sectionId,
      columns: [
        {
          label: t("plan-evaluation.staff.round.sheet"),
          head: true,
          cell: (sheet) => html`<a href="${sheetPath(sheet)}">${sheet.subject}　${sheet.title}</a>`,
        },
        { label: t("plan-evaluation.staff.round.section"), cell: (sheet) => sectionOf(view, sections, sheet) },
        {
          label: t("plan-evaluation.staff.round.state"),
          cell: (sheet) =>
            status(
              isLate(round, sheet.state, today) || isReturned(sheet)
                ? "late"
                : isComplete(sheet.state)
                  ? "good"
                  : "held",
              t(isReturned(sheet) ? "plan-evaluation.staff.state.returned" : stateKeys[sheet.state]),
            ),
        },
        {
          label: t("plan-evaluation.staff.round.outside"),
          cell: ({ isSelected }) => (isSelected ? t("plan-evaluation.staff.round.selected") : ""),
        },
        { label: t("plan-evaluation.staff.round.left"), cell: (sheet) => leftText(view, round, sheet) },
      ],
    },
  )}</section>`;
}

function plannerLinks({ t }: View, round: Round): Html {
  const links = [
    ["late", t("plan-evaluation.staff.late.title")],
    ...(round.state === "open"
      ? ([
          ["calendar", t("plan-evaluation.staff.calendar.title")],
          ["reviewers", t("plan-evaluation.staff.round.reviewers")],
          ["close", t("plan-evaluation.staff.close.title")],
        ] as const)
      : []),
  ] as const;
  return html`<section aria-labelledby="planner"><h2 id="planner">${t("plan-evaluation.staff.round.planner")}</h2><ul class="bullets">${links.map(([to, label]) => html`<li><a href="${roundPath(round.id, to)}">${label}</a></li>`)}</ul></section>`;
}
