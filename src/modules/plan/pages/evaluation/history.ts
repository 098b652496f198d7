import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { page, table, timeline } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { formOf, listFields } from "../../rules/evaluation/fields.ts";
import { listVersions, type SheetVersion } from "../../store/evaluation/versions.ts";
import { listSteps } from "../../store/sheet.ts";
import { getSheetOf, type SheetParams } from "./sheet.ts";
import { answerText } from "./sheet-fields.ts";
import { atText, roundPath, roundsPath, say, sheetPath, stateKeys, yearOf } from "./words.ts";

/** Every step and every saved text: nothing that somebody typed is gone. */
export async function showHistory(view: View, { params }: SheetParams): Promise<Html> {
  const { t, city } = view;
  const { round, sheet } = await getSheetOf(view, params);
  const steps = await listSteps(city.db, sheet.id);
  const versions = await listVersions(city.db, sheet.id);
  const ids = [...steps.map(({ movedBy }) => movedBy), ...versions.map(({ savedBy }) => savedBy)];
  const people = await listPersons(city.db, [...new Set(ids.filter((id) => id !== undefined))]);
  const nameOf = (id: string | undefined) =>
    people.find((person) => person.id === id)?.name ?? t.text("plan-evaluation.staff.history.nobody");
  const fields = listFields(formOf(round, sheet));
  const changed = (version: SheetVersion) => {
    const before = versions.find(({ version: number }) => number === version.version - 1)?.answers ?? {};
    return fields.filter(({ id }) => (version.answers[id] ?? "") !== (before[id] ?? ""));
  };
  return page(view, {
    title: t.text("plan-evaluation.staff.history.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.staff.title"), href: roundsPath },
      { label: yearOf(view, round), href: roundPath(round.id) },
      { label: `${sheet.subject} ${sheet.title}`, href: sheetPath(sheet) },
      { label: t("plan-evaluation.staff.history.title") },
    ],
    main: html`<div class="stack-l"><h1>${t("plan-evaluation.staff.history.title")}</h1>
<section class="stack" aria-labelledby="steps"><h2 id="steps">${t("plan-evaluation.staff.history.steps")}</h2>${
      steps.length === 0
        ? html`<p>${t("plan-evaluation.staff.history.no-steps")}</p>`
        : table({
            caption: t("plan-evaluation.staff.history.steps"),
            captionHidden: true,
            rows: steps,
            columns: [
              {
                label: t("plan-evaluation.staff.history.at"),
                head: true,
                cell: ({ movedAt }) => atText(view, movedAt),
              },
              { label: t("plan-evaluation.staff.history.who"), cell: ({ movedBy }) => nameOf(movedBy) },
              {
                label: t("plan-evaluation.staff.history.what"),
                cell: ({ from, to }) => html`${t(stateKeys[from])} → ${t(stateKeys[to])}`,
              },
              { label: t("plan-evaluation.staff.history.words"), cell: ({ comment }) => comment ?? "" },
            ],
          })
    }</section>
<section class="stack" aria-labelledby="saved"><h2 id="saved">${t("plan-evaluation.staff.history.saved")}</h2>${timeline(
      versions.map((version) => ({
        kicker: atText(view, version.savedAt),
        title: html`${nameOf(version.savedBy)}　${t("plan-evaluation.staff.history.version", { number: version.version })}`,
        words: changed(version).map(
          (field) =>
            html`<b>${say(t, field.label)}</b><br>${answerText(view, field, version.answers[field.id] ?? "")}<br>`,
        ),
      })),
    )}</section></div>`,
  });
}
