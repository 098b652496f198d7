import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** days: day after day. weekly: the same weekday. season: what a coordination of a season gave. */
export type SeriesKind = "days" | "weekly" | "season";

/** Days that were asked for together: each is a booking of its own, with its own price and payment; one code opens for all. */
export type Series = {
  readonly id: string;
  readonly kind: SeriesKind;
  readonly facilityId: string;
  readonly spaceId: string;
  readonly slots: readonly string[];
  readonly firstOn: CivilDate;
  readonly lastOn: CivilDate;
  readonly leftOut: readonly CivilDate[];
  readonly bookerId: string;
  readonly groupId: string | undefined;
  readonly madeBy: string | undefined;
  readonly madeAt: Date;
};
