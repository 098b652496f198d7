import type { Role } from "../../../../kernel/actor.ts";
import type { RoundStep, Sheet } from "../../types/evaluation.ts";

export type StaffMember = {
  readonly id: string;
  readonly sectionId: string;
  readonly roles: readonly Role[];
};

/**
 * Who is reminded that a sheet waits at this step. Reviewers are residents: the board's own pages and planning keep them in mind,
 * so planning gets the mail. A sheet without a section is the planners' own.
 */
export function recipientsOf(
  step: RoundStep,
  { sectionId }: Pick<Sheet, "sectionId">,
  staff: readonly StaffMember[],
): readonly StaffMember[] {
  const has = (role: Role) => (member: StaffMember) => member.roles.includes(role);
  const planners = staff.filter(has("planner"));
  if (sectionId === undefined) return planners;
  const own = staff.filter((member) => member.sectionId === sectionId);
  switch (step) {
    case "write":
      return own.filter(has("clerk"));
    case "head":
      return own.filter(has("approver"));
    case "answer":
      return own.filter((member) => has("clerk")(member) || has("approver")(member));
    case "publish":
      return planners.filter(has("approver"));
    default:
      return planners;
  }
}
