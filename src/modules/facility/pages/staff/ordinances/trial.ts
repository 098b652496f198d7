import type { z } from "zod";
import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatTimeRange } from "../../../../../kernel/time/wall-time.ts";
import { button, checkboxField, queryForm, selectField, textField } from "../../../../../ui/index.ts";
import { findSpace, getTerms } from "../../../rules/facility.ts";
import { questionsOf } from "../../../rules/questions.ts";
import { slotsOn } from "../../../rules/slots.ts";
import type { tryQuery } from "../../../schema/ordinance-requests.ts";
import { type Trial, type Tried, tryUse } from "../../../schema/try-use.ts";
import type { Facility, Space } from "../../../types/facility.ts";
import type { OrdinanceFile } from "../../../types/ordinance.ts";
import { plain, say } from "../../words.ts";
import { ordinancePath } from "./words.ts";

type Asked = z.output<typeof tryQuery>;

/** What would a use cost, and may it be booked: by the rules in force and by this file, beside each other. */
export function showTrial(
  view: View,
  file: OrdinanceFile,
  { present, facility }: { present: Facility | undefined; facility: Facility },
  asked: Asked | undefined,
): Html {
  const { t, city } = view;
  const space = findSpace(facility, asked?.space ?? "");
  const on = asked?.on ?? facility.effectiveFrom;
  const tried = space === undefined || asked === undefined ? undefined : triedOf(facility, space, on, asked);
  const isAsked = tried?.slots !== undefined;
  const now = isAsked && tried !== undefined ? tryUse(facility, tried, city.config, t) : undefined;
  const old =
    isAsked && tried !== undefined && present !== undefined ? tryUse(present, tried, city.config, t) : undefined;
  return html`<section class="section" aria-labelledby="try"><h2 id="try">${t("facility.staff.ordinance.try")}</h2>
<div class="errand">${queryForm({
    action: ordinancePath(file.id),
    class: "stack",
    content: html`${selectField({ t, name: "space", label: t("facility.rules.space"), options: facility.spaces.map(({ id, name }) => ({ value: id, label: plain(t, name) })), value: space?.id ?? "" })}
${textField({ t, name: "on", label: t("facility.staff.ordinance.try-on"), type: "date", size: "m", value: on })}
${space !== undefined && asked !== undefined && useFields(view, facility, space, on, asked)}
<p>${button({ label: t(space === undefined ? "facility.staff.ordinance.try-next" : "facility.staff.ordinance.try-do"), kind: "second" })}</p>`,
  })}</div>
${now !== undefined && html`<div class="split split--even">${old !== undefined ? outcome(view, t("facility.staff.ordinance.before"), old) : html`<p>${t("facility.staff.ordinance.no-before")}</p>`}${outcome(view, t("facility.staff.ordinance.after"), now)}</div>`}</section>`;
}

function useFields(view: View, facility: Facility, space: Space, on: string, asked: Asked): Html {
  const { t, city } = view;
  const slots = slotsOn(facility, space, on, city.config);
  const rows = getTerms(facility, space).categories.map(({ category }) => category);
  const categories = facility.categories.filter(({ id }) => rows.includes(id));
  const purposes = facility.purposes.filter(({ id }) => space.purposes.includes(id));
  const options = (list: readonly { id: string; name: Parameters<typeof plain>[1] }[]) =>
    list.map(({ id, name }) => ({ value: id, label: plain(t, name) }));
  const extras = facility.fees.extras.filter(
    ({ spaces, litFrom }) => spaces.includes(space.id) && litFrom === undefined,
  );
  const at = (name: string) => (typeof asked[name] === "string" ? String(asked[name]) : "");
  return html`${
    slots.length === 0
      ? html`<p>${t("facility.staff.ordinance.try-closed")}</p>`
      : checkboxField({
          t,
          name: "slots",
          label: t("facility.staff.ordinance.try-slots"),
          options: slots.map((slot) => ({
            value: slot.id,
            label: html`${say(t, slot.name)} ${formatTimeRange(slot, t.locale, "table")}`,
          })),
          chosen: asked.slots,
        })
  }
${selectField({ t, name: "category", label: t("facility.rules.category"), options: options(categories), value: asked.category ?? "" })}
${selectField({ t, name: "purpose", label: t("facility.staff.ordinance.try-purpose"), options: options(purposes), value: asked.purpose ?? "" })}
${textField({ t, name: "people", label: t("facility.staff.ordinance.try-people"), size: "s", inputmode: "numeric", value: String(asked.people ?? 1) })}
${extras.map(({ id, name }) => textField({ t, name: `extra.${id}`, label: say(t, name), size: "s", inputmode: "numeric", value: at(`extra.${id}`) }))}
${questionsOf(facility, space).map(({ id, name, kind, options: choices = [] }) =>
  kind === "yen" || kind === "count"
    ? textField({
        t,
        name: `answer.${id}`,
        label: say(t, name),
        size: "s",
        inputmode: "numeric",
        value: at(`answer.${id}`),
      })
    : selectField({
        t,
        name: `answer.${id}`,
        label: say(t, name),
        options:
          kind === "choice"
            ? options(choices)
            : [
                { value: "no", label: t.text("facility.answer.no") },
                { value: "yes", label: t.text("facility.answer.yes") },
              ],
        value: at(`answer.${id}`),
      }),
)}`;
}

function triedOf(facility: Facility, space: Space, on: string, asked: Asked): Tried {
  const fields = Object.entries(asked).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  const named = (prefix: string) =>
    fields
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const kindOf = (id: string) => facility.questions.find((one) => one.id === id)?.kind;
  const answerOf = (id: string, value: string) => {
    const kind = kindOf(id);
    if (kind === "yes-no") return value === "yes";
    return kind === "choice" ? value : Number(value);
  };
  return {
    space: space.id,
    on,
    slots: asked.slots.length > 0 ? asked.slots : undefined,
    category: asked.category,
    purpose: asked.purpose,
    people: asked.people ?? 1,
    extras: Object.fromEntries(
      named("extra.")
        .map(([id, value]) => [id, Number(value)] as const)
        .filter(([, times]) => times > 0),
    ),
    answers: Object.fromEntries(named("answer.").map(([id, value]) => [id, answerOf(id, value)])),
  };
}

function outcome({ t }: View, title: Html, { day, window, accepted, judged, price, refunds }: Trial): Html {
  const verdict = accepted === true ? [t.text("facility.tried.accepted")] : judged;
  return html`<div class="stack-s"><h3>${title}</h3><ul class="bullets">${[day, ...(window === undefined ? [] : [window]), ...verdict].map((line) => html`<li>${line}</li>`)}</ul><ul class="bullets">${price.map((line) => html`<li>${line}</li>`)}</ul><ul class="bullets small">${refunds.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}
