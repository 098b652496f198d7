import type { PlanNode } from "../../types/plan.ts";

/** 担当課 of an indicator: its own, or those of the nearest part above it that names any. */
export function sectionsOf(
  { sections, node }: { readonly sections: readonly string[]; readonly node: string },
  nodes: ReadonlyMap<string, Pick<PlanNode, "parent" | "sections">>,
): readonly string[] {
  let found = sections;
  for (let at = nodes.get(node); found.length === 0 && at !== undefined; at = nodes.get(at.parent ?? "")) {
    found = at.sections;
  }
  return found;
}
