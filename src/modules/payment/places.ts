import type { Db, Tx } from "../../kernel/db/types.ts";
import type { Place } from "./rules/month.ts";
import type { Subject } from "./types.ts";

export type { Place } from "./rules/month.ts";

/** Which place earned the money of a subject; keyed by the subject's id. Wired in src/app: this module knows no facility. */
export type PlaceFinder = (db: Db | Tx, subjects: readonly Subject[]) => Promise<ReadonlyMap<string, Place>>;

/** Of what no module knows (any more). */
export const elsewhere: Place = { id: "other", name: "その他" };

export const noPlaces: PlaceFinder = async () => new Map();
