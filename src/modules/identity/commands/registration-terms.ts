import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { reminderDue } from "../rules/registration-kind.ts";
import { emptyOldRosters, listRegistrationsOf, listTerms, markReminded, updateState } from "../store/registration.ts";
import { listKinds } from "../store/registration-kind.ts";
import { insertStep } from "../store/registration-step.ts";
import type { SendMail } from "../types.ts";
import { tellOfficers } from "./registration-mail.ts";

/** Names on rosters of what is over are kept so long, for questions that come late. */
const rosterDays = 366;
const farthestReminder = 366;

/** Each morning: what ended yesterday or before is over, and groups hear it; whose end is near are reminded. */
export async function watchTerms(act: Act, { sendMail }: { sendMail: SendMail }): Promise<void> {
  const { tx, now, city } = act;
  const today = civilDateOf(now, city.config.zone);
  const kinds = new Map((await listKinds(tx)).map((kind) => [kind.id, kind]));
  for (const term of await listTerms(tx, addDays(today, farthestReminder))) {
    const { id, validUntil } = term;
    if (validUntil === undefined) continue;
    // Its renewal is decided or waits: nothing to be reminded of, and nothing ends for the group.
    const others = (await listRegistrationsOf(tx, term.groupId)).filter(
      (one) => one.kind === term.kind && one.id !== id && ["applied", "returned", "registered"].includes(one.state),
    );
    if (validUntil < today) {
      await updateState(tx, id, { state: "expired" });
      await insertStep(tx, { registrationId: id, step: "expired", words: "", at: now });
      await audit(act, { what: "identity.registration-expired", subject: `registration/${id}` });
      if (!others.some(({ state }) => state === "registered"))
        await tellOfficers(act, sendMail, term, { kind: "identity.registration-expired" });
      continue;
    }
    const kind = kinds.get(term.kind);
    if (kind === undefined || others.length > 0) continue;
    const days = reminderDue(kind, { validUntil, reminded: term.reminded }, today);
    if (days === undefined) continue;
    await markReminded(tx, id, days);
    if (!term.isDeemed) await tellOfficers(act, sendMail, term, { kind: "identity.registration-ending" });
  }
  await emptyOldRosters(tx, new Date(now.getTime() - rosterDays * 86_400_000));
}
