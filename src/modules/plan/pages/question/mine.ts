import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { empty, page } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import { listQuestionsOf } from "../../store/question.ts";
import { questionWords } from "../public/questions.ts";
import { partPath } from "../public/words.ts";

/** What I have asked, and what became of it. */
export async function showMyQuestions(view: View): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident") throw notFound();
  const questions = await listQuestionsOf(city.db, actor.personId);
  const sections = new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
  const items = questions.map(
    (question) =>
      html`<li class="stack-s"><p><strong>${t(`plan.question.state-${question.state}`)}</strong>　<a href="${partPath(question.planId, question.node)}#questions">${t("plan.question.see-part")}</a></p>${questionWords(view, question, sections)}${question.declineReason !== undefined && html`<p>${t("plan.question.declined-because")}　${question.declineReason}</p>`}</li>`,
  );
  return page(view, {
    title: t.text("plan.question.mine"),
    area: "public",
    crumbs: [{ label: t("plan.question.mine") }],
    main: html`<div class="head"><h1>${t("plan.question.mine")}</h1></div>${items.length === 0 ? empty(t("plan.question.mine-none"), [html`<a href="/plans">${t("plan.menu.plan")}</a>`]) : html`<ul class="plain-list stack">${items}</ul>`}`,
  });
}
