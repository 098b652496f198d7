import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { demandCounter } from "../policy.ts";
import { type Drawer, differenceOf, sumOfDrawer, sumsOf } from "../rules/cash.ts";
import { findCashDay, insertCashDay, isDayClosed, listCashEntries } from "../store/cash-days.ts";
import { bookedOn } from "./receipt.ts";

export type DayToClose = {
  readonly day: CivilDate;
  readonly drawer: Drawer;
  /** Yen that lay in the drawer for change before the first payment. */
  readonly changeFund: number;
  /** Asked for if the drawer does not hold what the ledger says. */
  readonly reason: string | undefined;
};

/** 日計: closes a day of the own section's counter for ever. Gives the difference in yen. */
export async function closeCashDay(act: Act, input: DayToClose): Promise<number> {
  const staff = demandCounter(act.actor, "close-day");
  const { day, drawer, changeFund, reason } = input;
  if (day > bookedOn(act)) throw new Refusal("payment.desk-day-not-yet");
  if (await isDayClosed(act.tx, staff.sectionId, day)) throw new Refusal("payment.desk-day-closed");
  const counted = sumOfDrawer(drawer);
  const sums = sumsOf(await listCashEntries(act.tx, staff.sectionId, day));
  const expected = differenceOf({ counted, changeFund, ...sums });
  if (expected !== 0 && reason === undefined) throw unexplained(expected);

  await insertCashDay(act.tx, {
    sectionId: staff.sectionId,
    day,
    changeFund,
    counted,
    drawer,
    reason,
    closedBy: staff.personId,
    closedByName: staff.name,
    closedAt: act.now,
  });
  // The sums are the database's own, made after it let the last coin in.
  const closed = await findCashDay(act.tx, staff.sectionId, day);
  const difference = closed?.difference ?? expected;
  await audit(act, {
    what: "payment.day-closed",
    subject: `cash-day/${staff.sectionId}/${day}`,
    ...(reason === undefined ? {} : { reason }),
    counts: { counted, difference },
  });
  return difference;
}

function unexplained(difference: number): Refusal {
  const code = difference < 0 ? "payment.desk-drawer-short" : "payment.desk-drawer-over";
  return new Refusal(code, { status: 422, field: "reason", params: { yen: Math.abs(difference) } });
}
