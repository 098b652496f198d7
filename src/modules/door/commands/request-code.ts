import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { drawCode, dueInstants, installAheadMs, joinWindows } from "../rules.ts";
import { type Access, findAccessOf, insertAccess, listCodeStates, listReservedMarks } from "../store/accesses.ts";
import { findDoor } from "../store/doors.ts";
import { insertKeyUses, listKeyUsesOf } from "../store/keys.ts";
import type { Subject, Window } from "../types.ts";
import { settleAt, settleNow } from "./settle.ts";

export type CodeRequest = {
  readonly subject: Subject;
  readonly personId?: string | undefined;
  readonly doors: readonly string[];
  /** For what staff handed it out. */
  readonly reason?: string | undefined;
  /** So long after each end the booker may open once more. Default 15. */
  readonly graceMinutes?: number | undefined;
} & AskedWindows;

/** One window, or those of a series; half-open, with the time before and after the use already in them. */
export type AskedWindows =
  | { readonly from: Date; readonly until: Date; readonly windows?: undefined }
  | { readonly windows: readonly Window[]; readonly from?: undefined; readonly until?: undefined };

/** One code for all doors and all windows of a subject. Asking again for the same changes nothing; gives the access's id. */
export async function requestCode(act: Act, request: CodeRequest): Promise<string> {
  const doors = [...new Set(request.doors)].sort();
  const { subject } = request;
  const windows = readWindows(request);
  const live = await findAccessOf(act.tx, subject);
  if (live !== undefined && live.revokedAt === undefined) return requireSame(act, live, { doors, windows });
  if (doors.length === 0 || windows.every(({ until }) => until <= act.now)) throw windowOver();
  const { locks, keys } = await sortDoors(act, doors);

  await lockSorted(act.tx, "door", locks);
  const code = await drawUnusedCode(act, locks);
  const id = randomUUID();
  const { secrets } = act.city;
  await insertAccess(act.tx, {
    id,
    subject,
    personId: request.personId,
    reason: request.reason,
    sealed: secrets.seal(codePurpose, code),
    mark: secrets.sign(markPurpose, code),
    doors: locks,
    windows,
    graceMinutes: request.graceMinutes ?? defaultGraceMinutes,
    now: act.now,
  });
  await insertKeyUses(act.tx, id, keys, windows);
  await audit(act, { what: "door.code-requested", subject: `${subject.kind}/${subject.id}`, about: request.personId });
  await settleInTime(act, windows);
  return id;
}

export const codePurpose = "door-code";
const markPurpose = "door-code-mark";
const defaultGraceMinutes = 15;

export function readWindows(asked: AskedWindows): readonly [Window, ...Window[]] {
  const given = asked.windows ?? [{ from: asked.from, until: asked.until }];
  if (given.some(({ from, until }) => from >= until)) throw windowOver();
  const [first, ...others] = joinWindows(given);
  if (first === undefined) throw windowOver();
  return [first, ...others];
}

/** Jobs for the instants of the window of now; when it is over, those of the next one are sent. */
export async function settleInTime(act: Act, windows: readonly Window[]): Promise<void> {
  const isNear = windows.some(({ from, until }) => until > act.now && +from - installAheadMs <= +act.now);
  if (isNear) await settleNow(act);
  for (const instant of dueInstants(windows, act.now)) await later(act, settleAt(instant));
}

const windowOver = () => new Refusal("door.window-over", { status: 422 });

async function requireSame(
  act: Act,
  live: Access,
  wish: { doors: readonly string[]; windows: readonly Window[] },
): Promise<string> {
  const locks = [...(await listCodeStates(act.tx, live.id)).keys()];
  const keys = (await listKeyUsesOf(act.tx, live.id)).map(({ doorId }) => doorId);
  const doors = [...new Set([...locks, ...keys])].sort();
  const isSame = doors.join() === wish.doors.join() && sayWindows(live.windows) === sayWindows(wish.windows);
  if (!isSame) throw new Refusal("door.code-exists");
  return live.id;
}

function sayWindows(windows: readonly Window[]): string {
  return windows.map(({ from, until }) => `${+from}–${+until}`).join();
}

async function sortDoors(act: Act, doors: readonly string[]): Promise<{ locks: string[]; keys: string[] }> {
  const [locks, keys]: [string[], string[]] = [[], []];
  for (const id of doors) {
    const door = await findDoor(act.tx, id);
    if (door === undefined) throw notFound();
    (door.key === undefined ? locks : keys).push(id);
  }
  return { locks, keys };
}

/** Under the lock of all the doors, so that two requests cannot draw the same code for a door. */
async function drawUnusedCode(act: Act, doors: readonly string[]): Promise<string> {
  const marks = doors.length === 0 ? [] : await listReservedMarks(act.tx, doors, act.now);
  for (;;) {
    const code = drawCode();
    if (!marks.some((mark) => act.city.secrets.isSigned(markPurpose, code, mark))) return code;
  }
}
