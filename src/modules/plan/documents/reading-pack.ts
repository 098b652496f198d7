import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { SheetContent } from "../pages/review/content.ts";
import { gradeBeside, plain, verdictInWords } from "../pages/review/words.ts";
import { formatFigure, withUnit } from "../rules/number.ts";
import { textOf } from "../rules/words.ts";

/** What one reviewer takes along to read. */
export type ReadingPackProps = {
  readonly locale: Locale;
  readonly city: string;
  readonly zone: string;
  readonly year: number;
  readonly dueOn: CivilDate | undefined;
  readonly printedOn: CivilDate;
  readonly sheets: readonly SheetContent[];
  readonly sample: boolean;
};

/** 外部評価の資料, A4, tagged, with a table of contents. */
export function renderReadingPack(props: ReadingPackProps): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./reading-pack.typ", import.meta.url), data: packData(props) });
}

function packData({ locale, city, zone, year, dueOn, printedOn, sheets, sample }: ReadingPackProps) {
  const t = translator(locale === "en" ? "en" : "ja");
  const day = (date: CivilDate) => formatDate(date, t.locale, { weekday: false });
  const title = t.text("plan-review.pack.heading", { year: formatFiscalYear(year, t.locale) });
  return {
    paper: paperOf(t, { title, author: city, foot: `${city}　${title}`, sample }),
    heading: t.text("plan-review.pack.short"),
    lead: [
      t.text("plan-review.my.round", { year: formatFiscalYear(year, t.locale) }),
      t.text("plan-review.pack.lead"),
      ...(dueOn === undefined ? [] : [t.text("plan-review.due-on", { day: day(dueOn) })]),
      t.text("plan-review.pack.printed", { day: day(printedOn) }),
    ],
    contents: t.text("plan-review.pack.contents"),
    sheets: sheets.map((content) => sheetData(t, content, zone)),
  };
}

function sheetData(t: Translate, content: SheetContent, zone: string) {
  const { sheet, sectionName, parts, figures, past } = content;
  return {
    title: `${sheet.subject}　${sheet.title}`,
    section: sectionName === undefined ? "" : t.text("plan-review.section", { section: sectionName }),
    parts: parts
      .map(({ title, fields }) => ({
        title: plain(t, title),
        fields: fields.flatMap(({ label, text }) =>
          text.ja === "" ? [] : [{ label: plain(t, label), text: plain(t, text) }],
        ),
      }))
      .filter(({ fields }) => fields.length > 0),
    indicators: { title: t.text("plan-review.source.indicators"), list: indicatorData(t, content, zone) },
    cost: {
      title: t.text("plan-review.source.cost"),
      heading: [
        t.text("plan-review.year"),
        ...(["national", "prefecture", "bond", "other", "general", "total"] as const).map((each) =>
          t.text(`plan-review.cost.${each}`),
        ),
      ],
      rows: figures.cost.map((cost) => [
        `${formatFiscalYear(cost.year, t.locale)} ${t.text(`plan-review.stage.${cost.stage}`)}`,
        ...[cost.national, cost.prefecture, cost.bond, cost.other, cost.general, cost.total].map((amount) =>
          formatYen(amount, t.locale),
        ),
      ]),
    },
    staff: {
      title: t.text("plan-review.effort"),
      heading: [t.text("plan-review.year"), t.text("plan-review.persons"), t.text("plan-review.staff-cost")],
      rows: figures.staff.map(({ year, persons, total }) => [
        formatFiscalYear(year, t.locale),
        formatFigure(persons, 2, t.locale),
        total === undefined ? t.text("plan-review.none") : formatYen(total, t.locale),
      ]),
    },
    projects: {
      title: t.text("plan-review.source.projects"),
      heading: [t.text("plan-review.project"), t.text("plan-review.settled")],
      rows: figures.projects.map(({ name, settled }) => [
        plain(t, name),
        settled === undefined ? t.text("plan-review.none") : formatYen(settled, t.locale),
      ]),
    },
    past: { title: t.text("plan-review.source.last-year"), list: past.map((opinion) => pastData(t, opinion)) },
    own: {
      title: t.text("plan-review.pack.own"),
      lines: [
        ...(["necessity", "effectiveness", "efficiency", "fairness"] as const).map((criterion) => ({
          label: t.text(`plan-review.criterion.${criterion}`),
          value: "A　　B　　C",
        })),
        { label: t.text("plan-review.form.verdict"), value: t.text("plan-review.pack.directions") },
      ],
    },
  };
}

function indicatorData(t: Translate, { figures, origins, findings }: SheetContent, zone: string) {
  return figures.indicators.map((indicator) => {
    const { id, name, unit, decimals, baseline, target, years, verdict, grade } = indicator;
    const say = (value: string | undefined) =>
      value === undefined ? t.text("plan-review.none") : formatFigure(value, decimals, t.locale);
    const withIts = (value: string | undefined) =>
      value === undefined ? say(value) : withUnit(say(value), unit, t.locale);
    const origin = origins.get(id);
    return {
      name: plain(t, name),
      judged: [
        t.text(`plan-review.judged.${verdict}`),
        ...gradeBeside(t, verdict, grade),
        ...(findings.get(id) ?? []).map((words) => textOf(t, words)),
      ].join("　"),
      frame: t.text("plan-review.pack.frame", { baseline: withIts(baseline), target: withIts(target) }),
      heading: [t.text("plan-review.year"), t.text("plan-review.actual"), t.text("plan-review.expected")],
      rows: years.map(({ year, value, expected }) => [formatFiscalYear(year, t.locale), say(value), say(expected)]),
      origin:
        origin === undefined
          ? ""
          : t.text("plan-review.pack.origin", {
              rule: origin.rule,
              origin: t.text(`plan-review.origin.${origin.origin}`),
              source: origin.source,
              day: formatDate(civilDateOf(origin.countedAt, zone), t.locale, { weekday: false }),
            }),
    };
  });
}

function pastData(t: Translate, { year, verdict, answer, promises }: SheetContent["past"][number]) {
  return {
    year: formatFiscalYear(year, t.locale),
    board: `${t.text("plan-review.past.board")}　${verdictInWords(t, verdict)}`,
    comment: verdict.comment,
    city:
      answer === undefined
        ? ""
        : `${t.text("plan-review.past.city")}　${t.text(`plan-review.stance.${answer.stance}`)}`,
    words: answer?.words ?? "",
    promises: promises.map(({ what, until, followUp }) =>
      [
        what,
        t.text("plan-review.until-day", { day: formatDate(until, t.locale, { weekday: false }) }),
        followUp === undefined
          ? t.text("plan-review.outcome.none")
          : `${t.text(`plan-review.outcome.${followUp.outcome}`)}　${followUp.words}`,
      ].join("　"),
    ),
  };
}
