import type { Content, Html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../../kernel/time/instant.ts";
import { listSections } from "../../../identity/index.ts";
import { awaitedOf } from "../../rules/evaluation/late.ts";
import type { Round, RoundStep, Sheet, SheetState } from "../../types/evaluation.ts";

export const roundsPath = "/staff/evaluation";
export const roundPath = (roundId: string, ...rest: readonly string[]) => [roundsPath, roundId, ...rest].join("/");
export const sheetPath = (sheet: Pick<Sheet, "id" | "roundId">, ...rest: readonly string[]) =>
  roundPath(sheet.roundId, "sheets", sheet.id, ...rest);

export const say = (t: Translate, text: LocalText): Html => withRuby(localText(text, t.locale));
export const plain = (t: Translate, text: LocalText): string => withoutRuby(localText(text, t.locale));

export const yearOf = ({ locale }: View, { year }: Pick<Round, "year">) => formatFiscalYear(year, locale);

export const stateKeys = {
  writing: "plan-evaluation.staff.state.writing",
  "with-head": "plan-evaluation.staff.state.with-head",
  checking: "plan-evaluation.staff.state.checking",
  checked: "plan-evaluation.staff.state.checked",
  "in-review": "plan-evaluation.staff.state.in-review",
  discussing: "plan-evaluation.staff.state.discussing",
  answering: "plan-evaluation.staff.state.answering",
  final: "plan-evaluation.staff.state.final",
  published: "plan-evaluation.staff.state.published",
} as const satisfies Readonly<Record<SheetState, string>>;

export const stepKeys = {
  write: "plan-evaluation.staff.step.write",
  head: "plan-evaluation.staff.step.head",
  check: "plan-evaluation.staff.step.check",
  select: "plan-evaluation.staff.step.select",
  review: "plan-evaluation.staff.step.review",
  discuss: "plan-evaluation.staff.step.discuss",
  answer: "plan-evaluation.staff.step.answer",
  publish: "plan-evaluation.staff.step.publish",
  request: "plan-evaluation.staff.step.request",
  assess: "plan-evaluation.staff.step.assess",
  budget: "plan-evaluation.staff.step.budget",
} as const satisfies Readonly<Record<RoundStep, string>>;

export const dayText = ({ locale }: View, day: string) => formatDate(day, locale, { year: false });

/** 10時42分 today, with the day on others. */
export function atText({ city, locale, today }: View, instant: Date): string {
  const day = civilDateOf(instant, city.config.zone);
  const time = wallTimeOf(instant, city.config.zone);
  return day === today ? time : `${formatDate(day, locale, { weekday: false })} ${time}`;
}

/** あと3日 · きょうまで · 2日おくれ */
export function leftText({ t, today }: View, round: Round, sheet: Pick<Sheet, "state">): Content {
  const awaited = awaitedOf(round, sheet.state, today);
  if (awaited === undefined) return "";
  if (awaited.daysLeft < 0) return t("plan-evaluation.staff.left.late", { days: -awaited.daysLeft });
  if (awaited.daysLeft === 0) return t("plan-evaluation.staff.left.today");
  return t("plan-evaluation.staff.left.days", { days: awaited.daysLeft });
}

export type SectionNames = ReadonlyMap<string, string>;

export async function sectionNames({ city }: View): Promise<SectionNames> {
  return new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
}

/** A sheet without a section is the planners' own. */
export function sectionOf({ t }: View, sections: SectionNames, { sectionId }: Pick<Sheet, "sectionId">): string {
  return (sectionId && sections.get(sectionId)) ?? t.text("plan-evaluation.staff.planners");
}
