import { randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { City } from "../../../kernel/city.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { codeMinutes } from "../rules/code.ts";
import { enrolmentHours, makePaperCode } from "../rules/enrolment.ts";
import { addressOf } from "../rules/mail.ts";
import { minutesLeft } from "../rules/throttle.ts";
import { findOpenEnrolment, replaceEnrolment } from "../store/enrolment.ts";
import { findPersonRow } from "../store/person.ts";
import { spendBudget } from "../store/throttle.ts";
import type { IdentityOptions } from "../types.ts";
import { makeCode } from "./make-code.ts";
import { findStaff } from "./roles.ts";
import { assertRole } from "./staff-people.ts";

const seal = "enrolment-code";

/**
 * Issues the code on paper with which a member of staff makes the first passkey. It alone opens nothing: a code by
 * mail to the member's own address comes on top. An earlier one that was not used is void.
 */
export async function issueEnrolment(act: Act, { personId }: { personId: string }): Promise<void> {
  const by = assertRole(act, "administrator");
  const member = await findStaff(act, personId);
  await replace(act, member.id, by);
}

/** For the start of a city: the first administrator's code, printed by the command line. */
export async function issueFirstEnrolment(act: Act, { personId }: { personId: string }): Promise<string> {
  if (act.actor.kind !== "system") throw new Refusal("forbidden", { status: 403 });
  const member = await findStaff(act, personId);
  return replace(act, member.id, undefined);
}

async function replace(act: Act, personId: string, issuedBy: string | undefined): Promise<string> {
  const code = makePaperCode();
  await replaceEnrolment(act.tx, {
    id: randomUUID(),
    personId,
    codeHash: hashPaperCode(act.city, code),
    sealedCode: act.city.secrets.seal(seal, code),
    issuedBy,
    issuedAt: act.now,
    expiresAt: new Date(act.now.getTime() + enrolmentHours * 3_600_000),
  });
  await audit(act, { what: "identity.enrolment-issued", subject: `person/${personId}`, about: personId });
  return code;
}

/** For the administrator's screen, until it is used; each look is noted. */
export async function readPaperCodeOf(
  act: Act,
  { personId }: { personId: string },
): Promise<{ code: string; expiresAt: Date } | undefined> {
  assertRole(act, "administrator");
  const enrolment = await findOpenEnrolment(act.tx, { personId }, act.now);
  const code = enrolment?.sealedCode && act.city.secrets.open(seal, enrolment.sealedCode);
  if (!enrolment || !code) return undefined;
  await audit(act, { what: "identity.enrolment-seen", subject: `person/${personId}`, about: personId });
  return { code, expiresAt: enrolment.expiresAt };
}

/** The code on paper was entered: a code goes to the member's own address. */
export function enterPaperCode(options: IdentityOptions): Command<{ code: string }, { codeId: string } | undefined> {
  return async (act, { code }) => {
    const budget = "enrolment-by-source";
    if (!(await spendBudget(act.tx, budget, [act.source ?? "none"], act.now))) {
      throw new Refusal("identity.too-many-tries", { status: 429, params: { minutes: minutesLeft(budget, act.now) } });
    }
    const enrolment = await findOpenEnrolment(act.tx, { codeHash: hashPaperCode(act.city, code) }, act.now);
    if (enrolment === undefined) return undefined;
    const member = await findPersonRow(act.tx, enrolment.personId);
    const address = member?.mail === undefined ? undefined : addressOf(member.mail);
    if (member === undefined || address === undefined) throw notFound();
    const made = await makeCode(act, { purpose: "enrol", address, personId: member.id, isReal: true });
    await options.sendMail(act, {
      to: { mail: address.mail, locale: "ja" },
      kind: "identity.code",
      params: { sealed: made.sealed, minutes: codeMinutes },
      until: made.expiresAt,
    });
    return { codeId: made.id };
  };
}

function hashPaperCode(city: City, code: string): Buffer {
  return Buffer.from(city.secrets.sign(seal, code), "base64url");
}
