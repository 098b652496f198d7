import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { cityConfig } from "../src/kernel/city-config.ts";
import { translator } from "../src/kernel/i18n/translate.ts";
import { StartFailure } from "../src/kernel/start-failure.ts";
import { readYamlFile } from "../src/kernel/yaml-file.ts";
import { examineFacilityFile, loadFacilityFile, type Surroundings } from "../src/modules/facility/schema/load.ts";
import { type Tried, tryUse } from "../src/modules/facility/schema/try-use.ts";
import type { Facility } from "../src/modules/facility/types/facility.ts";
import { ordinanceDocuments } from "./ordinance-documents.ts";
import { reportFile } from "./ordinance-report.ts";
import { root } from "./root.ts";

const usage = `Usage:
  npm run ordinance -- check FILE… [--city omitama]
      条例ファイルを確かめ、中の例をすべて計算します。/ checks files and computes their examples.
  npm run ordinance -- try FILE --space ID --on 2026-12-04 --slots am,pm --category ID
      [--purpose ID] [--people 10] [--group-categories a,b] [--extras heating=1] [--answers resident=yes,fee=500]
      [--granted ID] [--now 2026-11-25T15:14] [--channel web|counter|telephone] [--city omitama]
      一つの使い方の料金と、予約できるかを出します。/ prints what a use costs and whether it may be booked.
  npm run ordinance -- schema
      docs/for-cities の JSON Schema と項目の表を書きます。/ writes the JSON Schema and the tables of fields.
`;

const options = {
  city: { type: "string" },
  space: { type: "string" },
  on: { type: "string" },
  slots: { type: "string" },
  category: { type: "string" },
  purpose: { type: "string" },
  people: { type: "string" },
  "group-categories": { type: "string" },
  extras: { type: "string" },
  answers: { type: "string" },
  granted: { type: "string" },
  now: { type: "string" },
  channel: { type: "string" },
} as const;

const noCity: Surroundings = { town: { zone: "Asia/Tokyo", holidays: [] } };

// `… | head` closes the pipe before everything is said.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function run(args: readonly string[]): number {
  const { values, positionals } = readArguments(args);
  const [command, ...files] = positionals;
  if (command === "check" && files.length > 0) return check(files, values.city);
  if (command === "try" && files.length === 1 && values.space !== undefined && values.on !== undefined) {
    return tryFile(files[0] ?? "", values);
  }
  if (command === "schema" && files.length === 0) return writeSchema();
  process.stderr.write(usage);
  return 2;
}

type Values = ReturnType<typeof readArguments>["values"];

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

function check(files: readonly string[], city: string | undefined): number {
  let failed = 0;
  for (const file of files) {
    const examined = examineFacilityFile(readText(file), file, surroundingsOf(file, city));
    if (examined.problems.length > 0) failed += 1;
    process.stdout.write(`${reportFile(file, examined)}\n`);
  }
  if (files.length > 1) {
    process.stdout.write(`${files.length - failed}/${files.length} のファイルが使えます / files are right\n`);
  }
  return failed > 0 ? 1 : 0;
}

function tryFile(file: string, values: Values): number {
  const surroundings = surroundingsOf(file, values.city);
  const examined = examineFacilityFile(readText(file), file, surroundings);
  const { facility } = examined;
  if (facility === undefined) {
    process.stdout.write(`${reportFile(file, examined)}\n`);
    return 1;
  }
  if (!facility.spaces.some(({ id }) => id === values.space)) {
    const spaces = facility.spaces.map(({ id }) => id).join(", ");
    process.stdout.write(`「${values.space}」という部屋はありません。あるのは ${spaces} です。/ no such space\n`);
    return 1;
  }
  for (const locale of ["ja", "en"] as const) {
    const t = translator(locale);
    const trial = tryUse(facility, readTried(values), surroundings.town, t);
    if (trial === undefined) continue;
    const { day, slots, window, accepted, judged, price, refunds } = trial;
    const lines = [
      day,
      slots.join("  "),
      ...(window === undefined ? [] : [window]),
      ...(accepted === true ? [t.text("facility.tried.accepted")] : judged),
      ...price.map((line) => `  ${line}`),
      ...refunds,
    ];
    process.stdout.write(`${lines.join("\n")}\n\n`);
  }
  return 0;
}

function readTried(values: Values): Tried {
  return {
    space: values.space ?? "",
    on: values.on ?? "",
    slots: listOf(values.slots),
    category: values.category,
    purpose: values.purpose,
    people: values.people === undefined ? 1 : Number(values.people),
    groupCategories: listOf(values["group-categories"]),
    extras: Object.fromEntries(pairsOf(values.extras).map(([id, times]) => [id, Number(times)])),
    answers: Object.fromEntries(pairsOf(values.answers).map(([id, answer]) => [id, answerOf(answer)])),
    granted: listOf(values.granted),
    now: values.now,
    channel: channelOf(values.channel),
  };
}

function listOf(text: string | undefined): readonly string[] | undefined {
  return text?.split(",").map((part) => part.trim());
}

function pairsOf(text: string | undefined): readonly (readonly [string, string])[] {
  return (listOf(text) ?? []).map((pair) => {
    const [id = "", value = "1"] = pair.split("=");
    return [id, value] as const;
  });
}

function answerOf(text: string): string | number | boolean {
  if (text === "yes" || text === "no") return text === "yes";
  return /^\d+$/.test(text) ? Number(text) : text;
}

function channelOf(text: string | undefined): "web" | "counter" | "telephone" | undefined {
  if (text === undefined || text === "web" || text === "counter" || text === "telephone") return text;
  throw new StartFailure(`--channel: web, counter, telephone`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new StartFailure(`${file} を読めません。/ ${file} cannot be read.`);
  }
}

/** A file in cities/<city>/facilities belongs to that city; any other needs none, unless one is named. */
function surroundingsOf(file: string, city: string | undefined): Surroundings {
  const folder = city === undefined ? dirname(resolve(file)) : join(root, "cities", city, "facilities");
  const isOfCity = city !== undefined || (basename(folder) === "facilities" && isThere(join(folder, "../city.yaml")));
  if (!isOfCity) return noCity;
  if (!isThere(join(folder, "../city.yaml"))) throw new StartFailure(`cities/${city} がありません。/ is not there.`);
  const config = readYamlFile(cityConfig, pathToFileURL(join(folder, "../city.yaml")));
  return { areas: config.areas, town: config, others: readOthers(folder, resolve(file)) };
}

function readOthers(folder: string, file: string): readonly Facility[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".yaml") && path !== file)
    .flatMap((path) => {
      const loaded = loadFacilityFile(readFileSync(path, "utf8"), path);
      return loaded.ok ? [loaded.facility] : [];
    });
}

function isThere(path: string): boolean {
  return readdirSync(dirname(path)).includes(basename(path));
}

function writeSchema(): number {
  for (const [file, text] of ordinanceDocuments()) {
    writeFileSync(join(root, file), text);
    process.stdout.write(`${file}\n`);
  }
  return 0;
}
