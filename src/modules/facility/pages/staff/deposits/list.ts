import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { buttonLink, empty, page, table } from "../../../../../ui/index.ts";
import { type DepositDue, seeDepositsDue } from "../../../commands/deposit.ts";
import { whenOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { bookingPath, nameOf, stateWord } from "../words.ts";
import { depositPath } from "./one.ts";

/** 返す保証金: deposits of uses that are over, the oldest first, each with the way to give it back. */
export async function showDeposits(view: View): Promise<Html> {
  const { t, locale } = view;
  const due = await view.perform(seeDepositsDue, {});
  const content =
    due.length === 0
      ? empty(t("facility.staff.deposit.none"), [])
      : table<DepositDue>({
          caption: t("facility.staff.deposit.title"),
          captionHidden: true,
          rows: due,
          columns: [
            {
              label: t("facility.staff.tasks.who"),
              head: true,
              cell: ({ named }) =>
                html`<a href="${bookingPath(named.booking.id)}">${nameOf(view, named)}</a><br><span class="small muted">${say(t, named.facility.name)}　${say(t, named.space.name)}</span>`,
            },
            { label: t("facility.field.when"), cell: ({ named }) => whenOf(view, named.booking, { year: false }) },
            { label: t("facility.my.state"), cell: ({ named }) => stateWord(view, named.booking) },
            { label: t("facility.staff.deposit.held"), number: true, cell: ({ held }) => formatYen(held, locale) },
            {
              label: t("facility.staff.tasks.do"),
              quiet: true,
              cell: ({ named }) =>
                buttonLink({
                  label: t("facility.staff.deposit.go"),
                  about: nameOf(view, named),
                  href: depositPath(named.booking.id),
                  size: "small",
                }),
            },
          ],
        });
  return page(view, {
    title: t.text("facility.staff.deposit.title"),
    area: "staff",
    main: html`<div class="head"><h1>${t("facility.staff.deposit.title")}</h1><p class="lead">${t("facility.staff.deposit.lead")}</p></div>${content}`,
  });
}
