import { type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { checkbox, errorAt, selectField, textField } from "../../../ui/index.ts";
import { findCategory, getSpaceOn, useFields } from "../../facility/index.ts";
import { listFrames } from "../store/season.ts";
import type { Application, Season } from "../types.ts";
import { frameText } from "./words.ts";

/** The wishes in their order, and the use as the booking form asks it. The sheet from paper has the same. */
export async function askFields(
  view: View,
  season: Season,
  given: {
    readonly values: FormValues;
    readonly problems: Problems;
    readonly groups: readonly { value: string; label: string }[];
  },
): Promise<Html> {
  const { t, city } = view;
  const { values, problems, groups } = given;
  const frames = await listFrames(city.db, season.id);
  const [first] = frames;
  if (first === undefined) throw notFound();
  const { facility, space } = await getSpaceOn(city, first.spaceId, season.firstOn);
  const options = await Promise.all(
    frames.map(async (frame) => ({ value: frame.id, label: await frameText(view, season, frame) })),
  );
  const ranks = Array.from({ length: season.mostWishes }, (_, index) => index + 1);
  const asking = {
    ...facility,
    categories: facility.categories.filter(({ id }) => season.categories.includes(id) && findCategory(facility, id)),
  };
  return html`${ranks.map((rank) => {
    const name = `wish-${rank}`;
    return selectField({
      t,
      name,
      label: t("allocation.ask.rank", { rank }),
      ...(rank === 1 ? { need: "required" as const, hint: t("allocation.ask.rank-hint") } : {}),
      options: [{ value: "", label: t("allocation.ask.no-wish") }, ...options],
      value: typed(values, name),
      error: errorAt(t, problems, name),
    });
  })}
${useFields(view, asking, space, season.firstOn, values, problems, groups, t.text("allocation.ask.choose-group"))}
${groups.length === 0 ? html`<p class="field__error" id="group">${errorAt(t, problems, "group")}</p>` : ""}
${textField({ t, name: "words", label: t("allocation.ask.words"), hint: t("allocation.ask.words-hint"), need: "optional", value: typed(values, "words"), error: errorAt(t, problems, "words") })}
${checkbox({ t, name: "named", value: "yes", checked: typed(values, "named") === "yes", label: t("allocation.ask.named") })}`;
}

/** What was asked for before, as the form's values. */
export function valuesOf(application: Application): FormValues {
  const { use, wishes, words, isNamed, groupId } = application;
  return {
    ...Object.fromEntries(wishes.map((id, index) => [`wish-${index + 1}`, id])),
    group: groupId,
    category: use.categoryId,
    purpose: use.purposeId,
    people: String(use.people),
    declarations: use.declarations,
    ...Object.fromEntries(Object.entries(use.answers).map(([id, answer]) => [`answer.${id}`, String(answer)])),
    words: words ?? "",
    named: isNamed ? "yes" : "",
  };
}
