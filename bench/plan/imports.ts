import { perform } from "../../src/kernel/perform.ts";
import { bringAnswers } from "../../src/modules/plan/commands/evaluation/bring-answers.ts";
import { openRound } from "../../src/modules/plan/commands/evaluation/open-round.ts";
import { writeAnswerTable } from "../../src/modules/plan/documents/answer-table.ts";
import { keepForm } from "../../src/modules/plan/store/evaluation/rounds.ts";
import { findRound, listSheets } from "../../src/modules/plan/store/sheet.ts";
import type { SheetForm } from "../../src/modules/plan/types/evaluation.ts";
import type { BenchCity } from "../bench-city.ts";
import { round } from "../pace.ts";
import { lastYear, planId } from "./document.ts";

const system = { actor: { kind: "system", job: "bench" } } as const;

/** Ten fields of 200 letters: what a sheet of a project asks in words. */
const form: SheetForm = {
  id: "bench",
  parts: [
    {
      id: "all",
      title: { ja: "評価" },
      fields: Array.from({ length: 10 }, (_, at) => ({
        id: `field-${at}`,
        label: { ja: `項目${at}` },
        hint: undefined,
        kind: "long-text",
        isRequired: false,
        maxLength: 2000,
        options: [],
        source: undefined,
        isPublic: true,
      })),
    },
  ],
};

/** A round with a sheet for each measure and project is opened, and all projects' sheets are filled from one Excel file. */
export async function timeImports({ city }: BenchCity, say: (line: string) => void): Promise<Record<string, number>> {
  const year = lastYear + 1;
  await perform(
    city,
    system,
    async ({ tx, now }) => {
      await keepForm(tx, "measure", form, now);
      await keepForm(tx, "project", form, now);
    },
    undefined,
  );
  const [openSeconds, opened] = await timed(() =>
    perform(city, system, openRound, { planId, year, due: {}, staffUnitCost: 7_000_000, withProjects: true }),
  );
  const kept = await findRound(city.db, opened.roundId);
  if (kept === undefined) throw new Error("no round");
  const sheets = (await listSheets(city.db, opened.roundId)).filter(({ kind }) => kind === "project");
  const words = "まちの人に、もっと届くようにします。".repeat(11).slice(0, 200);
  const filled = sheets.map((sheet) => ({
    ...sheet,
    answers: Object.fromEntries(form.parts.flatMap(({ fields }) => fields.map(({ id }) => [id, words]))),
  }));
  const [writeSeconds, bytes] = await timed(() => writeAnswerTable(kept.forms.project, filled));
  const [bringSeconds, brought] = await timed(() =>
    perform(city, system, bringAnswers, { roundId: opened.roundId, kind: "project", bytes }),
  );
  if (brought.sheets !== sheets.length) throw new Error(`${brought.sheets} of ${sheets.length} sheets were written`);
  say(
    `  ${opened.sheets} sheets opened within ${openSeconds} s; ${brought.sheets} sheets' words brought from Excel within ${bringSeconds} s`,
  );
  return {
    openRoundOfSheets: opened.sheets,
    openRound: openSeconds,
    writeExcel: writeSeconds,
    importedSheets: brought.sheets,
    importSheets: bringSeconds,
  };
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> {
  const begun = performance.now();
  const result = await work();
  return [round((performance.now() - begun) / 1000, 2), result];
}
