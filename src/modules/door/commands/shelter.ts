import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { mayAt, requireMay, requireMayAt } from "../policy.ts";
import { traitsOf } from "../rules.ts";
import { type Door, listDoors } from "../store/doors.ts";
import {
  beginClosing,
  beginHolding,
  insertShelter,
  listShelterDoors,
  lockShelter,
  type Shelter,
  stampShelter,
} from "../store/shelters.ts";

export const shelterJobName = "door.hold-shelter";

/** All doors of one house, or of all houses at which one works. */
export const allPlaces = "all";

/** One person asks for the doors of a house to be held open. Nothing opens before another person has confirmed it. */
export async function askForShelter(
  act: Act,
  { place, reason, isDrill }: { place: string; reason: string; isDrill: boolean },
): Promise<{ shelterId: string }> {
  requireMay(act.actor, "shelter");
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.staff.reason-missing", { status: 422, field: "reason" });
  const doors = (await listDoors(act.tx)).filter(
    (door) => (place === allPlaces || placeOf(door) === place) && mayAt(act, "shelter", door.facilityId),
  );
  if (doors.length === 0) throw new Refusal("door.desk.no-doors", { status: 422, field: "place" });
  const shelter = { id: randomUUID(), isDrill, reason: why, askedBy: act.actor.personId, askedAt: act.now };
  const held = doors.map(({ id, adapter }) => ({ id, isByHand: !traitsOf(adapter).opensFromAfar }));
  await insertShelter(act.tx, shelter, held);
  await write(act, shelter, "asked");
  return { shelterId: shelter.id };
}

/** A house is known by the name that the city's files give it. */
export function placeOf({ place, name }: Pick<Door, "place" | "name">): string {
  return (place ?? name).ja;
}

/** The second person. From now on the doors are opened and held; a drill only asks whether they would answer. */
export async function confirmShelter(act: Act, { shelterId }: { shelterId: string }): Promise<void> {
  const shelter = await load(act, shelterId, ({ confirmedAt, withdrawnAt }) => !confirmedAt && !withdrawnAt);
  const by = personOfActor(act);
  if (by === shelter.askedBy) throw new Refusal("door.desk.another-person");
  await stampShelter(act.tx, shelter.id, { what: "confirmed", by, at: act.now });
  if (!shelter.isDrill) await beginHolding(act.tx, shelter.id, act.now);
  await write(act, shelter, "confirmed");
  await holdNow(act);
}

/** Before it was confirmed, anybody who may ask takes it back. */
export async function withdrawShelter(act: Act, { shelterId }: { shelterId: string }): Promise<void> {
  const shelter = await load(act, shelterId, ({ confirmedAt, withdrawnAt }) => !confirmedAt && !withdrawnAt);
  await stampShelter(act.tx, shelter.id, { what: "withdrawn", by: personOfActor(act), at: act.now });
  await write(act, shelter, "withdrawn");
}

export async function askToEndShelter(act: Act, { shelterId }: { shelterId: string }): Promise<void> {
  const shelter = await load(act, shelterId, ({ confirmedAt, endAskedAt }) => !!confirmedAt && !endAskedAt);
  await stampShelter(act.tx, shelter.id, { what: "end-asked", by: personOfActor(act), at: act.now });
  await write(act, shelter, "end-asked");
}

/** The second person again: nobody locks people in, or out, alone. */
export async function endShelter(act: Act, { shelterId }: { shelterId: string }): Promise<void> {
  const shelter = await load(act, shelterId, ({ endAskedAt, endedAt }) => !!endAskedAt && !endedAt);
  const by = personOfActor(act);
  if (by === shelter.endAskedBy) throw new Refusal("door.desk.another-person");
  await stampShelter(act.tx, shelter.id, { what: "ended", by, at: act.now });
  await beginClosing(act.tx, shelter.id, act.now);
  await write(act, shelter, "ended");
  await holdNow(act);
}

function holdNow(act: Act): Promise<void> {
  return later(act, { name: shelterJobName, data: { at: act.now.toISOString() } });
}

async function load(act: Act, id: string, isRight: (shelter: Shelter) => boolean): Promise<Shelter> {
  requireMay(act.actor, "shelter");
  const shelter = await lockShelter(act.tx, id);
  if (shelter === undefined) throw notFound();
  for (const door of await listShelterDoors(act.tx, id)) requireMayAt(act, "shelter", door);
  if (!isRight(shelter)) throw new Refusal("door.desk.shelter-changed");
  return shelter;
}

function personOfActor(act: Act): string {
  requireMay(act.actor, "shelter");
  return act.actor.personId;
}

async function write(act: Act, { id, isDrill, reason }: Pick<Shelter, "id" | "isDrill" | "reason">, step: string) {
  const doors = (await listShelterDoors(act.tx, id)).length;
  const what = `door.${isDrill ? "drill" : "shelter"}-${step}`;
  await audit(act, { what, subject: `shelter/${id}`, reason, counts: { doors } });
}
