import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { empty, page, table } from "../../../ui/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { listEntriesOf } from "../store/entry.ts";
import { findRound } from "../store/round.ts";
import { standingOf } from "./entry.ts";
import { nameOf } from "./words.ts";

/** わたしの抽選: entries of one's own and of one's groups, the newest first. */
export async function showMyLotteries(view: View): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident") throw forbidden();
  const groups = (await listGroupsOf(city.db, actor.personId)).filter(({ role }) => role !== "member");
  const entries = await listEntriesOf(city.db, { personId: actor.personId, groupIds: groups.map(({ id }) => id) });
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const round = await findRound(city.db, entry.roundId);
      if (round === undefined) throw new Error(`no round ${entry.roundId}`);
      return { entry, name: (await nameOf(view, round)).html, standing: await standingOf(view, round, entry) };
    }),
  );
  return page(view, {
    title: t.text("lottery.mine.title"),
    area: "public",
    crumbs: [{ label: t("lottery.mine.title") }],
    main: html`<div class="head"><h1>${t("lottery.mine.title")}</h1></div>${
      rows.length === 0
        ? empty(t("lottery.mine.none"), [html`<a href="/lotteries">${t("lottery.mine.look")}</a>`])
        : table({
            caption: t("lottery.mine.title"),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("lottery.field.what"),
                head: true,
                cell: ({ entry, name }) => html`<a href="/my/lotteries/${entry.id}">${name}</a>`,
              },
              { label: t("lottery.field.code"), cell: ({ entry }) => html`<span class="num">${entry.code}</span>` },
              { label: t("lottery.field.standing"), cell: ({ standing }) => standing },
            ],
          })
    }`,
  });
}
