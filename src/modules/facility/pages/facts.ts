import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import type { SummaryLine } from "../../../ui/index.ts";
import { findGroup } from "../../identity/index.ts";
import { hoursOfUse } from "../rules/booking.ts";
import { findCategory, findPurpose } from "../rules/facility.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { listAnswers } from "./questions.ts";
import { plain, say } from "./words.ts";

/** 令和8年12月4日（金）　18時から22時まで */
export function whenOf({ city, locale }: View, booking: Booking, options: { year?: boolean } = {}): Html {
  return html`${formatDate(booking.on, locale, options)}　${timeOf({ city, locale }, booking)}`;
}

export function timeOf({ city, locale }: Pick<View, "city" | "locale">, { used }: Booking): string {
  return formatTimeRange(hoursOfUse(used, city.config.zone), locale);
}

/** The answers of a booking; `change` is where they are given again. */
export async function factsOf(
  view: View,
  booking: Booking,
  facility: Facility,
  space: Space,
  change?: string,
): Promise<SummaryLine[]> {
  const { t, city } = view;
  const { use } = booking;
  const group = booking.groupId === undefined ? undefined : await findGroup(city.db, booking.groupId);
  const extras = Object.entries(use?.extras ?? {}).flatMap(([id, count]) => {
    const extra = facility.fees.extras.find((one) => one.id === id);
    return extra === undefined ? [] : [html`${say(t, extra.name)}${count > 1 && `　${count}`}`];
  });
  const category = use && findCategory(facility, use.categoryId);
  const purpose = use && findPurpose(facility, use.purposeId);
  const line = (label: Html, value: Html | undefined): SummaryLine[] =>
    value === undefined ? [] : [{ label, value, change }];
  return [
    { label: t("facility.field.space"), value: html`${say(t, facility.name)}<br>${say(t, space.name)}`, change },
    { label: t("facility.field.when"), value: whenOf(view, booking), change },
    ...line(t("facility.field.group"), group && html`${group.name}`),
    ...line(
      t("facility.field.purpose"),
      purpose && html`${say(t, purpose.name)}　${t("facility.people", { people: use?.people ?? 0 })}`,
    ),
    ...line(
      t("facility.field.category"),
      category && html`${say(t, category.name)}　<span class="small muted">${say(t, category.note)}</span>`,
    ),
    ...listAnswers(t, view.locale, facility, use?.answers ?? {}).map(({ name, answer }) => ({
      label: say(t, name),
      value: answer,
      change,
    })),
    ...line(
      t("facility.field.extras"),
      extras.length > 0 ? html`${extras.map((extra) => html`${extra}<br>`)}` : undefined,
    ),
  ];
}

/** What a booking is called, with readings; `titleOf` for the browser's tab. */
export function nameOf(view: View, booking: Booking, space: Space): Html {
  return html`${formatDate(booking.on, view.locale, { year: false })} ${say(view.t, space.name)}`;
}

export function titleOf(view: View, booking: Booking, space: Space): string {
  return `${formatDate(booking.on, view.locale, { year: false })} ${plain(view.t, space.name)}`;
}
