import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { button, queryForm } from "../../../../ui/index.ts";
import { pickSlots } from "../../rules/choice.ts";
import { readAnswers } from "../../schema/staff-requests.ts";
import type { Choice } from "../../types/booking.ts";
import { say } from "../words.ts";
import { carry, placeForm, slotsField } from "./choose-place.ts";
import { frame } from "./new-frame.ts";
import { getOwnSpaceOn } from "./own-places.ts";
import { newPath, withAnswers } from "./words.ts";

/** Which room and day. */
export async function drawPlace(view: View, values: FormValues): Promise<Html> {
  const { t, today } = view;
  const { spaceId, on = today, personId } = readAnswers(values);
  return frame(view, {
    step: 1,
    title: t.text("facility.staff.new.place"),
    problems: noProblems,
    main: await placeForm(view, { action: newPath, spaceId, on, carried: carry({ person: personId }), errand: "book" }),
  });
}

/** Which hours. What was answered before goes along. */
export async function drawWhen(view: View, choice: Choice, values: FormValues, problems: Problems): Promise<Html> {
  const { t, locale } = view;
  const { spaceId, on, slots } = choice;
  const { facility, space } = await getOwnSpaceOn(view, spaceId, on, "book");
  const { field, isOpen } = await slotsField(view, {
    facility,
    space,
    on,
    chosen: slots,
    problems,
    label: t("facility.choose.when"),
  });
  const { personId } = readAnswers(values);
  const other = withAnswers(newPath, { space: spaceId, on, person: personId, step: "place" });
  const { on: _on, slots: _slots, step: _step, ...others } = values;
  return frame(view, {
    step: 1,
    title: t.text("facility.staff.new.when"),
    problems,
    main: html`<p>${say(t, facility.name)}　${say(t, space.name)}<br>${formatDate(on, locale)}　<a href="${other}">${t("facility.staff.choose.other")}</a></p>
${isOpen ? queryForm({ action: newPath, class: "stack", content: html`${carry({ ...others, on })}${field}<p>${button({ label: t("facility.choose.go") })}</p>` }) : field}`,
  });
}

/** The choice in a line, with the way to change it. */
export async function choiceLine(view: View, choice: Choice, values: FormValues): Promise<Html> {
  const { t, city, locale } = view;
  const { facility, space } = await getOwnSpaceOn(view, choice.spaceId, choice.on, "book");
  const picked = pickSlots(facility, space, choice, city.config);
  const change = withAnswers(newPath, { ...values, q: undefined, step: "when" });
  const time = picked.ok && html`　${formatTimeRange(picked.run, locale)}`;
  return html`<p id="slots">${say(t, facility.name)}　${say(t, space.name)}<br>${formatDate(choice.on, locale, { year: false })}${time}　<a href="${change}">${t("facility.use.change-when")}</a></p>`;
}
