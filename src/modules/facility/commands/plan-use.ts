import type { Act } from "../../../kernel/act.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { findGroup } from "../../identity/index.ts";
import { listApprovals } from "../rules/approval.ts";
import { caseOf } from "../rules/case.ts";
import { pickSlots, takenDuring, usedDuring } from "../rules/choice.ts";
import type { Case } from "../rules/condition.ts";
import { getTerms } from "../rules/facility.ts";
import { judgeLottery } from "../rules/lottery-phase.ts";
import { judgeMoment } from "../rules/opening.ts";
import { quote } from "../rules/price.ts";
import { readAnswers } from "../rules/questions.ts";
import { type StockWanted, stockTakenBy, unitsTakenBy } from "../rules/stock.ts";
import { judgeUse } from "../rules/use.ts";
import { refusalOf } from "../rules/words.ts";
import { getSpaceOn } from "../store/facility.ts";
import { listGrantedReductions } from "../store/reduction.ts";
import type { ApprovalRule } from "../types/approval.ts";
import type { Choice, Use } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Quote } from "../types/fee.ts";
import type { Answers } from "../types/question.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";

export type UseAsked = Omit<Use, "group"> & { readonly groupId: string | undefined };

export type PlannedUse = {
  readonly facility: Facility;
  readonly space: Space;
  readonly run: SlotRun;
  readonly quote: Quote;
  /** The answers as they are stored; a form sends text. */
  readonly answers: Answers;
  readonly used: InstantRange;
  readonly taken: InstantRange;
  /** Whom and what limits count it with. */
  readonly given: Case;
  /** Why somebody decides before it is a permit; empty: nobody does. */
  readonly approvals: readonly ApprovalRule[];
  /** The units that it takes by name; what it takes of stocks is picked when they are taken. */
  readonly units: readonly string[];
  readonly stock: readonly StockWanted[];
};

/**
 * A choice and a use, judged by all rules and priced from our own tables: nothing of what a form says about money or
 * times is believed. Refuses with everything that is wrong at once. Staff may book outside the opening days,
 * but not what is still drawn for: only the draw itself may (`inLottery`). Of several days that are asked for together,
 * `firstDay` is the one by which they open.
 */
export async function planUse(
  act: Act,
  choice: Choice,
  asked: UseAsked,
  options: { anyMoment?: boolean; inLottery?: boolean; firstDay?: CivilDate } = {},
): Promise<PlannedUse> {
  const { city, now, locale } = act;
  const { facility, space } = await getSpaceOn(city, choice.spaceId, choice.on, act.tx);
  const picked = pickSlots(facility, space, choice, city.config);
  if (!picked.ok) throw refusalOf(picked.reason, locale);
  const { run } = picked;
  const { groupId, ...rest } = asked;
  const { answers, reasons: wrongAnswers } = readAnswers(facility, space, rest);
  // What a form says of reductions is not believed: the caller names those that were granted, and groups have standing ones.
  const standing = await listGrantedReductions(act.tx, { groupId, facilityId: facility.id, on: run.on });
  const grantedReductions = [...(rest.grantedReductions ?? []), ...standing];
  const use: Use = { ...rest, answers, grantedReductions, group: await groupOf(act, groupId) };
  const category = use.categoryId || undefined;
  const purpose = use.purposeId || undefined;
  const drawn = options.inLottery ? undefined : judgeLottery(facility, space, run.on, now, city.config, category);
  const moment =
    drawn ??
    (options.anyMoment
      ? undefined
      : judgeMoment(facility, space, run, now, city.config, { category, purpose, firstDay: options.firstDay }));
  const reasons = [
    ...(moment === undefined ? [] : [moment]),
    ...judgeUse(facility, space, run, use, city.config),
    ...wrongAnswers,
  ];
  throwAll(reasons, act);
  const given = caseOf(space, run, use, city.config);
  return {
    facility,
    space,
    run,
    quote: quote(facility, space, run, use, city.config),
    answers,
    used: usedDuring(run, city.config.zone),
    taken: takenDuring(space, run, city.config.zone),
    given,
    approvals: listApprovals(getTerms(facility, space), given),
    units: unitsTakenBy(facility, space, use.extras),
    stock: stockTakenBy(facility, use.extras),
  };
}

async function groupOf(act: Act, groupId: string | undefined): Promise<Use["group"]> {
  if (groupId === undefined) return undefined;
  const group = await findGroup(act.tx, groupId);
  if (group === undefined) throw new Refusal("facility.group-unknown", { status: 422, field: "group" });
  return { categories: group.categories, registration: group.registration };
}

function throwAll(reasons: readonly Reason[], act: Act): void {
  const [first, ...others] = reasons.map((reason) => refusalOf(reason, act.locale));
  if (first === undefined) return;
  throw new Refusal(first.code, {
    status: first.status,
    params: first.params,
    others,
    ...(first.field === undefined ? {} : { field: first.field }),
  });
}
