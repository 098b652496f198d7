import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, form, page, search } from "../../../../ui/index.ts";
import { findGroup, searchGroups } from "../../../identity/index.ts";
import { mayAt } from "../../policy.ts";
import { findOfGroup } from "../../store/application.ts";
import { findSeason } from "../../store/season.ts";
import { askFields, valuesOf } from "../ask-fields.ts";

/** 紙の申込書を入れる: find the group, then the same form as on the web. */
export async function showPaper(
  view: View,
  { params, query }: { params: { season: string }; query: { q?: string | undefined; group?: string | undefined } },
): Promise<Html> {
  const before = query.group === undefined ? undefined : await findOfGroup(view.city.db, params.season, query.group);
  const values: FormValues = before === undefined ? { group: query.group ?? "" } : valuesOf(before);
  return draw(view, params.season, { q: query.q, values, problems: noProblems });
}

export function showPaperAgain(
  view: View,
  { params, values, problems }: { params: { season: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.season, { q: undefined, values, problems });
}

async function draw(
  view: View,
  id: string,
  { q, values, problems }: { q: string | undefined; values: FormValues; problems: Problems },
): Promise<Html> {
  const { t, city } = view;
  const season = await findSeason(city.db, id);
  if (season === undefined || !mayAt(view, "enter", season.facilityId)) throw notFound();
  const path = `/staff/allocations/${id}/paper`;
  const chosen = /^[0-9a-f-]{36}$/.test(typed(values, "group"))
    ? await findGroup(city.db, typed(values, "group"))
    : undefined;
  const found = q === undefined || q === "" ? [] : await view.perform(searchGroups, { text: q });
  return page(view, {
    title: t.text("allocation.staff.paper"),
    area: "staff",
    crumbs: [
      { label: t("allocation.staff.title"), href: "/staff/allocations" },
      { label: season.name, href: `/staff/allocations/${id}` },
      { label: t("allocation.staff.paper") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("allocation.staff.paper")}</h1><p>${season.name}</p></div>
${search({ action: path, name: "q", label: t("allocation.staff.find-group"), button: t("allocation.staff.find"), ...(q === undefined ? {} : { value: q }) })}
${q !== undefined && (found.length === 0 ? html`<p>${t("allocation.staff.no-group")}</p>` : html`<ul class="choose-list">${found.map(({ id: group, name }) => html`<li><a href="${path}?group=${group}">${name}</a></li>`)}</ul>`)}
${chosen && form(view, { action: path, content: html`${await askFields(view, season, { values, problems, groups: [{ value: chosen.id, label: chosen.name }] })}${button({ label: t("allocation.staff.paper-do") })}` })}</div>`,
  });
}
