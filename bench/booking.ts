import { parseArgs } from "node:util";
import { makeFormKey } from "../src/kernel/http/form-key.ts";
import { addDays } from "../src/kernel/time/civil-date.ts";
import { civilDateOf } from "../src/kernel/time/instant.ts";
import { openingOn } from "../src/modules/facility/rules/calendar.ts";
import { listVersions } from "../src/modules/facility/store/facility.ts";
import { openBareBookers } from "./bare-transaction.ts";
import { type BenchCity, makeBenchCity } from "./bench-city.ts";
import { circumstances, writeFigures } from "./figures.ts";
import { median, type Pace, pace, round } from "./pace.ts";
import { seededRandom } from "./random.ts";
import { openRawClient, rawRequest } from "./raw-client.ts";
import { makeResidents, type SignedInResident } from "./residents.ts";
import { listDaysFrom, numberOf, type Slot, shuffledSlots } from "./slots.ts";
import { startWebProcess, type WebProcess } from "./web-process.ts";

const { values: asked } = parseArgs({
  options: {
    bookings: { type: "string", default: "2000" },
    rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "16" },
    seed: { type: "string", default: "1" },
    pool: { type: "string" },
    profile: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [bookings, rounds, connections, seed] = [asked.bookings, asked.rounds, asked.connections, asked.seed].map(
  Number,
) as [number, number, number, number];
const rooms = 200;
// Three open holds are the most for a person; the first run that warms up takes one of them.
const residentCount = bookings;

const say = (line: string) => process.stdout.write(`${line}\n`);
const show = (name: string, { perSecond, p50, p99, longest }: Pace) =>
  say(`  ${name.padEnd(10)} ${perSecond} bookings/s, p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms`);

const around = circumstances(seed);
say(`${bookings} bookings a round over HTTP and as a bare transaction, ${connections} connections, seed ${seed}`);
const bench = await makeBenchCity({ rooms, ...(asked.pool === undefined ? {} : { pool: Number(asked.pool) }) });
const web = await startWebProcess(bench.env, { profileTo: asked.profile });
const bare = await openBareBookers(bench.databaseUrl, connections);
try {
  const residents = await makeResidents(bench.city, residentCount);
  const slots = await slotsFrom(bench, seed);
  let numbered = 0;
  const takeSlots = (count: number): Slot[] =>
    Array.from({ length: count }, (_, index) => {
      const { value } = slots.next();
      if (value === undefined) throw new Error("no slots left: ask for fewer bookings or rounds");
      const { personId } = residents[index % residents.length] as SignedInResident;
      return { ...value, personId, number: numberOf(numbered++) };
    });
  const overHttp = (count: number) => bookOverHttp(bench, web, residents, takeSlots(count));
  const asSql = (count: number) => bookAsSql(takeSlots(count));
  await overHttp(Math.min(500, bookings));
  await asSql(Math.min(500, bookings));
  const done: { http: Pace; sql: Pace; ratio: number; webCpuMsPerBooking?: number }[] = [];
  for (let at = 1; at <= rounds; at++) {
    await bench.clearHolds();
    const cpuBefore = web.cpu();
    const http = await overHttp(bookings);
    const cpu = cpuBefore === undefined ? undefined : round(((web.cpu() ?? 0) - cpuBefore) / bookings, 2);
    const sql = await asSql(bookings);
    const ratio = round(http.perSecond / sql.perSecond, 3);
    done.push({ http, sql, ratio, ...(cpu === undefined ? {} : { webCpuMsPerBooking: cpu }) });
    say(`round ${at}: ratio ${ratio}, ${cpu ?? "unknown"} ms of processor time of the web for each booking`);
    show("http", http);
    show("sql", sql);
  }
  const figures = {
    ...around,
    bookingsPerRound: bookings,
    connections,
    perSecond: median(done.map(({ http }) => http.perSecond)),
    p50: median(done.map(({ http }) => http.p50)),
    p99: median(done.map(({ http }) => http.p99)),
    sqlPerSecond: median(done.map(({ sql }) => sql.perSecond)),
    ratio: median(done.map(({ ratio }) => ratio)),
    rounds: done,
  };
  say(
    `median of ${rounds} rounds: ${figures.perSecond} bookings/s over HTTP, ${figures.sqlPerSecond} as SQL, ratio ${figures.ratio}, p99 ${figures.p99} ms`,
  );
  if (asked.write) writeFigures("booking", figures);
} finally {
  await bare.close();
  await web.stop();
  await bench.close();
}

async function bookOverHttp(
  { city }: BenchCity,
  { address }: WebProcess,
  residents: readonly SignedInResident[],
  slots: readonly Slot[],
): Promise<Pace> {
  const requests = slots.map(({ spaceId, on, band }, index) => {
    const holder = residents[index % residents.length] as SignedInResident;
    const path = `/spaces/${spaceId}/use`;
    const body = new URLSearchParams({
      "form-key": makeFormKey(city.secrets, holder, path),
      ...{ on, slots: band, category: "resident-person", purpose: "music", people: "5" },
    });
    return rawRequest(address, {
      method: "POST",
      path,
      headers: {
        cookie: `browser=${holder.browserId}; session=${holder.sessionId}`,
        "content-type": "application/x-www-form-urlencoded",
        "x-forwarded-for": sourceOf(index),
      },
      body: String(body),
    });
  });
  const clients = await Promise.all(Array.from({ length: connections }, () => openRawClient(address)));
  const measured = await pace(requests.length, connections, async (index, lane) => {
    const answer = await clients[lane]?.send(requests[index] as Buffer);
    if (answer?.status !== 303) throw new Error(`a booking was answered with ${answer?.status}`);
  });
  for (const client of clients) client.close();
  return measured;
}

function bookAsSql(slots: readonly Slot[]): Promise<Pace> {
  return pace(slots.length, connections, (index, lane) => bare.book(lane, slots[index] as Slot));
}

async function slotsFrom({ city }: BenchCity, seed: number) {
  const [facility] = await listVersions(city);
  if (facility === undefined) throw new Error("the facility was not loaded");
  const { zone } = city.config;
  const first = addDays(civilDateOf(city.clock.now(), zone), 14);
  const days = listDaysFrom(first, 150, (on) => openingOn(facility.calendar, on, city.config).open);
  return shuffledSlots({ rooms, days }, seededRandom(seed));
}

/** An address of the documentation block 2001:db8::/32. */
function sourceOf(index: number): string {
  return `2001:db8::${(index % 65_535).toString(16)}`;
}
