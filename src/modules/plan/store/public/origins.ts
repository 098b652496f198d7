import type { Db } from "../../../../kernel/db/types.ts";
import type { Figure } from "../../types/figure.ts";
import { listFigures } from "../figure.ts";

/** The values behind all that is or was public, by id. What is only proposed is left out. */
export async function listOrigins(db: Db, planId: string): Promise<ReadonlyMap<string, Figure>> {
  const [approved, superseded] = await Promise.all([
    listFigures(db, planId, { state: "approved" }),
    listFigures(db, planId, { state: "superseded" }),
  ]);
  return new Map([...approved, ...superseded].map((figure) => [figure.id, figure]));
}
