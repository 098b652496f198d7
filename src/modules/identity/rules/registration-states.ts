/**
 * applied: staff look at it. returned: the group is to correct something. suspended: registered, but may not book for
 * the time being. ended: by staff or the group, before its time; expired: at its time.
 */
export const registrationStates = [
  "applied",
  "returned",
  "withdrawn",
  "registered",
  "suspended",
  "refused",
  "expired",
  "ended",
] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** The same table as identity.registration_transition, which the database holds to. */
export const registrationMoves: Readonly<Record<RegistrationState, readonly RegistrationState[]>> = {
  applied: ["returned", "registered", "refused", "withdrawn"],
  returned: ["applied", "withdrawn", "refused"],
  withdrawn: [],
  registered: ["suspended", "expired", "ended"],
  suspended: ["registered", "expired", "ended"],
  refused: [],
  expired: [],
  ended: [],
};

export function canMove(from: RegistrationState, to: RegistrationState): boolean {
  return registrationMoves[from].includes(to);
}
