import type { Act } from "../../../kernel/act.ts";
import type { PeopleFile } from "../people-file.ts";
import type { RegistrationKind } from "../rules/registration-kind.ts";
import { upsertCategory } from "../store/category.ts";
import { upsertKind } from "../store/registration-kind.ts";
import { upsertSection } from "../store/staff.ts";

/** The city's sections, group categories and kinds of registration, as its files have them. What has gone from the files stays: rows name it. */
export async function loadTown(
  { tx }: Act,
  {
    sections,
    categories,
    kinds = [],
  }: Pick<PeopleFile, "sections" | "categories"> & { kinds?: readonly RegistrationKind[] },
): Promise<void> {
  for (const [position, section] of sections.entries()) await upsertSection(tx, { ...section, position });
  for (const [position, category] of categories.entries()) await upsertCategory(tx, { ...category, position });
  for (const [position, kind] of kinds.entries()) await upsertKind(tx, kind, position);
}
