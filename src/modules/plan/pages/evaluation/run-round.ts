import { personOf } from "../../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, checkbox, errorAt, form, hidden, notice, page, table } from "../../../../ui/index.ts";
import { listPublishable } from "../../commands/evaluation/run-round.ts";
import { directionOf, directionWords } from "../../rules/evaluation/direction.ts";
import { listSheets } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { dueFields } from "./due-fields.ts";
import { getRound, type RoundParams } from "./round.ts";
import { roundPath, roundsPath, sectionNames, sectionOf, sheetPath, stateKeys, yearOf } from "./words.ts";

type Again = RoundParams & { values: FormValues; problems: Problems };

export async function showCalendar(view: View, { params }: RoundParams): Promise<Html> {
  return drawCalendar(view, await getRound(view, params), {}, noProblems);
}

export async function showCalendarAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  return drawCalendar(view, await getRound(view, params), values, problems);
}

function drawCalendar(view: View, round: Round, values: FormValues, problems: Problems): Html {
  const { t } = view;
  const main = html`<p>${t("plan-evaluation.staff.calendar.words")}</p>${form(view, {
    action: roundPath(round.id, "calendar"),
    content: html`${dueFields(view, round.due, values, problems)}<p>${button({ label: t("plan-evaluation.staff.calendar.do") })}</p>`,
  })}`;
  return frame(view, round, t.text("plan-evaluation.staff.calendar.title"), problems, main);
}

/** 公表の下見: what the public will see from now on, sheet by sheet, and what stays behind and why. */
export async function showPublish(view: View, { params }: RoundParams): Promise<Html> {
  return drawPublish(view, await getRound(view, params), noProblems);
}

export async function showPublishAgain(view: View, { params, problems }: Again): Promise<Html> {
  return drawPublish(view, await getRound(view, params), problems);
}

async function drawPublish(view: View, round: Round, problems: Problems): Promise<Html> {
  const { t, city, actor } = view;
  const sheets = await listSheets(city.db, round.id);
  const ready = listPublishable(sheets, personOf(actor));
  const behind = sheets.filter((sheet) => sheet.state !== "published" && !ready.includes(sheet));
  const mine = behind.filter(({ state }) => state === "final");
  const mayPublish = actor.kind === "staff" && actor.roles.includes("approver") && round.state === "open";
  const main = html`${ready.length === 0 ? html`<p>${t("plan-evaluation.staff.publish.none")}</p>` : await sheetList(view, t("plan-evaluation.staff.publish.ready", { count: ready.length }), ready)}
${mine.length > 0 && notice({ word: t("plan-evaluation.staff.publish.mine"), title: t("plan-evaluation.staff.publish.mine-words", { count: mine.length }) })}
${ready.length > 0 && !mayPublish && html`<p>${t("plan-evaluation.staff.publish.who")}</p>`}
${
  ready.length > 0 &&
  mayPublish &&
  form(view, {
    action: roundPath(round.id, "publish"),
    content: html`${ready.map(({ id }) => hidden("sheet", id))}<p>${t("plan-evaluation.staff.publish.words")}</p><p>${button({ label: t("plan-evaluation.staff.publish.do", { count: ready.length }) })}</p>`,
  })
}
${behind.length > 0 && (await sheetList(view, t("plan-evaluation.staff.publish.behind", { count: behind.length }), behind))}`;
  return frame(view, round, t.text("plan-evaluation.staff.publish.title"), problems, main);
}

async function sheetList(view: View, caption: Content, sheets: readonly Sheet[]): Promise<Html> {
  const { t } = view;
  const sections = await sectionNames(view);
  return table<Sheet>({
    caption,
    rows: sheets,
    columns: [
      {
        label: t("plan-evaluation.staff.round.sheet"),
        head: true,
        cell: (sheet) => html`<a href="${sheetPath(sheet)}">${sheet.subject}　${sheet.title}</a>`,
      },
      { label: t("plan-evaluation.staff.round.section"), cell: (sheet) => sectionOf(view, sections, sheet) },
      { label: t("plan-evaluation.staff.round.state"), cell: ({ state }) => t(stateKeys[state]) },
      {
        label: t("plan-evaluation.staff.publish.direction"),
        cell: ({ answers }) => {
          const direction = directionOf(answers);
          return direction === undefined ? "" : t(directionWords[direction]);
        },
      },
      { label: t("plan-evaluation.staff.publish.headline"), cell: ({ answers }) => answers.headline ?? "" },
    ],
  });
}

/** 評価を終える. */
export async function showClose(view: View, { params }: RoundParams): Promise<Html> {
  return drawClose(view, await getRound(view, params), {}, noProblems);
}

export async function showCloseAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  return drawClose(view, await getRound(view, params), values, problems);
}

async function drawClose(view: View, round: Round, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const open = (await listSheets(city.db, round.id)).filter(({ state }) => state !== "published").length;
  const anyway =
    open > 0 &&
    checkbox({
      t,
      name: "anyway",
      value: "yes",
      checked: typed(values, "anyway") === "yes",
      label: t("plan-evaluation.staff.close.anyway", { count: open }),
      error: errorAt(t, problems, "anyway"),
    });
  const main = html`<p>${t("plan-evaluation.staff.close.words")}</p>${form(view, {
    action: roundPath(round.id, "close"),
    content: html`${anyway}<p>${button({ label: t("plan-evaluation.staff.close.do"), kind: "danger" })}</p>`,
  })}`;
  return frame(view, round, t.text("plan-evaluation.staff.close.title"), problems, main);
}

function frame(view: View, round: Round, title: string, problems: Problems, main: Content): Html {
  const { t } = view;
  const year = yearOf(view, round);
  return page(view, {
    title: `${title}　${year}`,
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.staff.title"), href: roundsPath },
      { label: year, href: roundPath(round.id) },
      { label: title },
    ],
    problems,
    main: html`<div class="stack-l"><h1>${title}</h1>${main}</div>`,
  });
}
