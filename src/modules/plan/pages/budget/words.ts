import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import type { MessageKey } from "../../../../kernel/i18n/messages.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import type { Column } from "../../../../ui/index.ts";
import { formatFigure } from "../../rules/number.ts";
import type { StoredProject } from "../../store/plan.ts";
import {
  type BudgetSource,
  type BudgetStage,
  budgetSources,
  type Cost,
  type Funding,
  type RequestState,
} from "../../types/budget.ts";

export const sourceWords: Readonly<Record<BudgetSource, MessageKey>> = {
  national: "plan-budget.source.national",
  prefecture: "plan-budget.source.prefecture",
  bond: "plan-budget.source.bond",
  other: "plan-budget.source.other",
  general: "plan-budget.source.general",
};

export const stageWords: Readonly<Record<BudgetStage, MessageKey>> = {
  initial: "plan-budget.stage.initial",
  supplementary: "plan-budget.stage.supplementary",
  settled: "plan-budget.stage.settled",
};

export const stateWords: Readonly<Record<RequestState, MessageKey>> = {
  drafted: "plan-budget.staff.state.drafted",
  requested: "plan-budget.staff.state.requested",
  assessed: "plan-budget.staff.state.assessed",
  decided: "plan-budget.staff.state.decided",
  published: "plan-budget.staff.state.published",
};

export const rootPath = "/staff/budget";
export const yearPath = (plan: string, year: number) => `${rootPath}/${plan}/${year}`;
export const projectPath = (plan: string, year: number, code: string) => `${yearPath(plan, year)}/projects/${code}`;
export const importPath = (plan: string) => `${rootPath}/${plan}/import`;
export const filePath = (plan: string, file: string) => `${importPath(plan)}/${file}`;
export const requestsPath = (plan: string, year: number) => `${yearPath(plan, year)}/requests`;
export const publishPath = (plan: string, year: number) => `${yearPath(plan, year)}/publish`;
export const requestPath = (id: string) => `${rootPath}/requests/${id}`;
export const askPath = (sheetId: string) => `${rootPath}/sheets/${sheetId}`;

/** 1,570, −38: in tables whose caption names the unit. An unknown amount stays empty. */
export function amount({ locale }: View, yen: number | undefined): string {
  return yen === undefined ? "" : formatFigure(String(yen), 0, locale);
}

/** A line break that a person typed stays one. */
export function lines(text: string): Html {
  return html`${text.split("\n").map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`;
}

export const yearOf = ({ locale }: View, year: number): string => formatFiscalYear(year, locale);

export const nameOf = ({ locale }: View, project: Pick<StoredProject, "name">): string =>
  localText(project.name, locale);

/** 98.2%, or that it cannot be calculated; nothing where nothing is settled yet. */
export function rateOf({ t, locale }: View, { executionRate, settled }: Cost): Content {
  if (executionRate !== undefined) return `${formatFigure(executionRate, 1, locale)}%`;
  return settled === undefined ? "" : t("plan-budget.no-rate");
}

/** The columns of a table of amounts by source. */
export function sourceColumns<Row>(view: View, fundingOf: (row: Row) => Funding): Column<Row>[] {
  return budgetSources.map((source) => ({
    label: view.t(sourceWords[source]),
    number: true,
    cell: (row) => amount(view, fundingOf(row)[source]),
  }));
}
