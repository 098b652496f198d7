import { randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { searchText } from "../rules/search.ts";
import { findPersonBySubject, insertPerson, insertSubject } from "../store/person.ts";
import { findVisitOf, stepVisit, type Visit } from "../store/visit.ts";
import type { IdentityOptions } from "../types.ts";
import { browserHashOf } from "./browser.ts";
import { openSession, type SignedIn } from "./open-session.ts";
import { providerOf, tooOld } from "./visit.ts";

export type VisitEnd =
  | { readonly kind: "signed-in"; readonly session: SignedIn; readonly next: string; readonly isNew: boolean }
  | { readonly kind: "linked"; readonly next: string };

/**
 * The last step, by a press of the person: signs in, founds an account for a resident who is new (with the name that
 * was confirmed), or links the party to the account that is signed in.
 */
export function finishVisit(
  options: IdentityOptions,
): Command<{ visitId: string; name: string | undefined; kana: string | undefined }, VisitEnd> {
  return async (act, input) => {
    const visit = await findVisitOf(act.tx, input.visitId, browserHashOf(act));
    if (visit === undefined) throw notFound();
    if (visit.state !== "proven" || act.now >= visit.expiresAt) throw tooOld();
    if (!(await stepVisit(act.tx, visit.id, { to: "used" }))) throw tooOld();
    return visit.purpose === "link" ? link(act, visit) : signIn(options, act, visit, input);
  };
}

async function link(act: Act, visit: Visit): Promise<VisitEnd> {
  const { actor } = act;
  const isSame = (actor.kind === "resident" || actor.kind === "staff") && actor.personId === visit.personId;
  if (!isSame) throw notFound();
  await keepSubject(act, visit, actor.personId);
  await audit(act, { what: "identity.subject-linked", subject: `person/${actor.personId}`, about: actor.personId });
  return { kind: "linked", next: visit.next };
}

async function signIn(
  options: IdentityOptions,
  act: Act,
  visit: Visit,
  input: { name: string | undefined; kana: string | undefined },
): Promise<VisitEnd> {
  const { serves } = providerOf(options, visit.provider);
  const known = await findPersonBySubject(act.tx, visit.provider, visit.subject ?? "");
  if (known !== undefined && known.kind !== serves) throw notFound();
  if (known === undefined && serves === "staff") throw new Refusal("identity.staff.staff-unknown", { status: 409 });
  if (serves === "staff" && !visit.isTwoFactor) throw new Refusal("identity.staff.second-factor", { status: 409 });
  const personId = known?.id ?? (await foundResident(act, visit, input));
  const method = serves === "staff" ? "sign-on" : "card";
  const session = await openSession(act, { personId, kind: serves, method, isTwoFactor: visit.isTwoFactor });
  return { kind: "signed-in", session, next: visit.next, isNew: known === undefined };
}

async function foundResident(
  act: Act,
  visit: Visit,
  { name, kana }: { name: string | undefined; kana: string | undefined },
): Promise<string> {
  if (name === undefined) throw new Refusal("identity.name-wanted", { status: 422, field: "name" });
  const id = randomUUID();
  await insertPerson(act.tx, {
    id,
    kind: "resident",
    name,
    kana,
    mail: undefined,
    telephone: undefined,
    locale: act.locale,
    search: searchText({ name, kana }),
    foundedAt: act.now,
    foundedBy: undefined,
  });
  await keepSubject(act, visit, id);
  await audit(act, { what: "identity.account-founded", subject: `person/${id}`, about: id });
  return id;
}

async function keepSubject(act: Act, visit: Visit, personId: string): Promise<void> {
  const { provider, subject } = visit;
  if (subject === undefined) throw notFound();
  await insertSubject(act.tx, { provider, subject, personId, at: act.now });
}
