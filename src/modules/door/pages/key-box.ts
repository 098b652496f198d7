import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, errorAt, form, textField } from "../../../ui/index.ts";
import type { Door } from "../store/doors.ts";
import { findKeyBox } from "../store/keys.ts";
import type { DoorPageForm } from "./door-page.ts";
import { sayWhen } from "./instants.ts";

/** Staff turn the number of a key box by hand and say it here. It is never shown to them again. */
export async function drawBox(view: View, door: Door, { problems }: DoorPageForm): Promise<Html> {
  const { t, city } = view;
  const box = await findKeyBox(city.db, door.id);
  const error = errorAt(t, problems, "number");
  const since =
    box === undefined ? t("door.desk.box-never") : t("door.desk.box-since", { time: sayWhen(view, box.setAt) });
  const field = textField({
    t,
    name: "number",
    label: t("door.desk.box-number"),
    hint: t("door.desk.box-hint"),
    need: "required",
    inputmode: "numeric",
    autocomplete: "off",
    size: "s",
    value: "",
    ...(error ? { error } : {}),
  });
  const content = html`${field}${button({ label: t("door.desk.box-set"), kind: "second" })}`;
  return html`<section class="aside stack-s" aria-labelledby="box"><h2 id="box">${t("door.desk.box")}</h2><p class="small">${since}</p>${form(view, { action: `/staff/doors/${door.id}/box`, content })}</section>`;
}
