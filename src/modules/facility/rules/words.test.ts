import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { messages } from "../../../kernel/i18n/messages.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { getSpace, minole, omitama, pick } from "../omitama.fixture.ts";
import { openingOn } from "./calendar.ts";
import { quote } from "./price.ts";
import { refusalOf, textOf } from "./words.ts";

const choir = { categoryId: "wide", purposeId: "music", group: { categories: ["culture"] }, extras: { heating: 1 } };

function priceTexts(locale: "ja" | "en" | "ja-easy"): readonly string[] {
  const run = pick(minole, "minole-kaze-office", "2026-12-04", "night");
  const t = translator(locale);
  const { lines } = quote(minole, getSpace(minole, "minole-kaze-office"), run, choir, omitama);
  return lines.map(({ label, explanation }) => `${textOf(t, label)}: ${textOf(t, explanation)}`);
}

test("the sum is explained in Japanese as the best clerk would", () => {
  assert.deepEqual(priceTexts("ja"), [
    "基本額: 風のホール（事務所側）、夜間の4時間",
    "利用区分の係数　1.2倍: 広域利用（となりの市や町の団体）のため、374円を加えます",
    "減免　5割: 市に登録した文化団体のため、2,244円の半分を引きます",
    "暖房: 夜間、1回分。暖房に減免はありません",
    "端数処理: 10円に満たない2円は、いただきません",
  ]);
});

test("the same lines can be read in English", () => {
  assert.deepEqual(priceTexts("en"), [
    "Basic fee: Kaze Hall, office side, evening, 4 hours",
    "Price for this type of user: × 1.2: ¥374 more for groups from neighbouring cities",
    "Discount: 50%: Half of ¥2,244 taken off for culture groups registered with the city",
    "heating: evening, × 1. No discount on heating",
    "Rounding: You do not pay the last ¥2, because we round down to the nearest ¥10",
  ]);
});

test("a coefficient that does not come from who uses it is called by its own name", () => {
  const run = pick(minole, "minole-kaze", "2026-12-04", "am");
  const use = { categoryId: "resident-person", purposeId: "exhibition", group: undefined, extras: {} };
  const { lines } = quote(
    minole,
    getSpace(minole, "minole-kaze"),
    run,
    { ...use, answers: { admission: 500 } },
    omitama,
  );
  const labels = (locale: "ja" | "en") => lines.map(({ label }) => textOf(translator(locale), label));
  assert.equal(labels("ja")[1], "入場料1,000円未満　1.5倍");
  assert.equal(labels("en")[1], "Price for admission below ¥1,000: × 1.5");
});

test("a closing day is explained with its day, in each language", () => {
  const day = openingOn(minole.calendar, "2026-11-24", omitama);
  assert.ok(!day.open);
  assert.equal(textOf(translator("ja"), day.reason), "11月23日（月）が祝日で開くので、この日がお休みです。");
  assert.match(textOf(translator("en"), day.reason), /open on the public holiday, Monday,? 23 November/);
});

test("a reason becomes a refusal in the person's language; losing a race is 409, a wrong answer 422", () => {
  const reason = {
    code: "facility.not-yet",
    field: "on",
    params: { day: { day: "2027-07-21" }, opens: { day: "2026-07-21" }, at: { time: "00:00" } },
  } as const;
  const refusal = refusalOf(reason, "ja");
  assert.deepEqual(
    [refusal.status, refusal.field, refusal.params],
    [422, "on", { day: "7月21日（水）", opens: "7月21日（火）", at: "0時" }],
  );
  assert.equal(refusalOf({ code: "facility.taken", field: undefined, params: {} }, "ja").status, 409);
});

test("every refusal and every sentence that the rules can say is written in Japanese and in English", () => {
  const sources = readdirSync(new URL(".", import.meta.url))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
    .join("\n");
  const codes = [...sources.matchAll(/"(facility\.[a-z-]+)"/g)].map(([, code]) => `refusal.${code}`);
  const keys = [...sources.matchAll(/"(facility\.(?:price|fees|calendar|rule)\.[a-z.-]+)"/g)].map(([, key]) =>
    String(key),
  );
  const made = [
    ...["booking", "slot", "half-hour", "hour"].map((per) => `facility.price.extra.per-${per}`),
    ...["half-hour", "hour"].map((per) => `facility.price.extra.lit-${per}`),
    ...["booking", "slot", "hour", "person"].map((per) => `facility.fees.add.per-${per}`),
    ...["person", "day"].map((per) => `facility.fees.extra.per-${per}`),
    ...["half-hour", "hour"].map((per) => `facility.fees.measured.${per}`),
    ...["up", "half-up"].map((how) => `facility.price.rounding.${how}`),
  ];
  assert.ok(codes.length > 30 && keys.length > 12);
  for (const table of [messages.ja, messages.en, messages["ja-easy"]]) {
    assert.deepEqual(
      [...codes, ...keys, ...made].filter((key) => !Object.hasOwn(table, key)),
      [],
    );
  }
});
