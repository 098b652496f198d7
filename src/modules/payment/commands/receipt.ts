import type { Act } from "../../../kernel/act.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { fiscalYearOf } from "../../../kernel/time/fiscal-year.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { takeReceiptNumber } from "../store/ledger.ts";

/** The civil day on which money that moves now is booked. */
export function bookedOn(act: Act): CivilDate {
  return civilDateOf(act.now, act.city.config.zone);
}

export function nextReceipt(act: Act, day: CivilDate = bookedOn(act)) {
  return takeReceiptNumber(act.tx, fiscalYearOf(day));
}
