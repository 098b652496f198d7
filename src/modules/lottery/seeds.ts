import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Actor } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { addDays } from "../../kernel/time/civil-date.ts";
import { findPersonByMail, listGroupsOf } from "../identity/index.ts";
import { enterLottery } from "./commands/enter-lottery.ts";
import { makeRounds } from "./commands/make-rounds.ts";
import { openRounds } from "./commands/turn-rounds.ts";
import { listRounds } from "./store/round.ts";

const sampleFile = z.strictObject({
  entries: z.array(
    z.strictObject({
      by: z.email(),
      group: z.string().optional(),
      category: z.string(),
      purpose: z.string(),
      people: z.number().int(),
      /** `day`: of the month that is drawn for, from 1. */
      choices: z.array(
        z.strictObject({ space: z.string(), day: z.number().int().min(1).max(28), slots: z.array(z.string()) }),
      ),
    }),
  ),
});

type Sample = z.output<typeof sampleFile>["entries"][number];

/** The rounds that are due, and in a demo some entries of sample people, made as they would make them. */
export async function seedLottery(city: City, cityFolder: URL): Promise<void> {
  const system: Actor = { kind: "system", job: "lottery.seed" };
  await perform(city, { actor: system }, makeRounds, undefined);
  await perform(city, { actor: system }, openRounds, undefined);
  if (!city.demo) return;
  const file = sampleFile.parse(parse(await readFile(new URL("lottery-entries.yaml", cityFolder), "utf8")));
  for (const sample of file.entries) await enterSample(city, sample);
}

async function enterSample(city: City, sample: Sample): Promise<void> {
  const person = await findPersonByMail(city.db, sample.by);
  const spaces = sample.choices.map(({ space }) => space);
  const round = (await listRounds(city.db)).find(
    ({ state, spaceIds }) => state === "open" && spaces.every((id) => spaceIds.includes(id)),
  );
  if (person === undefined || round === undefined) return;
  const group = (await listGroupsOf(city.db, person.id)).find(({ name }) => name === sample.group);
  const actor: Actor = { kind: "resident", personId: person.id, name: person.name, sessionId: "" };
  const { category: categoryId, purpose: purposeId, people } = sample;
  const choices = sample.choices.map(({ space, day, slots }) => ({
    spaceId: space,
    on: addDays(round.month, day - 1),
    slots,
  }));
  const use = { categoryId, purposeId, people, groupId: group?.id, extras: {}, declarations: [], answers: {} };
  try {
    await perform(city, { actor }, enterLottery, { roundId: round.id, choices, use });
  } catch (error) {
    // Closed on that day of the month: then there is one sample less.
    if (!(error instanceof Refusal)) throw error;
  }
}
