import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { type Resident, type ReviewTown, refusalOf, reviewTown, type Staff } from "../../review.fixture.ts";
import { findOwnReview } from "../../store/review/own.ts";
import { listReviewers } from "../../store/review/reviewer.ts";
import { listReviewerSheets } from "../../store/review/sheet.ts";
import { listHandedIn } from "../../store/review/verdict.ts";
import { findCityAnswer, findVerdict, listPastOpinions, listPromises, listReviews } from "../../store/review.ts";
import { approveAnswer, followUpPromise, returnAnswer, writeAnswer } from "./answer.ts";
import { beginDiscussion, beginDiscussionAsChair, decideVerdict } from "./board.ts";
import { excludeReviewer, makeChair, nameReviewer, readmitReviewer, removeReviewer } from "./name-reviewer.ts";
import { remindReviewers, tellOfNewSheets } from "./tell-reviewers.ts";
import { handInReview, saveNotes, saveReview, takeBackReview } from "./write-review.ts";

let town: ReviewTown;
let chair: Resident;
let second: Resident;
let third: Resident;
let stranger: Resident;
let subject = 1000;
let sheetId: string;

const whole = {
  scores: { necessity: "A", effectiveness: "B", efficiency: "B", fairness: "A" },
  verdict: "improve",
  comment: "登録者の数だけを追わないでほしい。",
  notes: "あとで委員長に聞く",
} as const;

before(async () => {
  town = await reviewTown();
  chair = await town.addResident("大和田 文子");
  second = await town.addResident("皆川 翔");
  third = await town.addResident("立原 ゆき");
  stranger = await town.addResident("山口 はる");
  await name(chair, true);
  await name(second);
  await name(third);
});
after(() => town.close());
beforeEach(async () => {
  subject += 1;
  sheetId = await town.addSheet(town.roundId, String(subject));
});

const as = (actor: Resident | Staff) => ({ actor });
const name = (who: Resident, isChair = false) =>
  town.perform(
    nameReviewer,
    { roundId: town.roundId, personId: who.personId, publicTitle: "市民代表", isChair },
    as(town.planner),
  );
const handIn = (who: Resident, changes: object = {}) =>
  town.perform(handInReview, { sheetId, ...whole, ...changes }, as(who));
const discuss = (reason?: string) =>
  town.perform(beginDiscussion, { roundId: town.roundId, sheetId, reason }, as(town.planner));
const decide = (who: Resident = chair, votes: object = { improve: 2, keep: 1 }) =>
  town.perform(decideVerdict, { sheetId, verdict: "improve", votes, comment: "生かし方を返すこと。" }, as(who));
const answer = {
  stance: "accept",
  words: "結果を60日以内に知らせます。",
  promises: [{ what: "結果を知らせる", until: "2027-03-31" }],
} as const;
const write = (who: Staff, ask = true) =>
  town.perform(writeAnswer, { roundId: town.roundId, sheetId, ...answer, ask }, as(who));
async function approve(who: Staff) {
  const written = await findCityAnswer(town.city.db, sheetId);
  const writtenAt = (written?.writtenAt ?? new Date(0)).toISOString();
  return town.perform(approveAnswer, { roundId: town.roundId, sheetId, writtenAt }, as(who));
}
async function untilAnswering() {
  for (const who of [chair, second, third]) await handIn(who);
  await discuss();
  await decide();
}

describe("naming a board", () => {
  it("is the planner's, and the person is written to and sees that it was done", async () => {
    assert.equal(
      await refusalOf(
        town.perform(
          nameReviewer,
          { roundId: town.roundId, personId: stranger.personId, publicTitle: "市民", isChair: false },
          as(town.writer),
        ),
      ),
      "forbidden",
    );
    await town.drain();
    assert.equal(town.sender.mails.filter(({ subject: words }) => /外部評価の委員/.test(words)).length, 3);
    const { rows } = await sql<{ count: number }>`select count(*) as count from kernel.audit_entry
      where what = 'reviewer.named' and about = ${chair.personId}`.execute(town.city.db);
    assert.equal(rows[0]?.count, 1);
  });

  it("takes residents only: staff have no seat on an outside board", async () => {
    for (const staff of [town.writer, town.planner]) {
      const naming = { roundId: town.roundId, personId: staff.personId, publicTitle: "市民", isChair: false };
      assert.equal(await refusalOf(town.perform(nameReviewer, naming, as(town.planner))), "plan.reviewer-unknown");
    }
    const nobody = { roundId: town.roundId, mail: "nobody@omitama.example", publicTitle: "市民", isChair: false };
    assert.equal(await refusalOf(town.perform(nameReviewer, nobody, as(town.planner))), "plan.reviewer-unknown");
  });

  it("has one chair: a new one takes the place of the old", async () => {
    await town.perform(makeChair, { roundId: town.roundId, personId: second.personId }, as(town.planner));
    const chairs = (await listReviewers(town.city.db, town.roundId)).filter(({ isChair }) => isChair);
    assert.deepEqual(
      chairs.map(({ personId }) => personId),
      [second.personId],
    );
    await town.perform(makeChair, { roundId: town.roundId, personId: chair.personId }, as(town.planner));
  });

  it("removal ends what the reviewer sees, keeps what was handed in, and naming again brings it back", async () => {
    await handIn(third);
    const removal = { roundId: town.roundId, personId: third.personId, reason: "辞任" };
    await town.perform(removeReviewer, removal, as(town.planner));
    assert.deepEqual(await listReviewerSheets(town.city.db, third.personId), []);
    assert.equal(await refusalOf(handIn(third)), "not-found");
    assert.equal((await listHandedIn(town.city.db, sheetId)).length, 1);
    await name(third);
    assert.ok((await listReviewerSheets(town.city.db, third.personId)).some(({ id }) => id === sheetId));
  });
});

