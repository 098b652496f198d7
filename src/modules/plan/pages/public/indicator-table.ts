import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { Translate } from "../../../../kernel/i18n/translate.ts";
import { formatBareFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { polishLine, status, table } from "../../../../ui/index.ts";
import type { Achievement, IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import { wayOf } from "./progress.ts";
import { indicatorPath, say, sayFigure, sayTarget, sayVerdict } from "./words.ts";

export type IndicatorRow = {
  readonly definition: IndicatorDefinition;
  /** Where it belongs, if the page does not say so. */
  readonly above?: Content;
  readonly value: Decimal | undefined;
  readonly verdict: Verdict;
  readonly achievement: Pick<Achievement, "progress" | "expected"> | undefined;
};

/** Baseline, actual and target side by side, with how far each has come. `year` is that of the actuals. */
export function indicatorTable(
  t: Translate,
  props: {
    readonly planId: string;
    readonly caption: Content;
    readonly rows: readonly IndicatorRow[];
    readonly year: number | undefined;
    readonly baselineYear: number;
    readonly targetYear: number;
  },
): Html {
  const { planId, caption, rows, year, baselineYear, targetYear } = props;
  const head = (word: Html, ofYear: number | undefined) =>
    html`${word}${ofYear !== undefined && html`<br>${formatBareFiscalYear(ofYear, t.locale)}`}`;
  return table<IndicatorRow>({
    caption,
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan.indicator.one"),
        head: true,
        cell: ({ definition, above, verdict, achievement }) => {
          const way = achievement && wayOf(definition, achievement);
          return html`<a class="inline" href="${indicatorPath(planId, definition.id)}">${say(t, definition.name)}</a>${above && html`<br><span class="small muted indicator__above">${above}</span>`}${way && polishLine({ done: way.done, isLate: verdict === "late", ...(way.pace === undefined ? {} : { pace: way.pace }) })}`;
        },
      },
      {
        label: head(t("plan.figure.baseline"), baselineYear),
        number: true,
        isWide: true,
        cell: ({ definition }) =>
          html`${sayFigure(t, definition, definition.baseline.value)}${otherYear(t, definition.baseline.year, baselineYear)}`,
      },
      {
        label: head(t("plan.figure.actual"), year),
        number: true,
        cell: ({ definition, value }) => sayFigure(t, definition, value),
      },
      {
        label: head(t("plan.figure.target"), targetYear),
        number: true,
        isWide: true,
        cell: ({ definition }) => html`${sayTarget(t, definition)}${otherYear(t, definition.target.year, targetYear)}`,
      },
      { label: t("plan.verdict.label"), cell: ({ verdict }) => status(verdict, sayVerdict(t, verdict)) },
    ],
  });
}

function otherYear(t: Translate, year: number, usual: number): Content {
  return year !== usual && html`<br><span class="note muted">${formatBareFiscalYear(year, t.locale)}</span>`;
}
