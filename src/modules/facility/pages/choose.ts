import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import { button, buttonLink, hidden, notice, page, queryForm, steps } from "../../../ui/index.ts";
import { availabilityOn, findClosed, isRunFree } from "../rules/availability.ts";
import { pickSlots } from "../rules/choice.ts";
import { getTimetable, listCategoriesHere, partsOf, wholesOf } from "../rules/facility.ts";
import { reachOf } from "../rules/long-slots.ts";
import { findNearby, type Nearby, nearbyDays } from "../rules/nearest.ts";
import { judgeMoment } from "../rules/opening.ts";
import { quote } from "../rules/price.ts";
import { startingAnswers } from "../rules/questions.ts";
import { getSpaceOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Occupancy } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Slot, SlotRun, Timetable } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";
import { drawPrice } from "./price.ts";
import { chosenRow, findRowBand, rowChoices } from "./row-choices.ts";
import { bookingSteps } from "./steps.ts";
import { plain, say, sayWords, slotWord } from "./words.ts";

type Query = { on?: CivilDate | undefined; slots: string[]; category?: string | undefined };

/** 日時: which hours, which part of the hall, and what it costs line by line. Nobody has to sign in for that. */
export async function showChoose(
  view: View,
  { params, query }: { params: { space: string }; query: Query },
): Promise<Html> {
  const { city, t, today, locale, now } = view;
  const on = query.on ?? today;
  const { facility, space } = await getSpaceOn(city, params.space, on);
  const { zone } = city.config;
  const during = {
    from: instantOf(addDays(on, -nearbyDays), "00:00", zone),
    until: instantOf(addDays(on, nearbyDays + 1 + reachOf(facility.timetables)), "00:00", zone),
  };
  const occupancies = await listOccupancies(
    city.db,
    facility.units.map(({ id }) => id),
    during,
    now,
  );
  const picked = pickSlots(facility, space, { on, slots: query.slots }, city.config);
  const reason = picked.ok
    ? (judgeMoment(facility, space, picked.run, now, city.config) ?? takenReason(space, picked.run, occupancies, zone))
    : picked.reason;
  const run = picked.ok ? picked.run : undefined;
  const dayText = formatDate(on, locale, { year: false });
  return page(view, {
    title: t.text("facility.choose.title"),
    area: "errand",
    crumbs: [{ label: say(t, space.name), href: `/spaces/${space.id}?day=${on}` }, { label: t("facility.book") }],
    main: html`${steps(t, { ...bookingSteps, now: 1 })}
<h1>${t("facility.choose.title")}</h1>
<p class="lead">${say(t, facility.name)}　<span class="keep">${say(t, space.name)}</span><br>${dayText}${run && html`　${formatTimeRange(run, locale)}`}</p>
${chooser(view, facility, space, on, query, occupancies)}
${run !== undefined && reason === undefined ? priced(view, facility, space, run, query) : refused(view, facility, space, run, reason, query, occupancies)}`,
  });
}

function takenReason(space: Space, run: SlotRun, occupancies: readonly Occupancy[], zone: string): Reason | undefined {
  const because = findClosed(space, run, occupancies, zone);
  if (because !== undefined) return { code: "facility.closed-off", field: "slots", params: { ...because } };
  return isRunFree(space, run, occupancies, zone)
    ? undefined
    : { code: "facility.not-free", field: "slots", params: {} };
}

/** Hours and parts as a form that asks; each answer shows the price again. */
function chooser(
  view: View,
  facility: Facility,
  space: Space,
  on: CivilDate,
  query: Query,
  occupancies: readonly Occupancy[],
): Html {
  const { t, city, now, locale } = view;
  const available = availabilityOn(facility, space, on, occupancies, now, city.config).slots;
  const timetable = getTimetable(facility, space);
  const label = (slot: Slot) =>
    timetable.kind === "bands"
      ? html`${say(t, slot.name)}　${formatTimeRange(slot, locale, "table")}`
      : say(t, slot.name);
  const family = familyOf(facility, space);
  const rows = rowChoices(view, facility, space, on, available, occupancies);
  const chosen = chosenRow(rows, query.slots);
  const single = available.filter(({ slot }) => findRowBand(facility, space, slot.id) === undefined);
  const slots = [
    ...single.map(({ slot, status, reason }) => ({
      kind: "checkbox",
      value: slot.id,
      label: label(slot),
      isChosen: query.slots.includes(slot.id),
      word: reason === undefined ? slotWord(t, status) : t("facility.status.over"),
    })),
    ...rows.map((row) => ({
      kind: "radio",
      value: row.slots.join(),
      label: row.label,
      isChosen: row === chosen,
      word: row.reason === undefined ? slotWord(t, row.status) : t("facility.status.over"),
    })),
    // Where there is more to choose than nights, the nights can be left out again.
    ...(rows.length > 0 && single.length > 0
      ? [{ kind: "radio", value: "", label: t("facility.choose.row-none"), isChosen: chosen === undefined, word: "" }]
      : []),
  ].map(
    ({ kind, value, label: name, isChosen, word }, index) =>
      html`<label class="choice"><input type="${kind}" id="${index === 0 ? "slots" : `slots-${index + 1}`}" name="slots" value="${value}"${isChosen ? html` checked` : ""}><span>${name}<small>${word}</small></span></label>`,
  );
  const places = family.map(
    (one) =>
      html`<li>${one.id === space.id ? html`<b aria-current="true">${say(t, one.name)}</b>` : html`<a href="${addressOf(one, on, query)}">${say(t, one.name)}</a>`}　<span class="small muted">${t("facility.people-up-to", { people: one.capacity })}</span></li>`,
  );
  return html`${family.length > 1 && html`<section class="section" aria-labelledby="where"><h2 id="where">${t("facility.choose.where")}</h2><ul class="choose-list">${places}</ul></section>`}
${
  slots.length > 0 &&
  queryForm({
    action: `/spaces/${space.id}/book`,
    class: "stack",
    content: html`${hidden("on", on)}${query.category && hidden("category", query.category)}
<fieldset class="field"><legend class="field__label">${t("facility.choose.when")}</legend><span class="field__hint">${t(rows.length > 0 ? "facility.choose.when-row" : hintOf(timetable))}</span><div class="choices choices--line">${slots}</div></fieldset>
${button({ label: t("facility.choose.show-price"), kind: "second", size: "small" })}`,
  })
}`;
}

