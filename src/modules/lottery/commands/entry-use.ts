import type { UseAsked } from "../../facility/index.ts";
import type { Entry } from "../types.ts";

/** The use as it was asked for and judged when the entry was made; stored as JSON, without the group. */
export function useOf(entry: Entry): UseAsked {
  return { ...(entry.use as Omit<UseAsked, "groupId">), groupId: entry.groupId };
}
