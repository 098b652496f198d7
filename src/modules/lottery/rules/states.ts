import type { RoundState } from "../types.ts";

/** Every way a round can go; the table `lottery.transition` says the same, and a test compares them. */
export const transitions: readonly { readonly from: RoundState; readonly to: RoundState }[] = [
  { from: "announced", to: "open" },
  { from: "open", to: "closed" },
  { from: "closed", to: "drawn" },
  { from: "drawn", to: "published" },
  { from: "published", to: "confirming" },
  { from: "confirming", to: "over" },
  { from: "announced", to: "called-off" },
  { from: "open", to: "called-off" },
  { from: "closed", to: "called-off" },
];

export function canMove(from: RoundState, to: RoundState): boolean {
  return transitions.some((one) => one.from === from && one.to === to);
}

/** The result is out: anybody may see who won by code, and the secret. */
export function isPublished(state: RoundState): boolean {
  return state === "published" || state === "confirming" || state === "over";
}
