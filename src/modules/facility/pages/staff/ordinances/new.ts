import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { button, errorAt, fileField, form, page, textArea } from "../../../../../ui/index.ts";
import { isOwnFile } from "../../../commands/ordinance.ts";
import { findOrdinance } from "../../../store/ordinance.ts";
import { newOrdinancePath, ordinancesPath } from "./words.ts";

/** A file, or its text; `from` begins with the text of one that was loaded before. */
export async function showNewOrdinance(view: View, { query }: { query: { from?: string | undefined } }): Promise<Html> {
  const before = query.from === undefined ? undefined : await findOrdinance(view.city.db, query.from);
  const text = before !== undefined && isOwnFile(view, before) ? before.text : "";
  return draw(view, { text }, noProblems);
}

export async function showNewOrdinanceAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, values, problems);
}

function draw(view: View, values: FormValues, problems: Problems): Html {
  const { t } = view;
  return page(view, {
    title: t.text("facility.staff.ordinance.bring"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.ordinance.title"), href: ordinancesPath },
      { label: t("facility.staff.ordinance.bring") },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t("facility.staff.ordinance.bring")}</h1><p>${t("facility.staff.ordinance.bring-lead")}</p>
${form(view, {
  action: newOrdinancePath,
  upload: true,
  content: html`${fileField({ t, name: "file", label: t("facility.staff.ordinance.file"), accept: ".yaml,.yml", error: errorAt(t, problems, "file") })}
${textArea({ t, name: "text", label: t("facility.staff.ordinance.text"), hint: t("facility.staff.ordinance.text-hint"), rows: 20, value: typed(values, "text"), error: errorAt(t, problems, "text") })}
<p>${button({ label: t("facility.staff.ordinance.check") })}</p>`,
})}</div>`,
  });
}
