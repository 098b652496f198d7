import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate, isCivilDate, monthOf } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import {
  button,
  checkboxField,
  errorAt,
  form,
  hidden,
  page,
  radioField,
  selectField,
  steps,
  textField,
} from "../../../ui/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { pickSlots } from "../rules/choice.ts";
import { amountOfExtra, isAsked } from "../rules/extras.ts";
import { getTerms, listCategoriesHere } from "../rules/facility.ts";
import { findNearby, nearbyDays } from "../rules/nearest.ts";
import { getSpaceOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Extra } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import { approvalsHint } from "./approval.ts";
import { nearList } from "./choose.ts";
import { questionFields } from "./questions.ts";
import { inBrackets, joined, sayCondition, sayRates } from "./rules/words.ts";
import { bookingSteps } from "./steps.ts";
import { say } from "./words.ts";

/** 使い方: who, what for, how many. */
export async function showUse(
  view: View,
  {
    params,
    query,
  }: {
    params: { space: string };
    query: { on?: CivilDate | undefined; slots: string[]; category?: string | undefined };
  },
): Promise<Html> {
  if (query.on === undefined) throw notFound();
  return drawUse(
    view,
    params.space,
    { on: query.on, slots: query.slots.join(), category: query.category ?? "" },
    noProblems,
  );
}

