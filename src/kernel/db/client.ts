import type { Socket } from "node:net";
import pg from "pg";

/**
 * A connection that lets PostgreSQL parse and plan each statement with parameters once (a fifth more bookings a second),
 * and knows whether a question is open and why it was lost.
 */
export class CityClient extends pg.Client {
  unanswered = 0;
  lost: Error | undefined;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // While a request uses the connection, the pool does not listen: lost then, it would end the whole process.
    this.on("error", (error) => {
      this.lost ??= error;
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads; everything else is handed on as it came
  override query(...given: any[]): any {
    // The ROLLBACK after the loss fails too, and its error takes the place of the first: so it says the same.
    if (this.lost !== undefined) return Promise.reject(this.lost);
    const [text, values, ...rest] = given;
    const hasParameters = typeof text === "string" && Array.isArray(values) && values.length > 0 && rest.length === 0;
    const name = hasParameters ? nameOf(text) : undefined;
    const ask = super.query.bind(this) as (...asked: unknown[]) => unknown;
    const answer = name === undefined ? ask(...given) : ask({ name, text, values });
    if (answer instanceof Promise) {
      this.unanswered += 1;
      const count = () => {
        this.unanswered -= 1;
      };
      answer.then(count, count);
    }
    return answer;
  }
}

/**
 * Ends the connection when an open question has met nothing but silence for so long: a server that is frozen, or a
 * network that swallows. pg's own `query_timeout` gives the query up and keeps the connection, on which the next query
 * then waits as long again. Silence, and not time, because several questions may stand in line on one connection.
 */
export function endWhenSilent(client: CityClient, ms: number): void {
  // pg types it as any stream; it is the socket, or the TLS socket once connected.
  const socket = (client as unknown as { connection: { stream: Socket } }).connection.stream;
  socket.setTimeout(ms, () => {
    if (client.unanswered > 0) socket.destroy(new Error(`timeout: the database has been silent for ${ms} ms`));
  });
}

/** Our code has fewer texts; beyond them (`in (…)` with lists of changing length) statements go unprepared. */
const mostPrepared = 500;
const prepared = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (known !== undefined) return known;
  if (prepared.size >= mostPrepared) return undefined;
  const name = `s${prepared.size}`;
  prepared.set(text, name);
  return name;
}
