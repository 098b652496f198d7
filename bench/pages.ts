import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { addDays } from "../src/kernel/time/civil-date.ts";
import { civilDateOf } from "../src/kernel/time/instant.ts";
import { makeBenchCity } from "./bench-city.ts";
import { circumstances, writeFigures } from "./figures.ts";
import { fillBookings, weekPaths } from "./fill-bookings.ts";
import { median, type Pace, round } from "./pace.ts";
import { seededRandom } from "./random.ts";
import { readPage, startRawServer } from "./raw-page.ts";
import { listDaysFrom } from "./slots.ts";
import { startWebProcess } from "./web-process.ts";

const { values: asked } = parseArgs({
  options: {
    bookings: { type: "string", default: "50000" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "16" },
    seed: { type: "string", default: "1" },
    profile: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const numbers = [asked.bookings, asked.seconds, asked.rounds, asked.connections, asked.seed].map(Number);
const [bookings = 0, seconds = 0, rounds = 0, connections = 0, seed = 0] = numbers;
const rooms = 200;
const weeks = 20;

const say = (line: string) => process.stdout.write(`${line}\n`);
const show = (name: string, { perSecond, p50, p99, longest }: Pace) =>
  say(`  ${name.padEnd(10)} ${perSecond} pages/s, p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms`);

const around = circumstances(seed);
say(
  `week views with ${bookings} bookings beside raw node:http with the same bytes, ${connections} connections, seed ${seed}`,
);
const bench = await makeBenchCity({ rooms });
const web = await startWebProcess(bench.env, { profileTo: asked.profile });
const { city } = bench;
try {
  const today = civilDateOf(city.clock.now(), city.config.zone);
  const days = listDaysFrom(today, weeks * 7, () => true);
  await fillBookings(city, { count: bookings, rooms, days }, seededRandom(seed));
  await bench.settleStatistics();
  const paths = weekPaths(
    rooms,
    Array.from({ length: weeks }, (_, week) => addDays(today, week * 7)),
  );
  const raw = await startRawServer(await readPage(`${web.address}${paths[rooms * 3]}`));
  await load(web.address, paths, 2);
  await load(raw.address, paths, 1);
  const done: { pages: Pace; raw: Pace; ratio: number; webCpuMsPerPage?: number }[] = [];
  for (let at = 1; at <= rounds; at++) {
    const cpuBefore = web.cpu();
    const pages = await load(web.address, paths, seconds);
    const cpu = cpuBefore === undefined ? undefined : round(((web.cpu() ?? 0) - cpuBefore) / pages.count, 2);
    const bare = await load(raw.address, paths, seconds);
    const ratio = round(pages.pace.perSecond / bare.pace.perSecond, 3);
    done.push({ pages: pages.pace, raw: bare.pace, ratio, ...(cpu === undefined ? {} : { webCpuMsPerPage: cpu }) });
    say(`round ${at}: ratio ${ratio}, ${cpu ?? "unknown"} ms of processor time of the web for each page`);
    show("week view", pages.pace);
    show("raw", bare.pace);
  }
  raw.stop();
  const figures = {
    ...around,
    bookings,
    connections,
    secondsPerRound: seconds,
    perSecond: median(done.map(({ pages }) => pages.perSecond)),
    p50: median(done.map(({ pages }) => pages.p50)),
    p99: median(done.map(({ pages }) => pages.p99)),
    rawPerSecond: median(done.map(({ raw }) => raw.perSecond)),
    ratio: median(done.map(({ ratio }) => ratio)),
    bytes: raw.bytes,
    rounds: done,
  };
  const { perSecond, rawPerSecond, ratio, p99 } = figures;
  say(`median of ${rounds} rounds: ${perSecond} week views/s, ${rawPerSecond} raw, ratio ${ratio}, p99 ${p99} ms`);
  if (asked.write) writeFigures("pages", figures);
} finally {
  await web.stop();
  await bench.close();
}

/** Every connection goes through all pages; each request comes from another source. */
async function load(
  address: string,
  paths: readonly string[],
  duration: number,
): Promise<{ pace: Pace; count: number }> {
  const result = await autocannon({
    url: address,
    connections,
    duration,
    requests: paths.map((path, index) => ({ path, headers: { "x-forwarded-for": `2001:db8::${index.toString(16)}` } })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  const { p50, p99, max: longest } = result.latency;
  const pace = { perSecond: round(result.requests.total / result.duration), p50, p99, longest };
  return { pace, count: result.requests.total };
}
