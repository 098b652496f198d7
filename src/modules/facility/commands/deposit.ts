import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { listHeldDeposits, settleDeposit } from "../../payment/index.ts";
import { mayAt, requireMay } from "../policy.ts";
import { getArticle } from "../rules/facility.ts";
import { listBookingsById } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { readAccount } from "./account.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { rulesOf } from "./rules-of.ts";
import { type NamedBooking, nameAll } from "./see-bookings.ts";
import { tellBooker } from "./tell-booker.ts";

export type DepositDue = { readonly named: NamedBooking; readonly held: number };

/** 保証金 goes back when the use is over: nobody has to think of it, they wait on a list. The look at names is recorded. */
export async function seeDepositsDue(act: Act, _: object): Promise<readonly DepositDue[]> {
  requireMay(act.actor, "settleAfterUse");
  const held = new Map((await listHeldDeposits(act.tx, "booking")).map(({ subjectId, amount }) => [subjectId, amount]));
  const bookings = (await listBookingsById(act.tx, [...held.keys()])).filter(
    (one) => isOver(one, act.now) && mayAt(act, "settleAfterUse", one.facilityId),
  );
  const named = await nameAll(act, bookings);
  await audit(act, { what: "bookings.deposits-seen", subject: "deposits", counts: { bookings: named.length } });
  return named.map((one) => ({ named: one, held: held.get(one.booking.id) ?? 0 }));
}

/** The room can be looked at: it was used, or it never will be. */
export function isOver({ used, state }: Booking, now: Date): boolean {
  return used.until <= now || state === "cancelled" || state === "expired";
}

export type DepositDecision = {
  readonly bookingId: string;
  /** Yen that stay with the city, in all; 0: everything goes back. */
  readonly keep: number;
  readonly reason: string | undefined;
  /** Id of an article of the facility's file. */
  readonly article: string | undefined;
};

/**
 * 保証金を返す, whole, or less what damage or cleaning costs, by an article and with a reason that the booker reads. Once more
 * with less to keep, the rest goes back as well.
 */
export async function returnDeposit(act: Act, input: DepositDecision): Promise<{ returned: number }> {
  requireMay(act.actor, "settleAfterUse");
  const booking = await getBookingAsStaff(act, input.bookingId, "settleAfterUse", { forUpdate: true });
  if (!isOver(booking, act.now)) throw new Refusal("facility.deposit-early");
  const { facility } = await rulesOf(act, booking);
  const { payments, held } = await readAccount(act.tx, booking.id);
  const kept = payments.reduce((sum, { depositKept }) => sum + depositKept, 0);
  const { keep, reason, article } = input;
  const most = held.deposit + kept;
  if (keep > most) throw new Refusal("facility.deposit-too-much", { status: 422, field: "keep", params: { most } });
  if (keep !== kept) refuseWithoutWhy(facility, reason, article);
  const title = article === undefined ? "" : localText(getArticle(facility, article).title, "ja");
  const { returned } = await settleDeposit(act, {
    subject: { kind: "booking", id: booking.id },
    keep,
    because: reason === undefined ? undefined : { reason, article: title },
    reason: "facility.deposit",
  });
  await audit(act, {
    what: "booking.deposit-returned",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    ...(reason === undefined ? {} : { reason }),
    counts: { returned, kept: keep },
  });
  const kind = keep > 0 ? "facility.deposit-kept" : "facility.deposit-returned";
  await tellBooker(act, booking, kind, { refund: returned, missing: keep, reason: reason ?? "" });
  return { returned };
}

/** Whatever stays has an article and a reason; what is missing of both is said at once. */
function refuseWithoutWhy(facility: Facility, reason: string | undefined, article: string | undefined): void {
  const why = new Refusal("facility.deposit-why", { status: 422, field: "reason" });
  const isArticle = article !== undefined && facility.articles[article] !== undefined;
  if (isArticle && reason !== undefined) return;
  if (isArticle) throw why;
  const others = reason === undefined ? [why] : [];
  throw new Refusal("facility.deposit-article", { status: 422, field: "article", others });
}
