import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { button, errorAt, form, page, status, summary, table, textField } from "../../../../../ui/index.ts";
import { getBlockSeries, livingBlocks } from "../../../commands/block-series.ts";
import { may } from "../../../policy.ts";
import { whenOf } from "../../facts.ts";
import { stateKind } from "../../state-words.ts";
import { say } from "../../words.ts";
import { getOwnSpaceOn } from "../own-places.ts";
import { bookingPath, stateWord } from "../words.ts";

export const blockSeriesPath = (id: string): string => `/staff/block-series/${id}`;

type Params = { params: { blockSeries: string } };

export const showBlockSeries = (view: View, { params }: Params): Promise<Html> =>
  draw(view, params.blockSeries, {}, noProblems);

export const showBlockSeriesAgain = (
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> => draw(view, params.blockSeries, values, problems);

/** All weeks that the city keeps, and giving back those that are left. */
async function draw(view: View, seriesId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, now, actor } = view;
  const { series, blocks } = await getBlockSeries({ tx: city.db }, seriesId);
  const { facility, space } = await getOwnSpaceOn(view, series.spaceId, series.firstOn, "see");
  const living = livingBlocks(blocks, now);
  const weekdays = ([1, 2, 3, 4, 5, 6, 0] as const).filter((one) => series.weekdays.includes(one));
  return page(view, {
    title: t.text("facility.staff.blocks.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.blocks.title") }],
    problems,
    main: html`<div class="head"><h1>${series.reason}</h1></div><div class="split"><div class="stack-l">${summary(t, [
      { label: t("facility.field.space"), value: html`${say(t, facility.name)}　${say(t, space.name)}` },
      {
        label: t("facility.staff.blocks.weekdays"),
        value: html`${weekdays.map((one) => html`${t(`facility.staff.blocks.weekday-${one}`)}　`)}`,
      },
    ])}${table({
      caption: t("facility.staff.blocks.days"),
      rows: blocks,
      columns: [
        {
          label: t("facility.field.when"),
          head: true,
          cell: (block) => html`<a href="${bookingPath(block.id)}">${whenOf(view, block)}</a>`,
        },
        { label: t("facility.my.state"), cell: (block) => status(stateKind(block.state), stateWord(view, block)) },
      ],
    })}</div><div class="stack-l">${
      living.length > 0 &&
      may(actor, "block") &&
      html`<section class="aside section" aria-labelledby="end"><h2 id="end">${t("facility.staff.blocks.end-title")}</h2><p class="small">${t("facility.staff.blocks.end-words")}</p>${form(
        view,
        {
          action: `${blockSeriesPath(series.id)}/end`,
          content: html`${textField({ t, name: "from", label: t("facility.staff.blocks.end-from"), need: "required", type: "date", size: "m", value: typed(values, "from") || (living[0]?.on ?? ""), error: errorAt(t, problems, "from") })}
${textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t("facility.staff.unblock.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.blocks.end"), kind: "danger", size: "small" })}</p>`,
        },
      )}</section>`
    }</div></div>`,
  });
}
