import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { weekdaysInJapanese } from "../../../../../kernel/time/format-date.ts";
import { formatTimeRange, minutesOf } from "../../../../../kernel/time/wall-time.ts";
import { barChart, empty, table } from "../../../../../ui/index.ts";
import type { FacilityStatistics } from "../../../commands/statistics.ts";
import type { Sums } from "../../../rules/use-figures.ts";
import { findCategory, findSpace } from "../../../rules/facility.ts";
import { percentOf, type Rate, sumRates } from "../../../rules/use-rate.ts";
import type { Space } from "../../../types/facility.ts";
import { plain, say } from "../../words.ts";
import { sayPercent, sayShare, sayYen } from "./figures.ts";
import { type Asked, hrefOf, sayPeriod } from "./period.ts";

type Row = Sums & { readonly rate: Rate; readonly name: Html | string };

export function facilityTable(view: View, asked: Asked, all: readonly FacilityStatistics[]): Html {
  const rows = all.map(({ facility, sums, rate }) => ({
    ...sums,
    rate,
    name: html`<a href="${hrefOf({ ...asked, facility: facility.id, space: undefined })}">${say(view.t, facility.name)}</a>`,
  }));
  return sumsTable(view, view.t("facility.staff.statistics.by-facility", { period: sayPeriod(view, asked) }), rows);
}

export function spaceTable(view: View, asked: Asked, { facility, spaces }: FacilityStatistics): Html {
  const rows = spaces.map(({ spaceId, ...figures }) => {
    const space = findSpace(facility, spaceId);
    const href = `${hrefOf({ ...asked, space: spaceId })}#slots`;
    return { ...figures, name: space === undefined ? spaceId : html`<a href="${href}">${say(view.t, space.name)}</a>` };
  });
  return sumsTable(view, view.t("facility.staff.statistics.by-space"), rows);
}

function sumsTable(view: View, caption: Html, rows: readonly Row[]): Html {
  const { t } = view;
  return table({
    caption,
    captionHidden: true,
    rows,
    columns: [
      { label: t("facility.staff.statistics.name"), head: true, cell: ({ name }) => name },
      { label: t("facility.staff.statistics.rate"), number: true, cell: ({ rate }) => sayPercent(rate) },
      { label: t("facility.staff.statistics.uses"), number: true, cell: ({ uses }) => uses.toLocaleString("en-US") },
      { label: t("facility.staff.statistics.people"), number: true, cell: ({ people }) => people.toLocaleString("en-US") },
      { label: t("facility.staff.statistics.income"), number: true, cell: ({ income }) => sayYen(view, income) },
      { label: t("facility.staff.statistics.reduction"), number: true, cell: ({ reduction }) => sayYen(view, reduction) },
      { label: t("facility.staff.statistics.cancelled"), number: true, cell: ({ cancelled }) => cancelled },
    ],
  });
}

/** Income and uses by month, each drawing with its numbers beside. */
export function monthCharts(view: View, { months, facility }: FacilityStatistics): Html | undefined {
  const { t } = view;
  if (months.length === 0) return undefined;
  const name = plain(t, facility.name);
  const short = (month: string) => String(Number(month.slice(5)));
  const monthName = (month: string) => t.text("facility.staff.statistics.month-name", { month: short(month) });
  const chart = (id: "uses" | "income", figure: (value: number) => string) =>
    barChart({
      id: `months-${id}`,
      title: t(`facility.staff.statistics.${id}-by-month`),
      words: t(`facility.staff.statistics.${id}-axis`),
      story: t.text(`facility.staff.statistics.${id}-story`, {
        name,
        list: months.map((one) => `${monthName(one.month)} ${figure(one[id])}`).join("、"),
      }),
      columns: { caption: t("facility.staff.statistics.same"), label: t("facility.staff.statistics.month"), figure: t(`facility.staff.statistics.${id}-column`) },
      figure,
      bars: months.map((one) => ({
        label: monthName(one.month),
        short: short(one.month),
        value: id === "income" ? Math.max(0, Math.round(one.income / 1000)) : one.uses,
        isNow: one.month === view.today.slice(0, 7),
      })),
    });
  return html`<section class="stack" aria-labelledby="months"><h2 id="months">${t("facility.staff.statistics.by-month")}</h2>${chart("uses", String)}${chart("income", (value) => value.toLocaleString("en-US"))}</section>`;
}

const week = [1, 2, 3, 4, 5, 6, 0] as const;

