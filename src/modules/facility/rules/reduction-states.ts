/** applied: staff look at it. returned: something is missing. granted and refused: decided, by somebody else than who entered it. */
export const reductionStates = ["applied", "returned", "granted", "refused", "withdrawn"] as const;
export type ReductionState = (typeof reductionStates)[number];

/** The same table as facility.reduction_transition. */
export const reductionMoves: Readonly<Record<ReductionState, readonly ReductionState[]>> = {
  applied: ["returned", "granted", "refused", "withdrawn"],
  returned: ["applied", "withdrawn"],
  granted: [],
  refused: [],
  withdrawn: [],
};

export const canMoveReduction = (from: ReductionState, to: ReductionState): boolean =>
  reductionMoves[from].includes(to);

export const standingStates = ["proposed", "granted", "refused", "ended"] as const;
export type StandingState = (typeof standingStates)[number];
