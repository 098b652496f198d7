import type { Role } from "../../kernel/actor.ts";

/** Who may do what with the list of mails. */
export const policy = {
  look: ["clerk", "facility-manager", "administrator", "auditor"],
  sendAgain: ["clerk", "facility-manager", "administrator"],
} as const satisfies Record<string, readonly Role[]>;
