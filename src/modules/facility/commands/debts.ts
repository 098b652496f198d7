import type { Act } from "../../../kernel/act.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { sumDebtsOf } from "../../payment/index.ts";
import { getTerms } from "../rules/facility.ts";
import { listBookingIdsOf } from "../store/booking.ts";
import type { Party } from "../store/limits.ts";
import type { Facility, Space } from "../types/facility.ts";

/**
 * 滞納: where the ordinance says so, who has owed for uses of this facility for too long books nothing more in it until it is
 * paid. A group's debts are the group's, whoever booked. What stands already is left alone.
 */
export async function refuseDebtors(
  act: Act,
  { facility, space }: { readonly facility: Facility; readonly space: Space },
  party: Party,
): Promise<void> {
  const rule = getTerms(facility, space).payment.unpaid;
  if (rule === undefined) return;
  const { zone } = act.city.config;
  const today = civilDateOf(act.now, zone);
  const ids = await listBookingIdsOf(act.tx, party, { facilityId: facility.id, from: addDays(today, -lapseDays) });
  const subjects = ids.map((id) => ({ kind: "booking", id }));
  // A day is over at its end: owed until the 31st and 0 days means from the 1st on.
  const since = instantOf(addDays(today, -rule.blocksAfterDays), "00:00", zone);
  const debts = await sumDebtsOf(act.tx, { payerIds: [], subjects }, since);
  if (debts !== undefined)
    throw new Refusal("facility.unpaid-debts", { params: { amount: formatYen(debts.amount, act.locale) } });
}

/** After five years nothing can be asked for any more (地方自治法 236条). */
const lapseDays = 5 * 366 + 60;
