import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { requireMayAt } from "../policy.ts";
import { canChangeKey } from "../rules.ts";
import { findAccessById } from "../store/accesses.ts";
import { findDoor } from "../store/doors.ts";
import { changeKeyUse, type KeyUse, lockKeyUse, setKeyBox } from "../store/keys.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { boxPurpose } from "./view-code.ts";

/** The key goes over the counter. Before its window, too: people fetch it on their way. */
export async function handKeyOut(act: Act, { keyUseId }: { keyUseId: string }): Promise<void> {
  const { use, by } = await load(act, keyUseId, "out");
  if (use.until <= act.now) throw new Refusal("door.desk.key-over");
  await changeKeyUse(act.tx, use.id, { state: "out", by, at: act.now });
  await writeDown(act, use, "door.key-handed-out");
}

export async function takeKeyBack(act: Act, { keyUseId }: { keyUseId: string }): Promise<void> {
  const { use, by } = await load(act, keyUseId, "back");
  await changeKeyUse(act.tx, use.id, { state: "back", by, at: act.now });
  await writeDown(act, use, "door.key-taken-back");
  await reviewAlarms(act, use.doorId);
}

/** Staff have turned the number of a key box, and tell it here; the booker sees it in their window only. */
export async function setBoxNumber(act: Act, { doorId, number }: { doorId: string; number: string }): Promise<void> {
  const door = await findDoor(act.tx, doorId);
  const { personId: by } = requireMayAt(act, "handKey", door);
  if (door?.key?.box !== true) throw notFound();
  const { secrets } = act.city;
  const isOther = await setKeyBox(act.tx, {
    doorId,
    sealed: secrets.seal(boxPurpose, number),
    mark: secrets.sign(boxPurpose, number),
    by,
    at: act.now,
  });
  if (!isOther) throw new Refusal("door.desk.same-number", { status: 422, field: "number" });
  await audit(act, { what: "door.box-number-set", subject: `door/${doorId}` });
  await reviewAlarms(act, doorId);
}

async function load(act: Act, keyUseId: string, next: "out" | "back"): Promise<{ use: KeyUse; by: string }> {
  const use = await lockKeyUse(act.tx, keyUseId);
  const { personId: by } = requireMayAt(act, "handKey", use && (await findDoor(act.tx, use.doorId)));
  if (use === undefined) throw notFound();
  if (!canChangeKey(use.state, next)) throw new Refusal("door.desk.key-changed");
  return { use, by };
}

async function writeDown(act: Act, use: KeyUse, what: string): Promise<void> {
  const access = await findAccessById(act.tx, use.accessId);
  const subject = access === undefined ? `door/${use.doorId}` : `${access.subject.kind}/${access.subject.id}`;
  await audit(act, { what, subject, about: access?.personId });
}
