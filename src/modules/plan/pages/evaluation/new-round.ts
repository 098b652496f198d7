import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { weekdayOf } from "../../../../kernel/time/civil-date.ts";
import { fiscalYearOf } from "../../../../kernel/time/fiscal-year.ts";
import { holidayOn } from "../../../../kernel/time/holiday.ts";
import { button, checkbox, errorAt, form, page, selectField, textField } from "../../../../ui/index.ts";
import { proposeDueDates } from "../../rules/evaluation/calendar.ts";
import { listPlans } from "../../store/plan.ts";
import { listRounds } from "../../store/sheet.ts";
import { dueFields } from "./due-fields.ts";
import { plain, roundsPath } from "./words.ts";

export const newRoundPath = `${roundsPath}/new`;

/** 評価を始める: which plan, which year, until when. The year before this one stands ready. */
export async function showNewRound(view: View): Promise<Html> {
  return draw(view, {}, noProblems);
}

export async function showNewRoundAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, values, problems);
}

async function draw(view: View, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, today } = view;
  const plans = await listPlans(city.db);
  const latest = (await listRounds(city.db))[0];
  const year = Number(typed(values, "year")) || fiscalYearOf(today) - 1;
  const isDayOff = (day: string) => [0, 6].includes(weekdayOf(day)) || holidayOn(day, city.config).kind === "holiday";
  const due = Number.isInteger(year) && year > 2000 && year < 2150 ? proposeDueDates(year, isDayOff) : {};
  const unitCost = typed(values, "unit-cost") || (latest === undefined ? "" : String(latest.staffUnitCost));
  return page(view, {
    title: t.text("plan-evaluation.staff.new.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.staff.title"), href: roundsPath },
      { label: t("plan-evaluation.staff.new.title") },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t("plan-evaluation.staff.new.title")}</h1><p>${t("plan-evaluation.staff.new.words")}</p>${form(
      view,
      {
        action: newRoundPath,
        content: html`${selectField({ t, name: "plan", label: t("plan-evaluation.staff.rounds.plan"), need: "required", options: plans.map(({ id, title }) => ({ value: id, label: plain(t, title) })), value: typed(values, "plan"), error: errorAt(t, problems, "plan") })}
${textField({ t, name: "year", label: t("plan-evaluation.staff.new.year"), hint: t("plan-evaluation.staff.new.year-hint"), need: "required", inputmode: "numeric", size: "s", value: String(year), error: errorAt(t, problems, "year") })}
${textField({ t, name: "unit-cost", label: t("plan-evaluation.staff.new.unit-cost"), hint: t("plan-evaluation.staff.new.unit-cost-hint"), need: "required", inputmode: "numeric", size: "m", value: unitCost, error: errorAt(t, problems, "unit-cost") })}
${checkbox({ t, name: "projects", value: "yes", checked: typed(values, "projects") === "yes", label: t("plan-evaluation.staff.new.projects") })}
${dueFields(view, due, values, problems)}
<p>${button({ label: t("plan-evaluation.staff.new.do") })}</p>`,
      },
    )}</div>`,
  });
}
