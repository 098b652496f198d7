import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { bringSampleReviews } from "../commands/review/bring-samples.ts";
import { type ReviewTown, reviewTown } from "../review.fixture.ts";
import { sampleReviews } from "../schema/sample-reviews.ts";
import { listReviewers } from "../store/review/reviewer.ts";
import { findCityAnswer, findVerdict, listPromises, listReviews } from "../store/review.ts";

let town: ReviewTown;
before(async () => {
  town = await reviewTown();
});
after(() => town.close());

test("the sample board sits in the open round, and an earlier verdict and answer for 1303 stand on its sheet, once", async () => {
  const { db } = town.city;
  const file = new URL("../../../../cities/omitama/plans/samples/reviews.yaml", import.meta.url);
  const samples = { ...readYamlFile(sampleReviews, file), plan: town.planId };
  const person = await town.addResident("大和田 文子");
  await town.run(sql`update identity.person set mail = 'owada@omitama.example', mail_key = 'owada@omitama.example'
    where id = ${person.personId}`);
  const sheetId = await town.addSheet(town.roundId, "1303", { state: "published" });

  await town.perform(bringSampleReviews, samples);
  await town.perform(bringSampleReviews, samples);
  const board = await listReviewers(db, town.roundId);
  assert.deepEqual(
    board.map(({ personId, isChair }) => [personId, isChair]),
    [[person.personId, true]],
  );
  const verdict = await findVerdict(db, sheetId);
  assert.deepEqual([verdict?.reviewers, verdict?.verdict, verdict?.votes], [5, "improve", { improve: 4, keep: 1 }]);
  assert.equal((await findCityAnswer(db, sheetId))?.stance, "accept");
  assert.equal((await listReviews(db, sheetId)).length, 5);
  const outcomes = (await listPromises(db, town.planId, "1303")).map(({ followUp }) => followUp?.outcome);
  assert.deepEqual(outcomes, ["under-way", undefined]);
});
