import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** brought: loaded by one. scheduled: put into force from a day on by another. withdrawn: by anybody, with a reason. */
export const ordinanceStates = ["brought", "scheduled", "withdrawn"] as const;
export type OrdinanceState = (typeof ordinanceStates)[number];

/** 条例ファイル, as it was loaded. */
export type OrdinanceFile = {
  readonly id: string;
  readonly state: OrdinanceState;
  readonly text: string;
  readonly facilityId: string | undefined;
  readonly effectiveFrom: CivilDate | undefined;
  readonly isRight: boolean;
  readonly broughtBy: string;
  readonly broughtAt: Date;
  readonly scheduledBy: string | undefined;
  readonly scheduledAt: Date | undefined;
  readonly withdrawnBy: string | undefined;
  readonly withdrawnAt: Date | undefined;
  readonly reason: string | undefined;
};
