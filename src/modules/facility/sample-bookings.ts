import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Command } from "../../kernel/act.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { addDays } from "../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../kernel/time/instant.ts";
import { setBoxNumber } from "../door/index.ts";
import { findPersonByMail, listGroupsOf } from "../identity/index.ts";
import { findPayment, takeCash } from "../payment/index.ts";
import { blockSpace } from "./commands/block-space.ts";
import { bookAtCounter } from "./commands/book-at-counter.ts";
import { cancelOwnBooking } from "./commands/cancel-booking.ts";
import { appealOwnPenalty, reviewOffence } from "./commands/penalty.ts";
import { listPenaltiesOf } from "./store/penalty.ts";
import { type Booking, blockKinds } from "./types/booking.ts";

const when = { in: z.number().int().min(0), space: z.string(), slots: z.array(z.string()).min(1) };

const sampleFile = z.strictObject({
  clerk: z.email(),
  section: z.string(),
  bookings: z.array(
    z.strictObject({
      ...when,
      by: z.email(),
      group: z.string().optional(),
      category: z.string(),
      purpose: z.string(),
      people: z.number().int(),
      declarations: z.array(z.string()).default([]),
      paid: z.boolean(),
      /** The booker gives it up at once; `confirmed`: the clerk says that it was late, and `appeal` is what the booker says. */
      cancelled: z.strictObject({ confirmed: z.boolean(), appeal: z.string().optional() }).optional(),
    }),
  ),
  blocks: z.array(z.strictObject({ ...when, kind: z.enum(blockKinds), reason: z.string() })),
  /** Numbers of key boxes, as a clerk would have turned them. */
  boxes: z.array(z.strictObject({ door: z.string(), number: z.string() })).default([]),
});

type Sample = z.output<typeof sampleFile>["bookings"][number];

/** Bookings as a clerk would have made them, through the same commands as all others. */
export async function seedBookings(city: City, cityFolder: URL): Promise<void> {
  const file = sampleFile.parse(parse(await readFile(new URL("bookings.yaml", cityFolder), "utf8")));
  const clerk = await findPersonByMail(city.db, file.clerk);
  if (clerk === undefined) return;
  const { id: personId, name } = clerk;
  const actor: Actor = {
    kind: "staff",
    personId,
    name,
    sectionId: file.section,
    sectionName: "",
    roles: ["clerk"],
    everywhere: ["clerk"],
    sessionId: "",
  };
  const today = civilDateOf(city.clock.now(), city.config.zone);
  for (const sample of file.bookings) await bookSample(city, actor, sample, addDays(today, sample.in));
  for (const { door: doorId, number } of file.boxes)
    await performIfPossible(city, actor, setBoxNumber, { doorId, number });
  for (const { in: days, space, slots, kind, reason } of file.blocks) {
    const choice = { spaceId: space, on: addDays(today, days), slots };
    await performIfPossible(city, actor, blockSpace, { choice, kind, reason });
  }
}

async function bookSample(city: City, actor: Actor, sample: Sample, on: string): Promise<void> {
  const { space, slots, category, purpose, people, declarations } = sample;
  const booker = await findPersonByMail(city.db, sample.by);
  if (booker === undefined) return;
  const group = (await listGroupsOf(city.db, booker.id)).find(({ name }) => name === sample.group);
  const booked = await performIfPossible(city, actor, bookAtCounter, {
    choice: { spaceId: space, on, slots },
    use: {
      categoryId: category,
      purposeId: purpose,
      people,
      declarations,
      groupId: group?.id,
      extras: {},
      answers: {},
    },
    bookerId: booker.id,
  });
  if (sample.cancelled !== undefined && booked !== undefined) {
    const resident: Actor = { kind: "resident", personId: booker.id, name: booker.name, sessionId: "" };
    return cancelSample(city, { clerk: actor, resident }, booked.booking, sample.cancelled);
  }
  if (!sample.paid || booked?.paymentId === undefined) return;
  const payment = await findPayment(city.db, booked.paymentId);
  if (payment !== undefined)
    await performIfPossible(city, actor, takeCash, { paymentId: payment.id, received: payment.amount });
}

/** Points as they come about: given up late, confirmed by a clerk, and appealed by who was told. */
async function cancelSample(
  city: City,
  { clerk, resident }: { clerk: Actor; resident: Actor & { kind: "resident" } },
  { id: bookingId, groupId }: Booking,
  { confirmed, appeal }: NonNullable<Sample["cancelled"]>,
): Promise<void> {
  await performIfPossible(city, resident, cancelOwnBooking, { bookingId, expectedRefund: 0 });
  if (!confirmed) return;
  const review = { bookingId, offence: "late-cancel", outcome: "confirmed", words: undefined } as const;
  await performIfPossible(city, clerk, reviewOffence, review);
  const who = { personId: resident.personId, groupIds: groupId === undefined ? [] : [groupId] };
  const penalty = (await listPenaltiesOf(city.db, who)).find((one) => one.bookingId === bookingId);
  if (penalty !== undefined && appeal !== undefined)
    await performIfPossible(city, resident, appealOwnPenalty, { penaltyId: penalty.id, words: appeal });
}

/** Closed on that day, or over by now: then there is one sample less. */
async function performIfPossible<I, O>(
  city: City,
  actor: Actor,
  command: Command<I, O>,
  input: I,
): Promise<O | undefined> {
  try {
    return await perform(city, { actor }, command, input);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
