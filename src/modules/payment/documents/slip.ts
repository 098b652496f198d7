import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { groupedNumber } from "../rules/invoice-number.ts";

export type SlipProps = {
  readonly locale: Locale;
  /** Eleven digits. */
  readonly number: string;
  readonly amount: number;
  readonly dueOn: CivilDate;
  readonly purpose: string;
  /** Undefined: a line to write the name on. */
  readonly holder: string | undefined;
  readonly city: string;
  readonly contact: string;
  readonly sample: boolean;
};

/**
 * 納付書, A4: a part for the payer, one for the bank, one for the city. It bears a number and no bar code: the codes for
 * convenience stores (GS1-128) and eL-QR belong to those who collect, and are made by their contracts and not by us.
 */
export function renderSlip(props: SlipProps): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./slip.typ", import.meta.url), data: slipData(props) });
}

function slipData({ locale, number, amount, dueOn, purpose, holder, city, contact, sample }: SlipProps) {
  // A paper of the city: Japanese as banks read it, or with English words for the payer.
  const t = translator(locale === "en" ? "en" : "ja");
  const addressed = holder === undefined ? "＿＿＿＿＿＿＿＿＿＿" : t.locale === "en" ? holder : `${holder} 様`;
  const part = (title: string, notes: readonly string[]) => ({ title, holder: addressed, purpose, notes });
  return {
    paper: paperOf(t, {
      title: t.text("payment.slip.title"),
      author: city,
      foot: t.text("payment.slip.foot", { city, number: groupedNumber(number) }),
      sample,
    }),
    number: groupedNumber(number),
    amount: formatYen(amount, t.locale),
    due: formatDate(dueOn, t.locale),
    labels: {
      number: t.text("payment.slip.number"),
      amount: t.text("payment.amount"),
      due: t.text("payment.slip.due"),
      stamp: t.text("payment.slip.stamp"),
    },
    parts: [
      part(t.text("payment.slip.receipt"), [t.text("payment.slip.receipt-words", { city })]),
      part(t.text("payment.slip.order"), [t.text("payment.slip.order-words", { city })]),
      part(t.text("payment.slip.notice"), [t.text("payment.slip.notice-words", { city })]),
    ],
    closing: [t.text("payment.slip.where"), contact],
  };
}
