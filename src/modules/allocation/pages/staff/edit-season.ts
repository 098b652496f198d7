import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, checkboxField, errorAt, form, page, summary, textArea, textField } from "../../../../ui/index.ts";
import { listFacilitiesOn } from "../../../facility/index.ts";
import { mayAt } from "../../policy.ts";
import { lastDayToAsk } from "../../rules/change.ts";
import { listOfSeason } from "../../store/application.ts";
import { findSeason, listFrames } from "../../store/season.ts";
import { daysFromTo, say, windowWords } from "../words.ts";

type Params = { params: { season: string } };

/** 利用調整の変更: only what nobody who relied on the notice loses by. */
export async function showEditSeason(view: View, { params }: Params): Promise<Html> {
  return draw(view, params.season, undefined, noProblems);
}

export function showEditSeasonAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.season, values, problems);
}

async function draw(view: View, id: string, given: FormValues | undefined, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const season = await findSeason(city.db, id);
  if (season === undefined || !mayAt(view, "open", season.facilityId)) throw notFound();
  const values = given ?? {
    name: season.name,
    words: season.words ?? "",
    closes: lastDayToAsk(season, city.config.zone),
    meeting: season.meetingOn,
  };
  const known = new Set((await listFrames(city.db, id)).map(({ spaceId }) => spaceId));
  const facility = (await listFacilitiesOn(city, season.firstOn)).find((one) => one.id === season.facilityId);
  const spaces = facility?.spaces ?? [];
  const others = spaces.filter((space) => !known.has(space.id));
  const asked = (await listOfSeason(city.db, id)).length;
  const error = (field: string) => errorAt(t, problems, field);
  const need = "required" as const;
  const date = (name: "closes" | "meeting") =>
    textField({
      t,
      name,
      label: t(`allocation.staff.field.${name}`),
      hint: t("allocation.staff.edit-later"),
      need,
      type: "date",
      size: "m",
      value: typed(values, name),
      error: error(name),
    });
  const path = `/staff/allocations/${id}`;
  return page(view, {
    title: t.text("allocation.staff.edit"),
    area: "staff",
    crumbs: [
      { label: t("allocation.staff.title"), href: "/staff/allocations" },
      { label: season.name, href: path },
      { label: t("allocation.staff.edit") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("allocation.staff.edit")}</h1><p>${t("allocation.staff.edit-words")}</p></div>
${summary(t, [
  { label: t("allocation.field.use"), value: daysFromTo(view, season.firstOn, season.lastOn) },
  { label: t("allocation.field.window"), value: windowWords(view, season) },
  {
    label: t("allocation.staff.field.spaces"),
    value: spaces.filter((space) => known.has(space.id)).map(({ name }) => html`${say(t, name)}<br>`),
  },
])}
${form(view, {
  action: `${path}/edit`,
  content: html`${textField({ t, name: "name", label: t("allocation.staff.field.name"), need, value: typed(values, "name"), error: error("name") })}
${date("closes")}${date("meeting")}
${
  others.length > 0 &&
  checkboxField({
    t,
    name: "spaces",
    label: t("allocation.staff.edit-spaces"),
    hint: t("allocation.staff.edit-spaces-hint"),
    need: "optional",
    options: others.map((space) => ({ value: space.id, label: say(t, space.name) })),
    chosen: typedAll(values, "spaces"),
    error: error("spaces"),
  })
}
${textArea({ t, name: "words", label: t("allocation.staff.field.words"), need: "optional", rows: 4, value: typed(values, "words"), error: error("words") })}
<p>${asked === 0 ? t("allocation.staff.edit-nobody") : t("allocation.staff.edit-told", { count: asked })}</p>
<p class="row">${button({ label: t("allocation.staff.edit-do") })}<a href="${path}">${t("allocation.staff.edit-keep")}</a></p>`,
})}</div>`,
  });
}
