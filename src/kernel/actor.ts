/** Who acts. Every command, page and audit row names one of these. */
export type Actor =
  | { readonly kind: "visitor" }
  | { readonly kind: "resident"; readonly personId: string; readonly name: string; readonly sessionId: string }
  | {
      readonly kind: "staff";
      readonly personId: string;
      readonly name: string;
      readonly sectionId: string;
      readonly sectionName: string;
      readonly roles: readonly Role[];
      /** Those of the roles that were given for the facilities of all sections. Without it: none. */
      readonly everywhere?: readonly Role[];
      readonly sessionId: string;
    }
  | { readonly kind: "system"; readonly job: string };

export const roles = [
  "clerk",
  "facility-manager",
  "approver",
  "planner",
  "finance",
  "administrator",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

/**
 * Who may use a route: everybody, anyone signed in as a resident, any staff, or staff with one of the roles.
 * Deny is the default: a route must name its audience. Whose row it is, the command and the store decide.
 */
export type Audience = "anyone" | "resident" | "staff" | readonly Role[];

export const visitor: Actor = { kind: "visitor" };

export function isInAudience(actor: Actor, audience: Audience): boolean {
  if (audience === "anyone") return true;
  if (audience === "resident") return actor.kind === "resident";
  if (audience === "staff") return actor.kind === "staff";
  return actor.kind === "staff" && actor.roles.some((role) => audience.includes(role));
}

/** The person behind the actor, if there is one. */
export function personOf(actor: Actor): string | undefined {
  return actor.kind === "resident" || actor.kind === "staff" ? actor.personId : undefined;
}