describe("a sheet", () => {
  it("does not exist for who is no reviewer, is excluded from it, or sits on another round's board", async () => {
    assert.equal(await refusalOf(handIn(stranger)), "not-found");
    const exclusion = { roundId: town.roundId, sheetId, personId: second.personId, reason: "団体の役員" };
    await town.perform(excludeReviewer, exclusion, as(town.planner));
    assert.equal(await refusalOf(handIn(second)), "not-found");
    assert.equal(await refusalOf(town.perform(saveNotes, { sheetId, notes: "x" }, as(second))), "not-found");
    await town.perform(
      readmitReviewer,
      { roundId: town.roundId, sheetId, personId: second.personId },
      as(town.planner),
    );
    await handIn(second);

    const other = await town.addRound(2024);
    sheetId = await town.addSheet(other, String(subject));
    assert.equal(await refusalOf(handIn(second)), "not-found");
  });

  it("that was not chosen for outside review, or is not there yet, does not exist for reviewers", async () => {
    for (const state of ["writing", "with-head", "checking", "checked"] as const) {
      sheetId = await town.addSheet(town.roundId, `${subject}-${state}`, { state, isSelected: false });
      assert.equal(await refusalOf(handIn(second)), "not-found");
    }
  });
});

describe("a review", () => {
  it("may be half as a draft, and must be whole to be handed in", async () => {
    const half = {
      sheetId,
      scores: { necessity: "A" },
      verdict: undefined,
      comment: undefined,
      notes: "覚え",
    } as const;
    await town.perform(saveReview, half, as(second));
    const own = await findOwnReview(town.city.db, sheetId, second.personId);
    assert.deepEqual([own?.scores, own?.notes, own?.handedInAt], [{ necessity: "A" }, "覚え", undefined]);
    assert.equal(await refusalOf(town.perform(handInReview, half, as(second))), "plan.review-missing");
    assert.deepEqual(await listHandedIn(town.city.db, sheetId), []);
  });

  it("that is not whole is refused by the database itself", async () => {
    await assert.rejects(
      town.run(sql`insert into plan.review (sheet_id, person_id, scores, verdict, comment, saved_at, handed_in_at)
        values (${sheetId}, ${second.personId}, '{"necessity": "A"}', 'keep', 'x', now(), now())`),
      /review_handed_in_is_whole/,
    );
  });

  it("can be taken back and changed until the board begins, and not after", async () => {
    await handIn(second);
    assert.equal(await refusalOf(handIn(second)), "plan.review-not-open");
    await town.perform(takeBackReview, { sheetId }, as(second));
    await handIn(second, { verdict: "keep" });
    await discuss("期限を過ぎたため");
    assert.equal(await refusalOf(town.perform(takeBackReview, { sheetId }, as(second))), "plan.review-not-open");
    assert.equal(await refusalOf(handIn(third)), "plan.review-not-open");
    assert.deepEqual(
      (await listReviews(town.city.db, sheetId)).map(({ verdict }) => verdict),
      ["keep"],
    );
  });

  it("is given to nobody before the board begins, and then without name and notes", async () => {
    await handIn(second);
    assert.deepEqual(await listReviews(town.city.db, sheetId), []);
    await discuss("期限を過ぎたため");
    const [review] = await listReviews(town.city.db, sheetId);
    assert.deepEqual(Object.keys(review ?? {}).sort(), ["comment", "scores", "verdict"]);
  });

  it("keeps its notes with its writer, also when they are changed after it was handed in", async () => {
    await handIn(second);
    const before = await findOwnReview(town.city.db, sheetId, second.personId);
    await town.perform(saveNotes, { sheetId, notes: "新しい覚え書き" }, as(second));
    const own = await findOwnReview(town.city.db, sheetId, second.personId);
    assert.deepEqual(own, { ...before, notes: "新しい覚え書き" });
    assert.equal(await findOwnReview(town.city.db, sheetId, chair.personId), undefined);
  });
});

