import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { listChangesOf } from "../store/change.ts";
import type { Season, SeasonChange } from "../types.ts";
import { say, spaceName } from "./words.ts";

/** What became different since the season was announced, the newest first. */
export async function changesSection(view: View, season: Season): Promise<Html | undefined> {
  const { t, city, locale } = view;
  const all = await listChangesOf(city.db, season.id);
  if (all.length === 0) return undefined;
  const items = await Promise.all(
    all.map(async ({ at, changes }) => {
      const lines = await Promise.all(changes.map((change) => sayChange(view, season, change)));
      const day = formatDate(civilDateOf(at, city.config.zone), locale);
      return html`<li><b>${day}</b>${lines.map((line) => html`<br>${line}`)}</li>`;
    }),
  );
  return html`<section class="section" aria-labelledby="changes"><h2 id="changes">${t("allocation.changes.title")}</h2><ul class="bullets">${items}</ul></section>`;
}

async function sayChange(view: View, season: Season, { field, before, after }: SeasonChange): Promise<Html> {
  const { t, locale } = view;
  if (field === "words") return t("allocation.changes.words");
  if (field === "spaces") {
    const names = await Promise.all(after.split(",").map((id) => spaceName(view, season, id)));
    return html`${t("allocation.changes.spaces")}${names.map((name) => html`<span class="tag">${say(t, name)}</span> `)}`;
  }
  if (field === "name") return t("allocation.changes.name", { before, after });
  const days = { before: formatDate(before, locale), after: formatDate(after, locale) };
  return t(`allocation.changes.${field}`, days);
}
