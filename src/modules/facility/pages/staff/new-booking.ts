import type { Html } from "../../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import { problemOfRefusal } from "../../../../kernel/http/problems.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { type PlannedUse, planUse, type UseAsked } from "../../commands/plan-use.ts";
import { seeCaller } from "../../commands/see-bookings.ts";
import { isRunFree } from "../../rules/availability.ts";
import { pickSlots, takenDuring } from "../../rules/choice.ts";
import { refusalOf } from "../../rules/words.ts";
import { readAnswers, readUse } from "../../schema/staff-requests.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Choice } from "../../types/booking.ts";
import { drawCaller, drawPerson } from "./new-person.ts";
import { drawCheck, drawUse } from "./new-use.ts";
import { drawPlace, drawWhen } from "./new-when.ts";
import { getOwnSpaceOn } from "./own-places.ts";

/**
 * 窓口で予約を受ける: room and day, hours, for whom, how it is used, the price; one question a page. The answers go along
 * in the address and nothing is kept until the last press.
 */
export async function showNew(view: View, { query }: { query: FormValues }): Promise<Html | Answer> {
  const { spaceId, on, slots, personId } = readAnswers(query);
  const step = typed(query, "step");
  if (spaceId === undefined || on === undefined || step === "place") return drawPlace(view, query);
  const choice = { spaceId, on, slots };
  const problems = slots.length === 0 ? noProblems : await judgeChoice(view, choice);
  if (slots.length === 0 || problems.length > 0 || step === "when") {
    return pageAnswer(await drawWhen(view, choice, query, problems), { status: problems.length > 0 ? 422 : 200 });
  }
  if (step === "caller") return drawCaller(view, choice, query, noProblems);
  if (personId === undefined || step === "person") return drawPerson(view, choice, query);
  const caller = await view.perform(seeCaller, { personId });
  if (typed(query, "people") === "" || step === "use") return drawUse(view, choice, caller, query, noProblems);
  const priced = await price(view, choice, query);
  if (priced.ok) return drawCheck(view, choice, caller, query, priced, noProblems);
  return pageAnswer(await drawUse(view, choice, caller, query, priced.problems), { status: 422 });
}

/** What was sent is drawn again where it went wrong: at the hours, at the answers, or at the end. */
export async function showNewAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { spaceId, on, slots, personId } = readAnswers(values);
  if (spaceId === undefined || on === undefined) return drawPlace(view, values);
  const choice = { spaceId, on, slots };
  if (problems.some(({ field }) => field === "slots" || field === "on")) {
    return drawWhen(view, choice, values, problems.map(inOurWords));
  }
  if (personId === undefined) return drawPerson(view, choice, values);
  const caller = await view.perform(seeCaller, { personId });
  const priced = await price(view, choice, values);
  return priced.ok
    ? drawCheck(view, choice, caller, values, priced, problems)
    : drawUse(view, choice, caller, values, problems);
}

export async function showCallerAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { spaceId, on, slots } = readAnswers(values);
  if (spaceId === undefined || on === undefined) return drawPlace(view, values);
  return drawCaller(view, { spaceId, on, slots }, values, problems);
}

export type Priced = { readonly ok: true; readonly planned: PlannedUse; readonly use: UseAsked };

/** The price as it would be now, by the same rules that will make the booking. */
async function price(
  view: View,
  choice: Choice,
  values: FormValues,
): Promise<Priced | { readonly ok: false; readonly problems: Problems }> {
  const read = readUse(values);
  if (!read.ok) return read;
  try {
    const planned = await view.perform((act) => planUse(act, choice, read.use, { anyMoment: true }), undefined);
    return { ok: true, planned, use: read.use };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error;
    return { ok: false, problems: [error, ...error.others].map(problemOfRefusal) };
  }
}

async function judgeChoice(view: View, choice: Choice): Promise<Problems> {
  const { city, now, locale } = view;
  const { facility, space } = await getOwnSpaceOn(view, choice.spaceId, choice.on, "book");
  const picked = pickSlots(facility, space, choice, city.config);
  if (!picked.ok) return [problemOfRefusal(refusalOf(picked.reason, locale))];
  const during = takenDuring(space, picked.run, city.config.zone);
  const occupancies = await listOccupancies(city.db, space.units, during, now);
  return isRunFree(space, picked.run, occupancies, city.config.zone) ? noProblems : [notFree];
}

const notFree: Problems[number] = { field: "slots", key: "refusal.facility.not-free", params: {} };

/** The resident's words speak to somebody who hoped to book; staff are told the fact. */
function inOurWords(problem: Problems[number]): Problems[number] {
  return problem.key === "refusal.facility.taken" ? notFree : problem;
}
