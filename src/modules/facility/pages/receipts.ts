import { type Html, html } from "../../../kernel/html.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { button, empty, page, queryForm, radioField, summary } from "../../../ui/index.ts";
import {
  type Addressee,
  listPaymentsFor,
  listReceiptIssues,
  listRefundsOf,
  type PaymentView,
  type ReceiptIssue,
} from "../../payment/index.ts";
import { issueReceipt } from "../commands/issue-receipt.ts";
import { getOwnBooking, openBookingAsStaff } from "../commands/own-booking.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { renderReceipt } from "../documents/receipt.ts";
import type { Holder } from "../documents/types.ts";
import { receiptLines, receiptTaxes } from "../rules/receipt.ts";
import type { Booking } from "../types/booking.ts";
import { holderOf, issuerOf, linesOf, pdf, useOf } from "./papers.ts";

type Params = { params: { booking: string } };
type One = { params: { booking: string; payment: string }; query: { to?: Addressee | undefined } };
type Side = "resident" | "staff";

export const receiptsPath = (bookingId: string, side: Side): string =>
  `${side === "staff" ? "/staff" : ""}/bookings/${bookingId}/receipts`;

/** All receipts of a booking: one for each payment, with whose name it is to bear. */
export async function showReceipts(view: View, { params }: Params): Promise<Html> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking);
  return draw(view, booking, "resident");
}

export async function showStaffReceipts(view: View, { params }: Params): Promise<Html> {
  return draw(view, await view.perform(openBookingAsStaff, { bookingId: params.booking }), "staff");
}

async function draw(view: View, booking: Booking, side: Side): Promise<Html> {
  const { t, city } = view;
  const payments = (await listPaymentsFor(city.db, { kind: "booking", id: booking.id })).filter(wasPaid);
  const issues = await listReceiptIssues(
    city.db,
    payments.map(({ id }) => id),
  );
  const back = side === "staff" ? `/staff/bookings/${booking.id}` : `/bookings/${booking.id}`;
  return page(view, {
    title: t.text("facility.receipt.title-all"),
    area: side === "staff" ? "staff" : "errand",
    crumbs: [{ label: booking.number, href: back }, { label: t("facility.receipt.title-all") }],
    main: html`<div class="head"><h1>${t("facility.receipt.title-all")}</h1><p class="lead">${t("facility.receipt.lead")}</p></div>
<div class="stack-l">${
      payments.length === 0
        ? empty(t("facility.receipt.none"), [])
        : payments.map((payment) => onePayment(view, { booking, payment, issues, side }))
    }</div>`,
  });
}

const wasPaid = ({ charged, paidAt }: PaymentView): boolean => charged > 0 && paidAt !== undefined;

function onePayment(
  view: View,
  props: { booking: Booking; payment: PaymentView; issues: readonly ReceiptIssue[]; side: Side },
): Html {
  const { t, city, locale } = view;
  const { booking, payment, side } = props;
  const own = props.issues.filter(({ paymentId }) => paymentId === payment.id);
  const [first] = own;
  const { zone } = city.config;
  const day = (at: Date) => formatDate(civilDateOf(at, zone), locale, { weekday: false });
  const id = `payment-${payment.id}`;
  return html`<section class="section stack" aria-labelledby="${id}"><h2 id="${id}">${t(payment.supplements === undefined ? "facility.pay.first" : "facility.pay.more")}</h2>
${summary(t, [
  { label: t("facility.receipt.amount"), value: html`<b>${formatYen(payment.amount, locale)}</b>` },
  { label: t("facility.receipt.paid-on"), value: day(payment.paidAt ?? payment.openedAt) },
  ...(payment.receiptNumber === undefined
    ? []
    : [{ label: t("facility.receipt.number-label"), value: payment.receiptNumber }]),
  {
    label: t("facility.receipt.issued"),
    value:
      first === undefined
        ? t("facility.receipt.not-yet")
        : t("facility.receipt.issued-times", { day: day(first.issuedAt), count: own.length }),
  },
])}
${queryForm({
  action: `${receiptsPath(booking.id, side)}/${payment.id}`,
  class: "stack",
  content: html`${
    booking.groupId !== undefined &&
    radioField({
      t,
      id: `to-${payment.id}`,
      name: "to",
      label: t("facility.receipt.to"),
      options: (["group-person", "group", "person"] as const).map((value) => ({
        value,
        label: t(`facility.receipt.to-${value}`),
      })),
      chosen: ["group-person"],
    })
  }<div class="row">${button({ label: t(first === undefined ? "facility.receipt.take" : "facility.receipt.take-again"), kind: first === undefined ? "first" : "second" })}</div>`,
})}</section>`;
}

/** The receipt of one payment: 再発行 from the second time on, also after a cancellation, then with what went back. */
export async function sendReceipt(view: View, { params, query }: One): Promise<Answer> {
  const { t, city, today, locale } = view;
  const issued = await view.perform(issueReceipt, {
    bookingId: params.booking,
    paymentId: params.payment,
    addressee: query.to,
  });
  const { booking, payment } = issued;
  const { facility, space } = await rulesOf(view, booking);
  const { zone } = city.config;
  const refunds = await listRefundsOf(city.db, payment.id);
  const bytes = await renderReceipt({
    locale,
    number: payment.receiptNumber ?? booking.number,
    issuedOn: today,
    ...(issued.nth === 1
      ? {}
      : { reissue: { firstIssuedOn: civilDateOf(issued.firstIssuedAt, zone), nth: issued.nth } }),
    issuer: { ...issuerOf(view, facility), registration: city.config.payments.registration },
    holder: addressed(await holderOf(view, booking), issued.addressee),
    use: useOf(view, booking, facility, space),
    bookingNumber: booking.number,
    paidOn: civilDateOf(payment.paidAt ?? payment.openedAt, zone),
    method: t.text(`facility.method.${payment.method ?? "card"}`),
    lines: receiptLines(payment, linesOf(view, booking)),
    total: payment.amount,
    taxes: receiptTaxes(payment, booking.quote),
    deposit: payment.deposit,
    // What came twice and went back is not of this receipt.
    refunds: refunds
      .filter(({ state, reason }) => state === "done" && reason !== "paid-twice")
      .map(({ askedAt, amount }) => ({ on: civilDateOf(askedAt, zone), amount })),
    sample: facility.sample,
  });
  return pdf(`${t.text("facility.papers.receipt")}-${payment.receiptNumber ?? booking.number}.pdf`, bytes);
}

function addressed({ person, group }: Holder, to: Addressee): Holder {
  return to === "person" || group === undefined
    ? { person }
    : to === "group"
      ? { person: "", group }
      : { person, group };
}

/** The receipt of the booking's own payment: the address that was given out before there were several. */
export async function sendFirstReceipt(view: View, { params }: Params): Promise<Answer> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking);
  const payments = await listPaymentsFor(view.city.db, { kind: "booking", id: booking.id });
  const first = payments.find(wasPaid);
  if (first === undefined) throw notFound();
  return sendReceipt(view, { params: { booking: booking.id, payment: first.id }, query: {} });
}
