import { type Html, html } from "../../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { button, form, page, table } from "../../../../ui/index.ts";
import { findGroup } from "../../../identity/index.ts";
import { previewSeason } from "../../commands/see-days.ts";
import { mayAt } from "../../policy.ts";
import { findSeason } from "../../store/season.ts";
import { frameName, shareWords } from "../words.ts";

/** まとめて決める: all series with their prices and the days that cannot be had; another person than who closed it presses. */
export function showConfirm(view: View, { params }: { params: { season: string } }): Promise<Html> {
  return draw(view, params.season, noProblems);
}

export function showConfirmAgain(
  view: View,
  { params, problems }: { params: { season: string }; problems: Problems },
): Promise<Html> {
  return draw(view, params.season, problems);
}

async function draw(view: View, id: string, problems: Problems): Promise<Html> {
  const { t, city, locale, actor } = view;
  const season = await findSeason(city.db, id);
  if (season === undefined || !mayAt(view, "confirm", season.facilityId)) throw notFound();
  const rows = await Promise.all(
    (await view.perform(previewSeason, { seasonId: id })).map(async (one) => ({
      ...one,
      name: await frameName(view, season, one.frame),
      group: (await findGroup(city.db, one.application.groupId))?.name ?? "",
    })),
  );
  const isOwn = actor.kind === "staff" && actor.personId === season.closedBy;
  const days = rows.reduce((sum, row) => sum + row.days.filter(({ ok }) => ok).length, 0);
  return page(view, {
    title: t.text("allocation.staff.confirm"),
    area: "staff",
    crumbs: [
      { label: t("allocation.staff.title"), href: "/staff/allocations" },
      { label: season.name, href: `/staff/allocations/${id}` },
      { label: t("allocation.staff.confirm") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("allocation.staff.confirm")}</h1><p>${season.name}</p><p>${t("allocation.staff.confirm-sum", { series: rows.length, days })}</p></div>
${season.state === "open" && html`<p>${t("allocation.staff.confirm-not-yet")}</p>`}
${
  rows.length === 0
    ? html`<p>${t("allocation.staff.confirm-none")}</p>`
    : table({
        caption: t("allocation.staff.confirm"),
        captionHidden: true,
        rows,
        columns: [
          { label: t("allocation.field.group"), head: true, cell: ({ group }) => group },
          { label: t("allocation.field.frame"), cell: ({ name }) => name },
          { label: t("allocation.field.share"), cell: ({ given }) => shareWords(view, season, given) },
          {
            label: t("allocation.staff.count"),
            number: true,
            cell: (row) => String(row.days.filter(({ ok }) => ok).length),
          },
          { label: t("allocation.staff.amount"), number: true, cell: ({ total }) => formatYen(total, locale) },
          {
            label: t("allocation.staff.left-out"),
            cell: (row) =>
              row.days.flatMap((day) =>
                day.ok
                  ? []
                  : [
                      html`<span class="nowrap">${formatDate(day.on, locale, { year: false })}</span>　<span class="small">${t.dynamic(`refusal.${day.refusal.code}`, day.refusal.params)}</span><br>`,
                    ],
              ),
          },
        ],
      })
}
${season.state === "closed" && (isOwn ? html`<p>${t("allocation.staff.confirm-by-another")}</p>` : form(view, { action: `/staff/allocations/${id}/confirm`, content: html`<p>${t("allocation.staff.confirm-words")}</p>${button({ label: t("allocation.staff.confirm-do") })}` }))}
<p><a href="/staff/allocations/${id}">${t("allocation.staff.back")}</a></p></div>`,
  });
}
