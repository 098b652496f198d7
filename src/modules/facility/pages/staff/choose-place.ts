import { type Html, html } from "../../../../kernel/html.ts";
import type { Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import {
  button,
  checkboxField,
  errorAt,
  hidden,
  queryForm,
  radioField,
  selectField,
  textField,
} from "../../../../ui/index.ts";
import { availabilityOn } from "../../rules/availability.ts";
import { takenByBooking } from "../../rules/booking.ts";
import { getTimetable } from "../../rules/facility.ts";
import { reachOf } from "../../rules/long-slots.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Booking, Occupancy } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { chosenRow, findRowBand, rowChoices } from "../row-choices.ts";
import { plain, say, sayWords, slotWord } from "../words.ts";
import { listOwnFacilitiesOn } from "./own-places.ts";

/** Which room, which day: a form that asks. `carried` goes along. */
export async function placeForm(
  view: View,
  props: {
    readonly action: string;
    readonly spaceId: string | undefined;
    readonly on: CivilDate;
    readonly carried?: Html | undefined;
    /** What is done there: rooms of other sections' facilities are not offered. */
    readonly errand: "book" | "block";
  },
): Promise<Html> {
  const { t } = view;
  const facilities = await listOwnFacilitiesOn(view, props.on, props.errand);
  const options = facilities.flatMap((facility) =>
    facility.spaces.map(({ id, name }) => ({ value: id, label: `${plain(t, facility.name)}　${plain(t, name)}` })),
  );
  return queryForm({
    action: props.action,
    class: "stack",
    content: html`${props.carried}
${selectField({ t, name: "space", label: t("facility.field.space"), options, ...(props.spaceId === undefined ? {} : { value: props.spaceId }) })}
${textField({ t, name: "on", label: t("facility.field.on"), type: "date", size: "m", value: props.on })}
<p>${button({ label: t("facility.staff.choose.go") })}</p>`,
  });
}

/** The slots of a day as boxes, each with what it is now. A closed day says why. */
export async function slotsField(
  view: View,
  props: {
    readonly facility: Facility;
    readonly space: Space;
    readonly on: CivilDate;
    readonly chosen: readonly string[];
    readonly problems: Problems;
    /** The question above the boxes. */
    readonly label: Html;
    /** The booking that is being changed: its own slots say so. */
    readonly own?: Booking;
  },
): Promise<{ readonly field: Html; readonly isOpen: boolean }> {
  const { t, city, now, locale } = view;
  const { facility, space, on, chosen, problems } = props;
  const { zone } = city.config;
  const reach = reachOf([getTimetable(facility, space)]);
  const during = { from: instantOf(on, "00:00", zone), until: instantOf(addDays(on, 1 + reach), "00:00", zone) };
  const occupancies = await listOccupancies(city.db, space.units, during, now);
  const { closed, slots } = availabilityOn(facility, space, on, occupancies, now, city.config);
  if (closed !== undefined) return { field: html`<p id="on">${sayWords(t, closed)}</p>`, isOpen: false };
  if (slots.length === 0)
    return { field: html`<p id="slots">${t("facility.staff.choose.no-slots")}</p>`, isOpen: false };
  const rows = rowChoices(view, facility, space, on, slots, withoutOwn(occupancies, props));
  const single = slots.filter(({ slot }) => findRowBand(facility, space, slot.id) === undefined);
  const { own } = props;
  const isOwn = (id: string) => own?.spaceId === space.id && own.on === on && own.slots.includes(id);
  const isBands = getTimetable(facility, space).kind === "bands";
  // Nights are one answer; where there is more to choose, they are boxes like the rest.
  const draw = rows.length > 0 && single.length === 0 ? radioField : checkboxField;
  const field = draw({
    t,
    name: "slots",
    label: props.label,
    hint: t(hintOf(isBands, rows.length > 0)),
    line: true,
    options: [
      ...single.map(({ slot, status }) => ({
        value: slot.id,
        label: isBands ? html`${say(t, slot.name)}　${formatTimeRange(slot, locale, "table")}` : say(t, slot.name),
        note: isOwn(slot.id) ? t("facility.change.now") : slotWord(t, status),
      })),
      ...rows.map((row) => ({
        value: row.slots.join(),
        label: row.label,
        note: row.slots.every(isOwn) ? t("facility.change.now") : slotWord(t, row.status),
      })),
    ],
    chosen: [
      ...chosen.filter((id) => single.some(({ slot }) => slot.id === id)),
      chosenRow(rows, chosen)?.slots.join() ?? "",
    ],
    error: errorAt(t, problems, "slots"),
  });
  return { field, isOpen: true };
}

/** A booking that is made longer is not in its own way. */
function withoutOwn(
  occupancies: readonly Occupancy[],
  { space, own }: Pick<Parameters<typeof slotsField>[1], "space" | "own">,
): readonly Occupancy[] {
  if (own?.spaceId !== space.id) return occupancies;
  const { from, until } = takenByBooking(space, own);
  return occupancies.filter(({ during }) => +during.from !== +from || +during.until !== +until);
}

function hintOf(isBands: boolean, hasRows: boolean) {
  if (hasRows) return "facility.choose.when-row";
  return isBands ? "facility.choose.when-bands" : "facility.choose.when-grid";
}

/** Answers that go along in hidden fields. */
export function carry(answers: Readonly<Record<string, string | readonly string[] | undefined>>): Html {
  return html`${Object.entries(answers).flatMap(([name, value]) => [value ?? []].flat().map((one) => hidden(name, one)))}`;
}
