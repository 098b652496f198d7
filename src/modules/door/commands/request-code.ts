import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { drawCode, dueInstants, installAheadMs } from "../rules.ts";
import { type Access, findAccessOf, insertAccess, listCodeStates, listReservedMarks } from "../store/accesses.ts";
import { findDoor } from "../store/doors.ts";
import type { Subject } from "../types.ts";
import { settleAt, settleNow } from "./settle.ts";

export type CodeRequest = {
  readonly subject: Subject;
  readonly personId?: string | undefined;
  readonly doors: readonly string[];
  /** Half-open, with the time before and after the use already in it. */
  readonly from: Date;
  readonly until: Date;
  /** For what staff handed it out. */
  readonly reason?: string | undefined;
};

/** One code for all doors of a subject. Asking again for the same changes nothing; gives the access's id. */
export async function requestCode(act: Act, request: CodeRequest): Promise<string> {
  const doors = [...new Set(request.doors)].sort();
  const { subject, from, until } = request;
  const live = await findAccessOf(act.tx, subject);
  if (live !== undefined && live.revokedAt === undefined) return requireSame(act, live, { doors, from, until });
  if (doors.length === 0 || from >= until || until <= act.now) throw new Refusal("door.window-over", { status: 422 });
  for (const door of doors) if ((await findDoor(act.tx, door)) === undefined) throw notFound();

  await lockSorted(act.tx, "door", doors);
  const code = await drawUnusedCode(act, doors);
  const id = randomUUID();
  const { secrets } = act.city;
  await insertAccess(act.tx, {
    id,
    subject,
    personId: request.personId,
    reason: request.reason,
    sealed: secrets.seal(codePurpose, code),
    mark: secrets.sign(markPurpose, code),
    doors,
    from,
    until,
    now: act.now,
  });
  await audit(act, { what: "door.code-requested", subject: `${subject.kind}/${subject.id}`, about: request.personId });
  if (+from - installAheadMs <= +act.now) await settleNow(act);
  for (const instant of dueInstants(request, act.now)) await later(act, settleAt(instant));
  return id;
}

export const codePurpose = "door-code";
const markPurpose = "door-code-mark";

async function requireSame(act: Act, live: Access, wish: { doors: readonly string[]; from: Date; until: Date }) {
  const doors = [...(await listCodeStates(act.tx, live.id)).keys()];
  const isSame = +live.from === +wish.from && +live.until === +wish.until && doors.join() === wish.doors.join();
  if (!isSame) throw new Refusal("door.code-exists");
  return live.id;
}

/** Under the lock of all the doors, so that two requests cannot draw the same code for a door. */
async function drawUnusedCode(act: Act, doors: readonly string[]): Promise<string> {
  const marks = await listReservedMarks(act.tx, doors, act.now);
  for (;;) {
    const code = drawCode();
    if (!marks.some((mark) => act.city.secrets.isSigned(markPurpose, code, mark))) return code;
  }
}
