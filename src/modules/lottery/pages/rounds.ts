import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { empty, page, table } from "../../../ui/index.ts";
import { listRounds } from "../store/round.ts";
import type { Round } from "../types.ts";
import { nameOf, stateWords, when } from "./words.ts";

/** 施設の抽選: where entries are taken now, and all rounds before. */
export async function showRounds(view: View): Promise<Html> {
  const { t, city } = view;
  const rounds = await listRounds(city.db);
  const named = await Promise.all(rounds.map(async (round) => ({ round, name: (await nameOf(view, round)).html })));
  const isLiving = ({ round }: { round: Round }) => round.state !== "over" && round.state !== "called-off";
  const living = named.filter(isLiving);
  const past = named.filter((one) => !isLiving(one));
  return page(view, {
    title: t.text("lottery.rounds.title"),
    area: "public",
    crumbs: [{ label: t("lottery.rounds.title") }],
    main: html`<div class="head"><h1>${t("lottery.rounds.title")}</h1><p class="lead">${t("lottery.rounds.lead")}</p></div><div class="stack-l">
<section aria-labelledby="now"><h2 id="now">${t("lottery.rounds.now")}</h2>${living.length > 0 ? list(view, living, "lottery.rounds.now") : empty(t("lottery.rounds.none"), [html`<a href="/spaces">${t("lottery.rounds.search")}</a>`])}</section>
${past.length > 0 && html`<section aria-labelledby="past"><h2 id="past">${t("lottery.rounds.past")}</h2>${list(view, past, "lottery.rounds.past")}</section>`}
<section class="section" aria-labelledby="how"><h2 id="how">${t("lottery.rounds.how")}</h2><ol class="numbered"><li>${t("lottery.how.enter")}</li><li>${t("lottery.how.draw")}</li><li>${t("lottery.how.confirm")}</li><li>${t("lottery.how.rest")}</li></ol></section></div>`,
  });
}

function list(
  view: View,
  rows: readonly { round: Round; name: Html }[],
  caption: "lottery.rounds.now" | "lottery.rounds.past",
): Html {
  const { t } = view;
  return table({
    caption: t(caption),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("lottery.field.what"),
        head: true,
        cell: ({ round, name }) => html`<a href="/lotteries/${round.id}">${name}</a>`,
      },
      { label: t("lottery.field.state"), cell: ({ round }) => stateWords(view, round) },
      {
        label: t("lottery.field.apply"),
        cell: ({ round }) =>
          t("lottery.from-until", {
            from: when(view, round.opensAt),
            until: when(view, round.closesAt, { isEnd: true }),
          }),
      },
      { label: t("lottery.field.result"), cell: ({ round }) => when(view, round.resultAt) },
    ],
  });
}
