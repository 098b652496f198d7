import type { Html } from "../../../kernel/html.ts";
import { html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { empty, page, table } from "../../../ui/index.ts";
import type { PaymentView } from "../types.ts";
import { instantText, stateKeys, yen } from "./words.ts";

/** All payments of the person, newest first. */
export function paymentsPage(view: View, payments: readonly PaymentView[]): Html {
  const { t } = view;
  const list = table<PaymentView>({
    caption: t("payment.my-payments"),
    captionHidden: true,
    columns: [
      {
        label: t("payment.what"),
        head: true,
        cell: ({ id, description }) => html`<a href="/payments/${id}">${description}</a>`,
      },
      { label: t("payment.when-opened"), cell: ({ openedAt }) => instantText(view, openedAt) },
      { label: t("payment.amount"), number: true, cell: ({ amount }) => yen(view, amount) },
      { label: t("payment.state"), cell: ({ state }) => t(stateKeys[state]) },
    ],
    rows: payments,
  });
  return page(view, {
    title: t.text("payment.my-payments"),
    area: "public",
    crumbs: [{ label: t("payment.my-payments") }],
    main: html`<div class="head"><h1>${t("payment.my-payments")}</h1></div>${payments.length > 0 ? list : empty(t("payment.none"), [])}`,
  });
}
