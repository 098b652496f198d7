import type { GroupRole } from "./types.ts";

/** What can be done with a group, and which of its roles may do it. Who is not in the group sees nothing of it. */
export const groupPolicy = {
  see: ["owner", "officer", "member"],
  leave: ["owner", "officer", "member"],
  edit: ["owner", "officer"],
  "see-roster": ["owner", "officer"],
  "change-roster": ["owner", "officer"],
  invite: ["owner", "officer"],
  "change-documents": ["owner", "officer"],
  /** Applying for a registration, renewing it, telling changes. */
  register: ["owner", "officer"],
  "change-roles": ["owner"],
  close: ["owner"],
} as const satisfies Readonly<Record<string, readonly GroupRole[]>>;

export type GroupDeed = keyof typeof groupPolicy;

export function may(role: GroupRole | undefined, deed: GroupDeed): boolean {
  return role !== undefined && (groupPolicy[deed] as readonly GroupRole[]).includes(role);
}
