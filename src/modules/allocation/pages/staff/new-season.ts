import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import {
  button,
  checkboxField,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  selectField,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { type Facility, listFacilitiesOn, listSlotsOf } from "../../../facility/index.ts";
import { mayAt } from "../../policy.ts";
import { plain, say, weekday } from "../words.ts";

/** 新しい利用調整: first the facility, then what of it is given out and until when groups may ask. */
export function showNewSeason(view: View, { query }: { query: { facility?: string | undefined } }): Promise<Html> {
  return draw(
    view,
    query.facility,
    { weekdays: ["1", "2", "3", "4", "5"], wishes: "3", most: "2", each: "1" },
    noProblems,
  );
}

export function showNewSeasonAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, typed(values, "facility"), values, problems);
}

async function draw(view: View, facilityId: string | undefined, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, today } = view;
  const facilities = (await listFacilitiesOn(city, today)).filter(({ id }) => mayAt(view, "open", id));
  const facility = facilities.find(({ id }) => id === facilityId);
  return page(view, {
    title: t.text("allocation.staff.new"),
    area: "staff",
    crumbs: [{ label: t("allocation.staff.title"), href: "/staff/allocations" }, { label: t("allocation.staff.new") }],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("allocation.staff.new")}</h1><p>${t("allocation.staff.new-words")}</p></div>
${queryForm({
  action: "/staff/allocations/new",
  class: "row",
  content: html`${selectField({ t, name: "facility", id: "facility-choice", label: t("allocation.field.facility"), options: facilities.map(({ id, name }) => ({ value: id, label: plain(t, name) })), value: facilityId ?? "" })}<p>${button({ label: t("allocation.staff.choose"), kind: "second" })}</p>`,
})}
${facility && fields(view, facility, values, problems)}</div>`,
  });
}

function fields(view: View, facility: Facility, values: FormValues, problems: Problems): Html {
  const { t, locale } = view;
  const error = (field: string) => errorAt(t, problems, field);
  const need = "required" as const;
  const date = (name: "first" | "last" | "opens" | "closes" | "meeting") =>
    textField({
      t,
      name,
      label: t(`allocation.staff.field.${name}`),
      need,
      type: "date",
      size: "m",
      value: typed(values, name),
      error: error(name),
    });
  const count = (name: "wishes" | "most" | "each") =>
    textField({
      t,
      name,
      label: t(`allocation.staff.field.${name}`),
      need,
      inputmode: "numeric",
      size: "s",
      value: typed(values, name),
      error: error(name),
    });
  return form(view, {
    action: "/staff/allocations/new",
    content: html`${hidden("facility", facility.id)}
${textField({ t, name: "name", label: t("allocation.staff.field.name"), hint: t("allocation.staff.field.name-hint"), need, value: typed(values, "name"), error: error("name") })}
${date("first")}${date("last")}
${checkboxField({ t, name: "spaces", label: t("allocation.staff.field.spaces"), need, options: facility.spaces.map(({ id, name }) => ({ value: id, label: say(t, name) })), chosen: typedAll(values, "spaces"), error: error("spaces") })}
${checkboxField({ t, name: "weekdays", label: t("allocation.staff.field.weekdays"), need, line: true, options: [1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: String(day), label: weekday(view, day) })), chosen: typedAll(values, "weekdays"), error: error("weekdays") })}
${checkboxField({ t, name: "slots", label: t("allocation.staff.field.slots"), need, line: true, options: listSlotsOf(facility).map((slot) => ({ value: slot.id, label: html`${slot.id === slot.from ? "" : html`${say(t, slot.name)}　`}${formatTimeRange(slot, locale)}` })), chosen: typedAll(values, "slots"), error: error("slots") })}
${count("each")}
${checkboxField({ t, name: "categories", label: t("allocation.staff.field.categories"), need, options: facility.categories.filter(({ who }) => who !== "person").map(({ id, name }) => ({ value: id, label: say(t, name) })), chosen: typedAll(values, "categories"), error: error("categories") })}
${count("wishes")}${count("most")}
${date("opens")}${date("closes")}${date("meeting")}
${textArea({ t, name: "words", label: t("allocation.staff.field.words"), need: "optional", rows: 4, value: typed(values, "words"), error: error("words") })}
<p>${button({ label: t("allocation.staff.open") })}</p>`,
  });
}
