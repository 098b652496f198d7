import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { buttonLink } from "../../../../ui/index.ts";
import { listOverNight } from "../../commands/bookings-of-day.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import type { NamedBooking } from "../../commands/see-bookings.ts";
import { mayAt } from "../../policy.ts";
import { isTaking } from "../../rules/booking.ts";
import { listBookingsOn } from "../../store/booking.ts";
import type { Booking } from "../../types/booking.ts";

/** public: for the wall of the hall, nobody is named. names: for those who work there. */
export const boardPapers = ["public", "names"] as const;
export type BoardPaper = (typeof boardPapers)[number];

/** What stands on the wall: that it is taken, used by the city or closed; no name, no reason, nothing about money. */
export async function listForWall(
  view: View,
  days: readonly CivilDate[],
  facilityId?: string,
): Promise<readonly NamedBooking[]> {
  const found: NamedBooking[] = [];
  const [first] = days;
  const before = first === undefined ? [] : await listOverNight(view.city, view.city.db, first, facilityId);
  for (const on of days) {
    const begun = await listBookingsOn(view.city.db, on, { facilityId });
    for (const booking of on === first ? [...before, ...begun] : begun) {
      if (isTaking(booking, view.now) && mayAt(view, "see", booking.facilityId))
        found.push({ ...(await rulesOf(view, booking)), ...namelessOf(view, booking) });
    }
  }
  return found;
}

function namelessOf({ t }: View, booking: Booking): Pick<NamedBooking, "booking" | "name"> {
  const { block } = booking;
  const word = block?.kind === "closure" ? t.text("facility.status.closed") : t.text("facility.state.blocked");
  return block === undefined
    ? { name: t.text("facility.status.taken"), booking: { ...booking, state: "confirmed", use: undefined, amount: 0 } }
    : { name: word, booking: { ...booking, block: { ...block, reason: word } } };
}

/** Two ways to print; on the paper itself the way back. None of it is printed. */
export function paperLinks({ t }: View, paper: BoardPaper | undefined, to: (paper?: BoardPaper) => string): Html {
  const small = { kind: "second", size: "small" } as const;
  if (paper !== undefined)
    return html`<p class="row screen-only"><span>${t("facility.staff.board.paper-how")}</span>${buttonLink({ ...small, label: t("facility.staff.board.paper-back"), href: to() })}</p>`;
  return html`<p class="row screen-only">${boardPapers.map((one) => buttonLink({ ...small, label: t(`facility.staff.board.paper-${one}`), href: to(one) }))}</p>`;
}
