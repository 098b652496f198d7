import { createHash, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { addMonths, type CivilDate, type DayRange, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { fiscalYearOf } from "../../../kernel/time/fiscal-year.ts";
import { listPersons } from "../../identity/index.ts";
import { cellsOf, type ExportRow } from "../exports/cells.ts";
import { type ExportDefinition, isPersonal } from "../exports/definition.ts";
import { type ExportFile, writeExportFile } from "../exports/write-file.ts";
import { methodKeys } from "../pages/words.ts";
import type { PlaceFinder } from "../places.ts";
import { demandStaff } from "../policy.ts";
import { receiptNumber } from "../rules/cash.ts";
import { balanceOf, type Figures, groupByPlace, incomeOf, type MonthLine, rangeOfMonth } from "../rules/month.ts";
import { insertExportRun, listMovements } from "../store/exports.ts";
import { listMonthCloses, listMonthLines, sumSubjects } from "../store/months.ts";
import { ledgerMethods, placesOf, sumPlaces } from "./month.ts";

/** Rows of months cover whole months. */
export function rangeFor({ rows }: Pick<ExportDefinition, "rows">, { from, until }: DayRange): DayRange {
  if (rows !== "month") return { from, until };
  const last = startOfMonth(until);
  return { from: startOfMonth(from), until: last === until ? until : addMonths(last, 1) };
}

/** The unformatted rows of a range, in the order of days, places and methods. `payers`: whose names are in them. */
export async function listExportRows(
  db: Db | Tx,
  find: PlaceFinder,
  definition: ExportDefinition,
  asked: DayRange,
): Promise<{ rows: ExportRow[]; payers: string[] }> {
  const range = rangeFor(definition, asked);
  if (definition.rows === "payment") return listPaymentRows(db, find, definition, range);
  const rows: ExportRow[] = [];
  const spans = definition.rows === "month" ? await monthsOf(db, find, range) : await daysOf(db, find, range);
  for (const { start, lines } of spans)
    for (const line of lines)
      if (isMeant(definition, line.place.id, line.method))
        rows.push({
          ...common(start, line.place, line.method),
          ...(definition.rows === "day" ? { day: start } : {}),
          month: startOfMonth(start),
          ...figures(line),
        });
  return { rows, payers: [] };
}

function isMeant({ filter }: ExportDefinition, place: string, method: MonthLine["method"]): boolean {
  return (filter.places?.includes(place) ?? true) && (filter.methods?.includes(method) ?? true);
}

const common = (day: CivilDate, place: MonthLine["place"], method: MonthLine["method"]): ExportRow => ({
  "fiscal-year": String(fiscalYearOf(day)),
  place: place.id,
  "place-name": place.name,
  method,
  "method-name": translator("ja").text(methodKeys[method]),
});

const figures = (line: Figures): ExportRow => ({
  "charge-count": line.chargeCount,
  charged: line.charged,
  "refund-count": line.refundCount,
  refunded: line.refunded,
  balance: balanceOf(line),
  deposit: line.depositTaken - line.depositReturned,
  "deposit-kept": line.depositKept,
  income: incomeOf(line),
});

type Span = { readonly start: CivilDate; readonly lines: readonly MonthLine[] };

/** A closed month as it was frozen, an open one as it stands now. */
async function monthsOf(db: Db | Tx, find: PlaceFinder, { from, until }: DayRange): Promise<Span[]> {
  const closed = new Set((await listMonthCloses(db)).map(({ month }) => month));
  const spans: Span[] = [];
  for (let month = from; month < until; month = rangeOfMonth(month).until) {
    const lines = closed.has(month)
      ? groupByPlace(await listMonthLines(db, month), ledgerMethods)
      : await sumPlaces(db, find, { month });
    spans.push({ start: month, lines });
  }
  return spans;
}

async function daysOf(db: Db | Tx, find: PlaceFinder, range: DayRange): Promise<Span[]> {
  const sums = await sumSubjects(db, range);
  const place = await placesOf(
    db,
    find,
    sums.map(({ subject }) => subject),
  );
  const days = Map.groupBy(sums, ({ day }) => day);
  return [...days].map(([start, rows]) => ({
    start,
    lines: groupByPlace(
      rows.map(({ subject, day: _, ...one }) => ({ ...one, place: place(subject) })),
      ledgerMethods,
    ),
  }));
}

async function listPaymentRows(db: Db | Tx, find: PlaceFinder, definition: ExportDefinition, range: DayRange) {
  const movements = await listMovements(db, range);
  const place = await placesOf(
    db,
    find,
    movements.map(({ subject }) => subject),
  );
  const { kinds } = definition.filter;
  const meant = movements.filter(
    ({ subject, method, kind }) =>
      isMeant(definition, place(subject).id, method) &&
      (kinds === undefined || (kinds as readonly string[]).includes(kind)),
  );
  const payers = isPersonal(definition) ? [...new Set(meant.flatMap(({ payerId }) => payerId ?? []))] : [];
  const names = new Map((await listPersons(db, payers)).map(({ id, name }) => [id, name]));
  const t = translator("ja");
  const rows = meant.map((one): ExportRow => {
    const charged = one.kind === "charge" ? one.amount : 0;
    const refunded = one.kind === "refund" ? one.amount : 0;
    const deposit = one.kind === "refund" ? 0 - one.deposit : one.deposit;
    const kept = one.kind === "kept" ? one.amount : 0;
    return {
      ...common(one.day, place(one.subject), one.method),
      day: one.day,
      month: one.month,
      charged,
      refunded,
      balance: charged - refunded,
      deposit,
      "deposit-kept": kept,
      income: charged - refunded - deposit + kept,
      kind: t.text(`payment.staff.export.kind-${one.kind}`),
      amount: one.amount,
      "receipt-number":
        one.receiptYear === null || one.receiptNumber === null ? "" : receiptNumber(one.receiptYear, one.receiptNumber),
      "payment-id": one.paymentId,
      what: one.what,
      "payer-name": (one.payerId && names.get(one.payerId)) ?? "",
    };
  });
  return { rows, payers };
}

/** Makes the file and writes down who took which days; whoever's name is in it can see that. */
export const makeExport =
  (find: PlaceFinder, definition: ExportDefinition) =>
  async (act: Act, input: { range: DayRange }): Promise<ExportFile> => {
    const staff = demandStaff(act.actor, "approve-money");
    const range = rangeFor(definition, input.range);
    const { rows, payers } = await listExportRows(act.tx, find, definition, range);
    const file = await writeExportFile(definition, cellsOf(definition, rows));
    await insertExportRun(act.tx, {
      id: randomUUID(),
      exportId: definition.id,
      range,
      rowCount: rows.length,
      digest: createHash("sha256").update(file.bytes).digest("hex"),
      isPersonal: isPersonal(definition),
      madeBy: staff.personId,
      madeByName: staff.name,
      madeAt: act.now,
    });
    const subject = `export/${definition.id}`;
    await audit(act, { what: "payment.exported", subject, counts: { rows: rows.length } });
    for (const about of payers) await audit(act, { what: "payment.exported", subject, about });
    return file;
  };
