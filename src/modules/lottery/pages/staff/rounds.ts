import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { empty, page, table } from "../../../../ui/index.ts";
import { isOwnRound } from "../../commands/own-round.ts";
import { countEntries } from "../../store/entry.ts";
import { listRounds } from "../../store/round.ts";
import type { Round } from "../../types.ts";
import { nameOf, stateWords, when } from "../words.ts";

/** 抽選: all rounds, how many entries, and where somebody has to look. No names. */
export async function showStaffRounds(view: View): Promise<Html> {
  const { t, city } = view;
  const rounds: Round[] = [];
  for (const round of await listRounds(city.db)) if (await isOwnRound(view, city.db, round, "see")) rounds.push(round);
  const counts = await countEntries(
    city.db,
    rounds.map(({ id }) => id),
  );
  const rows = await Promise.all(rounds.map(async (round) => ({ round, name: (await nameOf(view, round)).html })));
  return page(view, {
    title: t.text("lottery.staff.title"),
    area: "staff",
    crumbs: [{ label: t("lottery.staff.title") }],
    main: html`<div class="head"><h1>${t("lottery.staff.title")}</h1></div>${
      rows.length === 0
        ? empty(t("lottery.staff.none"), [])
        : table({
            caption: t("lottery.staff.title"),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("lottery.field.what"),
                head: true,
                cell: ({ round, name }) => html`<a href="/staff/lotteries/${round.id}">${name}</a>`,
              },
              { label: t("lottery.field.state"), cell: ({ round }) => stateWords(view, round) },
              {
                label: t("lottery.staff.entries"),
                number: true,
                cell: ({ round }) => String(counts.get(round.id)?.entries ?? 0),
              },
              {
                label: t("lottery.staff.held"),
                number: true,
                cell: ({ round }) => String(counts.get(round.id)?.held ?? 0),
              },
              { label: t("lottery.staff.closes"), cell: ({ round }) => when(view, round.closesAt, { isEnd: true }) },
              { label: t("lottery.field.draw"), cell: ({ round }) => when(view, round.drawAt) },
            ],
          })
    }`,
  });
}
