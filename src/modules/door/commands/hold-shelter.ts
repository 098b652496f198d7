import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { canChangeShelterDoor } from "../rules.ts";
import { findDoor } from "../store/doors.ts";
import { changeShelterDoor, lockShelterDoor, type ShelterDoor } from "../store/shelters.ts";
import type { LockFailure, LockState } from "../types.ts";
import { lockHeard, lockSilent } from "./note-lock.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { shelterJobName } from "./shelter.ts";

export type ShelterDoorKey = { readonly shelterId: string; readonly doorId: string };
/** ask: a drill only looks whether the lock answers. */
export type ShelterTask = ShelterDoorKey & {
  readonly adapter: string;
  readonly address: string;
  readonly kind: "holdOpen" | "release" | "ask";
};

/** In a disaster nobody waits: a door that did not answer is tried again every fifteen seconds. */
const tryAgainMs = 15_000;

export async function beginHold(act: Act, key: ShelterDoorKey): Promise<ShelterTask | undefined> {
  const door = await lockShelterDoor(act.tx, key.shelterId, key.doorId);
  if (door === undefined || (door.state !== "opening" && door.state !== "closing")) return undefined;
  if (door.nextTryAt !== undefined && door.nextTryAt > act.now) return undefined;
  const kind = door.isDrill ? "ask" : door.state === "opening" ? "holdOpen" : "release";
  return { ...key, adapter: door.adapter, address: door.address, kind };
}

export async function finishHold(
  act: Act,
  {
    failure,
    kind,
    ...key
  }: ShelterDoorKey & { kind: ShelterTask["kind"]; failure?: LockFailure["reason"] | undefined },
): Promise<void> {
  const held = await lockShelterDoor(act.tx, key.shelterId, key.doorId);
  const door = held && (await findDoor(act.tx, key.doorId));
  if (held === undefined || door === undefined) return;
  if (failure !== undefined && failure !== "code-taken") {
    const nextTryAt = new Date(+act.now + tryAgainMs);
    await changeShelterDoor(act.tx, key, { lastFailure: failure, nextTryAt });
    await later(act, { name: shelterJobName, data: { at: nextTryAt.toISOString() }, startAfter: nextTryAt });
    if (failure === "unreachable" || failure === "no-answer") await lockSilent(act, door);
    else await reviewAlarms(act, door.id);
    return;
  }
  const lockState = kind === "holdOpen" ? "unlocked" : kind === "release" ? "locked" : undefined;
  await lockHeard(act, door, act.now, lockState === undefined ? undefined : { lockState });
  const next = held.state === "opening" ? "open" : "closed";
  // Meanwhile it may have been told to close.
  const isStill = held.state === (kind === "release" ? "closing" : held.isDrill ? held.state : "opening");
  if (isStill && canChangeShelterDoor(held.state, next)) {
    await changeShelterDoor(act.tx, key, { state: next, changedAt: act.now, lastFailure: null, nextTryAt: null });
  }
  await reviewAlarms(act, door.id);
}

/** A held door says that it is locked: somebody locked it, or its power was gone. It is opened again. */
export async function noteHeldDoor(act: Act, held: ShelterDoor, lockState: LockState): Promise<void> {
  if (held.isDrill || held.state !== "open" || lockState !== "locked") return;
  await changeShelterDoor(act.tx, held, { state: "opening", changedAt: act.now, lastFailure: null, nextTryAt: null });
  await later(act, { name: shelterJobName, data: { at: act.now.toISOString() } });
}