function priced(view: View, facility: Facility, space: Space, run: SlotRun, query: Query): Html {
  const { t, city } = view;
  const categories = listCategoriesHere(facility, space);
  const category = categories.find(({ id }) => id === query.category) ?? categories[0];
  if (category === undefined) throw notFound();
  const purposeId = space.purposes[0] ?? "";
  const use = { categoryId: category.id, purposeId };
  const found = quote(
    facility,
    space,
    run,
    { ...use, group: undefined, extras: {}, people: 1, answers: startingAnswers(facility, space, use) },
    city.config,
  );
  const slots = run.slots.map(({ id }) => id);
  const others = categories.map((one) =>
    one.id === category.id
      ? html`<li><b aria-current="true">${say(t, one.name)}</b></li>`
      : html`<li><a href="${addressOf(space, run.on, { ...query, slots, category: one.id })}">${say(t, one.name)}</a></li>`,
  );
  return html`<section class="section" aria-labelledby="who"><h2 id="who">${t("facility.choose.who")}</h2><ul class="choose-list choose-list--line">${others}</ul><p class="small">${say(t, category.note)}</p></section>
${drawPrice(t, found, html`<p>${t("facility.choose.price-note")}</p>`)}
<p class="row">${buttonLink({ label: t("facility.choose.go"), href: `/spaces/${space.id}/use?${new URLSearchParams({ on: run.on, slots: slots.join(), category: category.id })}`, size: "big" })}</p>
<p class="small muted">${t("facility.choose.sign-in-note")}</p>`;
}

function refused(
  view: View,
  facility: Facility,
  space: Space,
  run: SlotRun | undefined,
  reason: Reason | undefined,
  query: Query,
  occupancies: readonly Occupancy[],
): Html {
  const { t, city, now } = view;
  const words = reason && sayWords(t, { key: `refusal.${reason.code}`, params: reason.params });
  if (query.slots.length === 0) return html`<p>${t("facility.choose.pick-first")}</p>`;
  const near =
    run === undefined
      ? []
      : findNearby(facility, space, run, { people: 1, purposeId: undefined }, occupancies, now, city.config);
  return html`${notice({ word: t("facility.choose.not-possible"), title: words })}${nearList(view, near)}`;
}

/** What is free near by, as ways on. */
export function nearList({ t, locale }: View, near: readonly Nearby[]): Html | undefined {
  if (near.length === 0) return undefined;
  const items = near.map(
    ({ space, run }) =>
      html`<li><a href="/spaces/${space.id}/book?on=${run.on}&slots=${run.slots.map(({ id }) => id).join()}">${formatDate(run.on, locale, { year: false })}　${formatTimeRange(run, locale, "table")}　${plain(t, space.name)}</a></li>`,
  );
  return html`<section class="section" aria-labelledby="near"><h2 id="near">${t("facility.near.title")}</h2><ul class="bullets">${items}</ul></section>`;
}

/** The whole of which this space is a part, and all its parts. */
function familyOf(facility: Facility, space: Space): readonly Space[] {
  const whole = wholesOf(facility).find((one) => space.units.every((unit) => one.units.includes(unit))) ?? space;
  return [whole, ...partsOf(facility, whole)];
}

function addressOf(space: Space, on: CivilDate, query: Query): string {
  const params = new URLSearchParams({ on, slots: query.slots.join() });
  if (query.category) params.set("category", query.category);
  return `/spaces/${space.id}/book?${params}`;
}

/** What may be picked together. */
function hintOf(timetable: Timetable) {
  if (timetable.kind === "grid") return "facility.choose.when-grid";
  if (timetable.consecutive === "with-gap") return "facility.choose.when-bands";
  return timetable.consecutive === "not-allowed" ? "facility.choose.when-single" : "facility.choose.when-combined";
}
