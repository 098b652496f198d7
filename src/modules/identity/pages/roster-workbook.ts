import { bold, workbookType, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { ageGroups, residences } from "../rules/roster.ts";
import { listMembers } from "../store/member.ts";
import { getGroup } from "./group.ts";

/** The template: the roster of now, and a sheet with the words that may be written. */
export async function rosterTemplate(view: View, groupId: string): Promise<Answer> {
  const { t, city } = view;
  await getGroup(view, groupId, "change-roster");
  const members = await listMembers(city.db, groupId);
  const heads = [
    t.text("identity.field.name"),
    t.text("identity.roster.local"),
    t.text("identity.age.title"),
    t.text("identity.responsible.title"),
  ];
  const rows = members.map(({ name, residence, ageGroup, isResponsible }) => [
    name,
    residence === undefined ? "" : t.text(`identity.residence.${residence}`),
    ageGroup === undefined ? "" : t.text(`identity.age.${ageGroup}`),
    isResponsible ? t.text("identity.import.yes") : "",
  ]);
  const longest = Math.max(residences.length, ageGroups.length) + 1;
  const choices = Array.from({ length: longest }, (_, index) => [
    "",
    word("residence", [...residences, "unsaid" as const][index]),
    word("age", [...ageGroups, "unsaid" as const][index]),
    index === 0 ? t.text("identity.import.yes") : "",
  ]);
  const bytes = await writeWorkbook([
    { name: t.text("identity.import.sheet"), rows: [heads.map(bold), ...rows], widths: [26, 26, 18, 14], headRows: 1 },
    {
      name: t.text("identity.import.guide"),
      rows: [[t.text("identity.import.guide-words")], [], heads.map(bold), ...choices],
      widths: [26, 26, 18, 14],
    },
  ]);
  return { kind: "file", name: `${t.text("identity.import.sheet")}.xlsx`, type: workbookType, bytes };

  function word(of: "residence", value: (typeof residences)[number] | "unsaid" | undefined): string;
  function word(of: "age", value: (typeof ageGroups)[number] | "unsaid" | undefined): string;
  function word(of: string, value: string | undefined): string {
    return value === undefined ? "" : t.dynamicText(`identity.${of}.${value}`);
  }
}
