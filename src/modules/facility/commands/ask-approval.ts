import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { findGroup } from "../../identity/index.ts";
import { decideByOf, listApprovals } from "../rules/approval.ts";
import { runOfBooking } from "../rules/booking.ts";
import { caseOf } from "../rules/case.ts";
import type { Case } from "../rules/condition.ts";
import { getArticle, getTerms } from "../rules/facility.ts";
import { insertApproval, listApprovalsOf } from "../store/approval.ts";
import type { ApprovalRule } from "../types/approval.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PayWay } from "../types/terms.ts";
import { moveBooking } from "./move-booking.ts";
import { tellBooker } from "./tell-booker.ts";

type Rules = { readonly facility: Facility; readonly space: Space };
type Reader = { readonly city: City; readonly tx: Db | Tx };

/** What the ordinance's tables are asked about this booking, with the group as it stands now; undefined for a block. */
export async function caseNow(
  { city, tx }: Reader,
  booking: Booking,
  { facility, space }: Rules,
): Promise<Case | undefined> {
  if (booking.use === undefined) return undefined;
  const group = booking.groupId === undefined ? undefined : await findGroup(tx, booking.groupId);
  const use = { ...booking.use, group: group && { categories: group.categories } };
  return caseOf(space, runOfBooking(facility, space, booking), use, city.config);
}

/** Why somebody must decide on this booking before it is a permit; empty: it needs no decision, or has one. */
export async function listApprovalsFor(
  reader: Reader,
  booking: Booking,
  rules: Rules,
): Promise<readonly ApprovalRule[]> {
  const terms = getTerms(rules.facility, rules.space);
  if (terms.approval === undefined) return [];
  const given = await caseNow(reader, booking, rules);
  return given === undefined ? [] : listUndecided(reader, booking.id, rules.facility, listApprovals(terms, given));
}

/** Of these rules, those for which this booking has not been approved already. */
export async function listUndecided(
  { tx }: Pick<Reader, "tx">,
  bookingId: string,
  facility: Facility,
  rules: readonly ApprovalRule[],
): Promise<readonly ApprovalRule[]> {
  if (rules.length === 0) return [];
  const approved = (await listApprovalsOf(tx, bookingId)).filter(({ state }) => state === "approved");
  const known = new Set(approved.flatMap(({ reasons }) => reasons.map(keyOf)));
  return rules.filter((rule) => !known.has(keyOf(reasonOf(facility, rule))));
}

/**
 * 申請: the booking keeps its units, and waits for a decision with a deadline for the city. Nothing is to be paid until then;
 * what was paid before a change stays where it is.
 */
export async function askApproval(
  act: Act,
  booking: Booking,
  {
    facility,
    rules,
    way,
    silent = false,
    endsAt = booking.used.from,
  }: {
    facility: Facility;
    rules: readonly ApprovalRule[];
    way?: PayWay | undefined;
    silent?: boolean;
    /** Of a change: when it is over undecided, and the booking stands. */
    endsAt?: Date;
  },
): Promise<Booking> {
  const { zone } = act.city.config;
  const decideBy = decideByOf(rules, { at: act.now, use: booking.on, start: endsAt }, zone);
  // Asked when it has begun already: nobody could decide any more.
  if (booking.used.from <= act.now) throw new Refusal("facility.approval-begun");
  await moveBooking(act, booking, "ask", { holdUntil: null, payBy: null, settledAt: null, decideBy });
  await insertApproval(act.tx, {
    id: randomUUID(),
    bookingId: booking.id,
    reasons: rules.map((rule) => reasonOf(facility, rule)),
    payWay: way,
    enteredBy: personOf(act.actor),
    askedFor: booking.bookerId,
    askedAt: act.now,
  });
  const asked: Booking = { ...booking, state: "requested", decideBy, holdUntil: undefined, payBy: undefined };
  if (!silent) await tellBooker(act, asked, "facility.asked");
  await audit(act, { what: "booking.requested", subject: `booking/${booking.id}`, about: booking.bookerId });
  return asked;
}

function reasonOf(facility: Facility, { because, article }: ApprovalRule) {
  return { text: because, article: getArticle(facility, article).title };
}

const keyOf = ({
  text,
  article,
}: ReturnType<typeof reasonOf> | { text: { ja: string }; article?: { ja: string } | undefined }) =>
  `${text.ja}/${article?.ja ?? ""}`;
