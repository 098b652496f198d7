import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { rangeOfDay } from "../../../../kernel/time/range.ts";
import { button, errorAt, form, notice, page, radioField, textField } from "../../../../ui/index.ts";
import { isTaking } from "../../rules/booking.ts";
import { readAnswers } from "../../schema/staff-requests.ts";
import { listBookingsTaking } from "../../store/booking.ts";
import type { Space } from "../../types/facility.ts";
import { timeOf } from "../facts.ts";
import { say } from "../words.ts";
import { weeklyPath } from "./blocks/weekly.ts";
import { carry, placeForm, slotsField } from "./choose-place.ts";
import { getOwnSpaceOn } from "./own-places.ts";
import { blockPath, bookingPath, withAnswers } from "./words.ts";

/** 枠を止める: a room is closed, or the city itself uses it. */
export async function showBlock(view: View, { query }: { query: FormValues }): Promise<Html> {
  return draw(view, query, noProblems);
}

export async function showBlockAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, values, problems);
}

async function draw(view: View, values: FormValues, problems: Problems): Promise<Html> {
  const { t, today, locale } = view;
  const { spaceId, on = today } = readAnswers(values);
  const isAsking = spaceId === undefined || typed(values, "step") === "place";
  const body = isAsking
    ? await placeForm(view, { action: blockPath, spaceId, on, errand: "block" })
    : await blockForm(view, spaceId, values, problems.map(inOurWords));
  return page(view, {
    title: t.text("facility.staff.block.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.block.title") }],
    problems: problems.map(inOurWords),
    main: html`<div class="errand stack"><h1>${t("facility.staff.block.title")}</h1><p>${isAsking ? t("facility.staff.block.lead") : formatDate(on, locale)}</p><p><a href="${withAnswers(weeklyPath, { space: spaceId, on })}">${t("facility.staff.blocks.go")}</a></p>${body}</div>`,
  });
}

async function blockForm(view: View, spaceId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, today } = view;
  const { on = today, slots } = readAnswers(values);
  const { facility, space } = await getOwnSpaceOn(view, spaceId, on, "block");
  const { field, isOpen } = await slotsField(view, {
    facility,
    space,
    on,
    chosen: slots,
    problems,
    label: t("facility.staff.block.when"),
  });
  const isTaken = problems.some(({ key }) => key === "facility.staff.block.taken");
  const other = html`<a href="${withAnswers(blockPath, { space: space.id, on, step: "place" })}">${t("facility.staff.choose.other")}</a>`;
  return html`<p>${say(t, facility.name)}　${say(t, space.name)}　${other}</p>
${isTaken && (await inTheWay(view, space, on))}
${
  isOpen
    ? form(view, {
        action: blockPath,
        content: html`${carry({ space: space.id, on })}${field}
${radioField({ t, name: "kind", label: t("facility.staff.block.kind"), need: "required", options: (["closure", "use"] as const).map((kind) => ({ value: kind, label: t(`facility.staff.block.${kind}`), note: t(`facility.staff.block.${kind}-note`) })), chosen: typedAll(values, "kind"), error: errorAt(t, problems, "kind") })}
${textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t("facility.staff.block.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.block.do") })}</p>`,
      })
    : field
}`;
}

/** What must be cancelled or moved first; by number, because the names are behind a look that is recorded. */
async function inTheWay(view: View, space: Space, on: string): Promise<Html> {
  const { t, city, now } = view;
  const bookings = (await listBookingsTaking(city.db, space.units, rangeOfDay(on, city.config.zone))).filter((one) =>
    isTaking(one, now),
  );
  const items = bookings.map(
    (booking) => html`<li><a href="${bookingPath(booking.id)}">${booking.number}　${timeOf(view, booking)}</a></li>`,
  );
  return notice({
    word: t("facility.status.taken"),
    title: t("facility.staff.block.first"),
    words: html`<ul class="bullets">${items}</ul>`,
  });
}

function inOurWords(problem: Problems[number]): Problems[number] {
  return problem.key === "refusal.facility.taken" ? { ...problem, key: "facility.staff.block.taken" } : problem;
}
