import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { buttonLink, empty, page, table } from "../../../../ui/index.ts";
import { may, mayAt } from "../../policy.ts";
import { listOfSeason } from "../../store/application.ts";
import { listSeasons } from "../../store/season.ts";
import { daysFromTo, facilityName, windowWords } from "../words.ts";
import { staffState } from "./words.ts";

/** 利用調整: all seasons and how many groups asked. */
export async function showStaffSeasons(view: View): Promise<Html> {
  const { t, city, locale, actor } = view;
  const seasons = (await listSeasons(city.db)).filter(({ facilityId }) => mayAt(view, "see", facilityId));
  const rows = await Promise.all(
    seasons.map(async (season) => ({
      season,
      facility: await facilityName(view, season),
      asked: (await listOfSeason(city.db, season.id)).length,
    })),
  );
  return page(view, {
    title: t.text("allocation.staff.title"),
    area: "staff",
    crumbs: [{ label: t("allocation.staff.title") }],
    main: html`<div class="stack-l"><div class="head"><h1>${t("allocation.staff.title")}</h1><p>${t("allocation.staff.lead")}</p></div>
${may(actor, "open") && html`<p>${buttonLink({ label: t("allocation.staff.new"), href: "/staff/allocations/new" })}</p>`}
${
  rows.length === 0
    ? empty(t("allocation.staff.none"), [])
    : table({
        caption: t("allocation.staff.title"),
        captionHidden: true,
        rows,
        columns: [
          {
            label: t("allocation.field.season"),
            head: true,
            cell: ({ season }) => html`<a href="/staff/allocations/${season.id}">${season.name}</a>`,
          },
          { label: t("allocation.field.facility"), cell: ({ facility }) => facility },
          { label: t("allocation.field.state"), cell: ({ season }) => staffState(view, season) },
          { label: t("allocation.field.window"), cell: ({ season }) => windowWords(view, season) },
          { label: t("allocation.field.meeting"), cell: ({ season }) => formatDate(season.meetingOn, locale) },
          { label: t("allocation.field.use"), cell: ({ season }) => daysFromTo(view, season.firstOn, season.lastOn) },
          { label: t("allocation.staff.asked"), number: true, cell: ({ asked }) => String(asked) },
        ],
      })
}</div>`,
  });
}
