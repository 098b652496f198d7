import type { Act } from "../../../../kernel/act.ts";
import { addDays } from "../../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { stepOfState } from "../../rules/evaluation/calendar.ts";
import { isComplete } from "../../rules/evaluation/progress.ts";
import type { SampleRounds, SampleSheet } from "../../schema/sample-sheets.ts";
import { collectFigures } from "../../store/evaluation/figures.ts";
import { findForms, findRoundOfYear, insertRound } from "../../store/evaluation/rounds.ts";
import { insertSampleSheet, type SampleStep } from "../../store/evaluation/samples.ts";
import { findProject, listNodes, type StoredNode } from "../../store/plan.ts";
import type { Round, SheetState } from "../../types/evaluation.ts";
import { leadingSection } from "./open-round.ts";

/** Rounds of a demonstration, with the steps that led there. Nobody made them: all their actors are empty. */
export async function bringSampleRounds(act: Act, samples: SampleRounds): Promise<void> {
  const { tx, now } = act;
  const forms = await findForms(tx);
  const nodes = await listNodes(tx, samples.plan);
  if (forms === undefined || nodes.length === 0) return;
  for (const { year, state, staffUnitCost, due, sheets } of samples.rounds) {
    if ((await findRoundOfYear(tx, samples.plan, year)) !== undefined) continue;
    const round: Round = {
      id: crypto.randomUUID(),
      planId: samples.plan,
      year,
      state,
      due,
      forms,
      staffUnitCost,
      isSample: true,
    };
    await insertRound(tx, round, undefined, now);
    for (const sheet of sheets) await bringSheet(act, round, nodes, samples.common, sheet);
  }
}

async function bringSheet(
  act: Act,
  round: Round,
  nodes: readonly StoredNode[],
  common: SampleRounds["common"],
  sample: SampleSheet,
): Promise<void> {
  const { tx, city, now } = act;
  const { kind, subject, state } = sample;
  const about = await aboutOf(act, round, nodes, sample);
  if (about === undefined) return;
  const frozen = isComplete(state) ? await collectFigures(tx, round, { kind, subject }) : undefined;
  const steps = notLaterThan(
    now,
    stepsTo(sample, round, (day) => instantOf(day, "10:00", city.config.zone)),
  );
  const published = steps.find(({ to }) => to === "published");
  await insertSampleSheet(
    tx,
    {
      id: crypto.randomUUID(),
      roundId: round.id,
      kind,
      subject,
      ...about,
      state,
      answers: sample.isDraft ? sample.answers : { ...common, ...sample.answers },
      marks: sample.returned?.marks ?? [],
      selectionReason: sample.selected,
      frozen,
      publishedAt: published?.at,
      savedAt: instantOf(round.due.write ?? `${round.year + 1}-06-11`, "09:00", city.config.zone),
    },
    steps,
  );
}

/** What a round that is opened takes from the plan, or undefined if the plan has no such part or project. */
async function aboutOf({ tx }: Act, { planId }: Round, nodes: readonly StoredNode[], { kind, subject }: SampleSheet) {
  const node = nodes.find(({ code }) => code === subject);
  if (kind === "measure") {
    return node && { title: node.title.ja, position: node.position, sectionId: leadingSection(nodes, subject) };
  }
  const project = await findProject(tx, planId, subject);
  if (project === undefined) return undefined;
  const sectionId = project.sections[0] ?? leadingSection(nodes, project.node);
  return { title: project.name.ja, position: project.position, sectionId };
}

const way: readonly SheetState[] = ["writing", "with-head", "checking", "checked"];
const outside: readonly SheetState[] = ["in-review", "discussing", "answering", "final", "published"];
const inside: readonly SheetState[] = ["final", "published"];

/** The shortest way to the sample's state, each step on the eve of the day on which it was due. */
function stepsTo(sample: SampleSheet, { due }: Round, at: (day: string) => Date): readonly SampleStep[] {
  const path = [...way, ...(sample.selected === undefined ? inside : outside)];
  const eve = (state: SheetState) => {
    const step = stepOfState[state];
    const day = step && due[step];
    return at(addDays(day ?? due.write ?? "2026-06-11", -1));
  };
  if (sample.returned !== undefined) {
    const { comment, marks } = sample.returned;
    return [
      { from: "writing", to: "with-head", at: eve("writing"), comment: undefined, marks: [] },
      { from: "with-head", to: "writing", at: eve("with-head"), comment, marks },
    ];
  }
  return path.slice(0, path.indexOf(sample.state)).flatMap((from, index) => {
    const to = path[index + 1];
    const comment = to === "in-review" ? sample.selected : undefined;
    return to === undefined ? [] : [{ from, to, at: eve(from), comment, marks: [] }];
  });
}

/** A demonstration that is started before a due date has no steps of tomorrow: they follow each other by the minute until now. */
function notLaterThan(now: Date, steps: readonly SampleStep[]): readonly SampleStep[] {
  return steps.map((step, index) => {
    const latest = now.getTime() - (steps.length - index) * 60_000;
    return step.at.getTime() <= latest ? step : { ...step, at: new Date(latest) };
  });
}
