import type { Condition } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { Path } from "../finding.ts";

/** A condition of the file, and where it stands. */
export type PlacedCondition = { readonly when: Condition; readonly path: Path };

/** Every condition on more than the day: of fees, coefficients, reductions and extras. */
export function listConditions({ fees, terms, permitConditions = [] }: Facility): readonly PlacedCondition[] {
  return [
    ...fees.table.flatMap(({ when }, index) => placed(when, ["fees", "table", index, "when"])),
    ...fees.coefficients.flatMap(({ when }, index) => placed(when, ["fees", "coefficients", index, "when"])),
    ...(["reductions", "extras", "takings", "deposits", "overrun"] as const).flatMap((list) =>
      (fees[list] ?? []).flatMap(({ when }, index) => placed(when, ["fees", list, index, "when"])),
    ),
    ...permitConditions.flatMap(({ when }, index) => placed(when, ["permitConditions", index, "when"])),
    ...terms.flatMap(({ requires = [], limits = [], refund, lottery, approval = [] }, index) => [
      ...approval.flatMap(({ when }, row) => placed(when, ["terms", index, "approval", row, "when"])),
      ...requires.flatMap(({ when, needs }, row) => [
        ...placed(when, ["terms", index, "requires", row, "when"]),
        ...(needs.kind === "case" ? placed(needs.is, ["terms", index, "requires", row, "needs", "is"]) : []),
      ]),
      ...limits.flatMap(({ when }, row) => placed(when, ["terms", index, "limits", row, "when"])),
      ...(lottery?.weights ?? []).flatMap(({ when }, row) =>
        placed(when, ["terms", index, "lottery", "weights", row, "when"]),
      ),
      ...(refund.exceptions ?? []).flatMap(({ when }, row) =>
        placed(when, ["terms", index, "refund", "exceptions", row, "when"]),
      ),
    ]),
  ];
}

/** What a condition mentions by its id, and where; for checkReferences. */
export function mentionsIn(
  facility: Facility,
  when: Condition | undefined,
  path: Path,
): readonly { readonly what: ConditionMention; readonly id: string; readonly path: Path }[] {
  if (when === undefined) return [];
  const many = (what: ConditionMention, ids: readonly string[] | undefined, field: string) =>
    (ids ?? []).map((id, index) => ({ what, id, path: [...path, field, index] }));
  return [
    ...many("category", when.categories, "categories"),
    ...many("purpose", when.purposes, "purposes"),
    ...many("space", when.spaces, "spaces"),
    ...many("slot", when.slots, "slots"),
    ...Object.entries(when.answers ?? {}).flatMap(([id, wanted]) => {
      const at = [...path, "answers", id];
      const options = facility.questions.find((question) => question.id === id)?.options ?? [];
      const isList = Array.isArray(wanted) && options.length > 0;
      const strange = isList
        ? wanted
            .map((option: string, index: number) => ({ what: "option" as const, id: option, path: [...at, index] }))
            .filter((mention) => !options.some((option) => option.id === mention.id))
        : [];
      return [{ what: "question" as const, id, path: at }, ...strange];
    }),
  ];
}

export type ConditionMention = "category" | "purpose" | "space" | "slot" | "question" | "option";

function placed(when: Condition | undefined, path: Path): readonly PlacedCondition[] {
  return when === undefined ? [] : [{ when, path }];
}
