import { randomInt, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import {
  type Choice,
  countChoice,
  hasEntryLimits,
  isDrawnFor,
  judgeWish,
  lockParty,
  refuseEntriesOverLimits,
  type UseAsked,
} from "../../facility/index.ts";
import { findPerson, roleInGroup } from "../../identity/index.ts";
import { judgeChoices } from "../rules/choices.ts";
import { makeCode } from "../rules/code.ts";
import { likenessOf } from "../rules/likeness.ts";
import { holdAlike, insertEntry, isCodeTaken, listLivingChoices, type NewEntry } from "../store/entry.ts";
import { findRound } from "../store/round.ts";
import type { RankedChoice, Round } from "../types.ts";
import { tellEntrant } from "./tell-entrant.ts";

/** Hands in an entry: the choices in the order of the wish, and one use for all of them. One for each person or group. */
export async function enterLottery(
  act: Act,
  input: { roundId: string; choices: readonly Choice[]; use: UseAsked },
): Promise<{ entryId: string }> {
  const personId = personOf(act.actor);
  if (act.actor.kind !== "resident" || personId === undefined) throw forbidden();
  const round = await findRound(act.tx, input.roundId, { forShare: true });
  if (round === undefined) throw notFound();
  assertOpen(act, round);
  await assertMember(act, personId, input.use.groupId);
  const wishes = await judgeWishes(act, round, input.choices, input.use);
  await refuseOverEntryLimits(act, wishes, { personId, groupId: input.use.groupId });
  const choices = wishes.map(rankedChoiceOf);

  const { groupId, ...use } = input.use;
  const entry: NewEntry = {
    id: randomUUID(),
    roundId: round.id,
    code: await newCode(act, round.id),
    personId,
    groupId,
    use,
    enteredAt: act.now,
    likenessKey: await likenessKey(act, personId),
  };
  await insertEntry(act.tx, entry, choices);
  if (await holdAlike(act.tx, entry)) await audit(act, { what: "lottery.held", subject: `lottery/${round.id}` });
  await audit(act, { what: "lottery.entered", subject: `lottery-entry/${entry.id}` });
  await tellEntrant(act, { round, entry, kind: "lottery.entered", deadline: round.resultAt });
  return { entryId: entry.id };
}

/** By the state and by the clock: the job that closes may be a moment late. */
export function assertOpen(act: Act, round: Round): void {
  if (round.state !== "open" || act.now < round.opensAt) throw new Refusal("lottery.not-open");
  if (act.now >= round.closesAt) throw new Refusal("lottery.closed");
}

type Wish = Awaited<ReturnType<typeof judgeWish>>;

async function judgeWishes(act: Act, round: Round, asked: readonly Choice[], use: UseAsked): Promise<readonly Wish[]> {
  const problem = judgeChoices(round, asked);
  if (problem !== undefined) throw new Refusal(problem.code, { status: 422, field: "choice", params: problem.params });
  const wishes: Wish[] = [];
  for (const choice of asked) {
    wishes.push(await judgeWish(act, { choice, use }));
    if (!isDrawnFor(round.rule, choice.on, act.city.config)) {
      throw new Refusal("lottery.day-not-drawn", { status: 422, field: "choice" });
    }
  }
  if (round.rule.categories !== undefined && !round.rule.categories.includes(use.categoryId)) {
    throw new Refusal("lottery.category", { status: 422, field: "category" });
  }
  return wishes;
}

/**
 * 抽選の申し込みは月に5コマまで: counted with what the same person or group asked for in other rounds, under their lock, so
 * that two entries at once do not both pass.
 */
async function refuseOverEntryLimits(
  act: Act,
  wishes: readonly Wish[],
  party: Parameters<typeof lockParty>[1],
): Promise<void> {
  const [first] = wishes;
  if (first === undefined || !wishes.some(hasEntryLimits)) return;
  await lockParty(act, party);
  // The longest period is a year, and begins at the most a year before the day of use.
  const from = addDays(wishes.map(({ run }) => run.on).toSorted()[0] ?? first.run.on, -366);
  const made = [];
  for (const { choice, use } of await listLivingChoices(act.tx, party, from)) {
    made.push(await countChoice(act, choice, use as Omit<UseAsked, "groupId">, first));
  }
  refuseEntriesOverLimits(
    act,
    wishes,
    made.filter((one) => one !== undefined),
  );
}

function rankedChoiceOf({ facility, space, run, taken }: Wish, index: number): RankedChoice {
  return {
    rank: index + 1,
    facilityId: facility.id,
    spaceId: space.id,
    on: run.on,
    slots: run.slots.map(({ id }) => id),
    units: space.units,
    taken,
  };
}

async function newCode(act: Act, roundId: string): Promise<string> {
  for (;;) {
    const code = makeCode(randomInt);
    if (!(await isCodeTaken(act.tx, roundId, code))) return code;
  }
}

/** Keyed, so that the column says nothing to who reads the table. */
async function likenessKey(act: Act, personId: string): Promise<string> {
  const person = await findPerson(act.tx, personId);
  const likeness = person && likenessOf(person);
  return likeness === undefined ? `alone/${personId}` : act.city.secrets.sign("lottery-likeness", likeness);
}

async function assertMember(act: Act, personId: string, groupId: string | undefined): Promise<void> {
  if (groupId === undefined || (await roleInGroup(act.tx, groupId, personId)) !== undefined) return;
  // A group of others and a group that does not exist are answered alike.
  throw new Refusal("facility.group-unknown", { status: 422, field: "group" });
}
