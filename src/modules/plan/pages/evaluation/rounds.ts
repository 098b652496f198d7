import { isInAudience } from "../../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { buttonLink, page, status, table } from "../../../../ui/index.ts";
import { isPlanner, moversOf } from "../../rules/evaluation/movers.ts";
import { isLate } from "../../rules/evaluation/progress.ts";
import { listMoves } from "../../rules/evaluation/states.ts";
import { listPlans } from "../../store/plan.ts";
import { listRounds, listSheets } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { leftText, plain, roundPath, roundsPath, sheetPath, stateKeys, yearOf } from "./words.ts";

type Task = { readonly round: Round; readonly sheet: Sheet };

/** 行政評価: first what waits for me, then the years. */
export async function showRounds(view: View): Promise<Html> {
  const { t, city, actor } = view;
  const rounds = await listRounds(city.db);
  const titles = new Map((await listPlans(city.db)).map(({ id, title }) => [id, plain(t, title)]));
  const tasks = await listTasks(view, rounds);
  return page(view, {
    title: t.text("plan-evaluation.staff.title"),
    area: "staff",
    crumbs: [{ label: t("plan-evaluation.staff.title") }],
    main: html`<div class="stack-l"><div class="row row--between"><h1>${t("plan-evaluation.staff.title")}</h1>${isPlanner(actor) && buttonLink({ label: t("plan-evaluation.staff.new.title"), size: "small", href: `${roundsPath}/new` })}</div>
<section class="stack" aria-labelledby="mine"><h2 id="mine">${t("plan-evaluation.staff.mine.title")}</h2>${tasks.length === 0 ? html`<p>${t("plan-evaluation.staff.mine.none")}</p>` : taskTable(view, tasks)}</section>
<section class="stack" aria-labelledby="rounds"><h2 id="rounds">${t("plan-evaluation.staff.rounds.title")}</h2>${
      rounds.length === 0
        ? html`<p>${t("plan-evaluation.staff.rounds.none")}</p>`
        : table<Round>({
            caption: t("plan-evaluation.staff.rounds.title"),
            captionHidden: true,
            rows: rounds,
            columns: [
              {
                label: t("plan-evaluation.staff.rounds.year"),
                head: true,
                cell: (round) => html`<a href="${roundPath(round.id)}">${yearOf(view, round)}</a>`,
              },
              { label: t("plan-evaluation.staff.rounds.plan"), cell: ({ planId }) => titles.get(planId) ?? planId },
              {
                label: t("plan-evaluation.staff.round.state"),
                cell: ({ state }) =>
                  status(state === "closed" ? "closed" : "held", t(`plan-evaluation.staff.round-state.${state}`)),
              },
            ],
          })
    }</section>${hasPromises(view) && html`<p><a href="/staff/promises">${t("plan-review.staff.promises.title")}</a></p>`}</div>`,
  });
}

/** The page is for who writes, heads and plans. */
function hasPromises({ actor }: View): boolean {
  return actor.kind === "staff" && isInAudience(actor, ["clerk", "approver", "planner"]);
}

function taskTable(view: View, tasks: readonly Task[]): Content {
  const { t, today } = view;
  return table<Task>({
    caption: t("plan-evaluation.staff.mine.title"),
    captionHidden: true,
    rows: tasks,
    columns: [
      {
        label: t("plan-evaluation.staff.round.sheet"),
        head: true,
        cell: ({ sheet }) => html`<a href="${sheetPath(sheet)}">${sheet.subject}　${sheet.title}</a>`,
      },
      {
        label: t("plan-evaluation.staff.round.state"),
        cell: ({ round, sheet }) =>
          status(isLate(round, sheet.state, today) ? "late" : "held", t(stateKeys[sheet.state])),
      },
      { label: t("plan-evaluation.staff.round.left"), cell: ({ round, sheet }) => leftText(view, round, sheet) },
    ],
  });
}

/** Sheets of rounds that run which this person can move on from where they are. */
export async function listTasks({ city, actor }: View, rounds: readonly Round[]): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const round of rounds.filter(({ state }) => state === "open")) {
    for (const sheet of await listSheets(city.db, round.id)) {
      const as = moversOf(actor, sheet);
      // The answer is written by the section before its head can finish the sheet.
      const isMine = sheet.state === "answering" ? as.includes("writer") || as.includes("head") : waitsFor(sheet, as);
      if (isMine) tasks.push({ round, sheet });
    }
  }
  return tasks;
}

function waitsFor(sheet: Sheet, as: ReturnType<typeof moversOf>): boolean {
  return listMoves(sheet, as).some(({ to, from }) => to !== "writing" && !(from === "final" && to !== "published"));
}
