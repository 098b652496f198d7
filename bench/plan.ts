import { parseArgs } from "node:util";
import { sql } from "kysely";
import { perform } from "../src/kernel/perform.ts";
import { bringPlan } from "../src/modules/plan/commands/revision/bring-plan.ts";
import { ruleSets } from "../src/modules/plan/rules/rule-sets.ts";
import { makeBenchCity } from "./bench-city.ts";
import { circumstances, writeFigures } from "./figures.ts";
import { round } from "./pace.ts";
import {
  benchPlan,
  chapterCode,
  indicatorId,
  lastYear,
  measureCode,
  type PlanSize,
  planId,
  projectCode,
} from "./plan/document.ts";
import { fillBudget, fillFigures, fillOperations, fillSheets } from "./plan/fill.ts";
import { timeImports } from "./plan/imports.ts";
import { type Timed, timePages } from "./plan/time-pages.ts";
import { seededRandom } from "./random.ts";
import { readPage, startRawServer } from "./raw-page.ts";
import { startWebProcess } from "./web-process.ts";

const { values: asked } = parseArgs({
  options: {
    chapters: { type: "string", default: "40" },
    projects: { type: "string", default: "2000" },
    years: { type: "string", default: "20" },
    operations: { type: "string", default: "1000000" },
    requests: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    profile: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [chapters = 0, projects = 0, years = 0, operations = 0, requests = 0, seed = 0] = [
  asked.chapters,
  asked.projects,
  asked.years,
  asked.operations,
  asked.requests,
  asked.seed,
].map(Number);
const rooms = 200;
const size: PlanSize = { chapters, measuresPerChapter: 10, indicatorsPerMeasure: 20, projects, years };
const ruleSet = [...ruleSets.keys()][0] ?? "";
const indicators = chapters * size.measuresPerChapter * size.indicatorsPerMeasure;
const say = (line: string) => process.stdout.write(`${line}\n`);
const around = circumstances(seed);
const random = seededRandom(seed);
const any = (count: number) => Math.floor(random() * count);
const some = (path: () => string) => Array.from({ length: 50 }, path);
const anyMeasure = () => measureCode(any(chapters), any(size.measuresPerChapter));

say(`a plan of ${chapters} chapters, ${indicators} indicators, ${years} years, ${projects} projects; seed ${seed}`);
const bench = await makeBenchCity({ rooms });
const web = await startWebProcess(bench.env, { profileTo: asked.profile });
const { city } = bench;
try {
  const system = { actor: { kind: "system", job: "bench" } } as const;
  const importPlan = await seconds(() =>
    perform(city, system, bringPlan, { document: benchPlan(size, ruleSet), reason: "速さを測る" }),
  );
  say(`the plan was brought in within ${importPlan} s`);
  const filled = await seconds(async () => {
    await fillFigures(city, size, ruleSet);
    await fillBudget(city);
    await fillSheets(city);
  });
  await bench.settleStatistics();
  say(
    `${indicators * years} published values, ${projects * 30} amounts and the sheets were written within ${filled} s`,
  );

  const front = some(() => `/plans/${planId}`);
  const pages = {
    front,
    policy: some(() => `/plans/${planId}/parts/${chapterCode(any(chapters))}`),
    measure: some(() => `/plans/${planId}/parts/${anyMeasure()}`),
    indicators: some(() => `/plans/${planId}/indicators`),
    indicator: some(() => `/plans/${planId}/indicators/${indicatorId(anyMeasure(), any(20))}`),
    project: some(() => `/plans/${planId}/projects/${projectCode(any(projects))}`),
    search: some(() => `/plans/${planId}/search?q=${encodeURIComponent(anyMeasure())}`),
    api: some(() => `/api/v1/plans/${planId}/indicators?page=${1 + any(indicators / 50)}`),
    compare: some(() => `/plans/${planId}/compare?from=${lastYear - 1 - any(years - 2)}&to=${lastYear}`),
  };
  const measured: Record<string, { web: Timed; raw: Timed; ratio: number; webCpuMsPerPage?: number }> = {};
  for (const [name, paths] of Object.entries(pages)) {
    const cpuBefore = web.cpu();
    const found = await timePages(web.address, paths, requests);
    const cpu = cpuBefore === undefined ? undefined : round(((web.cpu() ?? 0) - cpuBefore) / found.count, 1);
    const raw = await startRawServer(await readPage(`${web.address}${paths[0]}`));
    const bare = await timePages(raw.address, paths, requests);
    raw.stop();
    const ratio = round(found.p95 / bare.p95, 1);
    measured[name] = { web: found, raw: bare, ratio, ...(cpu === undefined ? {} : { webCpuMsPerPage: cpu }) };
    say(
      `  ${name.padEnd(10)} p50 ${found.p50} ms, p95 ${found.p95} ms, ${found.bytes} bytes; raw p95 ${bare.p95} ms, ${ratio} times; ${cpu ?? "unknown"} ms of processor time`,
    );
  }
  const before = await timePages(web.address, front, requests);
  const fillSeconds = await seconds(() => fillOperations(city, operations, rooms));
  await bench.settleStatistics();
  const scansBefore = await countScans();
  const after = await timePages(web.address, front, requests);
  const bookingScans = (await countScans()) - scansBefore;
  say(
    `  front without operational records p95 ${before.p95} ms, with ${operations} bookings and page views ${after.p95} ms (filled in ${fillSeconds} s); ${bookingScans} looks into the bookings`,
  );
  const imports = await timeImports(bench, say);
  if (asked.write) {
    writeFigures("plan", {
      ...around,
      chapters,
      indicators,
      years,
      projects,
      publishedValues: indicators * years,
      requestsPerPage: requests,
      milliseconds: measured,
      front: { operations, before, after, bookingScans },
      seconds: { importPlan, ...imports },
    });
  }
} finally {
  await web.stop();
  await bench.close();
}

/** How often anything looked into the bookings, by PostgreSQL's own count: what the clock says depends on who else works here. */
async function countScans(): Promise<number> {
  // Each connection hands in its counts a second later.
  await new Promise((done) => setTimeout(done, 2_000));
  const { rows } = await sql<{ scans: number }>`
    select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::float8 as scans from pg_stat_user_tables
    where schemaname = 'facility' and relname in ('booking', 'occupancy')
  `.execute(city.db);
  return rows[0]?.scans ?? 0;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return round((performance.now() - begun) / 1000, 2);
}
