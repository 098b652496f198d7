import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { CityClient, endWhenSilent } from "./client.ts";
import type { Db } from "./types.ts";

/** The role without the right to change what is append-only. Only migrations run as the owner. */
export const appRole = "machimigaki_app";

/** What the server allows one statement of the app; it then says so itself. The owner's migrations take what they take. */
const statementMs = 15_000;
/** More than the server's own limit, so that it is reached only when the server says nothing any more. */
const silenceMs = 20_000;

/**
 * Opens a pool. As `app` (the default) the connection has the rights of the app role only; as `owner` it may migrate.
 * Dates come as "YYYY-MM-DD", instants as Date, bigint as number (safe here: counts and yen), numeric as string.
 */
export function openDb(
  connectionString: string,
  options: { as?: "app" | "owner"; connections?: number; silentMs?: number } = {},
): { db: Db; close(): Promise<void> } {
  const { as = "app", connections = 10 } = options;
  const { silentMs = as === "app" ? silenceMs : undefined } = options;
  const pool = new pg.Pool({
    connectionString,
    Client: CityClient,
    max: connections,
    types: { getTypeParser },
    options: `-c timezone=UTC ${as === "app" ? `-c role=${appRole}` : ""}`,
    connectionTimeoutMillis: 5_000,
    application_name: "machimigaki",
    statement_timeout: as === "app" ? statementMs : 0,
    idle_in_transaction_session_timeout: 30_000,
    // Of a machine that is gone the owner, who has no limit, would wait for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A lost idle connection is not an error of anybody's request; the next query opens a new one.
  pool.on("error", () => {});
  if (silentMs !== undefined) {
    pool.on("connect", (client: pg.ClientBase) => {
      if (client instanceof CityClient) endWhenSilent(client, silentMs);
    });
  }
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
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
