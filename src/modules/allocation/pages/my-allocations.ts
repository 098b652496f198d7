import { type Html, html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { forbidden, notFound } from "../../../kernel/refusal.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, form, page, summary, table } from "../../../ui/index.ts";
import { findGroup, listGroupsOf, roleInGroup } from "../../identity/index.ts";
import { getOwn } from "../commands/ask-frames.ts";
import { phaseOf } from "../rules/states.ts";
import { listOfGroups } from "../store/application.ts";
import { listDays, listGiven } from "../store/given.ts";
import { findSeason, listFrames } from "../store/season.ts";
import type { Application, Given, Season } from "../types.ts";
import { frameName, number, shareWords, stateWords } from "./words.ts";

/** わたしの団体の割り当て: what one's groups asked for, the newest first. */
export async function showMyAllocations(view: View): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident") throw forbidden();
  const groups = await listGroupsOf(city.db, actor.personId);
  const applications = await listOfGroups(
    city.db,
    groups.map(({ id }) => id),
  );
  const rows = await Promise.all(
    applications.map(async (one) => {
      const season = await findSeason(city.db, one.seasonId);
      if (season === undefined) throw new Error(`no season ${one.seasonId}`);
      return { one, season, group: groups.find(({ id }) => id === one.groupId)?.name ?? "" };
    }),
  );
  return page(view, {
    title: t.text("allocation.mine.title"),
    area: "public",
    crumbs: [{ label: t("allocation.mine.title") }],
    main: html`<div class="head"><h1>${t("allocation.mine.title")}</h1></div>${
      rows.length === 0
        ? empty(t("allocation.mine.none"), [html`<a href="/allocations">${t("allocation.mine.look")}</a>`])
        : table({
            caption: t("allocation.mine.title"),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("allocation.field.season"),
                head: true,
                cell: ({ one, season }) => html`<a href="/my/allocations/${one.id}">${season.name}</a>`,
              },
              { label: t("allocation.field.group"), cell: ({ group }) => group },
              { label: t("allocation.field.state"), cell: ({ season }) => stateWords(view, season) },
            ],
          })
    }`,
  });
}

export async function showMyAllocation(view: View, { params }: { params: { application: string } }): Promise<Html> {
  return draw(view, params.application, noProblems);
}

export function showMyAllocationAgain(
  view: View,
  { params, problems }: { params: { application: string }; problems: Problems },
): Promise<Html> {
  return draw(view, params.application, problems);
}

async function draw(view: View, id: string, problems: Problems): Promise<Html> {
  const { t, city, actor, now } = view;
  const one = await getOwn({ tx: city.db as never, actor }, id);
  const season = await findSeason(city.db, one.seasonId);
  if (season === undefined) throw notFound();
  const phase = phaseOf(season, now);
  const role = actor.kind === "resident" ? await roleInGroup(city.db, one.groupId, actor.personId) : undefined;
  const canChange = phase === "asking" && one.withdrawnAt === undefined && role !== "member";
  return page(view, {
    title: season.name,
    area: "errand",
    crumbs: [{ label: t("allocation.mine.title"), href: "/my/allocations" }, { label: season.name }],
    problems,
    main: html`<h1>${season.name}</h1><p class="lead">${one.withdrawnAt ? t("allocation.mine.withdrawn-state") : stateWords(view, season)}</p>
${summary(t, [
  { label: t("allocation.field.group"), value: (await findGroup(city.db, one.groupId))?.name ?? "" },
  {
    label: t("allocation.field.number"),
    value: html`${number(one.number)}<br><span class="small">${t("allocation.mine.number-words")}</span>`,
  },
  { label: t("allocation.field.wishes"), value: await wishList(view, season, one) },
  { label: t("allocation.field.people"), value: String(one.use.people) },
])}
${season.state === "done" && (await result(view, season, one))}
<p><a href="/allocations/${season.id}">${t("allocation.mine.season")}</a></p>
${
  canChange &&
  html`<section class="section stack" aria-labelledby="change"><h2 id="change">${t("allocation.mine.change-title")}</h2><p>${t("allocation.mine.change-words")}</p><p><a href="/allocations/${season.id}/ask">${t("allocation.mine.change")}</a></p>${form(view, { action: `/my/allocations/${one.id}/withdraw`, content: button({ label: t("allocation.mine.withdraw"), kind: "second" }) })}</section>`
}`,
  });
}

async function wishList(view: View, season: Season, { wishes }: Application): Promise<Html> {
  const frames = new Map((await listFrames(view.city.db, season.id)).map((frame) => [frame.id, frame]));
  const items = await Promise.all(
    wishes.map(async (id) => {
      const frame = frames.get(id);
      return html`<li>${frame && (await frameName(view, season, frame))}</li>`;
    }),
  );
  return html`<ol class="numbered">${items}</ol>`;
}

/** What was given, each with the way to its days, and the days that could not be had with why. */
async function result(view: View, season: Season, one: Application): Promise<Html> {
  const { t, city } = view;
  const given = (await listGiven(city.db, season.id)).filter(({ applicationId }) => applicationId === one.id);
  if (given.length === 0) return html`<p>${t("allocation.mine.nothing")}</p>`;
  const frames = new Map((await listFrames(city.db, season.id)).map((frame) => [frame.id, frame]));
  const items = await Promise.all(
    given.map(async (got) => {
      const frame = frames.get(got.frameId);
      const days = (await listDays(city.db, got.id)).length - got.leftOut.length;
      return html`<li class="section stack-s"><p><b>${frame && (await frameName(view, season, frame))}</b><br>${shareWords(view, season, got)}　${got.state === "booked" && t("allocation.days", { days })}</p>${got.seriesId && html`<p><a href="/my/series/${got.seriesId}">${t("allocation.mine.series")}</a></p>`}${got.state === "refused" && html`<p>${t("allocation.mine.refused")}</p>`}${leftOut(view, got)}</li>`;
    }),
  );
  return html`<section class="section" aria-labelledby="result"><h2 id="result">${t("allocation.mine.result")}</h2><ul class="choose-list">${items}</ul></section>`;
}

export function leftOut({ t, locale }: View, { leftOut: list }: Given): Html | false {
  return (
    list.length > 0 &&
    html`<details><summary>${t("allocation.left-out", { count: list.length })}</summary><p>${list.map(({ on }) => html`<span class="nowrap">${formatDate(on, locale, { year: false })}</span>　`)}</p></details>`
  );
}
