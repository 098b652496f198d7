import type { Act } from "../../../kernel/act.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { translator, withoutRuby } from "../../../kernel/i18n/translate.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { PriceLine } from "../../payment/index.ts";
import { textOf } from "../rules/words.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";

/** What stands on the provider's page and on the receipt. No name: it goes to a third party. */
export function describePayment(
  act: Act,
  booking: Booking,
  facility: Facility,
  space: Space,
): { description: string; lines: PriceLine[] } {
  const t = translator(act.locale);
  const day = formatDate(booking.on, act.locale);
  return {
    description: withoutRuby(`${localText(facility.name, act.locale)} ${localText(space.name, act.locale)} ${day}`),
    lines: [
      ...(booking.quote?.lines ?? []).map(({ label, amount }) => ({ label: textOf(t, label), amount })),
      // 保証金 beside the price, as a line of its own that the books keep apart.
      ...(booking.quote?.deposits ?? []).map(({ label, amount }) => ({
        label: textOf(t, label),
        amount,
        isDeposit: true as const,
      })),
    ],
  };
}
