import { randomBytes, randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Role } from "../../kernel/actor.ts";
import type { Module } from "../../kernel/module.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { identityModule } from "../identity/module.ts";
import { peopleOf } from "../identity/people.fixture.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { constraints } from "./constraints.ts";
import { planPerson } from "./person.ts";
import { reviewRoutes } from "./routes/review.ts";
import type { SheetForm, SheetState } from "./types/evaluation.ts";

export type { Resident, Staff } from "../identity/people.fixture.ts";

/** The module's tables and the area of outside review; what the other areas bring is written by hand. */
const reviewOnly: Module = {
  name: "plan",
  migrations: new URL("./migrations/", import.meta.url),
  routes: reviewRoutes,
  jobs: [],
  constraints,
  metrics: [],
  datasets: [],
  person: planPerson,
  menu: [],
};

const text = (ja: string) => ({ ja, en: undefined, "ja-easy": undefined });
const field = (id: string, ja: string, more: object = {}) => ({
  id,
  label: text(ja),
  kind: "long-text" as const,
  isRequired: false,
  maxLength: 2000,
  options: [],
  isPublic: true,
  hint: undefined,
  source: undefined,
  ...more,
});

/** A purpose, a figure, and the telephone of who wrote it, which is not public. */
export const sampleForm: SheetForm = {
  id: "measure",
  parts: [
    {
      id: "plan",
      title: text("計画"),
      fields: [field("purpose", "目的"), field("last", "昨年の意見", { kind: "auto", source: "last-year" })],
    },
    { id: "contact", title: text("連絡先"), fields: [field("extension", "内線", { isPublic: false })] },
  ],
};

/** A city with one plan, one open round, a planner, a section with writer and head. */
export async function reviewTown() {
  const sender = scriptedSender();
  const town = await testCity([
    identityModule({ sendMail: sendNotice, providers: [], keepers: () => [planPerson] }),
    noticeModule({ sender, from: "machimigaki@omitama.example" }),
    reviewOnly,
  ]);
  return { ...town, ...(await settlePlan(town)), sender };
}

export type ReviewTown = Awaited<ReturnType<typeof reviewTown>>;

/** The same in any city that has the module's tables. */
export async function settlePlan(town: TestCity) {
  const { db } = town.city;
  const run = (query: RawBuilder<unknown>) => query.execute(db);
  const planId = `plan-${randomBytes(4).toString("hex").replace(/^\d/, "a")}`;
  await town.perform(
    ({ tx }) => sql`insert into plan.plan (id, position, revision, head) values (${planId}, 9, null, '{}')`.execute(tx),
    undefined,
  );

  const people = peopleOf(town);
  const addStaff = (name: string, roles: readonly Role[], sectionId = "hisho-kocho") =>
    people.addStaff(name, roles, { id: sectionId, name: sectionId });
  const { addResident } = people;

  async function addRound(year: number): Promise<string> {
    const id = randomUUID();
    const forms = JSON.stringify({ measure: sampleForm, project: sampleForm });
    await run(sql`insert into plan.round (id, plan_id, year, state, due, forms, staff_unit_cost, is_sample, opened_at)
      values (${id}, ${planId}, ${year}, 'open', '{"review": "2026-12-10"}', ${forms}, 7000000, true, now())`);
    return id;
  }

  async function addSheet(
    roundId: string,
    subject: string,
    options: { readonly state?: SheetState; readonly isSelected?: boolean } = {},
  ): Promise<string> {
    const { state = "in-review", isSelected = true } = options;
    const id = randomUUID();
    const answers = JSON.stringify({ purpose: "市民の声を聴く", extension: "内線4455" });
    await run(sql`insert into plan.sheet
        (id, round_id, kind, subject, title, section_id, state, answers, is_selected, selection_reason, is_sample, published_at, frozen)
      values (${id}, ${roundId}, 'measure', ${subject}, '広聴の充実', 'hisho-kocho', ${state}, ${answers}, ${isSelected},
        ${isSelected ? "見本" : null}, true, ${state === "published" ? town.clock.now() : null},
        ${state === "final" || state === "published" ? '{"indicators": [], "cost": [], "staff": [], "projects": []}' : null})`);
    return id;
  }

  const roundId = await addRound(2025);
  return {
    planId,
    roundId,
    addResident,
    addStaff,
    addRound,
    addSheet,
    planner: await addStaff("久保田 誠", ["planner"], "kikaku-chosei"),
    writer: await addStaff("笹目 亮", ["clerk"]),
    head: await addStaff("田山 京子", ["approver"]),
    async stateOf(sheetId: string): Promise<string | undefined> {
      const { rows } = await sql<{ state: string }>`select state from plan.sheet where id = ${sheetId}`.execute(db);
      return rows[0]?.state;
    },
    run,
  };
}

/** The code of the refusal. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error("nothing was refused");
}
