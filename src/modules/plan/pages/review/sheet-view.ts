import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { status, summary, table, timeline } from "../../../../ui/index.ts";
import { formatFigure, withUnit } from "../../rules/number.ts";
import { paramsIn } from "../../rules/words.ts";
import type { SheetFigures } from "../../types/evaluation.ts";
import type { KeptPromise, PastOpinion } from "../../types/review.ts";
import type { SheetContent } from "./content.ts";
import { dayOf, gradeBeside, plain, say, verdictInWords } from "./words.ts";

/** The whole sheet to read: words of the section, figures with origin and judgement, cost, last year's opinion and promise. */
export function drawSheet(view: View, content: SheetContent): Html {
  const { t } = view;
  const sources = new Set<string>();
  const parts = content.parts.map(({ title, fields }) => {
    for (const { source } of fields) if (source !== undefined) sources.add(source);
    const filled = fields.filter(({ source }) => source !== undefined);
    const written = fields.filter(({ source }) => source === undefined);
    return html`<section class="stack"><h3>${say(t, title)}</h3>${filled.map(
      ({ label, source, text }) =>
        html`<div class="stack-s"><h4>${say(t, label)}</h4>${drawSource(view, content, source)}${text.ja !== "" && html`<p>${linesOf(plain(t, text))}</p>`}</div>`,
    )}
${
  written.length > 0 &&
  summary(
    t,
    written.map(({ label, text }) => ({ label: say(t, label), value: linesOf(plain(t, text)) })),
  )
}</section>`;
  });
  // What a city's form does not ask for, a reviewer still needs.
  const rest = (["indicators", "cost", "projects", "last-year"] as const).filter((source) => !sources.has(source));
  const others = rest.map((source) => {
    const drawn = drawSource(view, content, source);
    return drawn === undefined
      ? undefined
      : html`<section class="stack"><h3>${t(`plan-review.source.${source}`)}</h3>${drawn}</section>`;
  });
  return html`<div class="stack-l">${parts}${others}</div>`;
}

function drawSource(view: View, content: SheetContent, source: string | undefined): Content {
  const { figures, past } = content;
  if (source === "indicators") return figures.indicators.length === 0 ? undefined : drawIndicators(view, content);
  if (source === "cost") return drawMoney(view, figures);
  if (source === "projects") return figures.projects.length === 0 ? undefined : drawProjects(view, figures.projects);
  if (source === "last-year") return past.length === 0 ? undefined : drawPast(view, past);
  return undefined;
}

function drawIndicators(view: View, { figures, origins, findings }: SheetContent): Html {
  const { t, locale } = view;
  const blocks = figures.indicators.map((indicator) => {
    const { id, name, unit, decimals, baseline, target, years, verdict, grade } = indicator;
    const say1 = (value: string | undefined) =>
      value === undefined ? t("plan-review.none") : formatFigure(value, decimals, locale);
    const origin = origins.get(id);
    return html`<div class="stack-s"><h5>${say(t, name)}</h5>
<p>${status(verdict, t(`plan-review.judged.${verdict}`))}${gradeBeside(t, verdict, grade).map((words) => html`　${words}`)}</p>
${findings.get(id)?.map((words) => html`<p>${t.dynamic(words.key, paramsIn(t, words.params))}</p>`)}
${table({
  caption: t("plan-review.figures-of", { name: plain(t, name), unit: withUnit("", unit, locale) || "" }),
  captionHidden: true,
  rows: years,
  columns: [
    { label: t("plan-review.year"), head: true, cell: ({ year }) => formatFiscalYear(year, locale) },
    {
      label: html`${t("plan-review.actual")} ${withUnit("", unit, locale)}`,
      number: true,
      cell: ({ value }) => say1(value),
    },
    { label: t("plan-review.expected"), number: true, cell: ({ expected }) => say1(expected) },
  ],
})}
${summary(
  t,
  [
    { label: t("plan-review.baseline"), value: say1(baseline) },
    { label: t("plan-review.target"), value: say1(target) },
    ...(origin === undefined
      ? []
      : [
          { label: t("plan-review.rule"), value: origin.rule },
          {
            label: t("plan-review.origin"),
            value: html`${t(`plan-review.origin.${origin.origin}`)}　${origin.source}`,
          },
          { label: t("plan-review.counted-on"), value: dayOf(view, origin.countedAt) },
          { label: t("plan-review.certainty"), value: t(`plan-review.certainty.${origin.certainty}`) },
        ]),
  ],
  { plain: true },
)}</div>`;
  });
  return html`<div class="stack-l">${blocks}</div>`;
}

