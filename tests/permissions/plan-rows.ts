import { type RawBuilder, sql } from "kysely";
import type { Resident, Staff } from "../../src/modules/facility/town.fixture.ts";
import { makeKey } from "../../src/modules/plan/commands/figure/keys.ts";
import { askQuestion } from "../../src/modules/plan/commands/question/ask-question.ts";
import { nameReviewer } from "../../src/modules/plan/commands/review/name-reviewer.ts";
import { seedPlan } from "../../src/modules/plan/seeds.ts";
import type { Site } from "../site.fixture.ts";

const city = new URL("../../cities/omitama/", import.meta.url);

/** The sample city's plan with its figures, sheets and budget. Names that other modules use too stand with the address before them. */
export async function makePlanRows(site: Site, planner: Staff, asker: Resident, reviewer: Resident) {
  await seedPlan(site.city, city);
  const plan = "comprehensive";
  const one = async (query: RawBuilder<unknown>): Promise<string> => {
    const { rows } = await query.execute(site.city.db);
    const id = (rows[0] as { id?: string } | undefined)?.id;
    if (id === undefined) throw new Error("the sample plan lacks a row that the tests need");
    return id;
  };
  const open = await one(sql`select id from plan.round where plan_id = ${plan} and state = 'open' limit 1`);
  const sheet = await one(sql`select id from plan.sheet where round_id = ${open} and is_selected limit 1`).catch(() =>
    one(sql`select id from plan.sheet where round_id = ${open} limit 1`),
  );
  const asked = { planId: plan, code: "1303", penName: undefined, words: "いつごろ結果が出ますか。" };
  const { id: question } = await site.perform(askQuestion, asked, { actor: asker });
  const named = { roundId: open, personId: reviewer.personId, publicTitle: "公募市民", isChair: false };
  await site.perform(nameReviewer, named, { actor: planner });
  const { keyId } = await site.perform(makeKey, { planId: plan, name: "住民基本台帳" }, { actor: planner });
  const published = await one(
    sql`select year::text as id from plan.round where plan_id = ${plan} order by year limit 1`,
  );
  return {
    plan,
    indicator: "net-monitors",
    subject: "1303",
    project: "1303-A",
    promise: "0",
    revision: "1",
    year: published,
    question,
    sheet,
    reviewer: reviewer.personId,
    figure: await one(sql`select id from plan.figure where plan_id = ${plan} limit 1`),
    request: await one(sql`select id from plan.budget_request where plan_id = ${plan} limit 1`),
    file: await one(sql`select id from plan.budget_file limit 1`),
    "/plans/:plan/parts/:code": "1303",
    "/staff/plan/:plan/edit/:code": "1303",
    "/staff/plan/:plan/keys/:key": keyId,
    "/staff/evaluation/:round": open,
    "/my/reviews/:round": open,
    "/staff/budget/:plan/:year": await one(sql`select max(year)::text as id from plan.budget where plan_id = ${plan}`),
  };
}
