import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor, Role } from "../../../../kernel/actor.ts";
import type { Db } from "../../../../kernel/db/types.ts";
import type { MetricDefinition } from "../../../../kernel/metric/types.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { testCity } from "../../../../kernel/test/city.ts";
import { identityModule } from "../../../identity/module.ts";
import { sendNotice } from "../../../notice/index.ts";
import { noticeModule } from "../../../notice/module.ts";
import { scriptedSender } from "../../../notice/notice.fixture.ts";
import { planModule } from "../../module.ts";
import type { TypedFigure } from "../../rules/figure/entry.ts";
import { seedFigure } from "../../seeds/figure.ts";
import { seedRevisions } from "../../seeds/revision.ts";
import { listFigures } from "../../store/figure/figures.ts";
import { approveFigures } from "./decide-figures.ts";
import { proposeFigures } from "./propose-figures.ts";

export type Staff = Actor & { kind: "staff" };

const omitama = new URL("../../../../../cities/omitama/", import.meta.url);

export const plan = "comprehensive";

/** A city with the real plan and no values; a metric whose answer the test sets. */
export async function figureTown(options: { samples?: boolean; now?: string } = {}) {
  const answer = { value: 35 as number | undefined };
  const metric: MetricDefinition = {
    name: "plan.dx-projects-done",
    kind: "stock",
    unit: "事業",
    title: { ja: "数", en: "Count" },
    rule: { ja: "終わった事業の数です。", en: "Projects that are done." },
    count: async () => ({ value: answer.value }),
  };
  const town = await testCity(
    [
      identityModule({ sendMail: sendNotice, providers: [], keepers: () => [] }),
      noticeModule({ sender: scriptedSender(), from: "machimigaki@omitama.example" }),
      planModule({ metrics: () => new Map([[metric.name, metric]]) }),
    ],
    { now: options.now ?? "2026-11-25T10:20:00+09:00" },
  );
  const { city } = town;
  await seedRevisions(city, omitama);
  if (options.samples) await seedFigure(city, omitama);

  const staff = (sectionId: string, ...roles: Role[]): Staff => ({
    kind: "staff",
    personId: randomUUID(),
    name: "見本 職員",
    sectionId,
    sectionName: sectionId,
    roles,
    sessionId: randomUUID(),
  });

  return {
    ...town,
    db: city.db as Db,
    answer,
    staff,
    clerk: staff("hisho-kocho", "clerk"),
    head: staff("hisho-kocho", "approver"),
    planner: staff("kikaku-chosei", "planner"),
    planningHead: staff("kikaku-chosei", "planner", "approver"),
    stranger: staff("kanzai", "clerk"),
    /** One value typed by hand, as the grid sends it. */
    type: (actor: Actor, row: Partial<TypedFigure> = {}, isConfirmed = false) =>
      town.perform(proposeFigures, { planId: plan, rows: [typedRow(row)], origin: "hand", isConfirmed }, { actor }),
    async waiting() {
      return listFigures(city.db, plan, { state: "proposed" });
    },
    async approveAll(actor: Actor) {
      const proposed = await listFigures(city.db, plan, { state: "proposed" });
      const inForce = await listFigures(city.db, plan, { state: "approved" });
      const figures = proposed.map((one) => ({
        figureId: one.id,
        seenId: inForce.find(({ indicatorId, year }) => indicatorId === one.indicatorId && year === one.year)?.id,
      }));
      return town.perform(approveFigures, { planId: plan, figures }, { actor });
    },
    async count(table: "figure" | "published_figure" | "publication" | "api_message", where = "true") {
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from plan.${sql.raw(table)} where ${sql.raw(where)}`.execute(city.db);
      return Number(rows[0]?.n);
    },
  };
}

export function typedRow(row: Partial<TypedFigure> = {}): TypedFigure {
  return {
    where: "1行目",
    field: "paste",
    indicator: "net-monitors",
    year: 2025,
    value: "349",
    certainty: "確定",
    source: "名簿",
    ...row,
  };
}

/** For assert.rejects: this refusal, or one of those that came with it. */
export function refuses(code: string) {
  return (error: unknown) =>
    error instanceof Refusal && (error.code === code || error.others.some((other) => other.code === code));
}
