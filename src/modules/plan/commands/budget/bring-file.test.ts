import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import writeXlsxFile from "write-excel-file/node";
import { listAudit } from "../../../../kernel/audit/audit.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { writeBudgetCsv, writeBudgetXlsx } from "../../schema/budget-file.ts";
import { compareFile, costOfNode, listBudget, listBudgetChanges, listDifference } from "../../store/budget.ts";
import { applyBudgetFile, bringBudgetFile } from "./bring-file.ts";
import { type BudgetTown, budgetTown, refusalOf } from "./budget.fixture.ts";

let town: BudgetTown;
before(async () => {
  town = await budgetTown();
});
after(() => town.close());

const head = "事業コード,事業名,年度,区分,国庫支出金,県支出金,地方債,その他,一般財源,合計";
const csv = (...lines: string[]) => new TextEncoder().encode(["単位：円", head, ...lines].join("\r\n"));

const bring = (bytes: Uint8Array, unit?: "yen" | "thousand") =>
  town.perform(bringBudgetFile, { planId: "small", name: "予算.csv", bytes, unit }, { actor: town.finance });

async function apply(fileId: string, reason?: string): Promise<void> {
  const { digest } = await compareFile(town.city.db, "small", fileId);
  await town.perform(applyBudgetFile, { planId: "small", fileId, digest, reason }, { actor: town.finance });
}

async function bringAndApply(bytes: Uint8Array, reason?: string): Promise<string> {
  const { id } = await bring(bytes);
  await apply(id, reason);
  return id;
}

/** What was wrong, as people read it: "3行目 unknown". */
async function problems(bytes: Uint8Array, unit?: "yen" | "thousand"): Promise<string[]> {
  const refusal = await refusalOf(bring(bytes, unit));
  const t = translator("ja");
  return [refusal, ...refusal.others].map(({ code, params }) => t.dynamicText(`refusal.${code}`, params));
}

/** As Excel in Japan saves CSV: the decoder of the platform, turned round. */
function toShiftJis(text: string): Uint8Array {
  const decoder = new TextDecoder("shift_jis");
  const codes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xef; high++) {
    for (let low = 0x40; low <= 0xfc; low++) {
      const letter = decoder.decode(Uint8Array.of(high, low));
      if (letter.length === 1 && !codes.has(letter)) codes.set(letter, [high, low]);
    }
  }
  return Uint8Array.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]));
}

