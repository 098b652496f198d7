import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { button, buttonLink, errorAt, form, page, status, summary, table, textField } from "../../../../ui/index.ts";
import { findGroup } from "../../../identity/index.ts";
import { may, mayAt } from "../../policy.ts";
import { rivalsOf } from "../../rules/frames.ts";
import { listOfSeason } from "../../store/application.ts";
import { listGiven } from "../../store/given.ts";
import { findSeason, listFrames } from "../../store/season.ts";
import type { Application, Frame, Given, Season } from "../../types.ts";
import { changesSection } from "../changes.ts";
import { daysFromTo, facilityName, frameName, number, say, spaceName, weekday, windowWords } from "../words.ts";
import { staffState } from "./words.ts";

type Table = {
  readonly frames: readonly Frame[];
  readonly applications: readonly Application[];
  readonly given: readonly Given[];
  readonly names: ReadonlyMap<string, string>;
};

/** The table of a season: weekdays beside each other, who wants what, and who has it. */
export function showStaffSeason(view: View, { params }: { params: { season: string } }): Promise<Html> {
  return draw(view, params.season, {}, noProblems);
}

export function showStaffSeasonAgain(
  view: View,
  { params, values, problems }: { params: { season: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.season, values, problems);
}

async function draw(view: View, id: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, locale, now, actor } = view;
  const season = await findSeason(city.db, id);
  if (season === undefined || !mayAt(view, "see", season.facilityId)) throw notFound();
  const applications = await listOfSeason(city.db, id);
  const names = new Map<string, string>();
  for (const { id: one, groupId } of applications) names.set(one, (await findGroup(city.db, groupId))?.name ?? "");
  const found: Table = {
    frames: await listFrames(city.db, id),
    applications,
    given: await listGiven(city.db, id),
    names,
  };
  const canFill = season.state === "open" && now >= season.closesAt;
  const path = `/staff/allocations/${id}`;
  const spaces = [...new Set(found.frames.map(({ spaceId }) => spaceId))];
  return page(view, {
    title: season.name,
    area: "staff",
    crumbs: [{ label: t("allocation.staff.title"), href: "/staff/allocations" }, { label: season.name }],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${season.name}</h1><p>${staffState(view, season)}</p></div>
${summary(t, [
  { label: t("allocation.field.facility"), value: await facilityName(view, season) },
  { label: t("allocation.field.use"), value: daysFromTo(view, season.firstOn, season.lastOn) },
  { label: t("allocation.field.window"), value: windowWords(view, season) },
  { label: t("allocation.field.meeting"), value: formatDate(season.meetingOn, locale) },
  {
    label: t("allocation.field.most"),
    value: t("allocation.season.most", { wishes: season.mostWishes, most: season.mostGiven }),
  },
  {
    label: t("allocation.staff.public"),
    value: html`<a href="/allocations/${id}">${t("allocation.staff.public-link")}</a>`,
  },
])}
${season.state === "open" && may(actor, "open") && html`<p>${buttonLink({ label: t("allocation.staff.edit"), href: `${path}/edit`, kind: "second", size: "small" })}</p>`}
${await changesSection(view, season)}
${await Promise.all(spaces.map((spaceId) => grid(view, season, spaceId, found)))}
${canFill && may(actor, "give") && form(view, { action: `${path}/unopposed`, content: html`<p>${t("allocation.staff.unopposed-words")}</p>${button({ label: t("allocation.staff.unopposed"), kind: "second" })}` })}
${asked(view, found)}
${season.state === "open" && may(actor, "enter") && html`<p>${buttonLink({ label: t("allocation.staff.paper"), href: `${path}/paper`, kind: "second" })}</p>`}
${season.state === "done" && (await outcome(view, season, found))}
${canFill && may(actor, "close") && html`<section class="section stack" aria-labelledby="close"><h2 id="close">${t("allocation.staff.close")}</h2><p>${t("allocation.staff.close-words")}</p>${form(view, { action: `${path}/close`, content: button({ label: t("allocation.staff.close-do") }) })}</section>`}
${season.state === "closed" && html`<section class="section stack" aria-labelledby="confirm"><h2 id="confirm">${t("allocation.staff.confirm")}</h2><p>${t("allocation.staff.confirm-by-another")}</p>${may(actor, "confirm") && html`<p>${buttonLink({ label: t("allocation.staff.preview"), href: `${path}/confirm` })}</p>`}${may(actor, "reopen") && form(view, { action: `${path}/reopen`, content: button({ label: t("allocation.staff.reopen"), kind: "second" }) })}</section>`}
${(season.state === "open" || season.state === "closed") && may(actor, "drop") && html`<section class="section" aria-labelledby="drop"><h2 id="drop">${t("allocation.staff.drop")}</h2><p>${t("allocation.staff.drop-words")}</p>${form(view, { action: `${path}/drop`, content: html`${textField({ t, name: "reason", label: t("allocation.staff.reason"), hint: t("allocation.staff.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}${button({ label: t("allocation.staff.drop-do"), kind: "second" })}` })}</section>`}</div>`,
  });
}

/** One space: a row for each time, a column for each weekday; on a phone each time becomes a list of weekdays. */
async function grid(view: View, season: Season, spaceId: string, found: Table): Promise<Html> {
  const { t, locale } = view;
  const here = found.frames.filter((frame) => frame.spaceId === spaceId);
  const times = [...new Map(here.map((frame) => [`${frame.from}-${frame.to}`, frame])).values()];
  const days = [1, 2, 3, 4, 5, 6, 0].filter((day) => here.some((frame) => frame.weekday === day));
  const name = say(t, await spaceName(view, season, spaceId));
  return table({
    caption: name,
    rows: times,
    columns: [
      { label: t("allocation.staff.time"), head: true, cell: (time) => formatTimeRange(time, locale) },
      ...days.map((day) => ({
        label: weekday(view, day),
        cell: (time: Frame) => {
          const frame = here.find((one) => one.weekday === day && one.from === time.from && one.to === time.to);
          return frame && cell(view, frame, found);
        },
      })),
    ],
  });
}

function cell({ t }: View, frame: Frame, { frames, applications, given, names }: Table): Html {
  const wanted = applications.filter(({ wishes }) => wishes.includes(frame.id));
  const around = rivalsOf(frame, frames);
  const across = applications.filter(({ wishes }) => around.some(({ id }) => wishes.includes(id)));
  const got = given.filter(({ frameId }) => frameId === frame.id);
  const isConflict = wanted.length > 1 || (wanted.length > 0 && across.length > 0);
  const link = (words: Html) => html`<a href="/staff/allocations/frames/${frame.id}">${words}</a>`;
  if (got.length > 0)
    return html`${status("good", link(t("allocation.staff.cell.given")))}<br><span class="small">${got.map((one) => html`${names.get(one.applicationId)}${one.pattern === "every" ? "" : html`（${t(`allocation.pattern.${one.pattern}`)}）`}<br>`)}</span>`;
  if (frame.note !== undefined)
    return html`${status("off", link(t("allocation.staff.cell.nobody")))}<br><span class="small">${frame.note}</span>`;
  if (isConflict)
    return html`${status("late", link(t("allocation.staff.cell.conflict", { count: wanted.length })))}<br><span class="small">${wanted.map(({ id }) => html`${names.get(id)}<br>`)}${across.length > 0 && t("allocation.staff.cell.across")}</span>`;
  if (wanted.length === 1)
    return html`${status("free", link(t("allocation.staff.cell.one")))}<br><span class="small">${names.get(wanted[0]?.id ?? "")}</span>`;
  return html`${status("off", link(t("allocation.staff.cell.none")))}`;
}

function asked({ t }: View, { applications, given, names }: Table): Html | false {
  return (
    applications.length > 0 &&
    table({
      caption: t("allocation.staff.asked-title"),
      rows: applications,
      columns: [
        {
          label: t("allocation.field.group"),
          head: true,
          cell: ({ id, groupId }) => html`<a href="/staff/groups/${groupId}">${names.get(id)}</a>`,
        },
        { label: t("allocation.field.number"), cell: (one) => number(one.number) },
        { label: t("allocation.field.people"), number: true, cell: ({ use }) => String(use.people) },
        { label: t("allocation.staff.wished"), number: true, cell: ({ wishes }) => String(wishes.length) },
        {
          label: t("allocation.staff.has"),
          number: true,
          cell: ({ id }) =>
            String(new Set(given.filter(({ applicationId }) => applicationId === id).map((one) => one.frameId)).size),
        },
        { label: t("allocation.ask.words"), cell: ({ words }) => words },
      ],
    })
  );
}

/** What was booked, and what could not be had: each day by name. */
async function outcome(view: View, season: Season, { given, frames, names }: Table): Promise<Html> {
  const { t, locale } = view;
  const rows = await Promise.all(
    given.map(async (one) => {
      const frame = frames.find(({ id }) => id === one.frameId);
      return { one, name: frame && (await frameName(view, season, frame)) };
    }),
  );
  return table({
    caption: t("allocation.staff.outcome"),
    rows,
    columns: [
      { label: t("allocation.field.frame"), head: true, cell: ({ name }) => name },
      { label: t("allocation.field.group"), cell: ({ one }) => names.get(one.applicationId) },
      {
        label: t("allocation.field.state"),
        cell: ({ one }) =>
          one.seriesId === undefined
            ? html`${status("bad", t("allocation.staff.refused"))}<br><span class="small">${one.trouble && t.dynamic(`refusal.${one.trouble}`, {})}</span>`
            : html`<a href="/staff/series/${one.seriesId}">${t("allocation.staff.series")}</a>`,
      },
      {
        label: t("allocation.staff.left-out"),
        cell: ({ one }) =>
          one.leftOut.map(({ on }) => html`<span class="nowrap">${formatDate(on, locale, { year: false })}</span><br>`),
      },
    ],
  });
}
