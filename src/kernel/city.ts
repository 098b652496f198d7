import type { Secrets } from "./auth/secrets.ts";
import type { CityConfig } from "./city-config.ts";
import type { ConstraintTable } from "./db/constraints.ts";
import type { Db } from "./db/types.ts";
import type { JobSender } from "./jobs/types.ts";
import type { Log } from "./log.ts";
import type { Clock } from "./time/clock.ts";

/**
 * One city, made once at start. A city is a database: there is no tenant column anywhere, and whoever holds a City
 * can reach that city's records and no other's.
 */
export type City = {
  readonly config: CityConfig;
  readonly db: Db;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly jobs: JobSender;
  readonly log: Log;
  /** What a person is told when one of these constraints says no. */
  readonly constraints: ConstraintTable;
  /** Where files are kept that are not in the database. */
  readonly dataFolder: string;
  /** The address people use, without a trailing slash: https://…; for links in mail and return addresses. */
  readonly address: string;
  /** Demo helpers (sign-in hints, mail catcher, demo payment) may show themselves. Never true in production. */
  readonly demo: boolean;
};
