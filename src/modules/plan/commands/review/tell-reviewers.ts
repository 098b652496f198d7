import type { Act } from "../../../../kernel/act.ts";
import { addDays } from "../../../../kernel/time/civil-date.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { sendNotice } from "../../../notice/index.ts";
import { isOpenToReview, reviewStateOf } from "../../rules/review/states.ts";
import { listReviewers } from "../../store/review/reviewer.ts";
import { listReviewerSheets } from "../../store/review/sheet.ts";
import { findSheet, listRounds } from "../../store/sheet.ts";
import type { Round } from "../../types/evaluation.ts";

/** A sheet has come to the board: one mail a day to each who may read it, however many come. */
export async function tellOfNewSheets(act: Act, { sheetId }: { sheetId: string }): Promise<void> {
  const sheet = await findSheet(act.tx, sheetId);
  if (sheet?.state !== "in-review") return;
  const round = (await listRounds(act.tx)).find(({ id }) => id === sheet.roundId);
  if (round !== undefined) await tellWaiting(act, round, "plan-review.ready", today(act));
}

const daysBefore = 3;

/** Three days before the day, and on the day after it, whoever has not handed in is reminded once. */
export async function remindReviewers(act: Act): Promise<void> {
  for (const round of await listRounds(act.tx)) {
    const dueOn = round.due.review;
    if (round.state !== "open" || dueOn === undefined) continue;
    const on = [addDays(dueOn, -daysBefore), addDays(dueOn, 1)].filter((day) => day <= today(act)).at(-1);
    if (on !== undefined) await tellWaiting(act, round, "plan-review.remind", on);
  }
}

async function tellWaiting(
  act: Act,
  round: Round,
  kind: "plan-review.ready" | "plan-review.remind",
  on: string,
): Promise<void> {
  for (const { personId, removedAt } of await listReviewers(act.tx, round.id)) {
    if (removedAt !== undefined) continue;
    const sheets = await listReviewerSheets(act.tx, personId, round.id);
    const count = sheets.filter((sheet) => isOpenToReview(reviewStateOf(sheet))).length;
    if (count === 0) continue;
    await sendNotice(act, {
      to: { personId },
      kind,
      params: {
        count,
        year: { ja: formatFiscalYear(round.year, "ja"), en: formatFiscalYear(round.year, "en") },
        ...(round.due.review === undefined ? { due: "" } : { due: { on: round.due.review } }),
      },
      link: "/my/reviews",
      subject: { kind: "round", id: round.id },
      once: `${kind}/${round.id}/${on}/${personId}`,
    });
  }
}

function today({ now, city }: Act): string {
  return civilDateOf(now, city.config.zone);
}
