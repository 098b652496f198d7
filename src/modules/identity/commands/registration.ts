import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { type HandedIn, judgeNeeds } from "../rules/registration.ts";
import { type RegistrationKind, renewableFrom } from "../rules/registration-kind.ts";
import { compareRosters, countEntries, hasChanged, type RosterEntry } from "../rules/roster.ts";
import { listDocuments } from "../store/document.ts";
import { updateDistrict } from "../store/group.ts";
import { entryOf, listMembers } from "../store/member.ts";
import {
  findRegistrationForUpdate,
  insertRegistration,
  listRegistrationsOf,
  type Registration,
  type RosterHandedIn,
  updateApplication,
  updateState,
} from "../store/registration.ts";
import { findKind } from "../store/registration-kind.ts";
import { findOpenNotice, insertNotice, insertStep } from "../store/registration-step.ts";
import { assertMay } from "./group.ts";

/** The roster and papers of now, as they would be handed in. */
export async function readHandIn(
  db: Db | Tx,
  groupId: string,
  district: string | undefined,
): Promise<HandedIn & { readonly roster: readonly RosterEntry[] }> {
  const roster = (await listMembers(db, groupId)).map(entryOf);
  const documents = (await listDocuments(db, groupId)).map(({ kind }) => kind);
  return { roster, count: countEntries(roster), documents, district };
}

/** What an application for this kind would be today: a first one, one more try, or the next term. */
export type Possible =
  | { readonly as: "new" | "again"; readonly open: Registration | undefined }
  | { readonly as: "renewal"; readonly old: Registration }
  | { readonly as: "waiting"; readonly open: Registration }
  | { readonly as: "valid"; readonly old: Registration };

export function whatIsPossible(
  kind: Pick<RegistrationKind, "id" | "renewal">,
  registrations: readonly Registration[],
  today: string,
): Possible {
  const own = registrations.filter((one) => one.kind === kind.id);
  const open = own.find(({ state }) => state === "applied" || state === "returned");
  if (open !== undefined) return open.state === "applied" ? { as: "waiting", open } : { as: "again", open };
  const old = own
    .filter(({ state }) => state === "registered" || state === "suspended")
    .sort((one, other) => ((one.validUntil ?? "") < (other.validUntil ?? "") ? 1 : -1))[0];
  if (old?.validUntil === undefined) return { as: "new", open: undefined };
  return today >= renewableFrom(kind, old.validUntil) ? { as: "renewal", old } : { as: "valid", old };
}

/** Hands in the roster as it is now. Also the answer to what was sent back, and the renewal: the roster is taken over. */
export async function applyForRegistration(
  act: Act,
  input: { groupId: string; kindId: string; district: string | undefined },
): Promise<{ registrationId: string }> {
  const { tx, now, city } = act;
  const { groupId, kindId, district } = input;
  const { personId } = await assertMay(act, groupId, "register");
  const kind = await findKind(tx, kindId);
  if (kind === undefined || kind.isDeemed) throw notFound();
  if (district !== undefined && !city.config.areas.some(({ id }) => id === district))
    throw new Refusal("identity.district-unknown", { status: 422, field: "district" });
  const today = civilDateOf(now, city.config.zone);
  const possible = whatIsPossible(kind, await listRegistrationsOf(tx, groupId), today);
  if (possible.as === "waiting") throw new Refusal("identity.registration-waiting");
  if (possible.as === "valid") throw new Refusal("identity.registration-valid");
  if (kind.asks.district && district === undefined)
    throw new Refusal("identity.district-unknown", { status: 422, field: "district" });
  const given = await readHandIn(tx, groupId, district);
  if (judgeNeeds(kind, given).some(({ isMet }) => !isMet))
    throw new Refusal("identity.registration-needs", { status: 422, field: "needs" });
  if (district !== undefined) await updateDistrict(tx, groupId, district);
  const handedIn = handedInOf(given);
  const open = possible.as === "again" ? possible.open : undefined;
  const registrationId = open?.id ?? randomUUID();
  if (open !== undefined) await updateApplication(tx, open.id, { ...handedIn, appliedBy: personId, appliedAt: now });
  else {
    await insertRegistration(tx, {
      id: registrationId,
      groupId,
      kind: kindId,
      state: "applied",
      isDeemed: false,
      renews: possible.as === "renewal" ? possible.old.id : undefined,
      appliedBy: personId,
      appliedAt: now,
      ...handedIn,
      validFrom: undefined,
      validUntil: undefined,
      categories: [],
    });
  }
  await insertStep(tx, { registrationId, step: "applied", words: "", at: now });
  await audit(act, {
    what: "identity.registration-applied",
    subject: `registration/${registrationId}`,
    about: personId,
  });
  return { registrationId };
}

export function handedInOf(given: { roster: readonly RosterEntry[] } & HandedIn): RosterHandedIn {
  const { roster, count, district } = given;
  const { members, localMembers, hasResponsibleAdult } = count;
  return { roster, members, localMembers, hasResponsibleAdult, district };
}

export async function withdrawRegistration(
  act: Act,
  input: { groupId: string; registrationId: string },
): Promise<void> {
  const { personId } = await assertMay(act, input.groupId, "register");
  const { id, state } = await getOwnRegistration(act, input);
  if (state !== "applied" && state !== "returned") throw new Refusal("identity.registration-decided");
  await updateState(act.tx, id, { state: "withdrawn" });
  await insertStep(act.tx, { registrationId: id, step: "withdrawn", words: "", at: act.now });
  await audit(act, { what: "identity.registration-withdrawn", subject: `registration/${id}`, about: personId });
}

/** 変更届: the roster of now goes to the staff, who see what has changed. */
export async function sendChangeNotice(
  act: Act,
  input: { groupId: string; registrationId: string; words: string | undefined },
): Promise<void> {
  const { tx, now } = act;
  const { personId } = await assertMay(act, input.groupId, "register");
  const registration = await getOwnRegistration(act, input);
  const { id, state, isDeemed } = registration;
  if (isDeemed || (state !== "registered" && state !== "suspended")) throw notFound();
  if ((await findOpenNotice(tx, id)) !== undefined) throw new Refusal("identity.notice-waiting");
  const given = await readHandIn(tx, input.groupId, registration.district);
  if (!hasChanged(compareRosters(registration.roster, given.roster))) throw new Refusal("identity.notice-nothing");
  const { district: _, ...handedIn } = handedInOf(given);
  await insertNotice(tx, {
    id: randomUUID(),
    registrationId: id,
    ...handedIn,
    words: input.words ?? "",
    sentBy: personId,
    sentAt: now,
  });
  await insertStep(tx, { registrationId: id, step: "notice", words: "", at: now });
  await audit(act, { what: "identity.registration-notice", subject: `registration/${id}`, about: personId });
}

async function getOwnRegistration(
  act: Act,
  { groupId, registrationId }: { groupId: string; registrationId: string },
): Promise<Registration> {
  const registration = await findRegistrationForUpdate(act.tx, registrationId);
  if (registration === undefined || registration.groupId !== groupId) throw notFound();
  return registration;
}
