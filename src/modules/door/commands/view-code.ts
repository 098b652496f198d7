import type { Act } from "../../../kernel/act.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { requireMay, requireMayAt } from "../policy.ts";
import { isOpenAt, isOver, windowAt } from "../rules.ts";
import { type Access, findAccessOf, listCodeStates } from "../store/accesses.ts";
import { findDoor } from "../store/doors.ts";
import { findKeyBox, listKeyUsesOf } from "../store/keys.ts";
import { closeViewings, findOpenViewing, insertViewing } from "../store/viewings.ts";
import type { Subject } from "../types.ts";
import { codePurpose } from "./request-code.ts";

/** The number for the locks, if there are any, and those of key boxes that staff have set. */
export type Numbers = {
  readonly code: string | undefined;
  readonly boxes: readonly { readonly doorId: string; readonly number: string }[];
};

/** How long a page goes on showing the code after it was asked for. */
export const shownForMs = 2 * 60_000;

/**
 * Opens the code for the asking person, writes who saw it, and lets their page show it for two minutes. A resident sees
 * it inside the window; staff see it with a reason. The result must not be stored or put into an address.
 */
export async function viewCode(
  act: Act,
  { subject, reason }: { subject: Subject; reason?: string | undefined },
): Promise<Numbers & { shownUntil: Date }> {
  const personId = personWhoMayView(act.actor, reason);
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || isOver(access, act.now)) throw notFound();
  if (act.actor.kind === "staff") await requireOwnDoors(act, access.id);
  if (act.actor.kind === "resident" && !isOpenAt(access.windows, act.now)) throw new Refusal("door.too-early");
  const numbers = await openNumbers(act.city, act.tx, access);
  if (numbers === undefined) throw new Refusal("door.code-unreadable");
  const until = windowAt(access.windows, act.now)?.until ?? act.now;
  const shownUntil = new Date(Math.min(+act.now + shownForMs, +until));
  await insertViewing(act.tx, { accessId: access.id, personId, at: act.now, until: shownUntil, reason });
  await audit(act, {
    what: "door.code-viewed",
    subject: `${subject.kind}/${subject.id}`,
    about: access.personId,
    reason,
  });
  return { ...numbers, shownUntil };
}

/** Puts the code out of sight again. */
export async function hideCode(act: Act, { subject }: { subject: Subject }): Promise<void> {
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || !("personId" in act.actor)) throw notFound();
  await closeViewings(act.tx, access.id, act.actor.personId, act.now);
}

/** The code for the page of a person who asked for it a moment ago and has not put it out of sight. */
export async function findShownCode(
  city: City,
  { subject, personId, now }: { subject: Subject; personId: string; now: Date },
): Promise<(Numbers & { viewedAt: Date; shownUntil: Date }) | undefined> {
  const access = await findAccessOf(city.db, subject);
  if (access === undefined || isOver(access, now)) return undefined;
  const viewing = await findOpenViewing(city.db, access.id, personId, now);
  const numbers = viewing && (await openNumbers(city, city.db, access));
  return viewing === undefined || numbers === undefined ? undefined : { ...numbers, ...viewing };
}

function personWhoMayView(actor: Actor, reason: string | undefined): string {
  if (actor.kind === "resident") return actor.personId;
  requireMay(actor, "handOut");
  if (reason === undefined || reason.trim().length < 4) throw forbidden();
  return actor.personId;
}

/** A code opens all its doors, so each of them must be of a facility at which one works. */
async function requireOwnDoors(act: Act, accessId: string): Promise<void> {
  const keys = (await listKeyUsesOf(act.tx, accessId)).map(({ doorId }) => doorId);
  for (const doorId of new Set([...(await listCodeStates(act.tx, accessId)).keys(), ...keys]))
    requireMayAt(act, "handOut", await findDoor(act.tx, doorId));
}

async function openNumbers(city: City, db: Db | Tx, access: Access): Promise<Numbers | undefined> {
  const code = access.sealed === undefined ? undefined : city.secrets.open(codePurpose, access.sealed);
  const doors = new Set((await listKeyUsesOf(db, access.id)).map(({ doorId }) => doorId));
  const boxes: { doorId: string; number: string }[] = [];
  for (const doorId of doors) {
    const box = await findKeyBox(db, doorId);
    const number = box && city.secrets.open(boxPurpose, box.sealed);
    if (number !== undefined) boxes.push({ doorId, number });
  }
  return code === undefined && boxes.length === 0 ? undefined : { code, boxes };
}

export const boxPurpose = "key-box-number";
