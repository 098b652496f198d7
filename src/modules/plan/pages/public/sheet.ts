import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatBareFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { status, summary, table, timeline } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import type { PlanHead } from "../../store/plan.ts";
import { listReviews } from "../../store/review.ts";
import { findRound, listPublishedSheets, type PublishedSheet } from "../../store/sheet.ts";
import type { Round, SheetField, SheetFigures } from "../../types/evaluation.ts";
import { criteria, type HandedInReview } from "../../types/review.ts";
import { titlesOfSheets } from "../sheet-title.ts";
import { getPlan, planPage, sayDay } from "./frame.ts";
import { lines } from "./questions.ts";
import { voicesOfSheet } from "./voices.ts";
import { partPath, plain, projectPath, say, sayFigure, sayVerdict, sayYear, yearInside, yearPath } from "./words.ts";

/** One published sheet: its public fields, the figures of the day on which it became final, and who said what. */
export async function showSheet(
  view: View,
  { params }: { params: { plan: string; year: number; subject: string } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const sheets = await listPublishedSheets(city.db, plan.id, { subject: params.subject, year: params.year });
  const [sheet] = sheets;
  if (sheet === undefined) throw notFound();
  const round = await findRound(city.db, sheet.roundId);
  if (round === undefined) throw notFound();
  const [voices, reviews, sections] = await Promise.all([
    voicesOfSheet(view, plan, sheet),
    listReviews(city.db, sheet.id),
    listSections(city.db),
  ]);
  const title = (await titlesOfSheets(view, [plan.id]))(sheet);
  const section = sections.find(({ id }) => id === sheet.sectionId)?.name;
  const year = yearInside(t, sheet.year);
  const subjectPath = sheet.kind === "project" ? projectPath(plan.id, sheet.subject) : partPath(plan.id, sheet.subject);
  const entries = voices.sort((a, b) => a.on.localeCompare(b.on)).map(({ entry }) => entry);
  return planPage(view, plan, {
    title: t.text("plan.sheet.title", { title: plain(t, title), year }),
    crumbs: [
      { label: t("plan.evaluations.title", { year }), href: yearPath(plan.id, sheet.year) },
      { label: say(t, title) },
    ],
    main: html`<div class="head"><p class="kicker">${t("plan.sheet.kicker", { year })}${section !== undefined && html`　${t("plan.part.section")}　${section}`}</p><h1>${say(t, title)}</h1><p class="small">${t("plan.sheet.published")}　${sayDay(view, sheet.publishedAt)}　<a href="${subjectPath}">${t("plan.sheet.subject")}</a>　<a href="${yearPath(plan.id, sheet.year)}/${sheet.subject}/sheet.pdf">${t("plan.sheet.pdf")}</a></p>${sheet.isSample && html`<p><strong>${t("plan.voice.sample")}</strong></p>`}</div>
<div class="stack-l">${parts(view, plan, round, sheet)}${entries.length > 0 && html`<section class="section" aria-labelledby="voices"><h2 id="voices">${t("plan.voice.title")}</h2>${timeline(entries)}</section>`}${reviewsOf(view, reviews)}</div>`,
  });
}

/** Contact fields and whatever else the form keeps inside stay inside. */
function parts(view: View, plan: PlanHead, round: Round, sheet: PublishedSheet): Html {
  const { t } = view;
  const shown = round.forms[sheet.kind].parts.map((part) => {
    const fields = part.fields.filter((field) => field.isPublic);
    const typed = fields.filter(({ id, kind }) => kind !== "auto" && (sheet.answers[id] ?? "") !== "");
    const filled = fields.filter(({ kind }) => kind === "auto");
    const auto = filled.map((field) => autoField(view, plan, field, sheet));
    if (typed.length === 0 && auto.every((content) => content === undefined)) return undefined;
    return html`<section class="section" aria-labelledby="part-${part.id}"><h2 id="part-${part.id}">${say(t, part.title)}</h2>${
      typed.length > 0 &&
      summary(
        t,
        typed.map((field) => ({ label: say(t, field.label), value: answerOf(view, field, sheet) })),
        { plain: true },
      )
    }${auto}</section>`;
  });
  return html`${shown}`;
}

function answerOf({ t }: View, { id, options }: SheetField, { answers }: PublishedSheet): Content {
  const answer = answers[id] ?? "";
  const option = options.find(({ value }) => value === answer);
  return option === undefined ? lines(answer) : say(t, option.label);
}

function autoField(view: View, plan: PlanHead, field: SheetField, sheet: PublishedSheet): Content {
  const { t } = view;
  const { frozen, answers } = sheet;
  const content =
    frozen === undefined
      ? undefined
      : field.source === "indicators"
        ? indicators(view, frozen)
        : field.source === "cost"
          ? cost(view, frozen)
          : field.source === "projects"
            ? projects(view, plan, frozen)
            : undefined;
  const comment = answers[field.id];
  if (content === undefined && comment === undefined) return undefined;
  return html`<h3>${say(t, field.label)}</h3>${content}${comment !== undefined && comment !== "" && html`<p>${lines(comment)}</p>`}`;
}

function indicators({ t }: View, { indicators: rows }: SheetFigures): Content {
  if (rows.length === 0) return undefined;
  return table<SheetFigures["indicators"][number]>({
    caption: t("plan.indicator.many"),
    captionHidden: true,
    rows,
    columns: [
      { label: t("plan.indicator.one"), head: true, cell: ({ name }) => say(t, name) },
      { label: t("plan.figure.baseline"), number: true, cell: (row) => sayFigure(t, row, row.baseline) },
      {
        label: t("plan.figure.actual"),
        number: true,
        cell: (row) => {
          const last = row.years.findLast(({ value }) => value !== undefined);
          return html`${sayFigure(t, row, last?.value)}${last && html`<br><span class="note muted">${formatBareFiscalYear(last.year, t.locale)}</span>`}`;
        },
      },
      { label: t("plan.figure.target"), number: true, cell: (row) => sayFigure(t, row, row.target) },
      { label: t("plan.verdict.label"), cell: ({ verdict }) => status(verdict, sayVerdict(t, verdict)) },
    ],
  });
}

function cost({ t }: View, { cost: rows }: SheetFigures): Content {
  if (rows.length === 0) return undefined;
  return table<SheetFigures["cost"][number]>({
    caption: t("plan.project.cost-caption"),
    captionHidden: true,
    rows,
    columns: [
      { label: t("plan.chart.year"), head: true, cell: ({ year }) => sayYear(t, year) },
      { label: t("plan.project.stage"), cell: ({ stage }) => t(`plan.stage.${stage}`) },
      { label: t("plan.source.general"), number: true, cell: ({ general }) => formatYen(general, t.locale) },
      { label: t("plan.project.sum"), number: true, cell: ({ total }) => formatYen(total, t.locale) },
    ],
  });
}

function projects({ t }: View, plan: PlanHead, { projects: rows }: SheetFigures): Content {
  if (rows.length === 0) return undefined;
  return table<SheetFigures["projects"][number]>({
    caption: t("plan.project.title"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan.project.one"),
        head: true,
        cell: ({ code, name }) => html`<a class="inline" href="${projectPath(plan.id, code)}">${say(t, name)}</a>`,
      },
      {
        label: t("plan.project.settled"),
        number: true,
        cell: ({ settled }) => (settled === undefined ? t("plan.project.no-amount") : formatYen(settled, t.locale)),
      },
    ],
  });
}

/** What each reviewer handed in, without the person. */
function reviewsOf({ t }: View, reviews: readonly HandedInReview[]): Content {
  if (reviews.length === 0) return undefined;
  const rows = reviews.map((review, at) => ({ ...review, number: at + 1 }));
  return html`<section class="section" aria-labelledby="reviews"><h2 id="reviews">${t("plan.sheet.reviews")}</h2>${table<
    (typeof rows)[number]
  >({
    caption: t("plan.sheet.reviews"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan.sheet.reviewer"),
        head: true,
        cell: ({ number }) => t("plan.sheet.reviewer-number", { number }),
      },
      ...criteria.map((criterion) => ({
        label: t(`plan.criterion.${criterion}`),
        cell: ({ scores }: (typeof rows)[number]) => scores[criterion],
      })),
      { label: t("plan.sheet.direction"), cell: ({ verdict }) => t(`plan.direction.${verdict}`) },
      { label: t("plan.sheet.comment"), cell: ({ comment }) => lines(comment) },
    ],
  })}</section>`;
}