export function weekdayChart({ t }: View, { cells, facility }: FacilityStatistics): Html {
  const figure = (value: number) => `${value.toFixed(1)}%`;
  const bars = week.map((weekday) => ({
    label: weekdaysInJapanese[weekday],
    short: weekdaysInJapanese[weekday],
    value: percentOf(sumRates(cells.filter((cell) => cell.weekday === weekday))) ?? 0,
  }));
  return barChart({
    id: "weekday-rates",
    title: t("facility.staff.statistics.rate-by-weekday"),
    words: t("facility.staff.statistics.rate-axis"),
    story: t.text("facility.staff.statistics.rate-story", {
      name: plain(t, facility.name),
      list: bars.map(({ label, value }) => `${label} ${figure(value)}`).join("、"),
    }),
    columns: { caption: t("facility.staff.statistics.same"), label: t("facility.staff.statistics.weekday"), figure: t("facility.staff.statistics.rate") },
    figure,
    bars,
  });
}

/** 部屋 × 時間帯 × 曜日 */
export function slotTable(view: View, asked: Asked, { cells, facility }: FacilityStatistics, space: Space): Html {
  const { t, locale } = view;
  const own = cells.filter(({ spaceId }) => spaceId === space.id);
  const rows = [...Map.groupBy(own, ({ slot }) => slot.id).values()].toSorted(
    ([a], [b]) => minutesOf(a?.slot.from ?? "00:00") - minutesOf(b?.slot.from ?? "00:00"),
  );
  const others = facility.spaces.map(
    ({ id, name }) =>
      html`<li>${id === space.id ? html`<b aria-current="true">${say(t, name)}</b>` : html`<a href="${hrefOf({ ...asked, space: id })}#slots">${say(t, name)}</a>`}</li>`,
  );
  const content =
    rows.length === 0
      ? empty(t("facility.staff.statistics.none"), [])
      : table({
          caption: t("facility.staff.statistics.slots-of", { space: plain(t, space.name) }),
          rows,
          columns: [
            {
              label: t("facility.staff.statistics.slot"),
              head: true,
              cell: ([first]) => first && html`${first.slot.name && html`${say(t, first.slot.name)}　`}<span class="small muted">${formatTimeRange(first.slot, locale)}</span>`,
            },
            ...week.map((weekday) => ({
              label: weekdaysInJapanese[weekday],
              number: true,
              cell: (row: (typeof rows)[number]) => sayPercent(sumRates(row.filter((cell) => cell.weekday === weekday))),
            })),
            { label: t("facility.staff.statistics.all-week"), number: true, cell: (row) => sayPercent(sumRates(row)) },
          ],
        });
  return html`<section class="stack" aria-labelledby="slots"><h2 id="slots">${t("facility.staff.statistics.by-slot")}</h2><ul class="choose-list choose-list--line">${others}</ul>${content}</section>`;
}

export function reductionTable(view: View, { reductions, sums }: FacilityStatistics): Html {
  const { t } = view;
  if (reductions.length === 0) return html`<p class="muted">${t("facility.staff.statistics.no-reduction")}</p>`;
  return table({
    caption: t("facility.staff.statistics.by-reduction"),
    captionHidden: true,
    rows: reductions,
    columns: [
      { label: t("facility.staff.statistics.reduction-name"), head: true, cell: ({ name }) => name || t("facility.staff.statistics.unnamed") },
      { label: t("facility.staff.statistics.uses"), number: true, cell: ({ uses }) => uses },
      { label: t("facility.staff.statistics.reduction"), number: true, cell: ({ yen }) => sayYen(view, yen) },
      { label: t("facility.staff.statistics.share-of-full"), number: true, cell: ({ yen }) => sayShare(yen, sums.fullPrice) },
    ],
  });
}

export function categoryTable({ t }: View, { categories, sums, facility }: FacilityStatistics): Html {
  if (categories.length === 0) return html`<p class="muted">${t("facility.staff.statistics.none")}</p>`;
  return table({
    caption: t("facility.staff.statistics.by-category"),
    captionHidden: true,
    rows: categories,
    columns: [
      {
        label: t("facility.field.category"),
        head: true,
        cell: ({ categoryId }) => {
          const category = findCategory(facility, categoryId);
          return category === undefined ? categoryId : say(t, category.name);
        },
      },
      { label: t("facility.staff.statistics.uses"), number: true, cell: ({ uses }) => uses },
      { label: t("facility.staff.statistics.share"), number: true, cell: ({ uses }) => sayShare(uses, sums.uses) },
      { label: t("facility.staff.statistics.people"), number: true, cell: ({ people }) => people },
    ],
  });
}
