import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { buttonLink } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import type { PlanHead, StoredNode } from "../../store/plan.ts";
import { listPublicQuestions, listQuestionsOf } from "../../store/question.ts";
import type { Question } from "../../types/question.ts";
import { sayDay } from "./frame.ts";
import { partPath } from "./words.ts";

const mostShown = 50;

/** 質問と、市の答え: what everybody may read, one's own that wait, and the way to ask. */
export async function questionsOfPart(view: View, plan: PlanHead, node: StoredNode): Promise<Content> {
  const { t, city, actor } = view;
  const shown = await listPublicQuestions(city.db, plan.id, node.code, mostShown);
  const own =
    actor.kind === "resident"
      ? (await listQuestionsOf(city.db, actor.personId, { planId: plan.id, node: node.code })).filter(
          ({ state }) => state === "waiting",
        )
      : [];
  const sections = new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
  const isOpen = node.removedIn === undefined;
  const ask = html`<p>${buttonLink({ label: t("plan.question.ask"), href: `${partPath(plan.id, node.code)}/questions`, kind: "second" })}</p>`;
  return html`<section class="section" aria-labelledby="questions"><h2 id="questions">${t("plan.question.title")}</h2>
${shown.length === 0 && html`<p>${t("plan.question.none")}</p>`}
${shown.length > 0 && html`<ul class="plain-list stack">${shown.map((question) => html`<li>${questionWords(view, question, sections)}</li>`)}</ul>`}
${own.length > 0 && html`<h3>${t("plan.question.own")}</h3><ul class="bullets">${own.map(({ words, askedAt }) => html`<li>${sayDay(view, askedAt)}　${lines(words)}</li>`)}</ul><p class="small">${t("plan.question.own-words")}</p>`}
${isOpen && actor.kind !== "staff" && ask}</section>`;
}

/** A question with its answer, which the section gives. */
export function questionWords(view: View, question: Question, sections: ReadonlyMap<string, string>): Html {
  const { t } = view;
  const { penName, askedAt, words, answer, answeredAt, sectionId } = question;
  const section = sections.get(sectionId ?? "");
  return html`<article class="stack-s"><p class="kicker">${sayDay(view, askedAt)}　${penName ?? t("plan.question.nameless")}</p><blockquote class="rule">${lines(words)}</blockquote>${
    answer === undefined
      ? html`<p class="small">${t("plan.question.answer-later")}</p>`
      : html`<p class="kicker">${answeredAt && html`${sayDay(view, answeredAt)}　`}${t("plan.question.answer-of", { section: section ?? t.text("plan.question.city") })}</p><p>${lines(answer)}</p>`
  }</article>`;
}

/** What people typed, with their line breaks. */
export function lines(text: string): Content {
  return text.split("\n").map((line, at) => html`${at > 0 && html`<br>`}${line}`);
}
