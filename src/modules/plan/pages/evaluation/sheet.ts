import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { button, form, hidden, notice, page, pill, saveBar, sheetParts } from "../../../../ui/index.ts";
import { directionOf, directionWords } from "../../rules/evaluation/direction.ts";
import { formOf, listFields, missingFields } from "../../rules/evaluation/fields.ts";
import { awaitedOf } from "../../rules/evaluation/late.ts";
import { type Answers, type Merge, mergeAnswers } from "../../rules/evaluation/merge.ts";
import { moversOf } from "../../rules/evaluation/movers.ts";
import { inputName } from "../../rules/evaluation/posted.ts";
import { maySeeAnswer } from "../../rules/review/answer-policy.ts";
import { getSheetFigures } from "../../store/evaluation/figures.ts";
import { findVersion, listVersions } from "../../store/evaluation/versions.ts";
import { findRound, findSheet, listSteps } from "../../store/sheet.ts";
import type { Round, Sheet, SheetField, SheetFigures } from "../../types/evaluation.ts";
import { type FieldsToDraw, fieldInput, fieldRead } from "./sheet-fields.ts";
import { moveForms } from "./sheet-moves.ts";
import { autoContent } from "./sheet-numbers.ts";
import { pastInShort, sheetSide } from "./sheet-side.ts";
import {
  atText,
  leftText,
  roundPath,
  roundsPath,
  say,
  sectionNames,
  sectionOf,
  sheetPath,
  stateKeys,
  stepKeys,
  yearOf,
} from "./words.ts";

export type SheetParams = { params: { round: string; sheet: string } };
type Again = SheetParams & { values: FormValues; problems: Problems };

export async function getSheetOf(
  { city }: View,
  params: SheetParams["params"],
): Promise<{ round: Round; sheet: Sheet }> {
  const sheet = await findSheet(city.db, params.sheet);
  const round = await findRound(city.db, params.round);
  if (sheet === undefined || round === undefined || sheet.roundId !== round.id) throw notFound();
  return { round, sheet };
}

/** 評価シート: numbers first, then words; who may write sees a form, everybody else what stands there. */
export async function showSheet(view: View, { params }: SheetParams): Promise<Html> {
  const { round, sheet } = await getSheetOf(view, params);
  return draw(view, {
    round,
    sheet,
    typed: { answers: sheet.answers, conflicts: [] },
    moved: {},
    problems: noProblems,
  });
}

/** After a save that was refused: what was typed, joined with what somebody else saved meanwhile. */
export async function showSheetAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  const { round, sheet } = await getSheetOf(view, params);
  return draw(view, { round, sheet, typed: await joinTyped(view, round, sheet, values), moved: {}, problems });
}

/** After a move that was refused: its own form keeps what was typed. */
export async function showMoveAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  const { round, sheet } = await getSheetOf(view, params);
  return draw(view, { round, sheet, typed: { answers: sheet.answers, conflicts: [] }, moved: values, problems });
}

async function joinTyped({ city }: View, round: Round, sheet: Sheet, values: FormValues): Promise<Merge> {
  const fields = listFields(formOf(round, sheet));
  const mine: Answers = Object.fromEntries(fields.map((field) => [field.id, typed(values, inputName(field))]));
  // Drawn again also when the form did not fit: then the version may be any text.
  const version = typed(values, "version");
  const base = /^\d{1,9}$/.test(version) ? await findVersion(city.db, sheet.id, Number(version)) : undefined;
  if (base === undefined || base.version === sheet.version) return { answers: mine, conflicts: [] };
  return mergeAnswers(base.answers, mine, sheet.answers);
}

/** What fills the fields that nobody types. */
type Known = { readonly figures: SheetFigures; readonly past: Content };

type Drawn = { round: Round; sheet: Sheet; typed: Merge; moved: FormValues; problems: Problems };

async function draw(view: View, drawn: Drawn): Promise<Html> {
  const { t, city, actor } = view;
  const { round, sheet, problems } = drawn;
  const as = moversOf(actor, sheet);
  const isWriting = as.includes("writer") && sheet.state === "writing" && round.state === "open";
  const known = {
    figures: await getSheetFigures(city.db, round, sheet),
    past: await pastInShort(view, round, sheet),
  };
  const side = await sheetSide(view, round, sheet);
  const main = isWriting ? await writing(view, drawn, known) : reading(view, drawn, known);
  return page(view, {
    title: `${sheet.subject} ${sheet.title}`,
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.staff.title"), href: roundsPath },
      { label: yearOf(view, round), href: roundPath(round.id) },
      { label: `${sheet.subject} ${sheet.title}` },
    ],
    problems,
    main: html`${await head(view, round, sheet)}${await returned(view, sheet)}<div class="split"><div class="stack-l">${main}${moveForms(view, { round, sheet, as, values: drawn.moved, problems })}${elsewhere(view, sheet)}</div>${side}</div>`,
  });
}

