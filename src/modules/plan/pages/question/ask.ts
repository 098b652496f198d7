import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, errorAt, form, page, textArea, textField } from "../../../../ui/index.ts";
import { mostLetters } from "../../rules/public/question.ts";
import { findNode } from "../../store/plan.ts";
import { getPlan } from "../public/frame.ts";
import { partPath, planPath, say } from "../public/words.ts";

type Params = { readonly plan: string; readonly code: string };

/** 質問や意見を送る: one field that must be filled, and one that need not. */
export function showAsk(view: View, { params }: { params: Params }): Promise<Html> {
  return draw(view, params, {}, noProblems);
}

export function showAskAgain(
  view: View,
  { params, values, problems }: { params: Params; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(view: View, params: Params, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const node = await findNode(city.db, plan.id, params.code);
  if (node === undefined || node.removedIn !== undefined) throw notFound();
  const path = partPath(plan.id, node.code);
  return page(view, {
    title: t.text("plan.question.ask"),
    area: "errand",
    crumbs: [
      { label: t("plan.menu.plan"), href: "/plans" },
      { label: say(t, plan.title), href: planPath(plan.id) },
      { label: say(t, node.title), href: path },
      { label: t("plan.question.ask") },
    ],
    problems,
    main: html`<h1>${t("plan.question.ask")}</h1><p>${t("plan.question.about")}　${say(t, node.title)}</p><p>${t("plan.question.lead")}</p>
${form(view, {
  action: `${path}/questions`,
  content: html`${textArea({ t, name: "words", label: t("plan.question.words"), hint: t("plan.question.words-hint", { most: mostLetters }), need: "required", rows: 8, value: typed(values, "words"), error: errorAt(t, problems, "words") })}
${textField({ t, name: "penName", label: t("plan.question.pen-name"), hint: t("plan.question.pen-name-hint"), need: "optional", size: "m", value: typed(values, "penName"), error: errorAt(t, problems, "penName") })}
<p>${button({ label: t("plan.question.send") })}</p>`,
})}`,
  });
}