describe("a file of amounts", () => {
  it("is taken over only when its difference was seen, and the same file again changes nothing", async () => {
    const bytes = csv("1303-A,,2024,当初,0,0,0,0,900000,900000", "1303-A,,令和6年度,決算,0,0,0,0,880000,880000");
    const { id } = await bring(bytes);
    assert.deepEqual(await listBudget(town.city.db, "small", { year: 2024 }), [], "reading alone writes no amount");
    const { digest: _, ...first } = await compareFile(town.city.db, "small", id);
    assert.deepEqual(first, { added: 2, changed: 0, unchanged: 0, settledChanged: 0 });
    await apply(id);
    const stored = await listBudget(town.city.db, "small", { year: 2024 });
    assert.deepEqual(
      stored.map(({ stage, total }) => [stage, total]),
      [
        ["initial", 900_000],
        ["settled", 880_000],
      ],
    );
    const again = await bring(bytes);
    const { digest: __, ...second } = await compareFile(town.city.db, "small", again.id);
    assert.deepEqual(second, { added: 0, changed: 0, unchanged: 2, settledChanged: 0 });
    const changes = await town.count("plan.budget_change");
    const stamp = async () =>
      (await sql<{ at: Date }>`select max(brought_at) as at from plan.budget`.execute(town.city.db)).rows[0]?.at;
    const at = await stamp();
    town.clock.set("2026-11-26T10:00:00+09:00");
    await apply(again.id);
    assert.equal(await town.count("plan.budget_change"), changes);
    assert.deepEqual(await stamp(), at);
  });

  it("asks for a reason where a settled amount changes, and keeps what it was", async () => {
    await bringAndApply(csv("1303-B,,2023,決算,0,0,0,0,500000,500000"));
    const { id } = await bring(csv("1303-B,,2023,決算,100000,0,0,0,410000,510000"));
    assert.deepEqual(await listDifference(town.city.db, "small", id, 10), [
      { project: "1303-B", year: 2023, stage: "settled", kind: "changed", before: 500_000, after: 510_000 },
    ]);
    const refusal = await refusalOf(apply(id));
    assert.deepEqual([refusal.code, refusal.field], ["plan.staff-budget-reason", "reason"]);
    await apply(id, "国庫支出金の確定");
    const [change] = await listBudgetChanges(town.city.db, "small", "1303-B");
    assert.deepEqual([change?.before, change?.after, change?.reason], [500_000, 510_000, "国庫支出金の確定"]);
    const [audited] = await listAudit(town.city.db, { limit: 1 });
    assert.deepEqual([audited?.what, audited?.reason], ["plan.budget-applied", "国庫支出金の確定"]);
    assert.equal((await refusalOf(apply(id, "もう一度"))).code, "plan.staff-budget-applied");
  });

  it("is shown anew if another file moved the amounts meanwhile", async () => {
    const slow = await bring(csv("1401-A,,2022,当初,0,0,0,0,100,100"));
    const seen = await compareFile(town.city.db, "small", slow.id);
    await bringAndApply(csv("1401-A,,2022,当初,0,0,0,0,200,200"));
    const input = { planId: "small", fileId: slow.id, digest: seen.digest, reason: undefined };
    const refusal = await refusalOf(town.perform(applyBudgetFile, input, { actor: town.finance }));
    assert.equal(refusal.code, "plan.staff-budget-moved");
    assert.equal((await listBudget(town.city.db, "small", { project: "1401-A" }))[0]?.total, 200);
  });

  it("names every mistake with its row, and leaves nothing", async () => {
    const before = [await town.count("plan.budget"), await town.count("plan.budget_file")];
    const found = await problems(
      csv(
        "9999-Z,,2025,当初,0,0,0,0,100,100",
        "1303-A,,7,当初,0,0,0,0,100,100",
        "1303-A,,2025,見込,0,0,0,0,100,100",
        "1303-A,,2025,当初,△5,0,0,0,105,100",
        "1303-A,,2025,当初,0.5,0,0,0,100,100",
        "1303-A,,2025,当初,0,0,0,0,百,100",
        "1303-A,,2025,当初,0,0,0,0,100,101",
        "1303-A,,2025,当初,0,0,0,0,100,",
        ",,2025,当初,0,0,0,0,100,100",
        "1303-B,,2025,当初,0,0,0,0,100,100",
        "1303-B,,R7,当初,0,0,0,0,200,200",
      ),
    );
    assert.deepEqual(
      found.map((line) => /^\d+行目/.exec(line)?.[0]),
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 13].map((row) => `${row}行目`),
    );
    assert.match(found[0] ?? "", /9999-Z/);
    assert.match(found[3] ?? "", /0円より少ない/);
    assert.match(found[4] ?? "", /端数/);
    assert.match(found[6] ?? "", /財源の合計は100円ですが、合計の列は101円/);
    assert.match(found[9] ?? "", /12行目にも/);
    assert.deepEqual([await town.count("plan.budget"), await town.count("plan.budget_file")], before);
  });

  it("never guesses the unit: it is asked for, and a contradiction is refused", async () => {
    const bare = new TextEncoder().encode(`${head}\n1304-A,,2025,当初,0,0,0,0,5,5`);
    const refusal = await refusalOf(bring(bare));
    assert.deepEqual([refusal.code, refusal.field], ["plan.staff-budget-file", "unit"]);
    const { id } = await bring(bare, "thousand");
    assert.equal((await listDifference(town.city.db, "small", id, 1))[0]?.after, 5_000);
    assert.match(
      (await problems(csv("1304-A,,2025,当初,0,0,0,0,5,5"), "thousand"))[0] ?? "",
      /円と書いてありますが、千円/,
    );
  });

  it("reads full-width digits, △ in a 補正, Shift_JIS and a heading that names the unit", async () => {
    const text = `${head.replace("合計", "合計（千円）")}\r\n1304-A,,令和5年度,補正,０,0,0,0,"△１，２００",△1200`;
    const bytes = toShiftJis(text);
    await bringAndApply(bytes);
    const [row] = await listBudget(town.city.db, "small", { project: "1304-A", year: 2023 });
    assert.deepEqual([row?.stage, row?.total, row?.funding.general], ["supplementary", -1_200_000, -1_200_000]);
  });

  it("that the city exported can be read again, as Excel and as CSV, and changes nothing", async () => {
    const rows = await listBudget(town.city.db, "small");
    assert.ok(rows.length > 3);
    const names = new Map([["1303-A", "=cmd()"]]);
    const projects = [...new Set(rows.map((row) => row.project))].map((code) => ({ code, name: "=1+1" }));
    const files = [new TextEncoder().encode(writeBudgetCsv(rows, names)), await writeBudgetXlsx(rows, projects)];
    for (const bytes of files) {
      const { id } = await bring(bytes);
      const { added, changed, unchanged } = await compareFile(town.city.db, "small", id);
      assert.deepEqual({ added, changed, unchanged }, { added: 0, changed: 0, unchanged: rows.length });
    }
  });

  it("that is no table is refused in words", async () => {
    assert.match((await problems(new Uint8Array()))[0] ?? "", /何もありません/);
    assert.match((await problems(new TextEncoder().encode("%PDF-1.7 \0")))[0] ?? "", /この種類/);
    assert.match(
      (await problems(new TextEncoder().encode("PK\x03\x04 broken on its way to here")))[0] ?? "",
      /開けません/,
    );
    assert.match((await problems(new TextEncoder().encode("a,b\n1,2")))[0] ?? "", /見出し/);
    const [part] = await problems(new TextEncoder().encode("単位：円\n事業コード,年度,区分\n1303-A,2025,当初"));
    assert.match(part ?? "", /国庫支出金、県支出金/);
    const sheet = await writeXlsxFile([
      [{ value: "単位：百万円" }],
      head.split(",").map((value) => ({ value })),
    ]).toBuffer();
    assert.match((await problems(sheet))[0] ?? "", /円か千円/);
  });

  it("is brought by finance and by nobody else", async () => {
    const bytes = csv("1303-A,,2025,当初,0,0,0,0,100,100");
    for (const actor of [town.clerk, town.head, town.planner]) {
      const input = { planId: "small", name: "a.csv", bytes, unit: undefined };
      assert.equal((await refusalOf(town.perform(bringBudgetFile, input, { actor }))).status, 403);
    }
  });
});

