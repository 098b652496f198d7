import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { button, checkboxField, queryForm, selectField, textField } from "../../../../ui/index.ts";
import { listPurposes } from "../../rules/search.ts";
import type { Facility } from "../../types/facility.ts";
import { plain, say } from "../words.ts";
import type { Query } from "./query.ts";

/** どんな部屋がいいですか: day, purpose, people, places. */
export function filter(
  { t, city }: View,
  query: Query,
  read: {
    day: CivilDate;
    dayError: { key: string; params: object } | undefined;
    peopleError: { key: string; params: object } | undefined;
    facilities: readonly Facility[];
  },
): Html {
  const reason = (error: { key: string; params: object } | undefined) =>
    error === undefined ? {} : { error: t.dynamic(error.key, error.params as Record<string, string | number>) };
  const purposes = listPurposes(read.facilities).map(({ id, name }) => ({ value: id, label: plain(t, name) }));
  return queryForm({
    action: "/spaces",
    labelledBy: "filter",
    content: html`<h2 id="filter">${t("facility.search.filter")}</h2><div>
${textField({ t, name: "day", label: t("facility.field.on"), type: "date", value: read.day, ...reason(read.dayError) })}
${selectField({ t, name: "purpose", label: t("facility.field.purpose"), options: [{ value: "", label: t.text("facility.search.any") }, ...purposes], value: query.purpose ?? "" })}
${textField({ t, name: "people", label: t("facility.field.people"), hint: t("facility.field.people-hint"), inputmode: "numeric", size: "s", value: query.people, ...reason(read.peopleError) })}
${checkboxField({ t, name: "area", label: t("facility.field.area"), options: city.config.areas.map(({ id, name }) => ({ value: id, label: say(t, name) })), chosen: query.area })}
</div>${button({ label: t("facility.search.go") })}`,
  });
}
