import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { buttonLink, page, summary, table } from "../../../ui/index.ts";
import { findCategory, listFacilitiesOn } from "../../facility/index.ts";
import { findGroup } from "../../identity/index.ts";
import { phaseOf } from "../rules/states.ts";
import { listOfSeason } from "../store/application.ts";
import { listGiven } from "../store/given.ts";
import { findSeason, listFrames } from "../store/season.ts";
import type { Season } from "../types.ts";
import { changesSection } from "./changes.ts";
import { daysFromTo, facilityName, frameName, say, shareWords, stateWords, windowWords } from "./words.ts";

/** A season for everybody: what is given out, how to ask, and once it is agreed who has what. */
export async function showSeason(view: View, { params }: { params: { season: string } }): Promise<Html> {
  const { t, city, locale, now } = view;
  const season = await findSeason(city.db, params.season);
  if (season === undefined) throw notFound();
  const phase = phaseOf(season, now);
  return page(view, {
    title: season.name,
    area: "public",
    crumbs: [{ label: t("allocation.title"), href: "/allocations" }, { label: season.name }],
    main: html`<div class="head"><h1>${season.name}</h1><p>${stateWords(view, season)}</p></div><div class="stack-l">
${phase === "asking" && html`<p>${buttonLink({ label: t("allocation.season.ask"), href: `/allocations/${season.id}/ask` })}</p>`}
${phase === "dropped" && html`<p>${t("allocation.season.dropped", { reason: season.endedBecause ?? "" })}</p>`}
${season.words && html`<p>${season.words}</p>`}
${summary(t, [
  { label: t("allocation.field.facility"), value: await facilityName(view, season) },
  { label: t("allocation.field.use"), value: daysFromTo(view, season.firstOn, season.lastOn) },
  { label: t("allocation.field.window"), value: windowWords(view, season) },
  { label: t("allocation.field.meeting"), value: formatDate(season.meetingOn, locale) },
  {
    label: t("allocation.field.who"),
    value: html`${t("allocation.season.who")}<br>${await categoryNames(view, season)}`,
  },
  {
    label: t("allocation.field.most"),
    value: t("allocation.season.most", { wishes: season.mostWishes, most: season.mostGiven }),
  },
])}
${await changesSection(view, season)}
${phase === "agreed" ? await agreed(view, season) : await frames(view, season)}</div>`,
  });
}

async function categoryNames({ city, t }: View, season: Season): Promise<Html[]> {
  const facility = (await listFacilitiesOn(city, season.firstOn)).find(({ id }) => id === season.facilityId);
  if (facility === undefined) return [];
  return season.categories.map((id) => {
    const category = findCategory(facility, id);
    return html`<span class="tag">${category === undefined ? id : say(t, category.name)}</span> `;
  });
}

async function frames(view: View, season: Season): Promise<Html> {
  const { t, city } = view;
  const items = await Promise.all(
    (await listFrames(city.db, season.id)).map(async (frame) => html`<li>${await frameName(view, season, frame)}</li>`),
  );
  return html`<section class="section" aria-labelledby="frames"><h2 id="frames">${t("allocation.season.frames")}</h2><p class="small">${t("allocation.season.kept")}</p><ul class="bullets">${items}</ul></section>`;
}

/** The agreed table. Names only of groups that agreed to it; the others are 団体利用. */
async function agreed(view: View, season: Season): Promise<Html> {
  const { t, city } = view;
  const [given, all] = [await listGiven(city.db, season.id), await listFrames(city.db, season.id)];
  const applications = new Map((await listOfSeason(city.db, season.id)).map((one) => [one.id, one]));
  const order = new Map(all.map(({ id }, index) => [id, index]));
  const sorted = given
    .filter(({ state }) => state !== "refused")
    .toSorted((a, b) => (order.get(a.frameId) ?? 0) - (order.get(b.frameId) ?? 0));
  const rows = await Promise.all(
    sorted.map(async (one) => {
      const frame = all.find(({ id }) => id === one.frameId);
      const application = applications.get(one.applicationId);
      const group = application?.isNamed ? (await findGroup(city.db, application.groupId))?.name : undefined;
      return { one, name: frame && (await frameName(view, season, frame)), group };
    }),
  );
  return html`<section class="section" aria-labelledby="agreed"><h2 id="agreed">${t("allocation.season.agreed")}</h2><p class="small">${t("allocation.season.agreed-words")}</p>
${table({
  caption: t("allocation.season.agreed"),
  captionHidden: true,
  rows,
  columns: [
    { label: t("allocation.field.frame"), head: true, cell: ({ name }) => name },
    { label: t("allocation.field.group"), cell: ({ group }) => group ?? t("allocation.season.unnamed") },
    { label: t("allocation.field.share"), cell: ({ one }) => shareWords(view, season, one) },
  ],
})}</section>`;
}
