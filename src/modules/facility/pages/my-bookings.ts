import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import { buttonLink, empty, page, status, table } from "../../../ui/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { listBookingsOf } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { whenOf } from "./facts.ts";
import { stateKind } from "./state-words.ts";
import { say } from "./words.ts";

type Row = { booking: Booking; facility: Facility; space: Space };

/** わたしの予約: what lies ahead first, then what was. */
export async function showMyBookings(view: View): Promise<Html> {
  const { city, t, actor, today } = view;
  if (actor.kind !== "resident") throw forbidden();
  const groups = await listGroupsOf(city.db, actor.personId);
  const who = { personId: actor.personId, groupIds: groups.map(({ id }) => id) };
  const { from: since } = rangeOfDay(today, city.config.zone);
  const ahead = await withRules(view, await listBookingsOf(city.db, who, { endsAfter: since }));
  const past = await withRules(view, await listBookingsOf(city.db, who, { endedBy: since, limit: 20 }));
  return page(view, {
    title: t.text("facility.my.title"),
    area: "public",
    crumbs: [{ label: t("facility.my.title") }],
    main: html`<div class="head"><h1>${t("facility.my.title")}</h1></div><div class="stack-l">
<section aria-labelledby="ahead"><h2 id="ahead">${t("facility.my.ahead")}</h2>${ahead.length > 0 ? list(view, ahead, "facility.my.ahead") : empty(t("facility.my.none"), [html`<a href="/spaces">${t("facility.my.search")}</a>`])}</section>
${past.length > 0 && html`<section aria-labelledby="past"><h2 id="past">${t("facility.my.past")}</h2>${list(view, past, "facility.my.past")}</section>`}
<p class="row">${buttonLink({ label: t("facility.my.search"), href: "/spaces" })}<a href="/my/penalties">${t("facility.penalty.link")}</a></p></div>`,
  });
}

function list(view: View, rows: readonly Row[], caption: "facility.my.ahead" | "facility.my.past"): Html {
  const { t, locale } = view;
  return table({
    caption: t(caption),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("facility.field.when"),
        head: true,
        cell: ({ booking }) => html`<a href="/bookings/${booking.id}">${whenOf(view, booking, { year: false })}</a>`,
      },
      {
        label: t("facility.field.space"),
        cell: ({ facility, space }) => html`${say(t, facility.name)}　${say(t, space.name)}`,
      },
      {
        label: t("facility.my.state"),
        cell: ({ booking }) => status(stateKind(booking.state), t(`facility.state.${booking.state}`)),
      },
      { label: t("ui.price-amount"), number: true, cell: ({ booking }) => formatYen(booking.amount, locale) },
    ],
  });
}

function withRules(view: View, bookings: readonly Booking[]): Promise<Row[]> {
  return Promise.all(bookings.map(async (booking) => ({ booking, ...(await rulesOf(view, booking)) })));
}
