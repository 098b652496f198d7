import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, buttonLink, empty, errorAt, form, queryForm, table, textField } from "../../../../ui/index.ts";
import { searchPeople } from "../../../identity/index.ts";
import type { Choice } from "../../types/booking.ts";
import { carry } from "./choose-place.ts";
import { frame } from "./new-frame.ts";
import { choiceLine } from "./new-when.ts";
import { newPath, withAnswers } from "./words.ts";

/** For whom: looked for by name or telephone, or registered. */
export async function drawPerson(view: View, choice: Choice, values: FormValues): Promise<Html> {
  const { t } = view;
  const q = typed(values, "q").trim();
  const { q: _q, step: _step, person: _person, ...others } = values;
  const register = buttonLink({
    label: t("facility.staff.caller.go"),
    href: withAnswers(newPath, { ...others, step: "caller" }),
    kind: "second",
  });
  return frame(view, {
    step: 2,
    title: t.text("facility.staff.new.who"),
    problems: noProblems,
    main: html`${await choiceLine(view, choice, others)}
${queryForm({ action: newPath, class: "stack", search: true, content: html`${carry(others)}${textField({ t, name: "q", label: t("facility.staff.person.q"), hint: t("facility.staff.person.q-hint"), value: q, autocomplete: "off" })}<p>${button({ label: t("facility.staff.find.go"), icon: "i-search" })}</p>` })}
${q !== "" && (await found(view, q, others))}
<p>${register}</p>`,
  });
}

async function found(view: View, q: string, others: FormValues): Promise<Html> {
  const { t } = view;
  const people = await view.perform(searchPeople, { text: q });
  if (people.length === 0) return empty(t("facility.staff.person.none"), [t("facility.staff.person.none-ways")]);
  return table({
    caption: t("facility.staff.person.found", { count: people.length }),
    rows: people,
    columns: [
      {
        label: t("facility.staff.booking.name"),
        head: true,
        cell: ({ id, name, kana }) =>
          html`<a href="${withAnswers(newPath, { ...others, person: id })}">${name}</a>${kana && html`<br><span class="small muted">${kana}</span>`}`,
      },
      {
        label: t("facility.staff.booking.telephone"),
        cell: ({ telephoneEnd }) => (telephoneEnd === undefined ? "－" : `…${telephoneEnd}`),
      },
      {
        label: t("facility.staff.booking.mail"),
        cell: ({ mailStart }) => (mailStart === undefined ? "－" : `${mailStart}…`),
      },
    ],
  });
}

/** Somebody who books for the first time. */
export async function drawCaller(view: View, choice: Choice, values: FormValues, problems: Problems): Promise<Html> {
  const { t } = view;
  const { spaceId, on, slots } = choice;
  const field = (name: string) => ({ t, name, value: typed(values, name), error: errorAt(t, problems, name) });
  const back = withAnswers(newPath, { space: spaceId, on, slots });
  return frame(view, {
    step: 2,
    title: t.text("facility.staff.caller.title"),
    problems,
    main: html`<p>${t("facility.staff.caller.words")}</p>
${form(view, {
  action: `${newPath}/caller`,
  content: html`${carry({ space: spaceId, on, slots: slots.join() })}
${textField({ ...field("name"), label: t("facility.staff.booking.name"), need: "required", autocomplete: "off" })}
${textField({ ...field("kana"), label: t("facility.staff.caller.kana"), need: "optional", autocomplete: "off" })}
${textField({ ...field("telephone"), label: t("facility.staff.booking.telephone"), need: "required", type: "tel", inputmode: "tel", size: "m", autocomplete: "off" })}
${textField({ ...field("mail"), label: t("facility.staff.booking.mail"), hint: t("facility.staff.caller.mail-hint"), need: "optional", type: "email", inputmode: "email", autocomplete: "off" })}
<p class="row">${button({ label: t("facility.staff.caller.do") })}<a href="${back}">${t("facility.staff.caller.back")}</a></p>`,
})}`,
  });
}
