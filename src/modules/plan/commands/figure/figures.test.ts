import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { Refusal } from "../../../../kernel/refusal.ts";
import { listActuals, listFigures } from "../../store/figure.ts";
import { bringTable } from "./bring-table.ts";
import { approveFigures, rejectFigure } from "./decide-figures.ts";
import { figureTown, plan, refuses, typedRow } from "./figure.fixture.ts";
import { finaliseFigures } from "./finalise-figures.ts";
import { proposeFigures } from "./propose-figures.ts";
import { sendFile, sendPaste } from "./send-rows.ts";

describe("values", () => {
  let town: Awaited<ReturnType<typeof figureTown>>;
  before(async () => {
    town = await figureTown();
  });
  after(() => town.close());

  const inForceOf = async (indicator: string, year = 2025) =>
    (await listActuals(town.db, plan)).get(indicator)?.find((one) => one.year === year)?.value;

  test("a value that was typed is not in force before another person approves it", async () => {
    await town.type(town.clerk);
    assert.equal(await inForceOf("net-monitors"), undefined);
    await assert.rejects(town.approveAll(town.clerk), /forbidden/);
    await town.approveAll(town.head);
    assert.equal(await inForceOf("net-monitors"), "349");
  });

  test("who typed a value cannot approve it, whatever the roles; and PostgreSQL says so even if the code does not", async () => {
    await town.type(town.planningHead, { indicator: "joint-committees", value: "28" });
    await assert.rejects(town.approveAll(town.planningHead), refuses("plan.figure-four-eyes"));
    const [figure] = (await town.waiting()).filter(({ indicatorId }) => indicatorId === "joint-committees");
    await assert.rejects(
      sql`update plan.figure set state = 'approved', decided_by = proposed_by, decided_at = now() where id = ${figure?.id}`.execute(
        town.db,
      ),
      /figure_four_eyes/,
    );
    await town.approveAll(town.planner);
    assert.equal(await inForceOf("joint-committees"), "28");
  });

  test("a better value takes the place of the first, and both can be read", async () => {
    await town.type(town.clerk, { value: "352", source: "名簿の訂正" });
    await town.approveAll(town.head);
    const history = await listFigures(town.db, plan, { indicatorId: "net-monitors", year: 2025 });
    assert.deepEqual(history.map(({ value, state }) => `${value} ${state}`).sort(), ["349 superseded", "352 approved"]);
  });

  test("a value is never written over, not even by SQL", async () => {
    for (const change of [sql`value = 1`, sql`source = 'x'`, sql`state = 'proposed'`]) {
      await assert.rejects(
        sql`update plan.figure set ${change} where indicator_id = 'net-monitors'`.execute(town.db),
        /never changed/,
      );
    }
    await assert.rejects(sql`delete from plan.figure`.execute(town.db), /never changed|permission denied/);
  });

  test("a clerk types the values of the own section only; a clerk of another section none of them", async () => {
    await assert.rejects(
      town.type(town.clerk, { indicator: "furusato-donations", value: "281400" }),
      refuses("plan.staff-figure-not-yours"),
    );
    await assert.rejects(town.type(town.stranger), refuses("plan.staff-figure-not-yours"));
    const visitor = { kind: "visitor" } as const;
    await assert.rejects(town.type(visitor), refuses("plan.staff-figure-not-yours"));
  });

  test("a section's head approves the own section's values and no other's", async () => {
    await town.type(town.planner, { indicator: "furusato-donations", value: "281400" });
    await assert.rejects(town.approveAll(town.head), /forbidden/);
    await town.approveAll(town.planningHead);
  });

  test("a table with one mistake writes nothing and names every row that is wrong", async () => {
    const before = await town.count("figure");
    const paste =
      "指標\t値\t確かさ\t出典\nおみたまネットモニター登録者数\t３６８\t速報\t名簿\nnet-monitors\t1,57\t速報\t名簿\n知らない指標\t5\t\t";
    const sending = town.perform(
      sendPaste,
      { planId: plan, year: 2024, paste, source: undefined, confirm: false },
      { actor: town.clerk },
    );
    await assert.rejects(sending, (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual(
        [error, ...error.others].map(({ code, params }) => `${params.where} ${code}`),
        ["3行目 plan.staff-figure-separators", "4行目 plan.staff-figure-indicator"],
      );
      return true;
    });
    assert.equal(await town.count("figure"), before);
  });

  test("a pasted table in full-width digits, with △ and separators, is taken whole", async () => {
    const paste =
      "指標\t値\t確かさ\t出典\r\nホームページ閲覧回数\t４，４７１，０１５回\t確定\t月報\r\n人口社会増減率\t△０．６２％\t速報\t常住人口調査\r\n";
    const sent = { planId: plan, year: 2024, paste, source: undefined, confirm: false };
    const { proposed } = await town.perform(sendPaste, sent, { actor: town.planner });
    assert.equal(proposed, 2);
    await town.approveAll(town.planningHead);
    assert.equal(await inForceOf("website-views", 2024), "4471015");
    assert.equal(await inForceOf("net-migration-rate", 2024), "-0.62");
    assert.deepEqual(await town.perform(sendPaste, sent, { actor: town.planner }), { proposed: 0, unchanged: 2 });
  });

  test("a file is taken whole, with the file's name as its source; one that is no table is refused", async () => {
    const send = (name: string, content: string | Uint8Array<ArrayBuffer>) =>
      town.perform(
        sendFile,
        { planId: plan, year: 2022, source: undefined, confirm: false, table: new File([content], name) },
        { actor: town.planner },
      );
    const { proposed } = await send("r4.csv", "\ufeffID,指標,年度,値,確かさ\nnet-monitors,x,令和4年度,278,確定\n");
    assert.equal(proposed, 1);
    const [figure] = (await town.waiting()).filter(({ year }) => year === 2022);
    assert.deepEqual([figure?.origin, figure?.source, figure?.certainty], ["import", "r4.csv", "final"]);
    await assert.rejects(
      town.approveAll(town.planner),
      refuses("plan.figure-four-eyes"),
      "a file is a person's word too",
    );
    await assert.rejects(send("r4.pdf", new Uint8Array([1, 0, 2])), refuses("plan.staff-figure-file-type"));
    await assert.rejects(send("r4.csv", "指標,値\n"), refuses("plan.staff-figure-empty"));
    await town.approveAll(town.planningHead);
  });

  test("a table gives the value of the indicator's formula with its raw counts, or nothing at all", async () => {
    const bring = (rows: string) =>
      town.perform(
        bringTable,
        {
          planId: plan,
          indicatorId: "women-on-councils",
          year: 2025,
          source: "委員名簿",
          certainty: "final",
          table: new File([`審議会等の名称,区分,総委員数,女性委員数\n${rows}`], "women.csv"),
        },
        { actor: town.planner },
      );
    await assert.rejects(bring("甲,202条の3,4,五\n乙,202条の3,4,5\n"), refuses("plan.staff-figure-table-row"));
    assert.equal((await town.waiting()).length, 0);
    await bring("甲,202条の3,30,7\n乙,202条の3,10,5\n丙,180条の5,4,4\n");
    await town.approveAll(town.planningHead);
    const [figure] = await listFigures(town.db, plan, { indicatorId: "women-on-councils", state: "approved" });
    assert.deepEqual(
      [figure?.value, figure?.numerator, figure?.denominator, figure?.origin],
      ["30", "12", "40", "table"],
    );
    assert.equal(figure?.counts.length, 3);
  });

  test("ten times the last value is taken only when somebody says that it is so", async () => {
    const row = { indicator: "staff-count", value: "5300", source: "調査" };
    await assert.rejects(town.type(town.planner, row), refuses("plan.staff-figure-doubt-ten-times"));
    await town.type(town.planner, row, true);
    const [figure] = (await town.waiting()).filter(({ indicatorId }) => indicatorId === "staff-count");
    await town.perform(
      rejectFigure,
      { planId: plan, figureId: figure?.id ?? "", reason: "けたを確かめてください" },
      { actor: town.planningHead },
    );
    const [rejected] = await listFigures(town.db, plan, { indicatorId: "staff-count" });
    assert.deepEqual([rejected?.state, rejected?.note], ["rejected", "けたを確かめてください"]);
    assert.equal(await inForceOf("staff-count"), undefined);
  });

  test("a provisional value becomes final by a second person too, and the provisional one stays readable", async () => {
    await town.type(town.planner, { indicator: "press-coverage", value: "33.2", certainty: "速報" });
    await town.approveAll(town.planningHead);
    const final = { planId: plan, year: 2025, indicatorIds: ["press-coverage"] };
    await town.perform(finaliseFigures, final, { actor: town.planner });
    await town.approveAll(town.planningHead);
    const history = await listFigures(town.db, plan, { indicatorId: "press-coverage" });
    assert.deepEqual(history.map(({ certainty, state }) => `${certainty} ${state}`).sort(), [
      "final approved",
      "provisional superseded",
    ]);
    await assert.rejects(
      town.perform(finaliseFigures, final, { actor: town.planner }),
      refuses("plan.staff-figure-none-provisional"),
    );
  });

  test("two people approve two values of one year at once: one comes into force, the other looks again", async () => {
    const rows = [typedRow({ year: 2023, value: "301" })];
    await town.perform(
      proposeFigures,
      { planId: plan, rows, origin: "hand", isConfirmed: false },
      { actor: town.clerk },
    );
    // A program's value waits beside the typed one: it is sent before, so that it is not taken back.
    await sql`insert into plan.figure (id, plan_id, indicator_id, year, value, certainty, origin, source, rule, counted_at, state, proposed_at)
      values (gen_random_uuid(), ${plan}, 'net-monitors', 2023, 302, 'final', 'api', 'x', 'x', now(), 'proposed', now())`.execute(
      town.db,
    );
    const waiting = (await town.waiting()).filter(({ year }) => year === 2023);
    assert.equal(waiting.length, 2);
    const approve = (figureId: string) =>
      town.perform(approveFigures, { planId: plan, figures: [{ figureId, seenId: undefined }] }, { actor: town.head });
    const results = await Promise.allSettled(waiting.map(({ id }) => approve(id)));
    assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const inForce = await listFigures(town.db, plan, { indicatorId: "net-monitors", year: 2023, state: "approved" });
    assert.equal(inForce.length, 1);
  });

  test("PostgreSQL keeps one value in force for a year, also against code that takes no lock", async () => {
    const insert = (
      table: string,
    ) => sql`insert into ${sql.raw(table)} (id, plan_id, indicator_id, year, value, counts, certainty, origin, source, rule, counted_at, state, proposed_at, is_sample)
      values (gen_random_uuid(), ${plan}, 'net-monitors', 2023, 303, '[]', 'final', 'api', 'x', 'x', now(), 'approved', now(), true)`;
    await assert.rejects(insert("plan.figure").execute(town.db), /figure_one_in_force/);
    // The control: the same rows in a table without the index.
    await town.db.connection().execute(async (db) => {
      await sql`create temp table loose (like plan.figure)`.execute(db);
      await insert("loose").execute(db);
      await insert("loose").execute(db);
    });
  });
});