function drawMoney(view: View, { cost, staff }: SheetFigures): Content {
  if (cost.length === 0 && staff.length === 0) return undefined;
  return html`${cost.length > 0 && drawCost(view, cost)}${staff.length > 0 && drawStaff(view, staff)}`;
}

function drawStaff({ t, locale }: View, staff: SheetFigures["staff"]): Html {
  return table({
    caption: t("plan-review.effort"),
    rows: staff,
    columns: [
      { label: t("plan-review.year"), head: true, cell: ({ year }) => formatFiscalYear(year, locale) },
      { label: t("plan-review.persons"), number: true, cell: ({ persons }) => formatFigure(persons, 2, locale) },
      {
        label: t("plan-review.staff-cost"),
        number: true,
        cell: ({ total }) => (total === undefined ? t("plan-review.none") : formatYen(total, locale)),
      },
    ],
  });
}

function drawCost({ t, locale }: View, cost: SheetFigures["cost"]): Html {
  const yen = (amount: number) => formatYen(amount, locale);
  return table({
    caption: t("plan-review.cost-caption"),
    captionHidden: true,
    rows: cost,
    columns: [
      {
        label: t("plan-review.year"),
        head: true,
        cell: ({ year, stage }) => html`${formatFiscalYear(year, locale)} ${t(`plan-review.stage.${stage}`)}`,
      },
      { label: t("plan-review.cost.national"), number: true, cell: ({ national }) => yen(national) },
      { label: t("plan-review.cost.prefecture"), number: true, cell: ({ prefecture }) => yen(prefecture) },
      { label: t("plan-review.cost.bond"), number: true, cell: ({ bond }) => yen(bond) },
      { label: t("plan-review.cost.other"), number: true, cell: ({ other }) => yen(other) },
      { label: t("plan-review.cost.general"), number: true, cell: ({ general }) => yen(general) },
      { label: t("plan-review.cost.total"), number: true, cell: ({ total }) => html`<b>${yen(total)}</b>` },
    ],
  });
}

function drawProjects({ t, locale }: View, projects: SheetFigures["projects"]): Html {
  return table({
    caption: t("plan-review.source.projects"),
    captionHidden: true,
    rows: projects,
    columns: [
      { label: t("plan-review.project"), head: true, cell: ({ name }) => say(t, name) },
      {
        label: t("plan-review.settled"),
        number: true,
        cell: ({ settled }) => (settled === undefined ? t("plan-review.none") : formatYen(settled, locale)),
      },
    ],
  });
}

/** What the board said in earlier years, what the city answered and promised, and what became of it. */
export function drawPast(view: View, past: readonly PastOpinion[]): Html {
  const { t, locale } = view;
  return html`<div class="stack">${past.map(
    ({ year, verdict, answer, promises }) =>
      html`${timeline([
        {
          kicker: html`${formatFiscalYear(year, locale)}　${t("plan-review.past.board")}`,
          title: verdictInWords(t, verdict),
          quote: linesOf(verdict.comment),
        },
        ...(answer === undefined
          ? []
          : [
              {
                kicker: html`${formatFiscalYear(year, locale)}　${t("plan-review.past.city")}`,
                title: t(`plan-review.stance.${answer.stance}`),
                words: linesOf(answer.words),
              },
            ]),
      ])}${promises.length > 0 && drawPromises(view, promises)}`,
  )}</div>`;
}

export function drawPromises(view: View, promises: readonly KeptPromise[]): Html {
  const { t, locale } = view;
  return table({
    caption: t("plan-review.promises"),
    rows: promises,
    columns: [
      { label: t("plan-review.promise"), head: true, cell: ({ what }) => what },
      { label: t("plan-review.until"), cell: ({ until }) => formatDate(until, locale, { weekday: false }) },
      { label: t("plan-review.became"), cell: ({ followUp }) => drawFollowUp(view, followUp) },
    ],
  });
}

const outcomeShape = { kept: "good", "under-way": "unknown", "not-kept": "late" } as const;

export function drawFollowUp(view: View, followUp: KeptPromise["followUp"]): Html {
  const { t } = view;
  if (followUp === undefined) return t("plan-review.outcome.none");
  return html`${status(outcomeShape[followUp.outcome], t(`plan-review.outcome.${followUp.outcome}`))}<br>${linesOf(followUp.words)} <span class="small muted nowrap">${dayOf(view, followUp.notedAt)}</span>`;
}

/** Line breaks that a person typed. */
export function linesOf(text: string): Content {
  return text.split("\n").map((line, index) => (index === 0 ? line : html`<br>${line}`));
}
