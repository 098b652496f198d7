import { randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { foldForSearch } from "../../../kernel/text/fold.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { categoriesGiven, type Markable, type RegistrationDeed } from "../rules/registration.ts";
import { lastDayOf, type RegistrationKind } from "../rules/registration-kind.ts";
import { canMove, type RegistrationState } from "../rules/registration-states.ts";
import { findGroupRow } from "../store/group.ts";
import {
  findRegistration,
  findRegistrationForUpdate,
  insertRegistration,
  listRegistrationsOf,
  type Registration,
  shortenTerm,
  updateRoster,
  updateState,
} from "../store/registration.ts";
import { findKind } from "../store/registration-kind.ts";
import { answerNotice, findOpenNotice, insertStep, type StepName } from "../store/registration-step.ts";
import type { IdentityOptions, RegistrationMail } from "../types.ts";
import { tellOfficers } from "./registration-mail.ts";
import { assertRole, assertStaff } from "./staff-people.ts";

/** With the roster as it was handed in: each look is in the audit log. */
export async function openRegistration(act: Act, input: { registrationId: string }): Promise<Registration> {
  assertStaff(act);
  const registration = await findRegistration(act.tx, input.registrationId);
  if (registration === undefined) throw notFound();
  await audit(act, { what: "identity.registration-opened", subject: `registration/${registration.id}` });
  return registration;
}

type Options = Pick<IdentityOptions, "sendMail">;

/** What staff do to a registration, the state that follows, and the mail. */
const deeds = {
  return: { to: "returned", step: "returned", mail: "identity.registration-returned" },
  refuse: { to: "refused", step: "refused", mail: "identity.registration-refused" },
  suspend: { to: "suspended", step: "suspended", mail: "identity.registration-suspended" },
  resume: { to: "registered", step: "resumed", mail: "identity.registration-resumed" },
  end: { to: "ended", step: "ended", mail: "identity.registration-ended" },
} as const satisfies Record<RegistrationDeed, { to: RegistrationState; step: StepName; mail: RegistrationMail }>;

/** Sends it back with what is to be corrected, refuses, suspends, resumes or ends it; always with words for the group. */
export function moveRegistration({
  sendMail,
}: Options): Command<
  { registrationId: string; deed: RegistrationDeed; words: string; marked: readonly Markable[] },
  void
> {
  return async (act, { registrationId, deed, words, marked }) => {
    const { tx, now, city } = act;
    const { to, step, mail } = deeds[deed];
    const { registration, by } = await getToDecide(act, registrationId);
    // From `applied` a registration comes to be registered by `register`, which sets its term.
    if (!canMove(registration.state, to) || (deed === "resume" && registration.state !== "suspended"))
      throw new Refusal("identity.staff.registration-moved");
    if (deed === "return" && marked.length === 0)
      throw new Refusal("identity.staff.registration-mark", { status: 422, field: "marked" });
    await updateState(tx, registrationId, {
      state: to,
      words,
      marked: deed === "return" ? marked : [],
      decided: { by, at: now },
    });
    if (deed === "end") await shortenTerm(tx, registrationId, civilDateOf(now, city.config.zone));
    await insertStep(tx, { registrationId, step, words, at: now });
    await audit(act, {
      what: `identity.registration-${step}`,
      subject: `registration/${registrationId}`,
      reason: words,
    });
    await tellOfficers(act, sendMail, registration, { kind: mail, words });
  };
}

/** 登録: valid from today, or from the day after the term that it renews. */
export function registerGroup({ sendMail }: Options): Command<{ registrationId: string }, void> {
  return async (act, { registrationId }) => {
    const { tx, now, city } = act;
    const { registration, by } = await getToDecide(act, registrationId);
    if (registration.state !== "applied") throw new Refusal("identity.staff.registration-moved");
    const kind = await getKind(act, registration.kind);
    const validFrom = await firstDay(act, registration, civilDateOf(now, city.config.zone));
    const validUntil = lastDayOf(kind, validFrom);
    const term = { validFrom, validUntil, categories: categoriesGiven(kind, registration) };
    await updateState(tx, registrationId, {
      state: "registered",
      words: "",
      marked: [],
      decided: { by, at: now },
      term,
    });
    await insertStep(tx, { registrationId, step: "registered", words: "", at: now });
    await audit(act, { what: "identity.registration-registered", subject: `registration/${registrationId}` });
    await tellOfficers(act, sendMail, { ...registration, validUntil }, { kind: "identity.registration-registered" });
  };
}

/** みなし登録: for groups that need not apply, as the kind says; no roster is asked. */
export async function deemRegistered(
  act: Act,
  input: { groupId: string; kindId: string; until: CivilDate | undefined; reason: string },
): Promise<void> {
  const { tx, now, city } = act;
  const by = assertRole(act, "facility-manager");
  const { groupId, kindId, until, reason } = input;
  const group = await findGroupRow(tx, groupId);
  if (group === undefined || group.closedAt !== undefined) throw notFound();
  const kind = await findKind(tx, kindId);
  if (kind === undefined || !kind.isDeemed)
    throw new Refusal("identity.staff.kind-unknown", { status: 422, field: "kind" });
  const validFrom = civilDateOf(now, city.config.zone);
  const validUntil = until ?? lastDayOf(kind, validFrom);
  if (validUntil < validFrom) throw new Refusal("identity.staff.until-past", { status: 422, field: "until" });
  const id = randomUUID();
  await insertRegistration(tx, {
    id,
    groupId,
    kind: kindId,
    state: "registered",
    isDeemed: true,
    renews: undefined,
    appliedBy: undefined,
    appliedAt: now,
    roster: [],
    members: 0,
    localMembers: 0,
    hasResponsibleAdult: false,
    district: group.district,
    validFrom,
    validUntil,
    categories: categoriesGiven(kind, { members: 0, localMembers: 0 }),
    decidedBy: by,
    decidedAt: now,
  });
  await insertStep(tx, { registrationId: id, step: "deemed", words: reason, at: now });
  await audit(act, { what: "identity.registration-deemed", subject: `registration/${id}`, reason });
}

/** 変更届 is taken: the roster counts from now on; or goes back with what is missing. */
export function answerChangeNotice({
  sendMail,
}: Options): Command<{ registrationId: string; answer: "taken" | "returned"; words: string | undefined }, void> {
  return async (act, { registrationId, answer, words = "" }) => {
    const { tx, now } = act;
    const { registration, by } = await getToDecide(act, registrationId);
    const notice = await findOpenNotice(tx, registrationId);
    if (notice === undefined) throw new Refusal("identity.staff.registration-moved");
    if (answer === "returned" && words === "")
      throw new Refusal("identity.staff.notice-words", { status: 422, field: "words" });
    await answerNotice(tx, notice.id, { state: answer, words, by, at: now });
    if (answer === "taken") {
      const kind = await getKind(act, registration.kind);
      const { roster, members, localMembers, hasResponsibleAdult } = notice;
      const handedIn = { roster, members, localMembers, hasResponsibleAdult, district: registration.district };
      await updateRoster(tx, registrationId, { ...handedIn, categories: categoriesGiven(kind, notice) });
    }
    const step = answer === "taken" ? "notice-taken" : "notice-returned";
    await insertStep(tx, { registrationId, step, words, at: now });
    await audit(act, { what: `identity.registration-${step}`, subject: `registration/${registrationId}` });
    await tellOfficers(act, sendMail, registration, { kind: `identity.registration-${step}`, words });
  };
}

/** The row, locked; refused to whoever is in the group, by account or by name. Another member of staff decides. */
async function getToDecide(act: Act, registrationId: string): Promise<{ registration: Registration; by: string }> {
  const by = assertRole(act, "facility-manager");
  const registration = await findRegistrationForUpdate(act.tx, registrationId);
  if (registration === undefined) throw notFound();
  const own = act.actor.kind === "staff" ? foldForSearch(act.actor.name) : "";
  if (registration.roster.some(({ name }) => foldForSearch(name) === own))
    throw new Refusal("identity.staff.registration-own-name");
  return { registration, by };
}

async function getKind(act: Act, id: string): Promise<RegistrationKind> {
  const kind = await findKind(act.tx, id);
  if (kind === undefined) throw notFound();
  return kind;
}

async function firstDay(act: Act, registration: Registration, today: CivilDate): Promise<CivilDate> {
  const ends = (await listRegistrationsOf(act.tx, registration.groupId)).flatMap(({ kind, state, validUntil }) =>
    kind === registration.kind && (state === "registered" || state === "suspended") && validUntil !== undefined
      ? [validUntil]
      : [],
  );
  const last = ends.sort().at(-1);
  return last !== undefined && last >= today ? addDays(last, 1) : today;
}
