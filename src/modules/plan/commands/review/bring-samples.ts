import type { Act } from "../../../../kernel/act.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { findPersonByMail } from "../../../identity/index.ts";
import { sumOfVotes } from "../../rules/review/votes.ts";
import type { SampleReviews } from "../../schema/sample-reviews.ts";
import { insertFollowUp, insertSampleAnswer } from "../../store/review/answer.ts";
import { storeOwnReview } from "../../store/review/own.ts";
import { upsertReviewer } from "../../store/review/reviewer.ts";
import { insertVerdict } from "../../store/review/verdict.ts";
import { findVerdict } from "../../store/review.ts";
import { listPublishedSheets, listRounds } from "../../store/sheet.ts";

/**
 * Samples: the board sits in the newest round that is open; each verdict, with its answer, goes to the published sheet of
 * its subject and year. Subjects and people that the city's other samples do not have are left out.
 */
export async function bringSampleReviews(act: Act, samples: SampleReviews): Promise<void> {
  const { tx, now } = act;
  const round = (await listRounds(tx, samples.plan)).find(({ state }) => state === "open");
  for (const { mail, title, chair } of samples.reviewers) {
    const person = round && (await findPersonByMail(tx, mail));
    if (round === undefined || person === undefined) continue;
    await upsertReviewer(tx, {
      roundId: round.id,
      personId: person.id,
      isChair: chair,
      publicTitle: title,
      namedBy: undefined,
      namedAt: now,
    });
  }
  for (const verdict of samples.verdicts) {
    const [sheet] = await listPublishedSheets(tx, samples.plan, {
      subject: verdict.subject,
      year: verdict.year,
    });
    if (sheet?.isSample && (await findVerdict(tx, sheet.id)) === undefined) await bringVerdict(act, sheet.id, verdict);
  }
}

async function bringVerdict(
  { tx, city }: Act,
  sheetId: string,
  { answer, reviews, decidedOn, votes, verdict, reviewers, comment }: SampleReviews["verdicts"][number],
): Promise<void> {
  const at = (day: string) => instantOf(day, "10:00", city.config.zone);
  for (const review of reviews) {
    const decidedAt = at(decidedOn);
    // Nobody's: the reviewers of a sample are not people.
    const personId = crypto.randomUUID();
    const own = { notes: undefined, savedAt: decidedAt, handedInAt: decidedAt };
    await storeOwnReview(tx, { sheetId, personId, ...review, ...own });
  }
  const decision = { votes, voted: sumOfVotes(votes), decidedBy: undefined, decidedAt: at(decidedOn) };
  await insertVerdict(tx, { sheetId, verdict, reviewers, comment, ...decision });
  const { stance, words, promises, writtenOn, approvedOn } = answer;
  await insertSampleAnswer(tx, {
    sheetId,
    stance,
    words,
    promises: promises.map(({ what, until }) => ({ what, until })),
    writtenAt: at(writtenOn),
    approvedAt: at(approvedOn),
  });
  for (const [number, promise] of promises.entries()) {
    if (promise.outcome === undefined || promise.words === undefined || promise.notedOn === undefined) continue;
    await insertFollowUp(tx, {
      id: crypto.randomUUID(),
      sheetId,
      number,
      outcome: promise.outcome,
      words: promise.words,
      notedBy: undefined,
      notedAt: at(promise.notedOn),
    });
  }
}
