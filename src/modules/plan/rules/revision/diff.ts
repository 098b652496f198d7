import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { canonical } from "./canonical.ts";

/** One field, by its path: "title.ja", "target.value", "aims.1.en". undefined: it is not there. */
export type FieldChange = {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

export type PartNamed = { readonly id: string; readonly name: LocalText };

export type ListDifference = {
  readonly added: readonly PartNamed[];
  readonly removed: readonly PartNamed[];
  readonly changed: readonly (PartNamed & { readonly fields: readonly FieldChange[] })[];
  /** The parts that stay come in another order. */
  readonly isReordered: boolean;
};

export const partLists = ["levels", "nodes", "indicators", "projects", "glossary", "relatedPlans"] as const;
export type PartList = (typeof partLists)[number];

/** What a document changes of another; plain JSON. */
export type Difference = { readonly plan: readonly FieldChange[] } & Readonly<Record<PartList, ListDifference>>;

/** Without `before` everything is new. */
export function differenceOf(before: PlanDocument | undefined, after: PlanDocument): Difference {
  const lists = partLists.map((list) => [list, differenceOfList(partsOf(before, list), partsOf(after, list))] as const);
  return {
    plan: changesOf(before === undefined ? {} : headOf(before), headOf(after)),
    ...(Object.fromEntries(lists) as Record<PartList, ListDifference>),
  };
}

export function countChanges({ added, removed, changed, isReordered }: ListDifference): number {
  return added.length + removed.length + changed.length + (isReordered ? 1 : 0);
}

type Part = PartNamed & { readonly value: object };

function partsOf(plan: PlanDocument | undefined, list: PartList): readonly Part[] {
  if (plan === undefined) return [];
  switch (list) {
    case "levels":
      return plan.levels.map((value) => ({ id: value.id, name: value.name, value }));
    case "nodes":
      return plan.nodes.map((value) => ({ id: value.code, name: value.title, value }));
    case "indicators":
      return plan.indicators.map((value) => ({ id: value.id, name: value.name, value }));
    case "projects":
      return plan.projects.map((value) => ({ id: value.code, name: value.name, value }));
    case "glossary":
      return plan.glossary.map((value) => ({ id: value.term, name: { ja: value.term }, value }));
    case "relatedPlans":
      return plan.relatedPlans.map((value) => ({ id: value.id, name: value.title, value }));
  }
}

function headOf(plan: PlanDocument): object {
  return Object.fromEntries(Object.entries(plan).filter(([name]) => !(partLists as readonly string[]).includes(name)));
}

function differenceOfList(before: readonly Part[], after: readonly Part[]): ListDifference {
  const old = new Map(before.map((part) => [part.id, part]));
  const now = new Map(after.map((part) => [part.id, part]));
  const stayBefore = before.filter(({ id }) => now.has(id)).map(({ id }) => id);
  const stayAfter = after.filter(({ id }) => old.has(id));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(named),
    removed: before.filter(({ id }) => !now.has(id)).map(named),
    changed: stayAfter.flatMap((part) => {
      const fields = changesOf(old.get(part.id)?.value ?? {}, part.value);
      return fields.length === 0 ? [] : [{ ...named(part), fields }];
    }),
    isReordered: stayAfter.some(({ id }, at) => stayBefore[at] !== id),
  };
}

function named({ id, name }: Part): PartNamed {
  return { id, name };
}

function changesOf(before: object, after: object): readonly FieldChange[] {
  if (canonical(before) === canonical(after)) return [];
  const old = leavesOf(before);
  const now = leavesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((change) => change.before !== change.after);
}

/** Every single value under its path. A list of plain values is one value; what is empty is not there. */
function leavesOf(value: unknown, path = "", leaves = new Map<string, string>()): Map<string, string> {
  if (value === undefined || value === null || value === "" || value === false) return leaves;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    if (value.length > 0) leaves.set(path, value.join("、"));
  } else if (typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) leavesOf(inner, path === "" ? name : `${path}.${name}`, leaves);
  } else leaves.set(path, String(value));
  return leaves;
}
