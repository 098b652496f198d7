import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { findPerson, findPersonByMail, listStaff, searchPeople } from "../../../identity/index.ts";
import { sendNotice } from "../../../notice/index.ts";
import { isPlanner } from "../../rules/review/answer-policy.ts";
import {
  dropExclusion,
  findReviewer,
  storeChair,
  storeExclusion,
  storeRemoval,
  upsertReviewer,
} from "../../store/review/reviewer.ts";
import { lockSheet } from "../../store/review/sheet.ts";
import { findRound } from "../../store/sheet.ts";
import type { Round } from "../../types/evaluation.ts";

/** The planner looks for somebody to name. Who looked is noted; residents only. */
export async function findPeopleToName(act: Act, { text }: { text: string }) {
  requirePlanner(act);
  return searchPeople(act, { text });
}

/** A resident with an account, chosen from a search or named by mail, sits on the board of the round from now on. */
export async function nameReviewer(
  act: Act,
  input: {
    readonly roundId: string;
    readonly personId?: string | undefined;
    readonly mail?: string | undefined;
    readonly publicTitle: string;
    readonly isChair: boolean;
  },
): Promise<void> {
  const planner = requirePlanner(act);
  const round = await getOpenRound(act.tx, input.roundId);
  const personId = await residentOf(act, input);
  if (input.isChair) await storeChair(act.tx, round.id, undefined);
  await upsertReviewer(act.tx, {
    roundId: round.id,
    personId,
    isChair: input.isChair,
    publicTitle: input.publicTitle,
    namedBy: planner,
    namedAt: act.now,
  });
  await audit(act, { what: "reviewer.named", subject: `round/${round.id}`, about: personId });
  await sendNotice(act, {
    to: { personId },
    kind: "plan-review.named",
    params: { year: yearIn(round) },
    link: "/my/reviews",
    subject: { kind: "round", id: round.id },
  });
}

export async function makeChair(act: Act, input: { roundId: string; personId: string }): Promise<void> {
  requirePlanner(act);
  const round = await getOpenRound(act.tx, input.roundId);
  await getReviewer(act.tx, round.id, input.personId);
  await storeChair(act.tx, round.id, input.personId);
  await audit(act, { what: "reviewer.made-chair", subject: `round/${round.id}`, about: input.personId });
}

/** What the person handed in stays; drafts stay theirs and are seen by nobody. */
export async function removeReviewer(
  act: Act,
  input: { roundId: string; personId: string; reason: string },
): Promise<void> {
  requirePlanner(act);
  const round = await getOpenRound(act.tx, input.roundId);
  await getReviewer(act.tx, round.id, input.personId);
  await storeRemoval(act.tx, { roundId: round.id, personId: input.personId, reason: input.reason, now: act.now });
  await audit(act, {
    what: "reviewer.removed",
    subject: `round/${round.id}`,
    about: input.personId,
    reason: input.reason,
  });
}

/** 除斥: from now on the sheet does not exist for this reviewer. Not once the board has begun. */
export async function excludeReviewer(
  act: Act,
  input: { roundId: string; sheetId: string; personId: string; reason: string },
): Promise<void> {
  const planner = requirePlanner(act);
  await getSheetBeforeBoard(act.tx, input);
  await getReviewer(act.tx, input.roundId, input.personId);
  const { sheetId, personId, reason } = input;
  await storeExclusion(act.tx, { sheetId, personId, reason, excludedBy: planner, excludedAt: act.now });
  await audit(act, { what: "reviewer.excluded", subject: `sheet/${sheetId}`, about: personId, reason });
}

export async function readmitReviewer(
  act: Act,
  input: { roundId: string; sheetId: string; personId: string },
): Promise<void> {
  requirePlanner(act);
  await getSheetBeforeBoard(act.tx, input);
  await dropExclusion(act.tx, input.sheetId, input.personId);
  await audit(act, { what: "reviewer.readmitted", subject: `sheet/${input.sheetId}`, about: input.personId });
}

export function requirePlanner({ actor }: Pick<Act, "actor">): string {
  if (actor.kind !== "staff" || !isPlanner(actor)) throw forbidden();
  return actor.personId;
}

async function getOpenRound(tx: Db | Tx, roundId: string): Promise<Round> {
  const round = await findRound(tx, roundId);
  if (round === undefined) throw notFound();
  if (round.state === "closed") throw new Refusal("plan.round-closed");
  return round;
}

async function getReviewer(tx: Tx, roundId: string, personId: string): Promise<void> {
  if ((await findReviewer(tx, roundId, personId)) === undefined) throw notFound();
}

async function getSheetBeforeBoard(tx: Tx, { roundId, sheetId }: { roundId: string; sheetId: string }): Promise<void> {
  const sheet = await lockSheet(tx, sheetId);
  if (sheet === undefined || sheet.roundId !== roundId) throw notFound();
  if (["discussing", "answering", "final", "published"].includes(sheet.state)) {
    throw new Refusal("plan.board-has-begun");
  }
}

/** Staff cannot sit on an outside board, whatever account they use. */
async function residentOf(
  act: Act,
  { personId, mail }: { readonly personId?: string | undefined; readonly mail?: string | undefined },
): Promise<string> {
  if (personId === undefined && mail === undefined) {
    throw new Refusal("plan.reviewer-who", { status: 422, field: "mail" });
  }
  const found =
    personId === undefined ? await findPersonByMail(act.tx, mail ?? "") : await findPerson(act.tx, personId);
  const staff = await listStaff(act.tx, act.now);
  if (found === undefined || staff.some(({ id }) => id === found.id)) {
    throw new Refusal("plan.reviewer-unknown", { status: 422, field: "mail" });
  }
  return found.id;
}

/** A notice is written in its reader's language, later. */
function yearIn({ year }: Round) {
  return { ja: formatFiscalYear(year, "ja"), en: formatFiscalYear(year, "en") };
}
