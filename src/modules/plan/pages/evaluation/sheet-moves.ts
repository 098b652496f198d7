import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, errorAt, form, hidden, textArea } from "../../../../ui/index.ts";
import { formOf, listFields } from "../../rules/evaluation/fields.ts";
import { isPlainMove, listMoves, type Mover, type SheetMove } from "../../rules/evaluation/states.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { plain, sheetPath } from "./words.ts";

function movesHere(sheet: Sheet, as: readonly Mover[]): readonly SheetMove[] {
  return listMoves(sheet, as).filter(isPlainMove);
}

/** What somebody in these capacities may do with the sheet now, each with its own form. */
export function moveForms(
  view: View,
  {
    round,
    sheet,
    as,
    values,
    problems,
  }: { round: Round; sheet: Sheet; as: readonly Mover[]; values: FormValues; problems: Problems },
): Content {
  const moves = round.state === "open" ? movesHere(sheet, as) : [];
  // The way forward stands first.
  const ordered = [...moves].sort((a, b) => Number(isBack(a)) - Number(isBack(b)));
  return ordered.map((move) => moveForm(view, { round, sheet, move, values, problems }));
}

function isBack({ to, from }: SheetMove): boolean {
  return to === "writing" || from === "final";
}

function moveForm(
  view: View,
  {
    round,
    sheet,
    move,
    values,
    problems,
  }: { round: Round; sheet: Sheet; move: SheetMove; values: FormValues; problems: Problems },
): Html {
  const { t } = view;
  const isTyped = typed(values, "to") === move.to;
  const words = `plan-evaluation.staff.move.${move.from}.${move.to}` as const;
  const comment =
    move.needs !== undefined &&
    textArea({
      t,
      name: "comment",
      // The error summary links to the field's name.
      id: isTyped ? "comment" : `comment-${move.to}`,
      label: t("plan-evaluation.staff.move.comment"),
      hint: t(
        move.to === "in-review" ? "plan-evaluation.staff.move.select-hint" : "plan-evaluation.staff.move.comment-hint",
      ),
      rows: 3,
      value: isTyped ? typed(values, "comment") : "",
      error: isTyped ? errorAt(t, problems, "comment") : undefined,
    });
  const marks = move.needs === "comment-or-marks" && markFields(view, round, sheet, isTyped ? values : {});
  return html`<section class="section stack" aria-labelledby="do-${move.to}"><h2 id="do-${move.to}">${t.dynamic(`${words}.title`)}</h2><p>${t.dynamic(`${words}.words`)}</p>${form(
    view,
    {
      action: sheetPath(sheet, "move"),
      content: html`${hidden("to", move.to)}${comment}${marks}<p>${button({ label: t.dynamic(`${words}.do`), kind: isBack(move) ? "second" : "first" })}</p>`,
    },
  )}</section>`;
}

/** Words at single fields, folded away until somebody wants them. */
function markFields(view: View, round: Round, sheet: Sheet, values: FormValues): Html {
  const { t } = view;
  const fields = listFields(formOf(round, sheet)).map((field) =>
    textArea({
      t,
      name: `mark-${field.id}`,
      label: plain(t, field.label),
      rows: 2,
      value: typed(values, `mark-${field.id}`),
    }),
  );
  const isOpen = Object.entries(values).some(([name, text]) => name.startsWith("mark-") && text !== "");
  return html`<details${isOpen ? html` open` : ""}><summary>${t("plan-evaluation.staff.move.marks")}</summary><div class="stack">${fields}</div></details>`;
}
