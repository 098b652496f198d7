export type Roster = { readonly members: number; readonly local: number; readonly unsaid: number };

/** How many are on the roster, and how many of them live, work or learn in the city. */
export function countRoster(members: readonly { readonly isLocal: boolean | undefined }[]): Roster {
  return {
    members: members.length,
    local: members.filter(({ isLocal }) => isLocal === true).length,
    unsaid: members.filter(({ isLocal }) => isLocal === undefined).length,
  };
}

/**
 * Whether more than half of the group is local. undefined while those who have not said could turn it: nobody is
 * counted as local, or as not local, by silence.
 */
export function isMostlyLocal({ members, local, unsaid }: Roster): boolean | undefined {
  if (members === 0) return undefined;
  if (local * 2 > members) return true;
  return (local + unsaid) * 2 > members ? undefined : false;
}
