import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { Translate } from "../../../../kernel/i18n/translate.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { table } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import {
  countChanges,
  type Difference,
  type FieldChange,
  type ListDifference,
  type PartList,
  partLists,
} from "../../rules/revision/diff.ts";
import { sheetShapes } from "../../schema/revision/sheets.ts";
import { say } from "../public/words.ts";

/** What one document changes of another, in words: for staff before it is applied, for everybody afterwards. */
export async function differenceWords(view: View, difference: Difference): Promise<Content> {
  const { t, city } = view;
  const sections = new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
  const lists = partLists.filter((list) => countChanges(difference[list]) > 0);
  return html`<div class="stack-l">${
    difference.plan.length > 0 &&
    html`<section class="stack" aria-labelledby="of-plan"><h2 id="of-plan">${t("plan-data.list.plan")}</h2>${fieldTable(view, sections, t.text("plan-data.list.plan"), difference.plan, undefined)}</section>`
  }${lists.map((list) => listWords(view, sections, list, difference[list]))}</div>`;
}

/** 加わったもの 2、なくなったもの 1、変わったもの 3. */
export function differenceSum({ t }: View, difference: Difference): Content {
  const sum = (kind: "added" | "removed" | "changed") =>
    partLists.reduce((total, list) => total + difference[list][kind].length, 0);
  const changed = sum("changed") + (difference.plan.length > 0 ? 1 : 0);
  return t("plan-data.diff.sum", { added: sum("added"), removed: sum("removed"), changed });
}

/** Names by id; a section that is gone is said by its id. */
type SectionNames = ReadonlyMap<string, string>;

function listWords(view: View, sections: SectionNames, list: PartList, difference: ListDifference): Content {
  const { t } = view;
  const { added, removed, changed, isReordered } = difference;
  const names = (parts: ListDifference["added"]) =>
    html`<ul class="bullets">${parts.map(({ id, name }) => html`<li>${id}　${say(t, name)}</li>`)}</ul>`;
  return html`<section class="stack" aria-labelledby="of-${list}"><h2 id="of-${list}">${t(listKeys[list])}</h2>
${added.length > 0 && html`<h3>${t("plan-data.diff.added", { count: added.length })}</h3>${names(added)}`}
${removed.length > 0 && html`<h3>${t("plan-data.diff.removed", { count: removed.length })}</h3><p>${t("plan-data.diff.removed-note")}</p>${names(removed)}`}
${changed.length > 0 && html`<h3>${t("plan-data.diff.changed", { count: changed.length })}</h3>`}
${changed.map(({ id, name, fields }) => fieldTable(view, sections, html`${id}　${say(t, name)}`, fields, list))}
${isReordered && html`<p>${t("plan-data.diff.reordered")}</p>`}</section>`;
}

function fieldTable(
  view: View,
  sections: SectionNames,
  caption: Content,
  fields: readonly FieldChange[],
  list: PartList | undefined,
): Content {
  const { t } = view;
  return table<FieldChange>({
    caption,
    captionHidden: list === undefined,
    columns: [
      { label: t("plan-data.diff.field"), head: true, cell: ({ field }) => fieldName(t, field) },
      {
        label: t("plan-data.diff.before"),
        cell: ({ field, before }) => valueWords(view, sections, list, field, before),
      },
      { label: t("plan-data.diff.after"), cell: ({ field, after }) => valueWords(view, sections, list, field, after) },
    ],
    rows: fields,
  });
}

const listKeys = {
  levels: "plan-data.list.levels",
  nodes: "plan-data.list.nodes",
  indicators: "plan-data.list.indicators",
  projects: "plan-data.list.projects",
  glossary: "plan-data.list.glossary",
  relatedPlans: "plan-data.list.related-plans",
} as const;

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Kebab<Rest>}`
    : `-${Lowercase<First>}${Kebab<Rest>}`
  : "";

/** targetYear is a field, target-year its message. */
function kebab<Name extends string>(name: Name): Kebab<Name> {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as Kebab<Name>;
}

const namedFields = [
  "title",
  "name",
  "kicker",
  "lead",
  "sample",
  "adoptedOn",
  "baselineYear",
  "targetYear",
  "ruleSet",
  "hasPage",
  "isEvaluated",
  "level",
  "parent",
  "aims",
  "isPriority",
  "sdgs",
  "restates",
  "sections",
  "relatedPlans",
  "node",
  "unit",
  "kind",
  "better",
  "decimals",
  "baseline",
  "target",
  "milestones",
  "feed",
  "breaks",
  "rule",
  "purpose",
  "beginsYear",
  "endsYear",
  "conduct",
  "basis",
  "doneYear",
  "term",
  "reading",
  "meaning",
  "href",
  "id",
  "code",
] as const;
const innerFields = [
  "year",
  "value",
  "rule",
  "upper",
  "tolerance",
  "text",
  "by",
  "metric",
  "formula",
  "note",
  "fromYear",
  "reason",
] as const;

/** 目標　値, 題名（英語）. A field that has no words of its own is said as the file says it. */
function fieldName(t: Translate, field: string): string {
  const steps = field.split(".");
  const outer = namedFields.find((name) => name === steps[0]);
  const inner = innerFields.find((name) => steps.slice(1).includes(name));
  const number = steps.find((step) => /^\d+$/.test(step));
  const language = steps.at(-1);
  return [
    outer === undefined ? field : t.text(`plan-data.field.${kebab(outer)}`),
    ...(number === undefined ? [] : [String(Number(number) + 1)]),
    ...(inner === undefined ? [] : [t.text(`plan-data.inner.${kebab(inner)}`)]),
    ...(language === "en" || language === "ja-easy" ? [t.text(`plan-data.language.${language}`)] : []),
  ].join(t.locale === "en" ? " " : "　");
}

function valueWords(
  { t }: View,
  sections: SectionNames,
  list: PartList | undefined,
  field: string,
  value: string | undefined,
): Content {
  if (value === undefined) return t("plan-data.diff.none");
  if (value === "true") return t("plan-data.diff.yes");
  if (field === "sections")
    return value
      .split("、")
      .map((id) => sections.get(id) ?? id)
      .join("、");
  if (field === "adoptedOn") return formatDate(value, t.locale, { weekday: false });
  const column = sheetShapes
    .find((shape) => shape.list === list)
    ?.columns.find(({ path, choices }) => choices !== undefined && path.join(".") === field);
  return t.locale === "en" ? value : (column?.choices?.[value] ?? value);
}
