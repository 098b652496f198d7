import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { elsewhere, type PlaceFinder } from "../places.ts";
import { demandStaff } from "../policy.ts";
import { groupByPlace, isMonthOver, type MonthLine, type Place, rangeOfMonth } from "../rules/month.ts";
import { listComparisons, listDifferences, type SeenDifference } from "../store/comparisons.ts";
import {
  confirmMonthClose,
  hasOnlineMoney,
  insertMonthClose,
  insertMonthLines,
  listMonthCloses,
  listMonthLines,
  listOpenMonths,
  listUnclosedCashDays,
  type MonthClose,
  type Period,
  sumSubjects,
} from "../store/months.ts";
import { methods, type Subject } from "../types.ts";
import { bookedOn } from "./receipt.ts";

/** The order of lines. 振込 is a way back only. */
export const ledgerMethods = [...methods, "transfer"] as const;

export type MonthReport = {
  readonly month: CivilDate;
  readonly close: MonthClose | undefined;
  readonly lines: readonly MonthLine[];
  /** What stands in the way of closing, or has to be explained; empty once it is closed. */
  readonly standing: {
    readonly isOver: boolean;
    readonly earlier: readonly CivilDate[];
    readonly cashDays: readonly { sectionId: string; day: CivilDate }[];
    readonly differences: readonly SeenDifference[];
    readonly silent: number;
    readonly isCompared: boolean;
  };
};

/** A place for each of the subjects, those that nobody knows among the others. */
export async function placesOf(db: Db | Tx, find: PlaceFinder, subjects: readonly Subject[]) {
  const found = await find(db, subjects);
  return ({ id }: Subject): Place => found.get(id) ?? elsewhere;
}

/** The lines of a period as the ledger has them now. */
export async function sumPlaces(db: Db | Tx, find: PlaceFinder, period: Period): Promise<MonthLine[]> {
  const rows = await sumSubjects(db, period);
  const place = await placesOf(
    db,
    find,
    rows.map(({ subject }) => subject),
  );
  return groupByPlace(
    rows.map(({ subject, day: _, ...figures }) => ({ ...figures, place: place(subject) })),
    ledgerMethods,
  );
}

/** 収納報告 of a month: frozen if it is closed, as it stands now if not. */
export async function reportMonth(
  db: Db | Tx,
  find: PlaceFinder,
  month: CivilDate,
  today: CivilDate,
): Promise<MonthReport> {
  const close = (await listMonthCloses(db)).find((one) => one.month === month);
  if (close !== undefined) {
    const lines = groupByPlace(await listMonthLines(db, month), ledgerMethods);
    const standing = { isOver: true, earlier: [], cashDays: [], differences: [], silent: 0, isCompared: true };
    return { month, close, lines, standing };
  }
  const [last] = await listComparisons(db, 1);
  return {
    month,
    close,
    lines: await sumPlaces(db, find, { month }),
    standing: {
      isOver: isMonthOver(month, today),
      earlier: (await listOpenMonths(db)).filter((one) => one < month),
      cashDays: await listUnclosedCashDays(db, month),
      differences: last === undefined ? [] : await listDifferences(db, last.onDay),
      silent: last?.silent ?? 0,
      isCompared: (last !== undefined && last.onDay >= rangeOfMonth(month).until) || !(await hasOnlineMoney(db, month)),
    },
  };
}

/** What the nightly comparison left open: with any of it, the month is closed with an explanation only. */
export function isToExplain({ standing }: MonthReport): boolean {
  return standing.differences.length > 0 || standing.silent > 0 || !standing.isCompared;
}

/**
 * 月締め: freezes the figures of a month. There is no way back: money that comes afterwards, and corrections, belong to the
 * next month, where they are shown as late.
 */
export const closeMonth =
  (find: PlaceFinder) =>
  async (act: Act, input: { month: CivilDate; explanation: string | undefined }): Promise<void> => {
    const staff = demandStaff(act.actor, "approve-money");
    const { month, explanation } = input;
    const report = await reportMonth(act.tx, find, month, bookedOn(act));
    if (report.close !== undefined) throw new Refusal("payment.staff-month-closed");
    if (!report.standing.isOver) throw new Refusal("payment.staff-month-not-over");
    if (report.standing.earlier.length > 0) throw new Refusal("payment.staff-month-order");
    if (report.standing.cashDays.length > 0) throw new Refusal("payment.staff-month-cash-days");
    if (isToExplain(report) && explanation === undefined)
      throw new Refusal("payment.staff-month-unexplained", { status: 422, field: "explanation" });
    // From here nothing comes into the month any more: the lines are read under its lock.
    await insertMonthClose(act.tx, { month, explanation, by: staff.personId, byName: staff.name, at: act.now });
    const lines = await sumPlaces(act.tx, find, { month });
    await insertMonthLines(act.tx, month, lines);
    await audit(act, {
      what: "payment.month-closed",
      subject: `month/${month.slice(0, 7)}`,
      ...(explanation === undefined ? {} : { reason: explanation }),
      counts: {
        charged: lines.reduce((sum, { charged }) => sum + charged, 0),
        refunded: lines.reduce((sum, { refunded }) => sum + refunded, 0),
      },
    });
  };

/** The second look at a closed month, by somebody else. */
export async function confirmMonth(act: Act, input: { month: CivilDate }): Promise<void> {
  const staff = demandStaff(act.actor, "approve-money");
  const confirmed = { month: input.month, by: staff.personId, byName: staff.name, at: act.now };
  if (!(await confirmMonthClose(act.tx, confirmed))) throw new Refusal("payment.staff-wrong-step");
  await audit(act, { what: "payment.month-confirmed", subject: `month/${input.month.slice(0, 7)}` });
}
