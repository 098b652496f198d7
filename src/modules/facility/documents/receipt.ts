import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import type { Yen } from "../../../kernel/money/yen.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { ReceiptTax } from "../rules/receipt.ts";
import type { AmountLine, Holder, Issuer, UseOfSpace } from "./types.ts";
import { amountTable, holderLines, timeText, wordsFor } from "./words.ts";

/** What stands on a 領収書. Texts are in the document's language; those of people as entered. */
export type ReceiptProps = {
  readonly locale: Locale;
  readonly number: string;
  readonly issuedOn: CivilDate;
  /** Set from the second copy on: marked 再発行, so that one payment is not claimed twice. `nth` is 2 for the first of them. */
  readonly reissue?: { readonly firstIssuedOn: CivilDate; readonly nth: number } | undefined;
  readonly issuer: Issuer & {
    /** 適格請求書発行事業者の登録番号, if the city has one: T1234567890123. */
    readonly registration?: string | undefined;
  };
  readonly holder: Holder;
  readonly use: UseOfSpace;
  readonly bookingNumber: string;
  readonly paidOn: CivilDate;
  /** クレジットカード, コンビニ, 窓口で現金 … */
  readonly method: string;
  readonly lines: readonly AmountLine[];
  readonly total: Yen;
  /** Per rate: what of the total it is on, with or without the tax, and the tax. Empty where the fee bears no tax. */
  readonly taxes: readonly ReceiptTax[];
  /** Of the total, a deposit: it is held for the payer and given back. */
  readonly deposit?: Yen | undefined;
  /** Money that was given back since, oldest first. */
  readonly refunds?: readonly { readonly on: CivilDate; readonly amount: Yen }[] | undefined;
  /** Amounts and telephone numbers are invented. */
  readonly sample: boolean;
};

/** 領収書, A4, tagged. */
export function renderReceipt(props: ReceiptProps): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./receipt.typ", import.meta.url), data: receiptData(props) });
}

function receiptData(props: ReceiptProps) {
  const t = wordsFor(props.locale);
  const day = (date: CivilDate) => formatDate(date, t.locale, { weekday: false });
  const yen = (amount: Yen) => formatYen(amount, t.locale);
  const { issuer, use, number, reissue, refunds = [], deposit = 0, sample } = props;
  const { registration } = issuer;
  const isTaxInside = props.taxes.every(({ isIncluded }) => isIncluded);
  return {
    paper: paperOf(t, {
      title: t.text("facility.receipt.title"),
      author: issuer.city,
      foot: t.text("facility.receipt.foot", { city: issuer.city, number }),
      sample,
    }),
    number: t.text("facility.receipt.number", { number }),
    issuedOn: day(props.issuedOn),
    holder: holderLines(t, props.holder),
    issuer: [
      ...issuer.signs,
      ...(registration === undefined ? [] : [t.text("facility.receipt.registration", { registration })]),
    ],
    reissued: {
      mark: reissue === undefined ? "" : t.text("facility.receipt.again", { count: reissue.nth - 1 }),
      note: reissue === undefined ? "" : t.text("facility.receipt.again-note", { day: day(reissue.firstIssuedOn) }),
    },
    amount: { label: t.text("facility.receipt.amount"), value: yen(props.total) },
    purpose: t.text("facility.receipt.for", { facility: use.facility, space: use.space }),
    deposit: deposit > 0 ? t.text("facility.receipt.deposit", { amount: yen(deposit) }) : "",
    received: t.text("facility.receipt.received", { day: day(props.paidOn) }),
    facts: [
      { label: t.text("facility.receipt.booking"), value: props.bookingNumber },
      { label: t.text("facility.document.time"), value: timeText(t, use) },
      { label: t.text("facility.receipt.method"), value: props.method },
      ...refunds.map(({ on, amount }) => ({
        label: t.text("facility.receipt.refund"),
        value: t.text("facility.receipt.refund-line", { day: day(on), amount: yen(amount) }),
      })),
    ],
    lines: { title: t.text("facility.document.fee"), ...amountTable(t, props.lines, props.total) },
    taxes: {
      title: t.text("facility.receipt.tax"),
      heading: [
        t.text("facility.receipt.tax-rate"),
        t.text(isTaxInside ? "facility.receipt.tax-base" : "facility.receipt.tax-base-without"),
        t.text(isTaxInside ? "facility.receipt.tax-amount" : "facility.receipt.tax-on-top"),
      ],
      rows: props.taxes.map(({ percent, base, tax }) => [
        t.text("facility.receipt.rate", { percent }),
        yen(base),
        yen(tax),
      ]),
    },
    closing: [
      `${t.text("facility.document.contact")}　${issuer.contact}`,
      t.text("facility.receipt.no-stamp"),
      sample ? t.text("facility.document.sample") : "",
    ],
  };
}
