import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { findFrameOn, judgeWish, type UseAsked } from "../../facility/index.ts";
import { findGroup, listAccountsOf, roleInGroup } from "../../identity/index.ts";
import { requireMayAt } from "../policy.ts";
import { weekdaysIn } from "../rules/days.ts";
import { phaseOf } from "../rules/states.ts";
import { numberOf } from "../rules/suggest.ts";
import { findApplication, findOfGroup, insertApplication, withdraw } from "../store/application.ts";
import { listGiven } from "../store/given.ts";
import { findSeason, listFrames } from "../store/season.ts";
import type { Application, Frame, Season } from "../types.ts";
import { tellAsked } from "./tell-groups.ts";

export type Wishes = {
  readonly seasonId: string;
  /** The group is the one that asks. */
  readonly use: UseAsked;
  /** Ids of frames, the dearest first. */
  readonly wishes: readonly string[];
  readonly words: string | undefined;
  readonly isNamed: boolean;
};

/** The owner or an officer asks for a group while the window is open. Asking again takes the place of what was asked before. */
export async function askFrames(act: Act, input: Wishes): Promise<{ id: string }> {
  const personId = personOf(act.actor);
  if (act.actor.kind !== "resident" || personId === undefined) throw forbidden();
  const season = await getSeason(act, input.seasonId);
  assertAsking(act, season);
  const { groupId } = input.use;
  const role = groupId === undefined ? undefined : await roleInGroup(act.tx, groupId, personId);
  if (groupId === undefined || (role !== "owner" && role !== "officer"))
    throw new Refusal("allocation.group-required", { status: 422, field: "group" });
  return write(act, season, groupId, input, { personId, enteredBy: undefined });
}

/** Staff write down what a group asked for on paper, until the table is closed. Its owner is told like everybody. */
export async function enterPaper(act: Act, input: Wishes): Promise<{ id: string }> {
  const season = await getSeason(act, input.seasonId);
  const { personId: enteredBy } = requireMayAt(act, "enter", season.facilityId);
  if (season.state !== "open") throw new Refusal("allocation.table-closed");
  const { groupId } = input.use;
  if (groupId === undefined || (await findGroup(act.tx, groupId)) === undefined)
    throw new Refusal("allocation.group-required", { status: 422, field: "group" });
  const accounts = await listAccountsOf(act.tx, groupId);
  const owner = accounts.find(({ role }) => role === "owner") ?? accounts.find(({ role }) => role === "officer");
  if (owner === undefined) throw new Refusal("allocation.staff.no-account", { status: 422, field: "group" });
  return write(act, season, groupId, input, { personId: owner.personId, enteredBy });
}

async function write(
  act: Act,
  season: Season,
  groupId: string,
  input: Wishes,
  by: Pick<Application, "personId" | "enteredBy">,
): Promise<{ id: string }> {
  await judge(act, season, input);
  // One of a group at a time, so that two sheets at once do not both find none before them.
  await lockSorted(act.tx, "allocation", [`${season.id}/${groupId}`]);
  const before = await findOfGroup(act.tx, season.id, groupId);
  if (before !== undefined) await drop(act, before);
  const id = randomUUID();
  const { groupId: _, ...use } = input.use;
  const application = {
    id,
    seasonId: season.id,
    groupId,
    ...by,
    number: numberOf(season.id, groupId),
    use,
    words: input.words,
    isNamed: input.isNamed,
    askedAt: act.now,
    wishes: input.wishes,
  };
  await insertApplication(act.tx, application);
  await audit(act, { what: "allocation.asked", subject: `allocation/${id}`, about: by.personId });
  await tellAsked(act, season, application);
  return { id };
}

