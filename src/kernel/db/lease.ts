import type { Log } from "../log.ts";
import { CityClient, endWhenSilent } from "./client.ts";
import { appRole } from "./open.ts";

/** What only one process of a city may do at a time. */
export type Turn = { stop(): Promise<void> };

/**
 * Does `work` while this process is the one that has the lease of that name, and stops it as soon as it is not. Any
 * number of processes may ask; one has it. The lease is an advisory lock of a connection of its own: it is free in the
 * moment in which the process dies, and within some 20 s if its whole machine does. A process that lives and does nothing
 * (stopped, or its one thread busy) says nothing either: after `silentForMs` PostgreSQL ends its connection, and with it
 * the lease; it learns of that when it goes on, and stops its work. Whoever waits asks again every two seconds; a
 * statement that waited would keep vacuum from cleaning up. The first asking is over when this returns. Needs a connection to PostgreSQL itself: a pooler that hands connections around would lose the lock. While a network
 * is torn, two may work for some seconds: what they do must bear being done twice.
 */
export async function holdLease(
  options: {
    readonly connectionString: string;
    readonly name: string;
    readonly log: Log;
    readonly everyMs?: number;
    readonly silentForMs?: number;
  },
  work: () => Promise<Turn>,
): Promise<{ release(): Promise<void> }> {
  const { name, log, everyMs = 2_000, silentForMs = 15_000 } = options;
  let isEnding = false;
  let wake = () => {};
  let connection: CityClient | undefined;
  let turn: Turn | undefined;

  async function ask(): Promise<void> {
    if (connection === undefined) {
      const opened = await connect(options.connectionString, silentForMs);
      connection = opened;
      // The loss is seen at once and need not be asked for; an end of our own is none.
      opened.once("end", () => connection === opened && wake());
    }
    if (turn !== undefined) return void (await connection.query("select 1"));
    const lock = "select pg_try_advisory_lock(hashtextextended($1, 0)) as free";
    const { rows } = (await connection.query(lock, [`lease/${name}`])) as { rows: { free: boolean }[] };
    if (rows[0]?.free !== true) return;
    log.info("lease.taken", { name });
    turn = await work();
  }

  /** First the work, then the lock: the next one must not begin before. */
  async function leave(): Promise<void> {
    const [working, connected] = [turn, connection];
    turn = undefined;
    connection = undefined;
    await working?.stop();
    await connected?.end().catch(() => {});
  }

  async function askOrLeave(): Promise<void> {
    try {
      await ask();
    } catch (error) {
      if (turn !== undefined) log.warn("lease.lost", { name });
      else log.error("lease.failed", { name, error });
      await leave().catch((failure) => log.error("lease.not-left", { name, error: failure }));
    }
  }

  function pause(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, everyMs);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async function goOn(): Promise<void> {
    while (!isEnding) {
      await pause();
      if (!isEnding) await askOrLeave();
    }
  }

  await askOrLeave();
  const going = goOn();
  return {
    async release() {
      isEnding = true;
      wake();
      await going;
      await leave();
    },
  };
}

async function connect(connectionString: string, silentForMs: number): Promise<CityClient> {
  const client = new CityClient({
    connectionString,
    // The keepalives let the server notice within 20 s that the machine of a holder is gone, the timeout that it stands still.
    options: `-c role=${appRole} -c idle_session_timeout=${silentForMs} -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3`,
    application_name: "machimigaki-lease",
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  endWhenSilent(client, 5_000);
  return client;
}
