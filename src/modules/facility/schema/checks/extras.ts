import type { Facility, Space } from "../../types/facility.ts";
import type { Extra } from "../../types/fee.ts";
import type { Finding, Path } from "../finding.ts";

export function checkExtras(facility: Facility): readonly Finding[] {
  return facility.fees.extras.flatMap((extra, index) => {
    const path = ["fees", "extras", index];
    return [
      ...checkLights(extra, path),
      ...checkAmounts(extra, path),
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

function checkAmounts({ amount, capacity, spaces }: Extra, path: Path): readonly Finding[] {
  const missing = typeof amount === "number" ? [] : spaces.filter((id) => !Object.hasOwn(amount, id));
  const foreign = (table: object) => Object.keys(table).filter((id) => !spaces.includes(id));
  const amountsOf = typeof amount === "number" ? {} : amount;
  return [
    ...missing.map((id) => ({ path: [...path, "amount"], message: "amount-spaces" as const, params: { id } })),
    ...[
      ...foreign(amountsOf).map((id) => ["amount", id]),
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
  if (extra.kind !== "equipment") return [];
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
