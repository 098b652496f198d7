import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { readWorkbook } from "../../../kernel/files/workbook.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { foldForSearch } from "../../../kernel/text/fold.ts";
import { readRosterRows } from "../rules/roster-file.ts";
import { deleteNamesOnly, insertMember, listMembers, updateMember } from "../store/member.ts";
import { assertMay } from "./group.ts";
import { mostMembers } from "./roster.ts";

const mostProblemsShown = 20;

/**
 * All of the file or nothing of it. Who stands on the roster by name only is replaced by what the file says; people
 * with an account are found by their name, get what the file says of them, and stay without it too: only they
 * themselves or an owner end a membership.
 */
export async function importRoster(
  act: Act,
  input: { groupId: string; file: Uint8Array },
): Promise<{ people: number }> {
  const { tx, now } = act;
  const { groupId, file } = input;
  const { personId } = await assertMay(act, groupId, "change-roster");
  const workbook = await readWorkbook(file);
  if (!workbook.ok) throw wrong(workbook.reason);
  const { entries, problems } = readRosterRows(workbook.sheets[0]?.rows ?? []);
  if (problems.length > 0) {
    const [first, ...others] = problems
      .slice(0, mostProblemsShown)
      .map(({ code, row, other }) => wrong(code, { row, other: other ?? 0 }));
    const more = problems.length - mostProblemsShown;
    if (more > 0) others.push(wrong("more", { count: more }));
    if (first !== undefined) throw withOthers(first, others);
  }
  if (entries.length === 0) throw wrong("empty");
  const accounts = (await listMembers(tx, groupId)).filter(({ personId: account }) => account !== undefined);
  const accountOf = new Map(accounts.map((member) => [foldForSearch(member.name), member]));
  const byName = entries.filter(({ name }) => !accountOf.has(foldForSearch(name)));
  if (byName.length + accounts.length > mostMembers)
    throw new Refusal("identity.roster-full", { status: 422, field: "file", params: { most: mostMembers } });
  await deleteNamesOnly(tx, groupId);
  // The file says who is responsible: nobody who is not in it stays so.
  for (const member of accounts) {
    const said = entries.find(({ name }) => foldForSearch(name) === foldForSearch(member.name));
    const { residence, ageGroup } = said ?? member;
    await updateMember(tx, groupId, member.id, { residence, ageGroup, isResponsible: said?.isResponsible ?? false });
  }
  for (const entry of byName)
    await insertMember(tx, groupId, { id: randomUUID(), personId: undefined, role: "member", ...entry }, now);
  await audit(act, {
    what: "identity.roster-imported",
    subject: `group/${groupId}`,
    about: personId,
    counts: { people: entries.length },
  });
  return { people: entries.length };
}

function wrong(code: string, params: Readonly<Record<string, number>> = {}): Refusal {
  return new Refusal(`identity.import-${code}`, { status: 422, field: "file", params });
}

function withOthers({ code, params }: Refusal, others: readonly Refusal[]): Refusal {
  return new Refusal(code, { status: 422, field: "file", params, others });
}
