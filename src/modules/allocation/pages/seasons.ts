import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { empty, page, table } from "../../../ui/index.ts";
import { listSeasons } from "../store/season.ts";
import { daysFromTo, facilityName, stateWords, windowWords } from "./words.ts";

/** 団体への割り当て: all seasons, for everybody. */
export async function showSeasons(view: View): Promise<Html> {
  const { t, city, locale } = view;
  const rows = await Promise.all(
    (await listSeasons(city.db)).map(async (season) => ({ season, facility: await facilityName(view, season) })),
  );
  return page(view, {
    title: t.text("allocation.title"),
    area: "public",
    crumbs: [{ label: t("allocation.title") }],
    main: html`<div class="head"><h1>${t("allocation.title")}</h1><p class="lead">${t("allocation.lead")}</p></div><div class="stack-l">${
      rows.length === 0
        ? empty(t("allocation.none"), [html`<a href="/spaces">${t("allocation.search")}</a>`])
        : table({
            caption: t("allocation.title"),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("allocation.field.season"),
                head: true,
                cell: ({ season }) => html`<a href="/allocations/${season.id}">${season.name}</a>`,
              },
              { label: t("allocation.field.facility"), cell: ({ facility }) => facility },
              { label: t("allocation.field.state"), cell: ({ season }) => stateWords(view, season) },
              {
                label: t("allocation.field.use"),
                cell: ({ season }) => daysFromTo(view, season.firstOn, season.lastOn),
              },
              { label: t("allocation.field.window"), cell: ({ season }) => windowWords(view, season) },
              { label: t("allocation.field.meeting"), cell: ({ season }) => formatDate(season.meetingOn, locale) },
            ],
          })
    }
<section class="section" aria-labelledby="how"><h2 id="how">${t("allocation.how.title")}</h2><ol class="numbered"><li>${t("allocation.how.ask")}</li><li>${t("allocation.how.meet")}</li><li>${t("allocation.how.result")}</li><li>${t("allocation.how.rest")}</li></ol></section></div>`,
  });
}
