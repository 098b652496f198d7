import { findSpace, getTimetable } from "../../rules/facility.ts";
import type { Facility } from "../../types/facility.ts";
import type { Adding, Coefficient, FeeRow } from "../../types/fee.ts";
import type { Timetable } from "../../types/timetable.ts";
import type { Finding, Path } from "../finding.ts";

/** Which fields of rows, coefficients, reductions, takings and overruns go together. */
export function checkAmounts(facility: Facility): readonly Finding[] {
  const { fees } = facility;
  return [
    ...fees.table.flatMap((row, index) => checkRow(facility, row, ["fees", "table", index])),
    ...checkOrder(facility),
    ...fees.coefficients.flatMap((one, index) => checkCoefficient(facility, one, ["fees", "coefficients", index])),
    ...fees.table.flatMap(({ per, of, unit }, index) => checkCount({ per, of, unit }, ["fees", "table", index])),
    ...fees.reductions.flatMap(({ percent, fraction, yen }, index) =>
      oneOf({ percent, fraction, yen }, ["fees", "reductions", index]),
    ),
    ...(fees.takings ?? []).flatMap(({ taken, expected }, index) => [
      ...checkQuestion(facility, taken, "yen", true, ["fees", "takings", index, "taken"]),
      ...(expected === undefined
        ? []
        : checkQuestion(facility, expected, "yen", false, ["fees", "takings", index, "expected"])),
    ]),
    ...(fees.overrun ?? []).flatMap(({ amount, share }, index) => [
      ...oneOf({ amount, share }, ["fees", "overrun", index]),
      ...(typeof amount === "object" ? foreignSpaces(facility, amount, ["fees", "overrun", index, "amount"]) : []),
    ]),
  ];
}

function checkRow(facility: Facility, row: FeeRow, path: Path): readonly Finding[] {
  const { per = "slot", of, areaOf, partial, first } = row;
  const needsArea = per === "square-metre" || areaOf !== undefined;
  const spaces = [...row.spaces, ...(areaOf === undefined ? [] : [areaOf])];
  const withoutArea = needsArea ? spaces.find((id) => findSpace(facility, id)?.squareMetres === undefined) : undefined;
  const timetables = row.spaces.flatMap((id) => {
    const space = findSpace(facility, id);
    return space === undefined ? [] : [getTimetable(facility, space)];
  });
  const isOnGrid = timetables.every(({ kind }) => kind === "grid");
  return [
    ...(of !== undefined && per !== "person" && per !== "count"
      ? [onlyWith(path, "of", "per: person, per: count")]
      : []),
    ...(of === undefined ? [] : checkQuestion(facility, of, "count", false, [...path, "of"])),
    ...(withoutArea === undefined ? [] : [{ path, message: "no-area" as const, params: { id: withoutArea } }]),
    ...(partial !== undefined && !isOnGrid ? [onlyWith(path, "partial", "kind: grid")] : []),
    ...(first === undefined ? [] : checkFirst(row, first, timetables, [...path, "first"])),
    ...(partial ?? []).flatMap((step, index): Finding[] => {
      const before = partial?.[index - 1];
      if (before === undefined) return [];
      const rises = before.upToMinutes < step.upToMinutes && before.percent <= step.percent;
      return rises ? [] : [{ path: [...path, "partial", index], message: "partial-order" }];
    }),
  ];
}

/** 1台につき: what is counted, and the word for it. */
function checkCount({ per, of, unit }: Pick<FeeRow, "per" | "of" | "unit">, path: Path): readonly Finding[] {
  if (per !== "count") return unit === undefined ? [] : [onlyWith(path, "unit", "per: count")];
  return Object.entries({ of, unit }).flatMap(([key, value]) => (value === undefined ? [missing(path, key)] : []));
}

/** The first minutes are whole steps, have a price where the row has one, and a row that has them takes no shares of a period. */
function checkFirst(
  row: FeeRow,
  { minutes, amounts }: NonNullable<FeeRow["first"]>,
  timetables: readonly Timetable[],
  path: Path,
): readonly Finding[] {
  const foreign = Object.keys(amounts).find((id) => row.amounts[id] === undefined);
  const steps = timetables.flatMap((one) => (one.kind === "grid" ? [one.stepMinutes] : []));
  const step = steps.find((one) => minutes % one !== 0);
  return [
    ...(steps.length < timetables.length ? [onlyWith(path.slice(0, -1), "first", "kind: grid")] : []),
    ...(row.partial === undefined
      ? []
      : [{ path, message: "one-of-two" as const, params: { a: "first", b: "partial" } }]),
    ...(step === undefined ? [] : [{ path: [...path, "minutes"], message: "not-of-steps" as const, params: { step } }]),
    ...(foreign === undefined
      ? []
      : [
          {
            path: [...path, "amounts", foreign],
            atKey: true,
            message: "unknown-reference" as const,
            params: { what: "rate", id: foreign },
          },
        ]),
  ];
}

