import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { changeWindows, findAccessOf } from "../store/accesses.ts";
import { doubtCodesOf } from "../store/codes.ts";
import { deleteWaitingKeys, insertKeyUses, listKeyUsesOf } from "../store/keys.ts";
import type { Subject } from "../types.ts";
import { type AskedWindows, readWindows, settleInTime } from "./request-code.ts";
import { settleNow } from "./settle.ts";

/** The same code and doors at other times: a booking that was moved, a series that lost a day or won one. */
export async function rescheduleCode(act: Act, input: { subject: Subject } & AskedWindows): Promise<void> {
  const { subject } = input;
  const windows = readWindows(input);
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || access.revokedAt !== undefined) throw notFound();
  // What the locks have is doubted: those that keep times are found to have another window, and are told the new one.
  await doubtCodesOf(act.tx, access.id);
  await changeWindows(act.tx, access.id, windows);
  const uses = await listKeyUsesOf(act.tx, access.id);
  await deleteWaitingKeys(act.tx, access.id);
  const begun = new Set(uses.filter(({ state }) => state === "out" || state === "back").map(({ from }) => +from));
  const keys = [...new Set(uses.map(({ doorId }) => doorId))];
  const others = windows.filter(({ from }) => !begun.has(+from));
  await insertKeyUses(act.tx, access.id, keys, others);
  await audit(act, {
    what: "door.code-rescheduled",
    subject: `${subject.kind}/${subject.id}`,
    about: access.personId,
    counts: { windows: windows.length },
  });
  await settleInTime(act, windows);
  await settleNow(act);
}
