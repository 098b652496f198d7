import type { Direction, Sheet, SheetForm } from "../../types/evaluation.ts";
import { listFields } from "./fields.ts";

/** The fields of a form that make the direction; a form without them has none. */
export const directionFields = {
  result: "result-direction",
  cost: "cost-direction",
  /** 統合, 休止, 廃止 cannot be read from result and cost. */
  special: "special-direction",
} as const;

export const resultDirections = ["up", "keep", "down"] as const;
export type ResultDirection = (typeof resultDirections)[number];

export const costDirections = ["more", "same", "less"] as const;
export type CostDirection = (typeof costDirections)[number];

/**
 * 成果の方向 × コスト投入の方向. A better result for the same or less money is an improvement of the way, and so is the same result
 * for less. To let results fall without saving anything is no direction.
 */
export const directionTable: Readonly<Record<ResultDirection, Readonly<Record<CostDirection, Direction | undefined>>>> =
  {
    up: { more: "expand", same: "improve", less: "improve" },
    keep: { more: "keep", same: "keep", less: "improve" },
    down: { more: undefined, same: undefined, less: "shrink" },
  };

/** The one word for each direction, on every page. */
export const directionWords = {
  expand: "plan-evaluation.direction.expand",
  keep: "plan-evaluation.direction.keep",
  improve: "plan-evaluation.direction.improve",
  shrink: "plan-evaluation.direction.shrink",
  merge: "plan-evaluation.direction.merge",
  pause: "plan-evaluation.direction.pause",
  end: "plan-evaluation.direction.end",
} as const satisfies Readonly<Record<Direction, string>>;

/** The sheet's direction in one word: what was chosen beside the two axes comes first. undefined: not chosen yet, or none. */
export function directionOf(answers: Sheet["answers"]): Direction | undefined {
  const special = answers[directionFields.special];
  if (special === "merge" || special === "pause" || special === "end") return special;
  const result = resultDirections.find((value) => value === answers[directionFields.result]);
  const cost = costDirections.find((value) => value === answers[directionFields.cost]);
  return result && cost && directionTable[result][cost];
}

/** True if both axes are chosen and make no direction. */
export function isContradiction(form: SheetForm, answers: Sheet["answers"]): boolean {
  const has = (id: string) => listFields(form).some((field) => field.id === id) && (answers[id] ?? "") !== "";
  return has(directionFields.result) && has(directionFields.cost) && directionOf(answers) === undefined;
}
