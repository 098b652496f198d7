import type { Act } from "../../../kernel/act.ts";
import type { PeopleFile } from "../people-file.ts";
import { upsertCategory } from "../store/category.ts";
import { upsertSection } from "../store/staff.ts";

/** The city's sections and group categories, as its file has them. What has gone from the file stays: rows name it. */
export async function loadTown(
  { tx }: Act,
  { sections, categories }: Pick<PeopleFile, "sections" | "categories">,
): Promise<void> {
  for (const [position, section] of sections.entries()) await upsertSection(tx, { ...section, position });
  for (const [position, category] of categories.entries()) await upsertCategory(tx, { ...category, position });
}
