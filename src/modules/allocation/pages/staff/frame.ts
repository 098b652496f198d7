import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { button, errorAt, form, page, radioField, table, textArea, textField } from "../../../../ui/index.ts";
import { findGroup } from "../../../identity/index.ts";
import { type FrameDay, seeFrameDays } from "../../commands/see-days.ts";
import { may, mayAt } from "../../policy.ts";
import { rivalsOf } from "../../rules/frames.ts";
import { suggestOrder } from "../../rules/suggest.ts";
import { listOfSeason } from "../../store/application.ts";
import { findGiven, listGiven } from "../../store/given.ts";
import { findFrameSeason, findSeason, listFrames } from "../../store/season.ts";
import { patterns } from "../../types.ts";
import { frameName, number, shareWords } from "../words.ts";

/** One frame: who wants it, in the order of the rule; the form that gives it, or a part of it; the days that cannot be had. */
export function showFrame(view: View, { params }: { params: { frame: string } }): Promise<Html> {
  return draw(view, params.frame, {}, noProblems);
}

export function showFrameAgain(
  view: View,
  { params, values, problems }: { params: { frame: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.frame, values, problems);
}

export async function showGivenAgain(
  view: View,
  { params, problems }: { params: { given: string }; problems: Problems },
): Promise<Html> {
  const given = await findGiven(view.city.db, params.given);
  if (given === undefined) throw notFound();
  return draw(view, given.frameId, {}, problems);
}

async function draw(view: View, frameId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, now } = view;
  const season = await findSeason(city.db, (await findFrameSeason(city.db, frameId)) ?? frameId);
  const frames = season === undefined ? [] : await listFrames(city.db, season.id);
  const frame = frames.find(({ id }) => id === frameId);
  if (season === undefined || frame === undefined || !mayAt(view, "see", season.facilityId)) throw notFound();
  const given = await listGiven(city.db, season.id);
  const around = rivalsOf(frame, frames);
  const all = await Promise.all(
    (await listOfSeason(city.db, season.id)).map(async (one) => ({
      ...one,
      applicationId: one.id,
      name: (await findGroup(city.db, one.groupId))?.name ?? "",
      rank: one.wishes.indexOf(frame.id) + 1,
      isAcross: around.some(({ id }) => one.wishes.includes(id)),
      given: new Set(given.filter(({ applicationId }) => applicationId === one.id).map((got) => got.frameId)).size,
    })),
  );
  const wanted = suggestOrder(
    all.filter(({ rank }) => rank > 0),
    Number.MAX_SAFE_INTEGER,
  );
  const [suggested] = suggestOrder(wanted, season.mostGiven);
  const got = given.filter((one) => one.frameId === frame.id);
  const canGive = season.state === "open" && now >= season.closesAt && may(actor, "give");
  const name = await frameName(view, season, frame);
  const back = `/staff/allocations/${season.id}`;
  const path = `/staff/allocations/frames/${frame.id}`;
  const error = (field: string) => errorAt(t, problems, field);
  const days = await view.perform(seeFrameDays, { frameId });
  return page(view, {
    title: t.text("allocation.staff.frame"),
    area: "staff",
    crumbs: [
      { label: t("allocation.staff.title"), href: "/staff/allocations" },
      { label: season.name, href: back },
      { label: t("allocation.staff.frame") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${name}</h1>${frame.note && html`<p>${frame.note}</p>`}</div>
${
  wanted.length === 0
    ? html`<p>${t("allocation.staff.nobody-asked")}</p>`
    : html`${table({
        caption: t("allocation.staff.wanted"),
        rows: wanted,
        columns: [
          { label: t("allocation.field.group"), head: true, cell: (one) => one.name },
          { label: t("allocation.field.rank"), number: true, cell: ({ rank }) => t("allocation.ask.rank", { rank }) },
          { label: t("allocation.staff.has"), number: true, cell: (one) => String(one.given) },
          { label: t("allocation.field.number"), cell: (one) => number(one.number) },
          { label: t("allocation.field.people"), number: true, cell: ({ use }) => String(use.people) },
          { label: t("allocation.ask.words"), cell: ({ words }) => words },
        ],
      })}<p>${suggested === undefined ? t("allocation.staff.suggest-none") : t("allocation.staff.suggest", { group: suggested.name })}<br><span class="small">${t("allocation.staff.suggest-rule")}</span></p>`
}
${around.length > 0 && html`<p>${t("allocation.staff.across")}</p><ul class="bullets">${await Promise.all(around.map(async (other) => html`<li><a href="/staff/allocations/frames/${other.id}">${await frameName(view, season, other)}</a></li>`))}</ul>`}
${
  got.length > 0 &&
  html`<section class="section" aria-labelledby="got"><h2 id="got">${t("allocation.staff.got")}</h2><ul class="choose-list">${got.map((one) => html`<li class="stack-s"><p><b>${all.find(({ id }) => id === one.applicationId)?.name}</b>　${shareWords(view, season, one)}${one.without.length > 0 && html`<br><span class="small">${t("allocation.staff.without-words", { days: one.without.map((on) => formatDate(on, view.locale, { year: false })).join("、") })}</span>`}</p>${canGive && form(view, { action: `/staff/allocation-given/${one.id}/take-back`, content: button({ label: t("allocation.staff.take-back"), kind: "second", size: "small" }) })}</li>`)}</ul></section>`
}
${
  canGive &&
  html`<section class="section" aria-labelledby="give"><h2 id="give">${t("allocation.staff.give")}</h2>${form(view, {
    action: path,
    content: html`${radioField({ t, name: "application", label: t("allocation.field.group"), need: "required", options: [...wanted, ...all.filter(({ rank }) => rank === 0)].map((one) => ({ value: one.id, label: one.name, note: one.rank > 0 ? t("allocation.ask.rank", { rank: one.rank }) : one.isAcross ? t("allocation.staff.asked-across") : t("allocation.staff.not-wished") })), chosen: typed(values, "application") ? [typed(values, "application")] : [], error: error("application") })}
${radioField({ t, name: "pattern", label: t("allocation.field.share"), need: "required", options: patterns.map((value) => ({ value, label: t(`allocation.pattern.${value}`) })), chosen: typedAll(values, "pattern").length > 0 ? typedAll(values, "pattern") : ["every"], error: error("pattern") })}
${textField({ t, name: "from", label: t("allocation.staff.field.from"), need: "required", type: "date", size: "m", min: season.firstOn, max: season.lastOn, value: typed(values, "from") || season.firstOn, error: error("from") })}
${textField({ t, name: "until", label: t("allocation.staff.field.until"), need: "required", type: "date", size: "m", min: season.firstOn, max: season.lastOn, value: typed(values, "until") || season.lastOn, error: error("until") })}
${textArea({ t, name: "without", label: t("allocation.staff.field.without"), hint: t("allocation.staff.field.without-hint"), need: "optional", rows: 2, value: typed(values, "without"), error: error("without") })}
${button({ label: t("allocation.staff.give-do") })}`,
  })}</section>
<section class="section" aria-labelledby="nobody"><h2 id="nobody">${t("allocation.staff.nobody")}</h2>${form(view, { action: `${path}/note`, content: html`${textField({ t, name: "note", label: t("allocation.staff.note"), need: "optional", value: typed(values, "note") || (frame.note ?? ""), error: error("note") })}${button({ label: t("allocation.staff.note-do"), kind: "second" })}` })}</section>`
}
${dayList(view, days)}<p><a href="${back}">${t("allocation.staff.back")}</a></p></div>`,
  });
}

/** The days of the season on which this frame cannot be had as things are now. */
function dayList({ t, locale }: View, days: readonly FrameDay[]): Html {
  const not = days.filter(({ code }) => code !== undefined);
  return html`<section class="section" aria-labelledby="days"><h2 id="days">${t("allocation.staff.days", { count: days.length, left: not.length })}</h2>${not.length > 0 && html`<ul class="bullets">${not.map(({ on, code }) => html`<li>${formatDate(on, locale)}　${t(`allocation.staff.day.${code ?? "closed"}`)}</li>`)}</ul>`}</section>`;
}
