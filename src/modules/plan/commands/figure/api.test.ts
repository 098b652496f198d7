import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Refusal } from "../../../../kernel/refusal.ts";
import { figureTown, plan } from "./figure.fixture.ts";
import { endKey, makeKey, showKeyOnce } from "./keys.ts";
import { answerOfRefusal, receiveValues } from "./receive-values.ts";

describe("values from a program", () => {
  let town: Awaited<ReturnType<typeof figureTown>>;
  let secret: string;
  let keyId: string;
  before(async () => {
    town = await figureTown();
    ({ secret, keyId } = await make("アクセス解析"));
  });
  after(() => town.close());

  async function make(name: string, planId = plan) {
    const actor = town.planner;
    const made = await town.perform(makeKey, { planId, name }, { actor });
    const shown = await town.perform(showKeyOnce, made.sealed, { actor });
    assert.ok(shown);
    assert.equal(await town.perform(showKeyOnce, made.sealed, { actor }), undefined, "shown once");
    return { secret: shown, keyId: made.keyId };
  }

  const value = { indicator: "website-views", year: 2025, value: "4512000", source: "月報" };
  const send = async (body: unknown, options: { secret?: string; planId?: string; message?: string } = {}) => {
    const input = {
      planId: options.planId ?? plan,
      secret: options.secret ?? secret,
      message: options.message,
      body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
    };
    try {
      return await town.perform(receiveValues, input, { actor: { kind: "system", job: "api/plan-values" } });
    } catch (error) {
      assert.ok(error instanceof Refusal);
      return answerOfRefusal(error);
    }
  };

  test("a value that a program sends waits for a person, under the name of its key", async () => {
    assert.deepEqual(await send({ values: [value] }), { status: 202, body: { proposed: 1, unchanged: 0 } });
    const [waiting] = await town.waiting();
    assert.deepEqual(
      [waiting?.origin, waiting?.value, waiting?.source, waiting?.proposedBy],
      ["api", "4512000", "月報（アクセス解析）", undefined],
    );
    await town.approveAll(town.planningHead);
  });

  test("the same message again is done once and answered the same", async () => {
    const body = { values: [{ ...value, year: 2024, value: 4471015 }] };
    const first = await send(body, { message: "2024-views" });
    const before = await town.count("figure");
    assert.deepEqual((await send(body, { message: "2024-views" })).body, first.body);
    assert.equal(await town.count("figure"), before);
    assert.equal(
      (await send({ values: [value] }, { message: "2024-views" })).status,
      409,
      "another body with the same key",
    );
  });

  test("a wrong key, a key of another plan and an ended key are the same: 401", async () => {
    const wrong = await send({ values: [value] }, { secret: "machimigaki_wrong_wrong_wrong" });
    const other = await make("DX", "dx");
    const elsewhere = await send({ values: [value] }, { secret: other.secret });
    await town.perform(endKey, { planId: plan, keyId }, { actor: town.planner });
    const ended = await send({ values: [{ ...value, value: "1" }] });
    assert.deepEqual([wrong, elsewhere, ended], Array(3).fill({ status: 401, body: { error: "no-such-key" } }));
    ({ secret, keyId } = await make("アクセス解析"));
  });

  test("one value that is wrong, and none is taken; the answer names each", async () => {
    const before = await town.count("figure");
    const answer = await send({
      values: [value, { ...value, indicator: "nothing" }, { ...value, year: 2026, value: "1e5" }],
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(
      (answer.body as { problems: { at: string; code: string }[] }).problems.map(({ at, code }) => [at, code]),
      [
        ["values.1", "plan.staff-figure-indicator"],
        ["values.2", "plan.staff-figure-number"],
      ],
    );
    assert.equal(await town.count("figure"), before);
  });

  test("what is no JSON or has other fields is refused before anything is read", async () => {
    assert.equal((await send("{")).status, 400);
    assert.equal((await send({ values: [{ ...value, approved: true }] })).status, 422);
    assert.equal((await send({ values: [] })).status, 422);
    assert.equal((await send({ values: Array(501).fill(value) })).status, 422);
  });

  test("the key is in no row: only its hash is kept", async () => {
    const { rows } = await town.db.connection().execute(async (db) => {
      const { sql } = await import("kysely");
      return sql<{ text: string }>`select row_to_json(k)::text as text from plan.api_key k`.execute(db);
    });
    assert.ok(rows.length >= 3);
    assert.ok(!rows.some(({ text }) => text.includes(secret)));
  });

  test("who is no planner makes and ends no keys", async () => {
    for (const actor of [town.clerk, town.head, town.stranger]) {
      await assert.rejects(town.perform(makeKey, { planId: plan, name: "x" }, { actor }), /forbidden/);
      await assert.rejects(town.perform(endKey, { planId: plan, keyId }, { actor }), /forbidden/);
    }
  });

  test("sixty messages a minute and no more", async () => {
    const { secret: busy } = await make("速い");
    const statuses: number[] = [];
    for (let index = 0; index <= 60; index++) {
      statuses.push((await send({ values: [value] }, { secret: busy, message: `m${index}` })).status);
    }
    assert.deepEqual([statuses.slice(0, 60).every((status) => status === 202), statuses[60]], [true, 429]);
    town.clock.advance(120_000);
    assert.equal((await send({ values: [value] }, { secret: busy, message: "later" })).status, 202);
  });
});
