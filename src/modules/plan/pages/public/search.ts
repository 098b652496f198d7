import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import { foldForSearch } from "../../../../kernel/text/fold.ts";
import { empty, search } from "../../../../ui/index.ts";
import type { PlanHead } from "../../store/plan.ts";
import { type FoundPart, searchParts } from "../../store/public.ts";
import { getPlan, planPage } from "./frame.ts";
import { indicatorPath, levelName, partPath, plain, planPath, projectPath, say } from "./words.ts";

const mostFound = 50;

/** Words of the plan, whatever way they are written. */
export async function showPlanSearch(
  view: View,
  { params, query }: { params: { plan: string }; query: { q: string } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const words = foldForSearch(query.q.slice(0, 200))
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8);
  const found = await searchParts(city.db, plan.id, words, mostFound);
  return planPage(view, plan, {
    title: t.text("plan.search.title"),
    crumbs: [{ label: t("plan.search.title") }],
    main: html`<div class="head"><h1>${t("plan.search.title")}</h1></div><div class="stack">${search({ action: `${planPath(plan.id)}/search`, name: "q", label: t("plan.search.label"), button: t("plan.search.button"), hint: t("plan.search.hint"), value: query.q })}
${words.length > 0 && results(view, plan, found, words, query.q)}</div>`,
  });
}

function results(
  view: View,
  plan: PlanHead,
  found: readonly FoundPart[],
  words: readonly string[],
  typed: string,
): Html {
  const { t } = view;
  if (found.length === 0) {
    return empty(t("plan.search.none", { words: typed }), [
      t("plan.search.try"),
      html`<a href="${planPath(plan.id)}">${t("plan.projects.to-plan")}</a>`,
    ]);
  }
  const items = found.map((one) => html`<li>${result(view, plan, one, words)}</li>`);
  return html`<section class="section" aria-labelledby="found"><h2 id="found">${t("plan.search.found", { words: typed, count: found.length })}</h2><ul class="plain-list stack">${items}</ul></section>`;
}

/** Its name as a link, what it is and where it hangs, and the text in which the words stand. */
function result({ t }: View, plan: PlanHead, found: FoundPart, words: readonly string[]): Html {
  const { above, isRemoved } = found;
  const what = found.kind === "node" ? levelName(t, plan.levels, found.part.level) : t(`plan.search.${found.kind}`);
  const name = found.kind === "node" ? found.part.title : found.part.name;
  const level = found.kind === "node" ? plan.levels.find(({ id }) => id === found.part.level) : undefined;
  const href =
    found.kind === "indicator"
      ? indicatorPath(plan.id, found.part.id)
      : found.kind === "project"
        ? projectPath(plan.id, found.part.code)
        : level?.hasPage === false && found.part.parent !== undefined
          ? `${partPath(plan.id, found.part.parent)}#part-${found.part.code}`
          : partPath(plan.id, found.part.code);
  return html`<p class="small muted">${what}${above && html`　${say(t, above)}`}${isRemoved && html`　${t("plan.removed.word")}`}</p><p><a href="${href}">${say(t, name)}</a></p>${passage(t, found, words)}`;
}

type Translate = View["t"];

function passage(t: Translate, found: FoundPart, words: readonly string[]): Content {
  const texts: readonly (LocalText | string | undefined)[] =
    found.kind === "node"
      ? [found.part.lead, ...found.part.aims]
      : found.kind === "indicator"
        ? [found.part.rule]
        : [found.part.purpose];
  const text = texts
    .flatMap((each) => (each === undefined ? [] : typeof each === "string" ? [each] : [plain(t, each)]))
    .find((each) => words.some((word) => foldForSearch(each).includes(word)));
  return text !== undefined && html`<p class="small">${text.length > 140 ? `${text.slice(0, 140)}…` : text}</p>`;
}
