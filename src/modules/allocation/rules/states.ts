import type { Season, SeasonState } from "../types.ts";

/** The same rows stand in allocation.transition. */
export const transitions: readonly { readonly from: SeasonState; readonly to: SeasonState }[] = [
  { from: "open", to: "closed" },
  { from: "closed", to: "open" },
  { from: "closed", to: "confirming" },
  { from: "confirming", to: "done" },
  { from: "open", to: "dropped" },
  { from: "closed", to: "dropped" },
];

export function canMove(from: SeasonState, to: SeasonState): boolean {
  return transitions.some((one) => one.from === from && one.to === to);
}

/** Where groups stand: before the window, in it, or after it. */
export type Phase = "before" | "asking" | "meeting" | "agreed" | "dropped";

export function phaseOf(season: Pick<Season, "state" | "opensAt" | "closesAt">, now: Date): Phase {
  if (season.state === "dropped") return "dropped";
  if (season.state === "confirming" || season.state === "done") return "agreed";
  if (season.state === "closed" || now >= season.closesAt) return "meeting";
  return now < season.opensAt ? "before" : "asking";
}
