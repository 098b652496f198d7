import { randomUUID } from "node:crypto";
import type { Performer } from "../../kernel/perform.ts";
import { addDocument } from "./commands/document.ts";
import { foundGroup } from "./commands/group.ts";
import { addToRoster, changeMember } from "./commands/roster.ts";
import { registrationKind } from "./rules/registration-kind.ts";
import { listMembers } from "./store/member.ts";
import { upsertKind } from "./store/registration-kind.ts";
import { as, type IdentityTown } from "./town.fixture.ts";

const name = { ja: "見本の種類" };
const words = { ja: "見本" };

/** school: ten, half of them local, an adult, the rules. deemed: nothing is asked. */
export const school = registrationKind.parse({
  id: "school-sports",
  name,
  words,
  section: "sports",
  asks: { members: 10, localPercent: 50, responsibleAdult: true, documents: ["rules"] },
  validity: { until: "fiscal-year-end" },
  gives: [{ category: "school-sports" }, { category: "resident-group", localPercent: 60 }],
});
export const deemed = registrationKind.parse({
  id: "district",
  name,
  words,
  section: "sports",
  isDeemed: true,
  validity: { years: 5 },
  gives: [{ category: "district" }],
});

export async function addKinds(town: IdentityTown): Promise<void> {
  await town.perform(async (act) => {
    await upsertKind(act.tx, school, 0);
    await upsertKind(act.tx, deemed, 1);
  }, undefined);
}

export type SampleGroup = { readonly groupId: string; readonly owner: Performer; readonly ownerId: string };

/** A group of so many besides its owner, who is local and responsible; so many of them are local. */
export async function addGroup(
  town: IdentityTown,
  others: number,
  local: number,
  withRules = true,
): Promise<SampleGroup> {
  const ownerId = await town.addPerson({ mail: `${randomUUID()}@example.jp`, name: "見本 代表" });
  const owner = as(ownerId);
  const { groupId } = await town.perform(foundGroup, { name: "見本クラブ", kana: undefined, purpose: "運動" }, owner);
  const [first] = await listMembers(town.city.db, groupId);
  const answers = { residence: "lives", ageGroup: "adult", isResponsible: true } as const;
  await town.perform(changeMember, { groupId, memberId: first?.id ?? "", role: "owner", ...answers }, owner);
  for (let n = 0; n < others; n++) {
    const residence = n < local ? "works" : "outside";
    await town.perform(addToRoster, { groupId, name: `名簿の人 ${n}`, residence, ageGroup: "adult" }, owner);
  }
  const file = { name: "会則.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF") };
  if (withRules) await town.perform(addDocument, { groupId, kind: "rules", file }, owner);
  return { groupId, owner, ownerId };
}
