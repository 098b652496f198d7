/** The way of a visit to a party that proves identity. Only these steps; everything else is refused. */
export const visitSteps = {
  sent: ["returned", "refused"],
  returned: ["proven", "refused"],
  proven: ["used"],
  refused: [],
  used: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type VisitState = keyof typeof visitSteps;

export const visitMinutes = 15;

export function canStep(from: VisitState, to: VisitState): boolean {
  return (visitSteps[from] as readonly VisitState[]).includes(to);
}

/** States from which `to` may be reached, for the store's "where state in (…)". */
export function statesBefore(to: VisitState): readonly VisitState[] {
  return (Object.keys(visitSteps) as VisitState[]).filter((from) => canStep(from, to));
}
