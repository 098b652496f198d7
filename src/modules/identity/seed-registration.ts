import { randomUUID } from "node:crypto";
import type { Act } from "../../kernel/act.ts";
import { addDays, addMonths } from "../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../kernel/time/instant.ts";
import { handedInOf, readHandIn } from "./commands/registration.ts";
import type { SampleRegistration } from "./people-file.ts";
import { categoriesGiven } from "./rules/registration.ts";
import { lastDayOf, type RegistrationKind } from "./rules/registration-kind.ts";
import { insertRegistration } from "./store/registration.ts";
import { insertStep } from "./store/registration-step.ts";

/** A sample group's registration: waiting, valid since three months, or over since last month. */
export async function seedRegistration(
  act: Act,
  sample: { readonly groupId: string; readonly kind: RegistrationKind; readonly state: SampleRegistration["state"] },
): Promise<void> {
  const { tx, now, city } = act;
  const { groupId, kind, state } = sample;
  const today = civilDateOf(now, city.config.zone);
  const given = await readHandIn(tx, groupId, undefined);
  const { isDeemed } = kind;
  const handedIn = isDeemed
    ? { roster: [], members: 0, localMembers: 0, hasResponsibleAdult: false, district: undefined }
    : handedInOf(given);
  const validFrom = addMonths(today, state === "expired" ? -13 : -3);
  const validUntil = state === "expired" ? addDays(today, -30) : lastDayOf(kind, validFrom);
  // A sample of a new fiscal year would have ended with the old one: it then begins today.
  const term =
    state !== "expired" && validUntil < today
      ? { validFrom: today, validUntil: lastDayOf(kind, today) }
      : { validFrom, validUntil };
  const id = randomUUID();
  const isDecided = state !== "applied";
  await insertRegistration(tx, {
    id,
    groupId,
    kind: kind.id,
    state,
    isDeemed,
    renews: undefined,
    appliedBy: undefined,
    appliedAt: now,
    ...handedIn,
    validFrom: isDecided ? term.validFrom : undefined,
    validUntil: isDecided ? term.validUntil : undefined,
    categories: isDecided ? categoriesGiven(kind, handedIn) : [],
    decidedAt: isDecided ? now : undefined,
  });
  await insertStep(tx, { registrationId: id, step: isDeemed ? "deemed" : "applied", words: "", at: now });
  if (isDecided && !isDeemed)
    await insertStep(tx, {
      registrationId: id,
      step: state === "expired" ? "expired" : "registered",
      words: "",
      at: now,
    });
}
