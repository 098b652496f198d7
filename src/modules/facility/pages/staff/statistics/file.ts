import { bold, type WrittenCell, workbookType, writeWorkbook } from "../../../../../kernel/files/write-workbook.ts";
import type { Answer } from "../../../../../kernel/http/answer.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { writeCsv } from "../../../../../kernel/text/csv.ts";
import { weekdaysInJapanese } from "../../../../../kernel/time/format-date.ts";
import { countAllFacilities, type FacilityStatistics } from "../../../commands/statistics.ts";
import { findCategory, findSpace } from "../../../rules/facility.ts";
import { percentOf } from "../../../rules/use-rate.ts";
import { plain } from "../../words.ts";
import { type Asked, periodOf, sayPeriod } from "./period.ts";

type Cells = readonly (string | number | undefined)[];

/** All sheets: rooms, hours by weekday, reductions, categories; with the rule of each figure. */
export async function sendWorkbook(view: View, { query }: { query: Asked }): Promise<Answer> {
  const { t } = view;
  const all = await counted(view, query);
  const sheet = (name: string, head: Cells, rows: readonly Cells[]) => ({
    name,
    headRows: 1,
    widths: head.map((_, at) => (at < 2 ? 28 : 16)),
    rows: [head.map((cell) => bold(String(cell))), ...rows] as readonly (readonly WrittenCell[])[],
  });
  const rules = (["rate", "uses", "income", "reduction", "cancelled"] as const).map((rule) => [
    t.text(`facility.staff.statistics.rule-${rule}`),
  ]);
  const bytes = await writeWorkbook([
    sheet(
      t.text("facility.staff.statistics.by-space"),
      spaceHead(view),
      all.flatMap((one) => spaceRows(view, one)),
    ),
    sheet(
      t.text("facility.staff.statistics.by-slot"),
      slotHead(view),
      all.flatMap((one) => slotRows(view, one)),
    ),
    sheet(
      t.text("facility.staff.statistics.by-reduction"),
      ["facility", "reduction-name", "uses", "reduction"].map((key) => said(view, key)),
      all.flatMap(({ facility, reductions }) =>
        reductions.map(({ name, uses, yen }) => [plain(t, facility.name), name, uses, yen]),
      ),
    ),
    sheet(
      t.text("facility.staff.statistics.by-category"),
      [said(view, "facility"), t.text("facility.field.category"), said(view, "uses"), said(view, "people")],
      all.flatMap(({ facility, categories }) =>
        categories.map(({ categoryId, uses, people }) => {
          const category = findCategory(facility, categoryId);
          return [plain(t, facility.name), category === undefined ? categoryId : plain(t, category.name), uses, people];
        }),
      ),
    ),
    { name: t.text("facility.staff.statistics.rules"), widths: [120], rows: [[sayPeriod(view, query)], ...rules] },
  ]);
  return { kind: "file", name: "statistics.xlsx", type: workbookType, bytes };
}

/** The rooms, one in a row. */
export async function sendCsv(view: View, { query }: { query: Asked }): Promise<Answer> {
  const all = await counted(view, query);
  const rows = [spaceHead(view), ...all.flatMap((one) => spaceRows(view, one))];
  return { kind: "file", name: "statistics.csv", type: "text/csv; charset=utf-8", bytes: writeCsv(rows) };
}

async function counted(view: View, asked: Asked): Promise<readonly FacilityStatistics[]> {
  const all = await countAllFacilities(view.city, periodOf(view, asked));
  return all.filter(({ facility }) => asked.facility === undefined || asked.facility === facility.id);
}

const said = ({ t }: View, key: string): string => String(t.dynamic(`facility.staff.statistics.${key}`));

const spaceHead = (view: View): Cells =>
  ["facility", "name", "rate", "taken", "open", "uses", "people", "income", "reduction", "full-price", "cancelled"].map(
    (key) => said(view, key),
  );

function spaceRows({ t }: View, { facility, spaces }: FacilityStatistics): readonly Cells[] {
  return spaces.map(({ spaceId, rate, uses, people, income, reduction, fullPrice, cancelled }) => {
    const space = findSpace(facility, spaceId);
    const name = space === undefined ? spaceId : plain(t, space.name);
    const figures = [rate.taken, rate.open, uses, people, income, reduction, fullPrice, cancelled];
    return [plain(t, facility.name), name, inTenths(percentOf(rate)), ...figures];
  });
}

const slotHead = (view: View): Cells =>
  ["facility", "name", "slot", "weekday", "rate", "taken", "open"].map((key) => said(view, key));

function slotRows({ t }: View, { facility, cells }: FacilityStatistics): readonly Cells[] {
  return cells.map(({ spaceId, slot, weekday, open, taken }) => {
    const space = findSpace(facility, spaceId);
    return [
      plain(t, facility.name),
      space === undefined ? spaceId : plain(t, space.name),
      `${slot.from}-${slot.to}`,
      weekdaysInJapanese[weekday],
      inTenths(percentOf({ open, taken })),
      taken,
      open,
    ];
  });
}

function inTenths(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : Math.round(percent * 10) / 10;
}
