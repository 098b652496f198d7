import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { findPrepared } from "../../store/figure/publications.ts";
import {
  countVerdicts,
  latestPublication,
  listChanges,
  listPublished,
  listReadings,
  listRecounts,
} from "../../store/figure.ts";
import { composePublication } from "./compose-publication.ts";
import { askForCount } from "./count-metric.ts";
import { figureTown, plan, refuses, type Staff } from "./figure.fixture.ts";
import { giveBackPublication, preparePublication, publish } from "./publish.ts";

const year = 2025;

describe("publication", () => {
  let town: Awaited<ReturnType<typeof figureTown>>;
  before(async () => {
    town = await figureTown({ samples: true });
  });
  after(() => town.close());

  async function prepare(actor: Staff): Promise<string> {
    const { hash } = await composePublication(town.db, plan, year);
    const asked = { planId: plan, year, note: "令和7年度の訂正", hash };
    return (await town.perform(preparePublication, asked, { actor })).preparedId;
  }
  const publishBy = (actor: Staff, preparedId: string) =>
    town.perform(publish, { planId: plan, year, preparedId }, { actor });
  const publicValue = async () =>
    (await listPublished(town.db, plan, { year, indicatorIds: ["net-monitors"] }))[0]?.value;

  test("the samples are published year by year: 11 on track, 7 behind, 3 not measurable in the last", async () => {
    const sum = (await countVerdicts(town.db, plan, year)).reduce(
      (all, { good, late, unknown }) => [all[0] + good, all[1] + late, all[2] + unknown] as [number, number, number],
      [0, 0, 0] as [number, number, number],
    );
    assert.deepEqual(sum, [11, 7, 3]);
    assert.equal(await town.count("publication"), 5);
    assert.equal(await town.count("published_figure"), 5 * 21);
    assert.equal((await latestPublication(town.db, plan))?.year, year);
    const series = await listPublished(town.db, plan, { indicatorIds: ["net-monitors"] });
    assert.deepEqual(
      series.map(({ value }) => value),
      ["261", "278", "301", "322", "349"],
    );
  });

  test("what changed is what the year before was judged otherwise", async () => {
    const changes = await listChanges(town.db, plan, year);
    const orgs = changes.find(({ indicatorId }) => indicatorId === "community-orgs");
    assert.deepEqual([orgs?.from, orgs?.to, orgs?.before, orgs?.now], ["late", "good", "68", "72"]);
    assert.ok(!changes.some(({ indicatorId }) => indicatorId === "net-monitors"), "late stays late");
  });

  test("after a publication nothing is left to publish, and nothing can be prepared", async () => {
    const { rows } = await composePublication(town.db, plan, year);
    assert.ok(rows.every(({ change }) => change === "unchanged"));
    await assert.rejects(prepare(town.planner), refuses("plan.staff-publication-nothing"));
  });

  test("an approved value is not public before it is published", async () => {
    await town.type(town.clerk, { value: "352", source: "名簿の訂正" });
    await town.approveAll(town.head);
    assert.equal(await publicValue(), "349");
    const { rows } = await composePublication(town.db, plan, year);
    const changed = rows.filter(({ change }) => change !== "unchanged");
    assert.deepEqual(
      changed.map(({ indicatorId, change, value, before }) => [indicatorId, change, before?.value, value]),
      [["net-monitors", "changed", "349", "352"]],
    );
  });

  test("who prepared it cannot publish it, and a planner who is no approver neither", async () => {
    const preparedId = await prepare(town.planningHead);
    await assert.rejects(publishBy(town.planningHead, preparedId), refuses("plan.publication-four-eyes"));
    await assert.rejects(publishBy(town.planner, preparedId), /forbidden/);
    await assert.rejects(prepare(town.planner), refuses("plan.staff-publication-waiting"));
    await town.perform(
      giveBackPublication,
      { planId: plan, year, preparedId, reason: "準備する人がちがう" },
      { actor: town.planner },
    );
    assert.equal(await publicValue(), "349");
  });

  test("if a value changes between the preview and the publication, nothing is published", async () => {
    const preparedId = await prepare(town.planner);
    await town.type(town.clerk, { value: "353", source: "もう一度の訂正" });
    await town.approveAll(town.head);
    await assert.rejects(publishBy(town.planningHead, preparedId), refuses("plan.staff-publication-changed"));
    assert.equal(await publicValue(), "349");
    await town.perform(
      giveBackPublication,
      { planId: plan, year, preparedId, reason: "値が変わった" },
      { actor: town.planningHead },
    );
  });

  test("a publication changes only what differs, and what it replaced can still be read", async () => {
    const preparedId = await prepare(town.planner);
    const { publicationId, published } = await publishBy(town.planningHead, preparedId);
    assert.equal(published, 1);
    assert.equal(await publicValue(), "353");
    assert.equal(await findPrepared(town.db, { planId: plan, year }), undefined);
    assert.equal(await town.count("published_figure", `replaced_by = '${publicationId}' and value = 349`), 1);
    await assert.rejects(publishBy(town.planningHead, preparedId), refuses("plan.staff-publication-gone"));
  });

  test("two people publish the same preparation at once: it is published once", async () => {
    await town.type(town.clerk, { value: "354", source: "最後の訂正" });
    await town.approveAll(town.head);
    const preparedId = await prepare(town.planner);
    const before = await town.count("publication");
    const other = town.staff("kikaku-chosei", "planner", "approver");
    const results = await Promise.allSettled([publishBy(town.planningHead, preparedId), publishBy(other, preparedId)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal(await town.count("publication"), before + 1);
    assert.equal(await publicValue(), "354");
  });

  test("what was published cannot be changed by SQL", async () => {
    for (const change of [
      sql`update plan.published_figure set value = 1`,
      sql`update plan.published_figure set replaced_by = null where replaced_by is not null`,
      sql`delete from plan.published_figure`,
      sql`update plan.publication set note = 'x'`,
      sql`delete from plan.publication`,
    ]) {
      await assert.rejects(change.execute(town.db), /stays|permission denied|append-only/);
    }
  });

  test("a year counted again never changes what is public: the difference waits and is shown", async () => {
    const ask = (of: number, actor: Staff = town.planner) =>
      town.perform(askForCount, { planId: plan, indicatorId: "dx-projects", year: of }, { actor });
    town.answer.value = 37;
    await ask(year);
    await town.drain();
    const [recount] = await listRecounts(town.db, plan);
    assert.deepEqual([recount?.indicatorId, recount?.value, recount?.recounted], ["dx-projects", "35", "37"]);
    const published = await listPublished(town.db, plan, { year, indicatorIds: ["dx-projects"] });
    assert.equal(published[0]?.value, "35");
    await ask(year);
    await town.drain();
    assert.equal((await listRecounts(town.db, plan)).length, 1, "the same difference is found once");
    town.answer.value = 35;
    await ask(year);
    await town.drain();
    assert.deepEqual(await listRecounts(town.db, plan), [], "a difference that is none any more goes");
  });

  test("the present year becomes a reading and never a figure; a metric that cannot say gives none", async () => {
    const before = await town.count("figure");
    town.answer.value = 38;
    await town.runJob("plan.read-metrics");
    assert.equal((await listReadings(town.db, plan)).get("dx-projects")?.value, "38");
    assert.equal(await town.count("figure"), before);
    town.answer.value = undefined;
    await town.runJob("plan.read-metrics");
    assert.equal((await listReadings(town.db, plan)).get("dx-projects"), undefined);
  });

  test("only who may type an indicator's values may have it counted, and only if it has a metric", async () => {
    const asked = { planId: plan, indicatorId: "dx-projects", year };
    await assert.rejects(town.perform(askForCount, asked, { actor: town.stranger }), /forbidden/);
    await assert.rejects(
      town.perform(askForCount, { ...asked, indicatorId: "net-monitors" }, { actor: town.planner }),
      refuses("plan.staff-figure-no-metric"),
    );
  });

  test("a year that is counted for the first time is in force, with the metric's rule in words", async () => {
    const other = await figureTown();
    try {
      other.answer.value = 17;
      await other.perform(
        askForCount,
        { planId: plan, indicatorId: "dx-projects", year: 2023 },
        { actor: other.planner },
      );
      await other.drain();
      const { rows } = await sql<{ value: string; state: string; rule: string; source: string }>`
        select value, state, rule, source from plan.figure`.execute(other.db);
      assert.deepEqual(rows, [
        { value: "17", state: "approved", rule: "終わった事業の数です。", source: "plan.dx-projects-done" },
      ]);
    } finally {
      await other.close();
    }
  });
});
