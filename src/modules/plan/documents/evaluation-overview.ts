import { bold, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { getRound, type RoundParams } from "../pages/evaluation/round.ts";
import { sectionNames, sectionOf, stateKeys, stepKeys, yearOf } from "../pages/evaluation/words.ts";
import { directionOf, directionWords } from "../rules/evaluation/direction.ts";
import { awaitedOf } from "../rules/evaluation/late.ts";
import { listSheets } from "../store/sheet.ts";

/** 進みぐあいの表 as an Excel file: one line for each sheet. */
export async function sendOverview(view: View, { params }: RoundParams): Promise<Answer> {
  const { t, city, today } = view;
  const round = await getRound(view, params);
  const sections = await sectionNames(view);
  const head = [
    "code",
    "sheet",
    "section",
    "state",
    "step",
    "due",
    "left",
    "selected",
    "direction",
    "headline",
  ] as const;
  const rows = (await listSheets(city.db, round.id)).map((sheet) => {
    const awaited = awaitedOf(round, sheet.state, today);
    const direction = directionOf(sheet.answers);
    return [
      sheet.subject,
      sheet.title,
      sectionOf(view, sections, sheet),
      t.text(stateKeys[sheet.state]),
      awaited === undefined ? "" : t.text(stepKeys[awaited.step]),
      awaited?.dueOn ?? "",
      awaited?.daysLeft,
      sheet.isSelected ? t.text("plan-evaluation.staff.round.selected") : "",
      direction === undefined ? "" : t.text(directionWords[direction]),
      sheet.answers.headline ?? "",
    ];
  });
  const year = yearOf(view, round);
  const bytes = await writeWorkbook([
    {
      name: year,
      rows: [head.map((name) => bold(t.text(`plan-evaluation.staff.excel.${name}`))), ...rows],
      widths: [10, 30, 18, 18, 18, 12, 8, 10, 12, 50],
      headRows: 1,
    },
  ]);
  return {
    kind: "file",
    name: `${t.text("plan-evaluation.staff.excel.name", { year })}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes,
  };
}
