import type { Facility, Space } from "../../types/facility.ts";
import type { Extra } from "../../types/fee.ts";
import type { Finding, Path } from "../finding.ts";
import { missing, oneOf, onlyWith } from "./amounts.ts";
import { ratesOf } from "./fee-cases.ts";

export function checkExtras(facility: Facility): readonly Finding[] {
  return facility.fees.extras.flatMap((extra, index) => {
    const path = ["fees", "extras", index];
    return [
      ...checkLights(extra, path),
      ...checkPrice(facility, extra, path),
      ...checkRates(facility, extra, path),
      ...checkSpaces(extra, path),
      ...checkNeeds(facility, extra, path),
      ...checkShared(facility, extra, path),
    ];
  });
}

function checkLights(extra: Extra, path: Path): readonly Finding[] {
  if (extra.litFrom === undefined) return [];
  const isMeasured = extra.per === "half-hour" || extra.per === "hour";
  return extra.kind === "lights" && isMeasured ? [] : [{ path: [...path, "litFrom"], message: "lit-only-lights" }];
}

/** An amount or a percentage; what is measured after the use is measured in time. */
function checkPrice({ fees }: Facility, extra: Extra, path: Path): readonly Finding[] {
  const { amount, amounts, percent, percentOf, settled, per, litFrom, weightedBy = [] } = extra;
  const isMeasured = settled === "after-use";
  return [
    ...oneOf({ amount, percent, amounts }, path),
    ...(amounts !== undefined && (per !== "slot" || isMeasured || litFrom !== undefined)
      ? [onlyWith(path, "amounts", "per: slot")]
      : []),
    ...(percentOf !== undefined && percent === undefined ? [onlyWith(path, "percentOf", "percent")] : []),
    ...(isMeasured && per !== "hour" && per !== "half-hour"
      ? [onlyWith(path, "settled", "per: hour, per: half-hour")]
      : []),
    ...(isMeasured && (percent !== undefined || litFrom !== undefined) ? [onlyWith(path, "settled", "amount")] : []),
    ...weightedBy.flatMap((id, index): Finding[] =>
      fees.coefficients.some((one) => one.id === id && ("multiply" in one || (one.kind === "add" && one.percent)))
        ? []
        : [{ path: [...path, "weightedBy", index], message: "unknown-reference", params: { what: "coefficient", id } }],
    ),
  ];
}

/** Each band or period of its spaces has an amount; combinations may have one. */
function checkRates(facility: Facility, { amounts, spaces }: Extra, path: Path): readonly Finding[] {
  if (amounts === undefined) return [];
  const rates = facility.spaces.filter(({ id }) => spaces.includes(id)).flatMap((space) => ratesOf(facility, space));
  const without = rates.find(({ id, isRequired }) => isRequired && amounts[id] === undefined);
  return [
    ...(without === undefined ? [] : [missing([...path, "amounts"], without.id)]),
    ...Object.keys(amounts)
      .filter((id) => !rates.some((rate) => rate.id === id))
      .map((id) => ({
        path: [...path, "amounts", id],
        atKey: true,
        message: "unknown-reference" as const,
        params: { what: "rate", id },
      })),
  ];
}

function checkSpaces({ amount, capacity, spaces }: Extra, path: Path): readonly Finding[] {
  const bySpace = typeof amount === "object" ? amount : undefined;
  const missing = bySpace === undefined ? [] : spaces.filter((id) => !Object.hasOwn(bySpace, id));
  const foreign = (table: object) => Object.keys(table).filter((id) => !spaces.includes(id));
  return [
    ...missing.map((id) => ({ path: [...path, "amount"], message: "amount-spaces" as const, params: { id } })),
    ...[
      ...foreign(bySpace ?? {}).map((id) => ["amount", id]),
      ...foreign(capacity ?? {}).map((id) => ["capacity", id]),
    ].map(([field = "", id = ""]) => ({
      path: [...path, field, id],
      atKey: true,
      message: "amount-spaces" as const,
      params: { id },
    })),
  ];
}

function checkNeeds(facility: Facility, extra: Extra, path: Path): readonly Finding[] {
  return usableIn(facility, extra).length > 0 ? [] : [{ path: [...path, "needs"], message: "needs-too-many" }];
}

/**
 * There is one piano. If two spaces that can be used at the same time could both ask for it, nothing would keep it from
 * being promised twice; spaces that share a unit exclude each other, and then the database does.
 */
function checkShared(facility: Facility, extra: Extra, path: Path): readonly Finding[] {
  // What has a stock or takes units is kept apart by the database itself.
  if (extra.kind !== "equipment" || extra.stock !== undefined || extra.takes !== undefined) return [];
  const spaces = usableIn(facility, extra);
  for (const [index, a] of spaces.entries()) {
    const b = spaces.slice(index + 1).find((other) => !other.units.some((unit) => a.units.includes(unit)));
    if (b !== undefined) {
      return [{ path: [...path, "spaces"], message: "extra-shared", params: { id: extra.id, a: a.id, b: b.id } }];
    }
  }
  return [];
}

function usableIn(facility: Facility, { spaces, needs }: Extra): readonly Space[] {
  return facility.spaces.filter(
    ({ id, units }) =>
      spaces.includes(id) &&
      (needs === undefined || (needs.units.every((unit) => units.includes(unit)) && units.length >= needs.atLeast)),
  );
}