export async function showUseAgain(
  view: View,
  { params, values, problems }: { params: { space: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return drawUse(view, params.space, values, problems);
}

async function drawUse(view: View, spaceId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, locale, today } = view;
  const on = isCivilDate(typed(values, "on")) ? typed(values, "on") : today;
  const { facility, space } = await getSpaceOn(city, spaceId, on);
  // No day has more; what a program sent beyond that is not repeated to it.
  const slots = typedAll(values, "slots")
    .flatMap((part) => part.split(",", 96))
    .slice(0, 96);
  const picked = pickSlots(facility, space, { on, slots }, city.config);
  const groups = actor.kind === "resident" ? await listGroupsOf(city.db, actor.personId) : [];
  const back = `/spaces/${space.id}/book?on=${on}&slots=${slots.join()}`;
  const isTaken = problems.some(({ key }) => key === "refusal.facility.taken");
  return page(view, {
    title: t.text("facility.use.title"),
    area: "errand",
    crumbs: [{ label: say(t, space.name), href: `/spaces/${space.id}?day=${on}` }, { label: t("facility.book") }],
    problems,
    main: html`${steps(t, { ...bookingSteps, now: 2 })}
<h1>${t("facility.use.title")}</h1>
<p id="slots">${say(t, facility.name)}　${say(t, space.name)}<br><span id="on">${formatDate(on, locale, { year: false })}</span>${picked.ok && html`　${formatTimeRange(picked.run, locale)}`}　<a href="${back}">${t("facility.use.change-when")}</a></p>
${isTaken && picked.ok && (await nearby(view, facility, space, picked.run, Number(typed(values, "people")) || 1))}
${form(view, {
  action: `/spaces/${space.id}/use`,
  content: html`${hidden("on", on)}${hidden("slots", slots.join())}
${useFields(
  view,
  facility,
  space,
  on,
  values,
  problems,
  groups.map(({ id, name }) => ({ value: id, label: name })),
)}
<p class="row">${button({ label: t("facility.use.go") })}<a href="${back}">${t("facility.use.change-when")}</a></p>`,
})}`,
  });
}

/** The fields of a use; the counter's form has the same. */
export function useFields(
  view: View,
  facility: Facility,
  space: Space,
  on: CivilDate,
  values: FormValues,
  problems: Problems,
  groups: readonly { value: string; label: string }[],
  alone = view.t.text("facility.use.alone"),
): Html {
  const { t, locale } = view;
  const terms = getTerms(facility, space);
  const error = (field: string) => errorFor(t, problems, field);
  const categories = listCategoriesHere(facility, space);
  const purposes = facility.purposes.filter(({ id }) => space.purposes.includes(id));
  const extras = facility.fees.extras.filter((extra) => isAsked(extra) && isOffered(extra, space, on));
  // Who came for a person's price is not booked as a group without being asked.
  const isForPerson = categories.find(({ id }) => id === typed(values, "category"))?.who === "person";
  const usualGroup = isForPerson ? "" : (groups[0]?.value ?? "");
  return html`${approvalsHint(view, facility, space)}
${groups.length > 0 && selectField({ t, name: "group", label: t("facility.field.group"), options: [...groups, { value: "", label: alone }], value: values["group"] === undefined ? usualGroup : typed(values, "group"), ...error("group") })}
${radioField({ t, name: "category", label: t("facility.field.category"), hint: t("facility.field.category-hint"), need: "required", options: categories.map(({ id, name, note }) => ({ value: id, label: say(t, name), note: say(t, note) })), chosen: typedAll(values, "category"), ...error("category") })}
${radioField({ t, name: "purpose", label: t("facility.field.purpose"), need: "required", options: purposes.map(({ id, name, note }) => ({ value: id, label: say(t, name), ...(note === undefined ? {} : { note: say(t, note) }) })), chosen: typedAll(values, "purpose"), ...error("purpose") })}
${textField({ t, name: "people", label: t("facility.field.people"), hint: html`${t("facility.field.people-hint")}${t("facility.people-up-to", { people: space.capacity })}`, need: "required", inputmode: "numeric", size: "s", value: typed(values, "people"), ...error("people") })}
${questionFields(view, facility, space, values, problems)}
${extras.length > 0 && html`<fieldset class="field" id="extras"><legend class="field__label">${t("facility.field.extras")}</legend><div class="choices">${extras.map((extra) => extraField(t, extra, html`${extraCost(t, locale, facility, extra, space)}${extra.when !== undefined && inBrackets(t, joined(t, sayCondition(t, facility, extra.when)))}`, values))}</div></fieldset>`}
${terms.declarations.length > 0 && checkboxField({ t, name: "declarations", label: t("facility.field.declarations"), need: "required", options: terms.declarations.map(({ id, text }) => ({ value: id, label: say(t, text) })), chosen: typedAll(values, "declarations"), ...error("declarations") })}`;
}

function errorFor(t: View["t"], problems: Problems, field: string): { error?: Content } {
  const error = errorAt(t, problems, field);
  return error === undefined ? {} : { error };
}

function isOffered(extra: Extra, space: Space, on: CivilDate): boolean {
  return extra.spaces.includes(space.id) && (extra.months === undefined || extra.months.includes(monthOf(on)));
}

function extraField(t: View["t"], extra: Extra, cost: Html, values: FormValues): Html {
  const name = `extra.${extra.id}`;
  if (extra.most > 1)
    return textField({
      t,
      name,
      label: html`${say(t, extra.name)}　<span class="small muted">${cost}</span>`,
      inputmode: "numeric",
      size: "s",
      value: typed(values, name),
    });
  return html`<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="1"${typed(values, name) === "1" ? html` checked` : ""}><span>${say(t, extra.name)}<small>${cost}</small></span></label>`;
}

/** 「450円（1区分）」, 「使用料の50%」, 「午前 200円、午後 300円」. */
function extraCost(t: View["t"], locale: View["locale"], facility: Facility, extra: Extra, space: Space): Html {
  if (extra.percent !== undefined) return t("facility.fees.cost.percent", { percent: extra.percent });
  if (extra.amounts !== undefined) return sayRates(t, locale, facility, extra.amounts);
  const amount = formatYen(amountOfExtra(extra, space), locale);
  const per = t.marked(`facility.per.${extra.per}`);
  return extra.settled === "after-use"
    ? t("facility.fees.cost.measured", { amount, per })
    : t("facility.use.extra-cost", { amount, per });
}

async function nearby(
  view: View,
  facility: Facility,
  space: Space,
  run: SlotRun,
  people: number,
): Promise<Html | undefined> {
  const { city, now } = view;
  const { zone } = city.config;
  const during = {
    from: instantOf(addDays(run.on, -nearbyDays), "00:00", zone),
    until: instantOf(addDays(run.on, nearbyDays + 1), "00:00", zone),
  };
  const occupancies = await listOccupancies(
    city.db,
    facility.units.map(({ id }) => id),
    during,
    now,
  );
  return nearList(
    view,
    findNearby(facility, space, run, { people, purposeId: undefined }, occupancies, now, city.config),
  );
}
