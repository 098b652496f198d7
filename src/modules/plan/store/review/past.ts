import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PastOpinion } from "../../types/review.ts";
import { tables } from "../tables.ts";
import { listCityAnswers, listPromises } from "./answer.ts";
import { listVerdicts } from "./verdict.ts";

/** What the board said and the city answered in published years before this one, the newest first. */
export async function listPastOpinions(
  db: Db | Tx,
  planId: string,
  subject: string,
  beforeYear: number,
): Promise<readonly PastOpinion[]> {
  const sheets = await tables(db)
    .selectFrom("plan.sheet as sheet")
    .innerJoin("plan.round as round", "round.id", "sheet.round_id")
    .select(["sheet.id", "round.year"])
    .where("round.plan_id", "=", planId)
    .where("round.year", "<", beforeYear)
    .where("sheet.subject", "=", subject)
    .where("sheet.state", "=", "published")
    .orderBy("round.year", "desc")
    .execute();
  const ids = sheets.map(({ id }) => id);
  const verdicts = await listVerdicts(db, ids);
  const answers = await listCityAnswers(db, ids);
  const promises = await listPromises(db, planId, subject);
  return sheets.flatMap(({ id, year }) => {
    const verdict = verdicts.get(id);
    return verdict === undefined
      ? []
      : [
          {
            sheetId: id,
            year,
            verdict,
            answer: answers.get(id),
            promises: promises.filter(({ sheetId }) => sheetId === id),
          },
        ];
  });
}
