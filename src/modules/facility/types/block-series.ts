import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** 公用のくり返し: what the city itself keeps on these weekdays. Each day is a block of its own. */
export type BlockSeries = {
  readonly id: string;
  readonly facilityId: string;
  readonly spaceId: string;
  readonly slots: readonly string[];
  /** 0 Sunday … 6 Saturday. */
  readonly weekdays: readonly number[];
  readonly firstOn: CivilDate;
  readonly lastOn: CivilDate;
  readonly leftOut: readonly CivilDate[];
  readonly withoutHolidays: boolean;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
};
