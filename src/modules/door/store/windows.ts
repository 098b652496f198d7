import { type RawBuilder, sql } from "kysely";
import type { Window } from "../types.ts";

/** The windows of a row of door.access, in order, as JSON; `toWindows` reads them. */
export function windowsOf(table: "door.access" | "access"): RawBuilder<StoredWindow[]> {
  const windows = table === "access" ? sql`access.windows` : sql`door.access.windows`;
  return sql`(select jsonb_agg(jsonb_build_object('from', lower(one), 'until', upper(one)) order by lower(one))
    from unnest(${windows}) as one)`;
}

export type StoredWindow = { readonly from: string; readonly until: string };

export function toWindows(stored: readonly StoredWindow[]): Window[] {
  return stored.map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }));
}

export function asMultirange(windows: readonly Window[]): RawBuilder<string> {
  const ranges = windows.map(({ from, until }) => `[${from.toISOString()},${until.toISOString()})`);
  return sql`${`{${ranges.join()}}`}::tstzmultirange`;
}