describe("the database", () => {
  const insert = (stage: string, national: number, general: number, total: number) =>
    town.perform(
      ({ tx }) =>
        sql`insert into plan.budget (plan_id, project_code, year, stage, national, prefecture, bond, other, general, total, brought_at)
          values ('small', '1401-A', 2030, ${stage}, ${national}, 0, 0, 0, ${general}, ${total}, now())`.execute(tx),
      undefined,
    );

  it("refuses sources that do not make the total", async () => {
    assert.equal((await refusalOf(insert("initial", 1, 2, 4))).code, "plan.staff-budget-sum");
  });

  it("refuses less than nothing, but in a 補正", async () => {
    assert.equal((await refusalOf(insert("settled", -1, 2, 1))).code, "plan.staff-budget-below-zero");
    await insert("supplementary", -1, 0, -1);
  });

  it("sums a node with all below it in one number, and knows no rate for a budget of zero", async () => {
    await bringAndApply(
      csv(
        "1303-A,,2021,当初,0,0,0,0,0,0",
        "1303-A,,2021,決算,0,0,0,0,50,50",
        "1304-A,,2021,当初,0,0,0,0,100,100",
        "1401-A,,2021,当初,0,0,0,0,1000,1000",
      ),
    );
    const cost = await costOfNode(town.city.db, "small", "13", 2021);
    assert.deepEqual([cost.projects, cost.initial?.total, cost.settled?.total], [2, 100, 50]);
    assert.equal(cost.executionRate, undefined, "1304-A is not settled yet");
    assert.equal((await costOfNode(town.city.db, "small", "1303", 2021)).executionRate, undefined, "0 to compare with");
    assert.equal((await costOfNode(town.city.db, "small", "14", 2021)).initial?.total, 1000);
    assert.equal((await costOfNode(town.city.db, "small", "13", 1999)).projects, 0);
  });
});
