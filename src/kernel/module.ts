import type { Act } from "./act.ts";
import type { City } from "./city.ts";
import type { DatasetDefinition } from "./dataset/types.ts";
import type { Db, Tx } from "./db/types.ts";
import type { Route } from "./http/route.ts";
import type { Job } from "./jobs/types.ts";
import type { MetricDefinition } from "./metric/types.ts";

/** A module's manifest: all that src/app knows of it. */
export type Module = {
  readonly name: string;
  /** Folder of NNN-name.sql files, run in order, once. Without it the module keeps nothing. */
  readonly migrations?: URL;
  readonly routes: readonly Route[];
  // biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
  readonly jobs: readonly Job<any>[];
  /** Database constraint → refusal code: what a person is told when PostgreSQL says no. */
  readonly constraints: Readonly<Record<string, string>>;
  readonly metrics: readonly MetricDefinition[];
  readonly datasets: readonly DatasetDefinition[];
  /** What this module keeps of a person: shown on "my data", and asked before an account is deleted. */
  readonly person?: PersonKeeper;
  /** Entries of the public and the staff menu, in order; `label` is a message key. */
  readonly menu: readonly MenuEntry[];
  /** Sample records, the first time a city is started with seeds. Order is the order of the modules. */
  readonly seed?: (city: City, cityFolder: URL) => Promise<void>;
};

export type PersonKeeper = {
  /** Reasons (message keys) why the account cannot be deleted now: money or a booking is open. */
  readonly reasonsToKeep: (db: Db | Tx, personId: string, now: Date) => Promise<readonly string[]>;
  /** What is kept, for the page "my data": a title (message key), how many, and where to see them. */
  readonly describe: (
    db: Db | Tx,
    personId: string,
  ) => Promise<readonly { title: string; count: number; href?: string }[]>;
  /** Removes or detaches all that names the person, inside the transaction of the deletion. */
  readonly forget: (act: Act, personId: string) => Promise<void>;
};

export type MenuEntry = {
  readonly href: string;
  readonly label: string;
  readonly order: number;
} & ({ readonly side: "public" } | { readonly side: "staff"; readonly group: StaffGroup });

/** Staff have too many pages for one line: the first line says what it is about, the second what there is of it. */
export const staffGroups = ["facility", "people", "money", "doors", "plan", "records"] as const;
export type StaffGroup = (typeof staffGroups)[number];
