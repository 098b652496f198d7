import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import { foldForSearch } from "../../../../kernel/text/fold.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { PlanNode, ProjectDefinition } from "../../types/plan.ts";

/** What a search finds a part by, folded, in all languages that it has. */
export function searchTextOfNode({ code, title, lead, aims }: PlanNode): string {
  return fold(code, title, lead, ...aims);
}

export function searchTextOfIndicator({ id, name, rule }: IndicatorDefinition): string {
  return fold(id, name, rule);
}

export function searchTextOfProject({ code, name, purpose }: ProjectDefinition): string {
  return fold(code, name, purpose);
}

function fold(...parts: readonly (string | LocalText | undefined)[]): string {
  const texts = parts.flatMap((part) => (typeof part === "object" ? Object.values(part) : [part]));
  // Readings of やさしい日本語 stand behind their word: without them the word is found as it is typed.
  return texts
    .filter((text) => text !== undefined)
    .map((text) => foldForSearch(text.replace(/《[^》]*》|｜/gu, "")))
    .join("\n");
}
