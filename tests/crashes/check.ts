import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Checkout } from "../../src/adapters/pay-demo/server/records.ts";
import { publicState } from "../../src/adapters/pay-demo/server/records.ts";
import { checkLocks } from "./check-locks.ts";
import { checkMails } from "./check-mails.ts";
import type { Memory } from "./resident.ts";
import type { Town } from "./town.ts";

export type Report = { readonly counts: Readonly<Record<string, number>>; readonly violations: readonly string[] };

type BookingRow = {
  id: string;
  state: string;
  amount: number;
  space_id: string;
  booker_id: string;
  charged: number;
  refunded: number;
  charges: number;
  codes: number;
  confirmations: number;
  confirmed: number;
};

/** Compares what the database, the provider, the mailbox, the locks and the residents know of the same bookings. */
export async function checkTown(town: Town, memories: readonly Memory[]): Promise<Report> {
  const violations: string[] = [];
  const bookings = await listBookings(town);
  const atProvider = readProvider(town);
  const paidPages = atProvider.filter((checkout) => publicState(checkout, town.city.clock.now()) === "paid");
  const hasDoors = new Map(
    town.facilities.flatMap(({ spaces }) => spaces.map(({ id, doors }) => [id, doors.length > 0] as const)),
  );
  const paidFor = await bookingsOfPages(town, paidPages);

  for (const one of bookings) {
    const isConfirmed = one.state === "confirmed";
    const pages = [...paidFor.values()].filter((id) => id === one.id).length;
    const net = one.charged - one.refunded;
    const say = (what: string) => violations.push(`booking ${one.id} (${one.state}): ${what}`);
    if (isConfirmed && (one.charges !== 1 || net !== one.amount))
      say(`${one.charges} charges, ${net} of ${one.amount} yen`);
    if (isConfirmed && pages !== 1) say(`${pages} paid pages at the provider`);
    if (!isConfirmed && net !== 0) say(`${net} yen are kept for a booking that is not confirmed`);
    if (pages > 0 && one.charges === 0) say("paid at the provider, and nothing in the ledger");
    if (one.codes !== (isConfirmed && hasDoors.get(one.space_id) ? 1 : 0)) say(`${one.codes} live door codes`);
    if (one.confirmations !== (isConfirmed ? 1 : 0)) say(`${one.confirmations} mails that say it is booked`);
    if (one.confirmed !== (isConfirmed ? 1 : 0)) say(`${one.confirmed} audit rows of its confirmation`);
  }
  for (const { reference } of paidPages) {
    if (!paidFor.has(reference))
      violations.push(`the provider has money for ${reference}, which belongs to no booking`);
  }
  if (!bookings.some(({ state }) => state === "confirmed")) violations.push("nobody got through: nothing was shown");
  violations.push(...compareMemories(memories, bookings));
  const mails = await checkMails(town, violations);
  const places = await checkLocks(town, violations);
  const states = (state: string) => bookings.filter((one) => one.state === state).length;
  return {
    counts: {
      bookings: bookings.length,
      confirmed: states("confirmed"),
      held: states("held"),
      reserved: states("reserved"),
      expired: states("expired"),
      paidAtProvider: paidPages.length,
      charges: bookings.reduce((sum, { charges }) => sum + charges, 0),
      codes: bookings.reduce((sum, { codes }) => sum + codes, 0),
      ...mails,
      ...places,
    },
    violations,
  };
}

function compareMemories(memories: readonly Memory[], bookings: readonly BookingRow[]): string[] {
  return memories.flatMap(({ personId, bookingId, hasPaid }) => {
    const own = bookings.filter((one) => one.booker_id === personId);
    const shown = own.find(({ id }) => id === bookingId);
    if (own.length > 1) return [`person ${personId} sent one form and has ${own.length} bookings`];
    if (bookingId !== undefined && shown === undefined) return [`booking ${bookingId} was shown and is gone`];
    if (hasPaid && shown?.state !== "confirmed" && shown?.refunded !== shown?.amount)
      return [`booking ${bookingId} was paid and is ${shown?.state}`];
    if (!hasPaid && shown?.state === "confirmed") return [`booking ${bookingId} was not paid and is confirmed`];
    return [];
  });
}

async function listBookings({ city }: Town): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`
    select booking.id, booking.state, booking.amount, space_id, booker_id,
      coalesce((select sum(charged) from payment.payment where subject_id = booking.id::text), 0) as charged,
      coalesce((select sum(refunded) from payment.payment where subject_id = booking.id::text), 0) as refunded,
      (select count(*) from payment.entry join payment.payment on payment.id = entry.payment_id
        where kind = 'charge' and subject_id = booking.id::text) as charges,
      (select count(*) from door.access where subject_id = booking.id::text and revoked_at is null) as codes,
      (select count(*) from notice.message where subject_id = booking.id::text
        and kind in ('facility.confirmed', 'facility.paid')) as confirmations,
      (select count(*) from kernel.audit_entry
        where what = 'booking.confirmed' and subject = 'booking/' || booking.id::text) as confirmed
    from facility.booking as booking
  `.execute(city.db);
  return rows;
}

/** Which booking a provider's page was for, by the provider's reference. */
async function bookingsOfPages({ city }: Town, pages: readonly Checkout[]): Promise<ReadonlyMap<string, string>> {
  const references = pages.map(({ reference }) => reference);
  const { rows } = await sql<{ reference: string; subject_id: string }>`
    select reference, subject_id from payment.checkout join payment.payment on payment.id = checkout.payment_id
    where reference = any (${references}::text[])
  `.execute(city.db);
  return new Map(rows.map(({ reference, subject_id }) => [reference, subject_id]));
}

/** The last state of each checkout in the provider's own journal. */
function readProvider({ folder }: Town): Checkout[] {
  const checkouts = new Map<string, Checkout>();
  for (const line of readFileSync(join(folder, "pay-demo", "journal.jsonl"), "utf8").split("\n")) {
    const found = line === "" ? {} : (JSON.parse(line) as { checkout?: Checkout });
    if (found.checkout !== undefined) checkouts.set(found.checkout.reference, found.checkout);
  }
  return [...checkouts.values()];
}
