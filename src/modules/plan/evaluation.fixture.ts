import type { Role } from "../../kernel/actor.ts";
import { testCity } from "../../kernel/test/city.ts";
import { identityModule } from "../identity/module.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { planModule } from "./module.ts";
import { planPerson } from "./person.ts";
import { settlePlan } from "./review.fixture.ts";
import { readSheetForm } from "./schema/sheet-form.ts";
import { seedRevisions } from "./seeds/revision.ts";
import { keepForm } from "./store/evaluation/rounds.ts";
import type { Round } from "./types/evaluation.ts";

export const omitama = new URL("../../../cities/omitama/", import.meta.url);

/** The plan of 小美玉市 with its forms, and people for each hand that a sheet goes through. */
export async function evaluationTown(options: { now?: string; connections?: number } = {}) {
  const sender = scriptedSender();
  const town = await testCity(
    [
      identityModule({ sendMail: sendNotice, providers: [], keepers: () => [planPerson] }),
      noticeModule({ sender, from: "machimigaki@omitama.example" }),
      planModule({ metrics: () => new Map() }),
    ],
    { now: "2026-05-07T10:00:00+09:00", ...options },
  );
  await seedRevisions(town.city, omitama);
  for (const kind of ["measure", "project"] as const) {
    const form = readSheetForm(new URL(`sheets/${kind}.yaml`, omitama));
    await town.perform((act) => keepForm(act.tx, kind, form, act.now), undefined);
  }
  const people = await settlePlan(town);
  const planning = (name: string, roles: readonly Role[]) => people.addStaff(name, roles, "kikaku-chosei");
  return {
    ...town,
    sender,
    addStaff: people.addStaff,
    addResident: people.addResident,
    writer: people.writer,
    head: people.head,
    planner: people.planner,
    publisher: await planning("長須 幸子", ["approver", "planner"]),
  };
}

export type EvaluationTown = Awaited<ReturnType<typeof evaluationTown>>;

export const due2025: Round["due"] = {
  write: "2026-06-11",
  head: "2026-06-18",
  check: "2026-07-31",
  select: "2026-08-10",
  review: "2026-09-18",
  discuss: "2026-10-16",
  answer: "2026-11-30",
  publish: "2026-12-07",
  request: "2026-12-18",
  assess: "2027-02-12",
  budget: "2027-03-26",
};

/** Every field of the measure's form that must be filled, by input name. */
export const wholeAnswers: Readonly<Record<string, string>> = {
  purpose: "市民の声を聴く機会をふやします。",
  "target-group": "市民",
  intent: "意見の行方が分かる状態にする",
  means: "調査を4回行いました。",
  headline: "機会はふえたが、若い人に届いていない",
  cause: "登録の案内を窓口と広報紙で行いました。",
  "followed-up": "なし",
  necessity: "A",
  "necessity-reason": "市が行う仕事です。",
  effectiveness: "B",
  "effectiveness-reason": "まだのびます。",
  efficiency: "B",
  "efficiency-reason": "お金に合う結果です。",
  fairness: "B",
  "fairness-reason": "若い人に届いていません。",
  issues: "若い人に届くことです。",
  "result-direction": "up",
  "cost-direction": "more",
  "next-steps": "高校で案内します。",
};
