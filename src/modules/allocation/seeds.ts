import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Actor } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { addDays, addMonths, startOfMonth } from "../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../kernel/time/instant.ts";
import { findPersonByMail, listGroupsOf } from "../identity/index.ts";
import { enterPaper } from "./commands/ask-frames.ts";
import { openSeason } from "./commands/open-season.ts";
import { listFrames } from "./store/season.ts";

const sampleFile = z.strictObject({
  staff: z.email(),
  seasons: z.array(
    z.strictObject({
      name: z.string(),
      words: z.string(),
      facility: z.string(),
      /** Months from the month of the first start to the season's first month, and how many months it has. */
      inMonths: z.number().int(),
      months: z.number().int(),
      /** Days from the first start: when the window opens and closes, and when the meeting is. */
      window: z.tuple([z.number().int(), z.number().int()]),
      meeting: z.number().int(),
      spaces: z.array(z.string()),
      weekdays: z.array(z.number().int().min(0).max(6)),
      slots: z.array(z.string()),
      categories: z.array(z.string()),
      requests: z.array(
        z.strictObject({
          by: z.email(),
          group: z.string(),
          category: z.string(),
          purpose: z.string(),
          people: z.number().int(),
          declarations: z.array(z.string()).default([]),
          named: z.boolean(),
          words: z.string().optional(),
          /** 'space weekday slot', the dearest first. */
          wishes: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** Sample seasons of a demo: one whose window is over, so that staff see a filled table, and one that is open. */
export async function seedAllocation(city: City, cityFolder: URL): Promise<void> {
  if (!city.demo) return;
  const file = sampleFile.parse(parse(await readFile(new URL("allocations.yaml", cityFolder), "utf8")));
  const manager = await findPersonByMail(city.db, file.staff);
  if (manager === undefined) return;
  const actor: Actor = {
    kind: "staff",
    personId: manager.id,
    name: manager.name,
    sectionId: "",
    sectionName: "",
    roles: ["facility-manager"],
    everywhere: ["facility-manager"],
    sessionId: "",
  };
  const today = civilDateOf(city.clock.now(), city.config.zone);
  for (const sample of file.seasons) {
    const firstOn = addMonths(startOfMonth(today), sample.inMonths);
    const { id } = await perform(city, { actor }, openSeason, {
      facilityId: sample.facility,
      name: sample.name,
      words: sample.words,
      firstOn,
      lastOn: addDays(addMonths(firstOn, sample.months), -1),
      opensOn: addDays(today, sample.window[0]),
      closesOn: addDays(today, sample.window[1]),
      meetingOn: addDays(today, sample.meeting),
      mostWishes: 3,
      mostGiven: 2,
      slotsEach: 1,
      spaceIds: sample.spaces,
      weekdays: sample.weekdays,
      slots: sample.slots,
      categories: sample.categories,
    });
    const frames = await listFrames(city.db, id);
    for (const request of sample.requests) {
      const person = await findPersonByMail(city.db, request.by);
      const group = person && (await listGroupsOf(city.db, person.id)).find(({ name }) => name === request.group);
      if (group === undefined) continue;
      const wishes = request.wishes.flatMap((wish) => {
        const [space, day, slot = ""] = wish.split(" ");
        const found = frames.find(
          (one) => one.spaceId === space && String(one.weekday) === day && one.slots[0] === slot,
        );
        return found === undefined ? [] : [found.id];
      });
      const { category: categoryId, purpose: purposeId, people, declarations, words, named: isNamed } = request;
      const use = { groupId: group.id, categoryId, purposeId, people, extras: {}, declarations, answers: {} };
      await perform(city, { actor }, enterPaper, { seasonId: id, use, wishes, words, isNamed });
    }
  }
}
