import { z } from "zod";
import type { Problem } from "../../../kernel/http/form.ts";
import { feed, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import {
  addDays,
  addMonths,
  type CivilDate,
  daysBetween,
  isCivilDate,
  startOfMonth,
} from "../../../kernel/time/civil-date.ts";
import { parseJapaneseDate } from "../../../kernel/time/japanese-date.ts";
import { listExportRows, makeExport, rangeFor } from "../commands/export.ts";
import { cellsOf, type ExportCell } from "../exports/cells.ts";
import type { ExportDefinition } from "../exports/definition.ts";
import { type ExportPageProps, exportPage, exportsPage, exportsPath } from "../pages/exports-page.ts";
import type { PlaceFinder } from "../places.ts";
import { bankRoles } from "../policy.ts";
import { listExportRuns } from "../store/exports.ts";

const params = z.object({ export: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/) });
const day = z.string().refine(isCivilDate);
/** What was typed into the page's form; read there, so that a mistake is said at its field. */
const typedRange = z.object({
  from: z.string().max(40).optional().catch(undefined),
  to: z.string().max(40).optional().catch(undefined),
});
const exactRange = z.object({ from: day, to: day });
/** A file of more than a year is a slip, and would hold the ledger for long. */
const mostDays = 366;

/** 財務会計への連携ファイル. */
export function exportRoutes(places: PlaceFinder, definitions: readonly ExportDefinition[]): readonly Route[] {
  const get = (id: string) => {
    const found = definitions.find((one) => one.id === id);
    if (found === undefined) throw notFound();
    return found;
  };
  return [
    page({
      path: exportsPath,
      who: bankRoles,
      limit: "page",
      params: z.object({}),
      query: z.object({}),
      show: async (view) => exportsPage(view, definitions),
    }),
    page({
      path: `${exportsPath}/:export`,
      who: bankRoles,
      limit: "page",
      params,
      query: typedRange,
      show: async (view, { params: { export: id }, query }) =>
        exportPage(view, await look(view, places, get(id), query)),
    }),
    feed({
      path: `${exportsPath}/:export/file`,
      who: bankRoles,
      limit: "page",
      params,
      query: exactRange,
      async respond(view, { params: { export: id }, query: { from, to } }) {
        if (to < from || daysBetween(from, to) >= mostDays)
          throw new Refusal("payment.staff-export-range", { status: 422 });
        const definition = get(id);
        const range = { from, until: addDays(to, 1) };
        const { type, ending, bytes } = await view.perform(makeExport(places, definition), { range });
        return { kind: "file", name: `${id}-${from}-${to}.${ending}`, type, bytes };
      },
    }),
  ];
}

async function look(
  view: View,
  places: PlaceFinder,
  definition: ExportDefinition,
  query: { from?: string | undefined; to?: string | undefined },
): Promise<ExportPageProps> {
  const { db } = view.city;
  const lastMonth = addMonths(startOfMonth(view.today), -1);
  const asked = { from: query.from ?? lastMonth, to: query.to ?? addDays(startOfMonth(view.today), -1) };
  const problems: Problem[] = [];
  const read = (field: "from" | "to"): CivilDate | undefined => {
    const found = parseJapaneseDate(asked[field]);
    if (found.ok) return found.value.date;
    problems.push({ field, key: found.reason.key, params: found.reason.params ?? {} });
    return undefined;
  };
  const [from, to] = [read("from"), read("to")];
  const runs = await listExportRuns(db, definition.id);
  const nothing = { definition, asked, range: undefined, cells: [], overlapping: [], runs };
  if (from === undefined || to === undefined) return { ...nothing, problems };
  if (to < from || daysBetween(from, to) >= mostDays)
    return { ...nothing, problems: [{ field: "to", key: "refusal.payment.staff-export-range", params: {} }] };
  const range = rangeFor(definition, { from, until: addDays(to, 1) });
  const { cells, problem } = await cellsOrProblem(view, places, definition, range);
  return {
    definition,
    asked,
    range: problem === undefined ? range : undefined,
    cells,
    overlapping: await listExportRuns(db, definition.id, range),
    runs,
    problems: problem === undefined ? [] : [problem],
  };
}

/** A facility without a code is said before anybody presses the button. Names are not read for a look. */
async function cellsOrProblem(
  view: View,
  places: PlaceFinder,
  definition: ExportDefinition,
  range: { from: CivilDate; until: CivilDate },
): Promise<{ cells: ExportCell[][]; problem?: Problem }> {
  const { rows } = await listExportRows(view.city.db, places, definition, range);
  try {
    const hidden = rows.map((row) => ("payer-name" in row ? { ...row, "payer-name": "＊＊＊" } : row));
    return { cells: cellsOf(definition, hidden) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { cells: [], problem: { field: undefined, key: `refusal.${error.code}`, params: error.params ?? {} } };
  }
}