/** All that is wrong at once, each at its field. */
async function judge(act: Act, season: Season, { wishes, use }: Wishes): Promise<void> {
  const no = (code: string, field: string, params = {}) => {
    throw new Refusal(code, { status: 422, field, params });
  };
  if (wishes.length === 0) no("allocation.wish-required", "wish-1");
  if (wishes.length > season.mostWishes) no("allocation.too-many-wishes", "wish-1", { most: season.mostWishes });
  const twice = wishes.findIndex((id, index) => wishes.indexOf(id) !== index);
  if (twice >= 0) no("allocation.wish-twice", `wish-${twice + 1}`);
  const frames = new Map((await listFrames(act.tx, season.id)).map((frame) => [frame.id, frame]));
  if (use.categoryId !== "" && !season.categories.includes(use.categoryId)) no("allocation.category", "category");
  const { registration, categories = [] } = (await findGroup(act.tx, use.groupId ?? "")) ?? {};
  const isRegistered = registration?.state === "registered" || registration?.isDeemed === true || categories.length > 0;
  if (!isRegistered) no("allocation.group-unregistered", "group");
  for (const [index, id] of wishes.entries()) {
    const frame = frames.get(id);
    if (frame === undefined) throw new Refusal("allocation.wish-unknown", { status: 422, field: `wish-${index + 1}` });
    await judgeFrame(act, season, frame, use, index);
  }
}

/** By the rules of the ordinance on the first day on which the frame is lent. */
async function judgeFrame(act: Act, season: Season, frame: Frame, use: UseAsked, index: number): Promise<void> {
  const { spaceId, slots } = frame;
  for (const on of weekdaysIn(season, frame.weekday)) {
    const choice = { spaceId, on, slots };
    if ((await findFrameOn(act, choice)) === undefined) continue;
    try {
      await judgeWish(act, { choice, use });
    } catch (error) {
      // What is wrong with the day or the hours is said at the wish.
      if (!(error instanceof Refusal) || (error.field !== "on" && error.field !== "slots")) throw error;
      const { code, params } = error;
      throw new Refusal(code, { status: 422, field: `wish-${index + 1}`, params });
    }
    return;
  }
}

/** Until the window closes; after that a group asks the section. */
export async function withdrawOwn(act: Act, input: { applicationId: string }): Promise<{ seasonId: string }> {
  const application = await getOwn(act, input.applicationId, { toChange: true });
  const season = await getSeason(act, application.seasonId);
  assertAsking(act, season);
  await drop(act, application);
  await audit(act, {
    what: "allocation.withdrawn",
    subject: `allocation/${application.id}`,
    about: application.personId,
  });
  return { seasonId: season.id };
}

/** For members of the group; only its owner and officers change it. For others it does not exist. */
export async function getOwn(
  act: Pick<Act, "tx" | "actor">,
  id: string,
  { toChange = false }: { toChange?: boolean } = {},
): Promise<Application> {
  const personId = personOf(act.actor);
  const found = await findApplication(act.tx, id);
  if (found === undefined || personId === undefined || act.actor.kind !== "resident") throw notFound();
  const role = await roleInGroup(act.tx, found.groupId, personId);
  if (role === undefined || (toChange && role === "member")) throw notFound();
  return found;
}

async function drop(act: Act, { id, seasonId, withdrawnAt }: Application): Promise<void> {
  if (withdrawnAt !== undefined) throw new Refusal("allocation.withdrawn-already");
  const given = await listGiven(act.tx, seasonId);
  if (given.some(({ applicationId }) => applicationId === id)) throw new Refusal("allocation.has-frames");
  await withdraw(act.tx, id, act.now);
}

/** Shared with whoever else asks, and not while staff close the table. */
async function getSeason(act: Act, id: string): Promise<Season> {
  const season = await findSeason(act.tx, id, { forShare: true });
  if (season === undefined) throw notFound();
  return season;
}

function assertAsking(act: Act, season: Season): void {
  const phase = phaseOf(season, act.now);
  if (phase === "before") throw new Refusal("allocation.not-open");
  if (phase !== "asking") throw new Refusal("allocation.window-closed");
}
