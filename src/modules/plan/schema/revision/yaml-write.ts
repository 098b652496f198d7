import { Document, isMap, isScalar, isSeq, type Node, visit } from "yaml";
import type { PlanDocument } from "../../types/plan.ts";

/** A plan as a YAML file that can be read again to the same document. What is as it would be anyway is left out. */
export function writePlanYaml(plan: PlanDocument): string {
  const document = new Document(compact(plan, ""), { version: "1.2" });
  document.commentBefore = ` ${plan.title.ja}`;
  visit(document, {
    // A short thing stands on one line.
    Collection(_, node, path) {
      if (path.length > 2 && isShort(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const numbers = new Set(["value", "upper", "tolerance"]);

function compact(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => compact(item, ""));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, inner]) => [name, compact(inner, name)] as const);
    const kept = entries.filter(
      ([name, inner]) => inner !== undefined && inner !== false && !(name === "decimals" && inner === 0),
    );
    const [only] = kept;
    if (kept.length === 1 && only?.[0] === "ja") return only[1];
    return Object.fromEntries(kept);
  }
  // An exact number stays exact only if JavaScript writes it the same way.
  if (typeof value === "string" && numbers.has(key) && String(Number(value)) === value) return Number(value);
  return value;
}

function isShort(node: Node): boolean {
  if (isMap(node)) return node.items.every(({ value }) => isScalar(value)) && JSON.stringify(node).length < 110;
  return isSeq(node) && node.items.every((item) => isScalar(item)) && JSON.stringify(node).length < 110;
}
