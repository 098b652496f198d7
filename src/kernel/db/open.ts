import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Db } from "./types.ts";

/** The role without the right to change what is append-only. Only migrations run as the owner. */
export const appRole = "machimigaki_app";

/**
 * Opens a pool. As `app` (the default) the connection has the rights of the app role only; as `owner` it may migrate.
 * Dates come as "YYYY-MM-DD", instants as Date, bigint as number (safe here: counts and yen), numeric as string.
 */
export function openDb(
  connectionString: string,
  options: { as?: "app" | "owner"; connections?: number } = {},
): { db: Db; close(): Promise<void> } {
  const { as = "app", connections = 10 } = options;
  const pool = new pg.Pool({
    connectionString,
    Client: PreparingClient,
    max: connections,
    types: { getTypeParser },
    options: `-c timezone=UTC ${as === "app" ? `-c role=${appRole}` : ""}`,
    connectionTimeoutMillis: 5_000,
    application_name: "machimigaki",
    statement_timeout: as === "app" ? 15_000 : 0,
    idle_in_transaction_session_timeout: 30_000,
  });
  // A lost idle connection is not an error of anybody's request; the next query opens a new one.
  pool.on("error", () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

/** Our code has fewer texts; beyond them (`in (…)` with lists of changing length) statements go unprepared. */
const mostPrepared = 500;
const prepared = new Map<string, string>();

/** Lets PostgreSQL parse and plan each statement with parameters once a connection: a fifth more bookings a second. */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads; everything else is handed on as it came
  override query(...given: any[]): any {
    const [text, values, ...rest] = given;
    const hasParameters = typeof text === "string" && Array.isArray(values) && values.length > 0 && rest.length === 0;
    const name = hasParameters ? nameOf(text) : undefined;
    const ask = super.query.bind(this) as (...asked: unknown[]) => unknown;
    return name === undefined ? ask(...given) : ask({ name, text, values });
  }
}

function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (known !== undefined) return known;
  if (prepared.size >= mostPrepared) return undefined;
  const name = `s${prepared.size}`;
  prepared.set(text, name);
  return name;
}

const asText = (value: string) => value;
const asSafeNumber = (value: string) => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is beyond the safe integers`);
  return number;
};

const parsers = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.INT8, asSafeNumber],
  [pg.types.builtins.DATE, asText],
]);

const getTypeParser = ((oid: number, format?: "text" | "binary") =>
  parsers.get(oid) ?? pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser;
