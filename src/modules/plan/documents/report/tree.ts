import type { StoredNode } from "../../store/plan.ts";
import type { ReportContent } from "../report-content.ts";

/** The nodes of the first level that has pages: 政策 or 基本施策. Another city's first level is another word, not another code. */
export function listTops({ nodes }: Pick<ReportContent, "nodes">): readonly StoredNode[] {
  return nodes.filter(({ parent }) => parent === undefined);
}

/** A node with all below it, in the plan's order. */
export function listBelow({ nodes }: Pick<ReportContent, "nodes">, top: StoredNode): readonly StoredNode[] {
  const children = childrenOf(nodes);
  const found: StoredNode[] = [];
  const visit = (node: StoredNode) => {
    found.push(node);
    for (const child of children.get(node.code) ?? []) visit(child);
  };
  visit(top);
  return found;
}

const known = new WeakMap<readonly StoredNode[], ReadonlyMap<string, readonly StoredNode[]>>();

function childrenOf(nodes: readonly StoredNode[]): ReadonlyMap<string, readonly StoredNode[]> {
  const found = known.get(nodes) ?? Map.groupBy(nodes, ({ parent }) => parent ?? "");
  known.set(nodes, found);
  return found;
}
