import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  form,
  page,
  selectField,
  summary,
  textArea,
  textField,
} from "../../../../../ui/index.ts";
import { type Account, readAccount } from "../../../commands/account.ts";
import { isOver } from "../../../commands/deposit.ts";
import { openBookingAsStaff } from "../../../commands/own-booking.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { may } from "../../../policy.ts";
import type { Booking } from "../../../types/booking.ts";
import type { Facility } from "../../../types/facility.ts";
import { whenOf } from "../../facts.ts";
import { plain, say } from "../../words.ts";
import { bookingPath } from "../words.ts";

export const depositPath = (bookingId: string): string => `${bookingPath(bookingId)}/deposit`;

type Params = { params: { booking: string } };

/** 保証金を返す: what is held, whole or less what stays, with the article and the reason. */
export function showDeposit(view: View, { params }: Params): Promise<Html> {
  return draw(view, params.booking, {}, noProblems);
}

export function showDepositAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.booking, values, problems);
}

const keptOf = ({ payments }: Account) => payments.reduce((sum, { depositKept }) => sum + depositKept, 0);

async function draw(view: View, bookingId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, now, locale } = view;
  const booking = await view.perform(openBookingAsStaff, { bookingId });
  const { facility, space } = await rulesOf(view, booking);
  const account = await readAccount(city.db, booking.id);
  const { held } = account;
  const kept = keptOf(account);
  const canReturn = isOver(booking, now) && held.deposit + kept > 0;
  const refusal = isOver(booking, now) ? "facility.staff.deposit.nothing" : "refusal.facility.deposit-early";
  return page(view, {
    title: t.text("facility.staff.deposit.return"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.deposit.title"), href: "/staff/deposits" },
      { label: booking.number, href: bookingPath(booking.id) },
      { label: t("facility.staff.deposit.return") },
    ],
    problems,
    main: html`<div class="errand stack"><p class="kicker">${whenOf(view, booking)}　${say(t, space.name)}</p><h1>${t("facility.staff.deposit.return")}</h1>
${summary(t, [
  { label: t("facility.staff.deposit.held"), value: html`<b>${formatYen(held.deposit, locale)}</b>` },
  ...(kept === 0 ? [] : [{ label: t("facility.staff.deposit.kept"), value: formatYen(kept, locale) }]),
])}
${canReturn ? ask(view, booking, facility, { values, problems, kept }) : empty(t(refusal), [html`<a href="${bookingPath(booking.id)}">${t("facility.staff.after-use.back")}</a>`])}</div>`,
  });
}

function ask(
  view: View,
  booking: Booking,
  facility: Facility,
  { values, problems, kept }: { values: FormValues; problems: Problems; kept: number },
): Html {
  const { t } = view;
  const ofDeposits = new Set((facility.fees.deposits ?? []).map(({ article }) => article));
  const articles = Object.entries(facility.articles).toSorted(
    ([a], [b]) => Number(ofDeposits.has(b)) - Number(ofDeposits.has(a)),
  );
  return form(view, {
    action: depositPath(booking.id),
    content: html`<p>${t(kept === 0 ? "facility.staff.deposit.words" : "facility.staff.deposit.again")}</p>
${textField({ t, name: "keep", label: t("facility.staff.deposit.keep"), hint: t("facility.staff.deposit.keep-hint"), need: "optional", inputmode: "numeric", size: "s", value: typed(values, "keep") || (kept === 0 ? "" : String(kept)), error: errorAt(t, problems, "keep") })}
${selectField({ t, name: "article", label: t("facility.staff.deposit.article"), need: "optional", options: [{ value: "", label: t.text("facility.staff.deposit.no-article") }, ...articles.map(([value, { title }]) => ({ value, label: plain(t, title) }))], value: typed(values, "article"), error: errorAt(t, problems, "article") })}
${textArea({ t, name: "reason", label: t("facility.staff.deposit.reason"), hint: t("facility.staff.deposit.reason-hint"), need: "optional", rows: 2, value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.deposit.do") })}</p>`,
  });
}

/** On the booking's page: what is held, and the way to give it back when the use is over. */
export function depositSection(view: View, booking: Booking, account: Account): Html | undefined {
  const { t, locale, now, actor } = view;
  const { held } = account;
  const kept = keptOf(account);
  if (held.deposit + kept === 0) return undefined;
  const canReturn = isOver(booking, now) && may(actor, "settleAfterUse");
  return html`<section class="aside section" aria-labelledby="deposit"><h2 id="deposit">${t("facility.staff.deposit.section")}</h2>${summary(
    t,
    [
      { label: t("facility.staff.deposit.held"), value: formatYen(held.deposit, locale) },
      ...(kept === 0 ? [] : [{ label: t("facility.staff.deposit.kept"), value: formatYen(kept, locale) }]),
    ],
  )}${canReturn ? html`<p>${buttonLink({ label: t(held.deposit > 0 ? "facility.staff.deposit.go" : "facility.staff.deposit.correct"), href: depositPath(booking.id), kind: held.deposit > 0 ? "first" : "second", size: "small" })}</p>` : html`<p class="small">${t("facility.staff.deposit.later")}</p>`}</section>`;
}