describe("the board", () => {
  it("begins without a reason when all have handed in, by the chair or the planner", async () => {
    await handIn(chair);
    await handIn(second);
    assert.equal(
      await refusalOf(town.perform(beginDiscussionAsChair, { sheetId }, as(chair))),
      "plan.review-awaited-by-chair",
    );
    assert.equal(await refusalOf(discuss()), "plan.review-awaited");
    await handIn(third);
    assert.equal(await refusalOf(town.perform(beginDiscussionAsChair, { sheetId }, as(second))), "not-found");
    await town.perform(beginDiscussionAsChair, { sheetId }, as(chair));
    assert.equal(await town.stateOf(sheetId), "discussing");
  });

  it("does not wait for who is excluded from the sheet", async () => {
    const exclusion = { roundId: town.roundId, sheetId, personId: third.personId, reason: "親族の団体" };
    await town.perform(excludeReviewer, exclusion, as(town.planner));
    await handIn(chair);
    await handIn(second);
    await discuss();
    assert.equal(await refusalOf(decide(chair, { improve: 3 })), "plan.votes-too-many", "two reviewers, two votes");
    await decide(chair, { improve: 1, keep: 1 });
  });

  it("needs at least one review, whatever the reason", async () => {
    assert.equal(await refusalOf(discuss("急ぐため")), "plan.no-review");
  });

  it("is closed to changes of who reviews, once it has begun", async () => {
    await handIn(second);
    await discuss("期限を過ぎたため");
    const exclusion = { roundId: town.roundId, sheetId, personId: third.personId, reason: "あとから" };
    assert.equal(await refusalOf(town.perform(excludeReviewer, exclusion, as(town.planner))), "plan.board-has-begun");
  });

  it("decides through its chair only, and once: the second tab is told", async () => {
    for (const who of [chair, second, third]) await handIn(who);
    await discuss();
    assert.equal(await refusalOf(decide(second)), "not-found");
    assert.equal(await refusalOf(decide(stranger)), "not-found");
    assert.equal(await refusalOf(decide(chair, {})), "plan.votes-none");
    assert.equal(await refusalOf(decide(chair, { improve: 4 })), "plan.votes-too-many");
    const tabs = await Promise.allSettled([decide(), decide()]);
    assert.deepEqual(tabs.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal(await refusalOf(decide()), "plan.verdict-exists");
    const verdict = await findVerdict(town.city.db, sheetId);
    assert.deepEqual([verdict?.votes, verdict?.voted, verdict?.reviewers], [{ improve: 2, keep: 1 }, 3, 3]);
    assert.equal(await town.stateOf(sheetId), "answering");
  });

  it("may be tied, and what it decided cannot be changed", async () => {
    await handIn(chair);
    await handIn(second, { verdict: "keep" });
    await discuss("一人欠席");
    await decide(chair, { improve: 1, keep: 1 });
    await assert.rejects(town.run(sql`update plan.joint_verdict set comment = 'x' where sheet_id = ${sheetId}`));
    await assert.rejects(town.run(sql`delete from plan.joint_verdict where sheet_id = ${sheetId}`));
  });

  it("and a review handed in at the same moment: the review counts, or is told that the board has begun", async () => {
    for (let round = 0; round < 5; round++) {
      sheetId = await town.addSheet(town.roundId, `${subject}-race-${round}`);
      await handIn(chair);
      const late = await Promise.allSettled([discuss("期限"), handIn(third)]);
      const counted = await listReviews(town.city.db, sheetId);
      assert.equal(late[0].status, "fulfilled");
      assert.equal(counted.length, late[1].status === "fulfilled" ? 2 : 1);
    }
  });
});

describe("the city's answer", () => {
  it("is written by the section, and approved by its head or planning, never by who wrote in it", async () => {
    await untilAnswering();
    const clerkAndHead = await town.addStaff("兼ねる人", ["clerk", "approver"]);
    const elsewhere = await town.addStaff("よその課", ["clerk", "approver"], "zaisei");
    assert.equal(await refusalOf(write(elsewhere)), "forbidden");
    await write(clerkAndHead, false);
    assert.equal(await refusalOf(approve(town.head)), "plan.answer-not-asked");
    await write(town.writer);
    assert.equal(await refusalOf(approve(elsewhere)), "forbidden");
    assert.equal(await refusalOf(approve(town.writer)), "forbidden");
    assert.equal(await refusalOf(approve(clerkAndHead)), "plan.answer-four-eyes", "wrote an earlier draft of it");
    await approve(town.head);
    assert.equal(await town.stateOf(sheetId), "final");
    await assert.rejects(town.run(sql`update plan.city_answer set words = 'x' where sheet_id = ${sheetId}`));
  });

  it("that was changed while it was read is not approved", async () => {
    await untilAnswering();
    await write(town.writer);
    const writtenAt = "2026-01-01T00:00:00.000Z";
    const old = town.perform(approveAnswer, { roundId: town.roundId, sheetId, writtenAt }, as(town.head));
    assert.equal(await refusalOf(old), "plan.answer-changed");
  });

  it("sent back carries what to mend, and cannot be approved until it is asked for again", async () => {
    await untilAnswering();
    await write(town.writer);
    await town.perform(returnAnswer, { roundId: town.roundId, sheetId, words: "日を入れて" }, as(town.head));
    assert.equal((await findCityAnswer(town.city.db, sheetId))?.returnedWords, "日を入れて");
    assert.equal(await refusalOf(approve(town.head)), "plan.answer-not-asked");
    await write(town.writer);
    await approve(town.planner);
  });

  it("of a sheet that came back from the preview is written and approved anew", async () => {
    await untilAnswering();
    await write(town.writer);
    await approve(town.head);
    await town.run(sql`update plan.sheet set state = 'answering', frozen = null where id = ${sheetId}`);
    await write(town.writer);
    assert.equal((await findCityAnswer(town.city.db, sheetId))?.approvedAt, undefined);
    await approve(town.head);
    assert.equal(await town.stateOf(sheetId), "final");
  });

  it("makes promises that the section follows up; the last note counts, the earlier ones stay", async () => {
    const { db } = town.city;
    await untilAnswering();
    await write(town.writer);
    const note = (outcome: "kept" | "under-way", number = 0, who = town.writer) =>
      town.perform(followUpPromise, { sheetId, number, outcome, words: outcome }, as(who));
    assert.equal(await refusalOf(note("kept")), "not-found", "not before it is approved");
    await approve(town.head);
    await note("under-way");
    town.clock.advance(86_400_000);
    await note("kept");
    assert.equal(await refusalOf(note("kept", 1)), "not-found");
    assert.equal(await refusalOf(note("kept", 0, town.planner)), "forbidden");

    assert.deepEqual(await listPromises(db, town.planId, String(subject)), [], "the public sees published sheets only");
    await town.run(sql`update plan.sheet set state = 'published', published_at = now() where id = ${sheetId}`);
    const [promise] = await listPromises(db, town.planId, String(subject));
    assert.deepEqual([promise?.what, promise?.year, promise?.followUp?.outcome], ["結果を知らせる", 2025, "kept"]);
    const [past] = await listPastOpinions(db, town.planId, String(subject), 2026);
    assert.equal(past?.verdict.verdict, "improve");
    assert.equal(past?.promises.length, 1);
    assert.deepEqual(await listPastOpinions(db, town.planId, String(subject), 2025), []);
    await assert.rejects(town.run(sql`delete from plan.promise_follow_up`));
  });
});

describe("mails to reviewers", () => {
  it("come when sheets come, once a day, and again before and after the date to who has not handed in", async () => {
    const fresh = await reviewTown();
    try {
      const [who, quick] = [await fresh.addResident("皆川 翔"), await fresh.addResident("立原 ゆき")];
      for (const { personId } of [who, quick]) {
        const naming = {
          roundId: fresh.roundId,
          personId,
          publicTitle: "市民代表",
          isChair: personId === who.personId,
        };
        await fresh.perform(nameReviewer, naming, { actor: fresh.planner });
      }
      await fresh.drain();
      fresh.sender.mails.length = 0;
      const [one, two] = [await fresh.addSheet(fresh.roundId, "1"), await fresh.addSheet(fresh.roundId, "2")];
      for (const id of [one, two]) await fresh.perform(tellOfNewSheets, { sheetId: id });
      for (const id of [one, two]) await fresh.perform(handInReview, { sheetId: id, ...whole }, { actor: quick });
      await fresh.perform(remindReviewers, undefined);
      await fresh.drain();
      const subjects = () => fresh.sender.mails.map(({ subject: words }) => words);
      assert.equal(subjects().length, 2, "one each for two sheets, and no reminder yet");
      assert.match(fresh.sender.mails[0]?.text ?? "", /あと2枚.*12月10日/s);

      fresh.clock.set("2026-12-07T08:00:00+09:00");
      for (let again = 0; again < 2; again++) await fresh.perform(remindReviewers, undefined);
      await fresh.drain();
      assert.equal(subjects().length, 3, "only who has not handed in");
      fresh.clock.set("2026-12-11T08:00:00+09:00");
      await fresh.perform(remindReviewers, undefined);
      await fresh.drain();
      assert.equal(subjects().length, 4);
    } finally {
      await fresh.close();
    }
  });
});
