import { type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, empty, form, page } from "../../../ui/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { phaseOf } from "../rules/states.ts";
import { findOfGroup } from "../store/application.ts";
import { findSeason } from "../store/season.ts";
import { askFields, valuesOf } from "./ask-fields.ts";
import { windowWords } from "./words.ts";

/** 希望を出す: one page; who has asked already finds the own answers in it and sends them again to change them. */
export async function showAsk(view: View, { params }: { params: { season: string } }): Promise<Answer> {
  const season = await findSeason(view.city.db, params.season);
  if (season === undefined) throw notFound();
  if (phaseOf(season, view.now) !== "asking") return redirectAnswer(`/allocations/${season.id}`);
  const groups = await ownGroups(view);
  let values: FormValues = {};
  for (const { value } of groups) {
    const before = await findOfGroup(view.city.db, season.id, value);
    if (before !== undefined) values = valuesOf(before);
  }
  return pageAnswer(await draw(view, season.id, values, noProblems));
}

export function showAskAgain(
  view: View,
  { params, values, problems }: { params: { season: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.season, values, problems);
}

/** Those for which this person may ask. */
async function ownGroups({ city, actor }: View) {
  const groups = actor.kind === "resident" ? await listGroupsOf(city.db, actor.personId) : [];
  return groups.filter(({ role }) => role !== "member").map(({ id, name }) => ({ value: id, label: name }));
}

async function draw(view: View, seasonId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const season = await findSeason(city.db, seasonId);
  if (season === undefined) throw notFound();
  const groups = await ownGroups(view);
  const back = `/allocations/${season.id}`;
  return page(view, {
    title: t.text("allocation.ask.title"),
    area: "errand",
    crumbs: [
      { label: t("allocation.title"), href: "/allocations" },
      { label: season.name, href: back },
      { label: t("allocation.ask.title") },
    ],
    problems,
    main: html`<h1>${t("allocation.ask.title")}</h1><p>${season.name}</p><p>${t("allocation.ask.until")}<br>${windowWords(view, season)}</p>
${
  groups.length === 0 && problems.length === 0
    ? empty(t("allocation.ask.no-group"), [html`<a href="/my/groups">${t("allocation.ask.groups")}</a>`])
    : form(view, {
        action: `${back}/ask`,
        content: html`${await askFields(view, season, { values, problems, groups })}<p class="row">${button({ label: t("allocation.ask.do") })}<a href="${back}">${t("allocation.ask.back")}</a></p>`,
      })
}`,
  });
}
