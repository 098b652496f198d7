import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { Condition } from "../types/calendar.ts";
import type { Facility } from "../types/facility.ts";

/** An amount of the fee table that is other than before; missing where there is none. */
export type FeeDifference = {
  readonly spaceId: string;
  readonly rate: string;
  readonly when: Condition | undefined;
  readonly before: number | undefined;
  readonly after: number | undefined;
};

/** A field that says something else. `trail` names where it stands: 夜間 of 時間割. Values are plain JSON. */
export type FieldDifference = {
  readonly section: string;
  readonly trail: readonly LocalText[];
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

export type Difference = { readonly fees: readonly FeeDifference[]; readonly fields: readonly FieldDifference[] };

/** What a file would change. The day it comes into force and its examples are not part of it. */
export function differenceOf(before: Facility, after: Facility): Difference {
  return { fees: feeDifferences(before, after), fields: fieldDifferences(before, after) };
}

function feeDifferences(before: Facility, after: Facility): readonly FeeDifference[] {
  const [old, now] = [amountsOf(before), amountsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const one = is ?? was;
    if (one === undefined || was?.amount === is?.amount) return [];
    return [{ spaceId: one.spaceId, rate: one.rate, when: one.when, before: was?.amount, after: is?.amount }];
  });
}

type Amount = { spaceId: string; rate: string; when: Condition | undefined; amount: number };

/** Each amount by room, column and case; however the rows are put together in the file. */
function amountsOf({ fees }: Facility): ReadonlyMap<string, Amount> {
  return new Map(
    fees.table.flatMap(({ spaces, when, amounts, per, of }) =>
      spaces.flatMap((spaceId) =>
        Object.entries(amounts).map(([rate, amount]): [string, Amount] => [
          canonical([spaceId, rate, when ?? {}, per ?? "slot", of ?? ""]),
          { spaceId, rate, when, amount },
        ]),
      ),
    ),
  );
}

function fieldDifferences(before: Facility, after: Facility): readonly FieldDifference[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    const one = is ?? was;
    if (one === undefined || canonical(was?.value) === canonical(is?.value)) return [];
    return [{ section: one.section, trail: one.trail, field: one.field, before: was?.value, after: is?.value }];
  });
}

type Leaf = { section: string; trail: readonly LocalText[]; field: string; value: unknown };

/** Lists of things with ids are gone into, by id; everything else that is no mapping is one value. */
function leavesOf(facility: Facility): ReadonlyMap<string, Leaf> {
  const { effectiveFrom: _, examples: __, fees, ...rest } = facility;
  const { table: ___, ...otherFees } = fees;
  const leaves = new Map<string, Leaf>();
  const go = (value: unknown, path: string, at: Omit<Leaf, "value">): void => {
    if (value === undefined) return;
    if (Array.isArray(value) && value.length > 0 && value.every(hasId)) {
      for (const item of value) {
        const { id, name, title } = item as { id: string; name?: LocalText; title?: LocalText };
        go(item, `${path}/${id}`, { ...at, trail: [...at.trail, name ?? title ?? { ja: id }] });
      }
    } else if (isMapping(value)) {
      for (const [field, inner] of Object.entries(value)) {
        if (field === "id" && path !== "") continue;
        go(inner, `${path}/${field}`, { ...at, section: path === "" ? field : at.section, field });
      }
    } else leaves.set(path, { ...at, value });
  };
  go({ ...rest, fees: otherFees }, "", { section: "", trail: [], field: "" });
  return leaves;
}

function hasId(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as { id?: unknown }).id === "string";
}

/** A text in several languages is one value. */
function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("ja" in value);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner) =>
      inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ""
  );
}
