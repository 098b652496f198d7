import type { View } from "../../../kernel/http/view.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { listNodes, listProjects } from "../store/plan.ts";
import type { Sheet } from "../types/evaluation.ts";

type Titled = Pick<Sheet, "kind" | "subject" | "title">;

/**
 * A sheet keeps the name that its measure or project had when the round was opened, in Japanese. Who reads in another
 * language is given the plan's words in it, as long as the plan still calls it so.
 */
export async function titlesOfSheets(
  { city, locale }: View,
  planIds: readonly string[],
): Promise<(sheet: Titled) => LocalText> {
  const names = new Map<string, LocalText>();
  if (locale !== "ja") {
    for (const planId of new Set(planIds)) {
      const nodes = await listNodes(city.db, planId, { includeRemoved: true });
      const projects = await listProjects(city.db, planId, { includeRemoved: true });
      for (const { code, title } of nodes) names.set(keyOf("measure", code, title.ja), title);
      for (const { code, name } of projects) names.set(keyOf("project", code, name.ja), name);
    }
  }
  return ({ kind, subject, title }) => names.get(keyOf(kind, subject, title)) ?? { ja: title };
}

function keyOf(kind: Sheet["kind"], subject: string, title: string): string {
  return `${kind} ${subject} ${title}`;
}
