import type { Act } from "../../../kernel/act.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { listRegistrationsOf, shortenTerm, updateState } from "../store/registration.ts";
import { insertStep } from "../store/registration-step.ts";

/** A group that closes takes its applications back, and its registrations end with the day. */
export async function endAllRegistrations(act: Act, groupId: string): Promise<void> {
  const { tx, now, city } = act;
  const today = civilDateOf(now, city.config.zone);
  for (const { id, state } of await listRegistrationsOf(tx, groupId)) {
    if (state === "applied" || state === "returned") {
      await updateState(tx, id, { state: "withdrawn" });
      await insertStep(tx, { registrationId: id, step: "withdrawn", words: "", at: now });
    }
    if (state === "registered" || state === "suspended") {
      await updateState(tx, id, { state: "ended", words: closed });
      await shortenTerm(tx, id, today);
      await insertStep(tx, { registrationId: id, step: "ended", words: "", at: now });
    }
  }
}

/** The column wants a reason; pages say it in the reader's language. */
const closed = "group-closed";