function checkOrder({ fees }: Facility): readonly Finding[] {
  const { order, coefficients } = fees;
  if (order === undefined) return [];
  const twice = order.findIndex((kind, index) => order.indexOf(kind) < index);
  const missing = coefficients.map(({ kind = "multiply" }) => kind).find((kind) => !order.includes(kind));
  return [
    ...(twice < 0
      ? []
      : [{ path: ["fees", "order", twice], message: "duplicate-id" as const, params: { id: order[twice] ?? "" } }]),
    ...(missing === undefined
      ? []
      : [{ path: ["fees", "order"], message: "order-missing" as const, params: { kind: missing } }]),
  ];
}

function checkCoefficient(facility: Facility, one: Coefficient, path: Path): readonly Finding[] {
  const { coefficients } = facility.fees;
  const { id, insteadOf = [], exclusive } = one;
  const rivals = coefficients.filter((other) => exclusive !== undefined && other.exclusive === exclusive);
  return [
    ...insteadOf.flatMap((other, index): Finding[] =>
      other !== id && coefficients.some((known) => known.id === other)
        ? []
        : [
            {
              path: [...path, "insteadOf", index],
              message: "unknown-reference",
              params: { what: "coefficient", id: other },
            },
          ],
    ),
    ...(exclusive !== undefined && (rivals.length < 2 || new Set(rivals.map(measureOf)).size > 1)
      ? [{ path: [...path, "exclusive"], message: "exclusive-alone" as const, params: { id: exclusive } }]
      : []),
    ...(one.kind === "add" ? checkAdding(one, path) : []),
    ...(one.kind === "replace" ? oneOf({ amount: one.amount, factor: one.factor }, path) : []),
    ...(one.kind === "replace" && one.factor !== undefined && one.per !== undefined
      ? [onlyWith(path, "per", "amount")]
      : []),
  ];
}

/** Yen need what they are for; percent are of the base, whatever it is for. */
function checkAdding({ add, percent, per, beyond }: Adding, path: Path): readonly Finding[] {
  return [
    ...oneOf({ add, percent }, path),
    ...(add !== undefined && per === undefined ? [missing(path, "per")] : []),
    ...(add === undefined && percent !== undefined && per !== undefined ? [onlyWith(path, "per", "add")] : []),
    ...(beyond !== undefined && per !== "person" ? [onlyWith(path, "beyond", "per: person")] : []),
  ];
}

/** The highest can be told only among those that are measured alike: factors, or yen for the same thing. */
function measureOf(one: Coefficient): string {
  if (one.kind === "add") return one.percent === undefined ? `add ${one.per}` : "add percent";
  if (one.kind !== "replace") return "multiply";
  return one.factor === undefined ? `replace ${one.per ?? "booking"}` : "replace by factor";
}

function checkQuestion(
  facility: Facility,
  id: string,
  kind: "yen" | "count",
  isAfterUse: boolean,
  path: Path,
): readonly Finding[] {
  const question = facility.questions.find((one) => one.id === id);
  if (question === undefined) return [{ path, message: "unknown-reference", params: { what: "question", id } }];
  if (question.kind !== kind) return [{ path, message: "question-kind", params: { id, kind } }];
  if ((question.askAfterUse ?? false) === isAfterUse) return [];
  return [{ path, message: "question-when", params: { id, when: isAfterUse ? "after" : "before" } }];
}

function foreignSpaces(facility: Facility, amounts: object, path: Path): readonly Finding[] {
  return Object.keys(amounts)
    .filter((id) => findSpace(facility, id) === undefined)
    .map((id) => ({
      path: [...path, id],
      atKey: true,
      message: "unknown-reference" as const,
      params: { what: "space", id },
    }));
}

/** Exactly one of two fields, or of three. */
export function oneOf(fields: Readonly<Record<string, unknown>>, path: Path): readonly Finding[] {
  const given = Object.values(fields).filter((value) => value !== undefined).length;
  if (given === 1) return [];
  const [a = "", b = "", c] = Object.keys(fields);
  return [
    c === undefined
      ? { path, message: "one-of-two", params: { a, b } }
      : { path, message: "one-of-three", params: { a, b, c } },
  ];
}

export function missing(path: Path, key: string): Finding {
  return { path: [...path, key], message: "missing", params: { key } };
}

export function onlyWith(path: Path, field: string, other: string): Finding {
  return { path: [...path, field], message: "only-with", params: { field, with: other } };
}