async function head(view: View, round: Round, sheet: Sheet): Promise<Html> {
  const { t, locale, today } = view;
  const awaited = awaitedOf(round, sheet.state, today);
  const isLate = awaited !== undefined && awaited.daysLeft < 0;
  const due =
    awaited &&
    html`　${t(stepKeys[awaited.step])}　<time class="nowrap" datetime="${awaited.dueOn}">${formatDate(awaited.dueOn, locale)}</time>　<span class="nowrap">${leftText(view, round, sheet)}</span>`;
  const kind = sheet.state === "published" || sheet.state === "final" ? "good" : isLate ? "late" : "held";
  return html`<div class="row row--between"><div class="head"><p class="kicker">${t(`plan-evaluation.staff.kind.${sheet.kind}`)}　${sheet.subject}</p><h1>${sheet.title}</h1><p class="muted">${sectionOf(view, await sectionNames(view), sheet)}${due}</p></div><p>${pill(kind, t(stateKeys[sheet.state]))}</p></div>`;
}

/** Why the sheet came back, as long as the section mends it. */
async function returned(view: View, sheet: Sheet): Promise<Content> {
  if (sheet.state !== "writing") return undefined;
  const { t, city } = view;
  const last = (await listSteps(city.db, sheet.id)).at(-1);
  if (last === undefined) return undefined;
  return notice({
    word: t("plan-evaluation.staff.sheet.returned"),
    title: last.comment ?? t("plan-evaluation.staff.sheet.returned-marks"),
    words:
      sheet.marks.length > 0
        ? t("plan-evaluation.staff.sheet.returned-count", { count: sheet.marks.length })
        : undefined,
  });
}

function fieldsToDraw(
  view: View,
  { round, sheet, typed: merge, problems }: Drawn,
  { figures, past }: Known,
): FieldsToDraw {
  return {
    answers: merge.answers,
    conflicts: merge.conflicts,
    problems,
    marks: sheet.state === "writing" ? sheet.marks : [],
    auto: (field) =>
      autoContent(view, field, {
        figures,
        planId: round.planId,
        past,
      }),
  };
}

async function writing(view: View, drawn: Drawn, known: Known): Promise<Html> {
  const { t, city } = view;
  const { round, sheet, typed: merge } = drawn;
  const shape = formOf(round, sheet);
  const fields = fieldsToDraw(view, drawn, known);
  const parts = shape.parts.map((part, index) => ({
    id: part.id,
    title: html`${index + 1}　${say(t, part.title)}`,
    content: part.fields.map((field) => fieldInput(view, field, fields)),
  }));
  const saved = (await listVersions(city.db, sheet.id))[0];
  const missing = missingFields(shape, merge.answers);
  const first = missing[0];
  const words = html`${saved?.savedBy !== undefined && html`<p>${t("plan-evaluation.staff.sheet.saved-at", { at: atText(view, saved.savedAt) })}</p>`}<p>${first === undefined ? t("plan-evaluation.staff.sheet.whole") : html`<b>${t("plan-evaluation.staff.sheet.missing", { count: missing.length })}</b>　<a href="#${inputName(first)}">${say(t, first.label)}</a>`}</p>`;
  const buttons = html`${button({ label: t("plan-evaluation.staff.sheet.save"), kind: "second", size: "small", name: "do", value: "save" })}${button({ label: t("plan-evaluation.staff.sheet.submit"), size: "small", name: "do", value: "submit" })}`;
  return form(view, {
    action: sheetPath(sheet),
    content: html`${hidden("version", String(sheet.version))}${sheetParts(parts, html`${directionNote(view, merge.answers)}${saveBar(words, buttons)}`)}`,
  });
}

function reading(view: View, drawn: Drawn, known: Known): Html {
  const { t } = view;
  const { round, sheet } = drawn;
  const fields = fieldsToDraw(view, drawn, known);
  // What need not be answered and was not says nothing.
  const says = ({ id, isRequired, kind }: SheetField) =>
    isRequired || kind === "auto" || (sheet.answers[id] ?? "") !== "";
  const parts = formOf(round, sheet)
    .parts.filter((part) => part.fields.some(says))
    .map((part, index) => ({
      id: part.id,
      title: html`${index + 1}　${say(t, part.title)}`,
      content: part.fields.filter(says).map((field) => fieldRead(view, field, fields)),
    }));
  return sheetParts(parts, directionNote(view, sheet.answers));
}

/** The one word that the two axes make. */
function directionNote({ t }: View, answers: Answers): Content {
  const direction = directionOf(answers);
  if (direction === undefined) return undefined;
  const word = t.text(directionWords[direction]);
  return notice({
    word: t("plan-evaluation.staff.sheet.direction-word"),
    title: t("plan-evaluation.staff.sheet.direction", { direction: word }),
    calm: true,
  });
}

/** Where the work goes on for a sheet that the board has, or whose answer is written. */
function elsewhere({ t, actor }: View, sheet: Sheet): Content {
  if (!sheet.isSelected) return undefined;
  const links = [
    sheet.state !== "in-review" &&
      html`<li><a href="${sheetPath(sheet, "answer")}">${t("plan-evaluation.staff.sheet.to-answer")}</a></li>`,
    html`<li><a href="${sheetPath(sheet, "review")}">${t("plan-evaluation.staff.sheet.to-review")}</a></li>`,
  ];
  return html`<section class="section stack" aria-labelledby="outside"><h2 id="outside">${t("plan-evaluation.staff.sheet.outside")}</h2><p>${t("plan-evaluation.staff.sheet.selected-because", { reason: sheet.selectionReason ?? "" })}</p>${maySeeAnswer(actor, sheet) && html`<ul class="bullets">${links}</ul>`}</section>`;
}
