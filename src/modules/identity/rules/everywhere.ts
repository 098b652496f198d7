import type { Role } from "../../../kernel/actor.ts";

/**
 * Roles that can be given for the facilities of all sections (所管課, kernel/workplace.ts): those of counters and doors. The
 * others have nothing to do with a facility, or are for the whole city anyway. The constraint staff_role_everywhere_at_counters
 * has the same three.
 */
const atCounters: readonly Role[] = ["clerk", "facility-manager", "approver"];

export function canBeEverywhere(role: Role): boolean {
  return atCounters.includes(role);
}
