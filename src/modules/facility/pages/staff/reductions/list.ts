import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { closedTo } from "../../../../../kernel/workplace.ts";
import { buttonLink, empty, page, table, tabs } from "../../../../../ui/index.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { policy } from "../../../policy.ts";
import { listBookingsById } from "../../../store/booking.ts";
import { listReductionApplications } from "../../../store/reduction.ts";
import { whenOf } from "../../facts.ts";
import { sayReduction, sayReductionState } from "../../reduction.ts";
import { say } from "../../words.ts";
import { sayInstant } from "../words.ts";

export const reductionLists = ["waiting", "returned", "decided"] as const;
const mostListed = 200;

/** 減免: what waits for a decision, the oldest first. No names: they are on the page of each. */
export async function showReductions(
  view: View,
  { query }: { query: { list: (typeof reductionLists)[number] } },
): Promise<Html> {
  const { t, city } = view;
  const applications = await listReductionApplications(city.db, query.list, mostListed, closedTo(view, policy.see));
  const bookings = new Map(
    (
      await listBookingsById(
        city.db,
        applications.map(({ bookingId }) => bookingId),
      )
    ).map((one) => [one.id, one]),
  );
  const rows = await Promise.all(
    applications.flatMap((application) => {
      const booking = bookings.get(application.bookingId);
      return booking === undefined
        ? []
        : [rulesOf(view, booking).then((rules) => ({ application, booking, ...rules }))];
    }),
  );
  return page(view, {
    title: t.text("facility.staff.reduction.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.reduction.title") }],
    main: html`<div class="head"><h1>${t("facility.staff.reduction.title")}</h1><p>${t("facility.staff.reduction.lead")}</p><p>${buttonLink({ label: t("facility.staff.reduction.standing"), href: "/staff/reductions/standing", kind: "second" })}</p></div>${tabs(
      t.text("facility.staff.reduction.tabs"),
      reductionLists.map((list) => ({
        label: t(`facility.staff.reduction.tab-${list}`),
        href: `/staff/reductions?list=${list}`,
        isHere: list === query.list,
      })),
    )}${
      rows.length === 0
        ? empty(t("facility.staff.reduction.none"), [])
        : table({
            caption: t(`facility.staff.reduction.tab-${query.list}`),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("facility.staff.reduction.booking"),
                head: true,
                cell: ({ application, booking, space }) =>
                  html`<a href="/staff/reductions/${application.id}">${whenOf(view, booking)}　${say(t, space.name)}</a>`,
              },
              {
                label: t("facility.reduction.which"),
                cell: ({ application, facility }) => sayReduction(view, facility, application.reductionId),
              },
              {
                label: t("facility.staff.reduction.state"),
                cell: ({ application }) => sayReductionState(view, application.state),
              },
              {
                label: t("facility.staff.reduction.entered"),
                cell: ({ application }) => sayInstant(view, application.enteredAt),
              },
            ],
          })
    }`,
  });
}
