import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { planPerson } from "../../person.ts";
import { type ReviewTown, reviewTown } from "../../review.fixture.ts";
import { findVerdict, listReviews } from "../../store/review.ts";
import { beginDiscussion, decideVerdict } from "./board.ts";
import { nameReviewer } from "./name-reviewer.ts";
import { handInReview, saveReview } from "./write-review.ts";

let town: ReviewTown;
before(async () => {
  town = await reviewTown();
});
after(() => town.close());

test("a reviewer's account stays while the round is open; afterwards no row names the person, and the verdict stays", async () => {
  const { db } = town.city;
  const chair = await town.addResident("大和田 文子");
  const { personId } = chair;
  const naming = { roundId: town.roundId, personId, publicTitle: "学識経験者", isChair: true };
  await town.perform(nameReviewer, naming, { actor: town.planner });
  const [done, drafted] = [await town.addSheet(town.roundId, "1303"), await town.addSheet(town.roundId, "1304")];
  const review = {
    scores: { necessity: "A", effectiveness: "B", efficiency: "C", fairness: "A" },
    verdict: "improve",
    comment: "続けてほしい。",
    notes: "覚え書き",
  } as const;
  await town.perform(handInReview, { sheetId: done, ...review }, { actor: chair });
  await town.perform(saveReview, { sheetId: drafted, ...review }, { actor: chair });
  const begin = { roundId: town.roundId, sheetId: done, reason: undefined };
  await town.perform(beginDiscussion, begin, { actor: town.planner });
  const verdict = { sheetId: done, verdict: "improve", votes: { improve: 1 }, comment: "改善を。" } as const;
  await town.perform(decideVerdict, verdict, { actor: chair });

  assert.deepEqual(await planPerson.reasonsToKeep(db, personId, town.clock.now()), ["plan.person.on-board"]);
  assert.ok((await planPerson.describe(db, personId)).some(({ href, count }) => href === "/my/reviews" && count === 1));

  await town.run(sql`update plan.round set state = 'closed' where id = ${town.roundId}`);
  assert.deepEqual(await planPerson.reasonsToKeep(db, personId, town.clock.now()), []);
  await town.perform(planPerson.forget, personId);
  const { rows } = await sql<{ text: string }>`
    select (select coalesce(json_agg(review), '[]')::text from plan.review as review)
      || (select coalesce(json_agg(reviewer), '[]')::text from plan.reviewer as reviewer)
      || (select coalesce(json_agg(verdict), '[]')::text from plan.joint_verdict as verdict) as text
  `.execute(db);
  assert.doesNotMatch(rows[0]?.text ?? personId, new RegExp(`${personId}|覚え書き`));
  assert.equal((await listReviews(db, done)).length, 1);
  assert.equal((await findVerdict(db, done))?.comment, "改善を。");
});
