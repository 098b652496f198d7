import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { daysBetween } from "../../../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../../../kernel/time/instant.ts";
import { closedTo } from "../../../../../kernel/workplace.ts";
import { empty, page, status, table, tabs } from "../../../../../ui/index.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { policy } from "../../../policy.ts";
import { type Approval, listApprovalRows } from "../../../store/approval.ts";
import { listBookingsById } from "../../../store/booking.ts";
import type { Booking } from "../../../types/booking.ts";
import type { Space } from "../../../types/facility.ts";
import { lastDayOf } from "../../approval.ts";
import { whenOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { sayInstant } from "../words.ts";

export const approvalLists = ["waiting", "decided"] as const;
export type ApprovalList = (typeof approvalLists)[number];
const mostListed = 200;

export const approvalsPath = "/staff/approvals";

type Row = { readonly approval: Approval; readonly booking: Booking; readonly space: Space };

/** 使用の申請: what must be decided soonest first, what is too late in red. No names: they are on the page of each. */
export async function showApprovals(view: View, { query }: { query: { list: ApprovalList } }): Promise<Html> {
  const { t, city } = view;
  const approvals = await listApprovalRows(city.db, query.list, mostListed, closedTo(view, policy.see));
  const ids = approvals.map(({ bookingId }) => bookingId);
  const bookings = new Map((await listBookingsById(city.db, ids)).map((one) => [one.id, one]));
  const rows: Row[] = [];
  for (const approval of approvals) {
    const booking = bookings.get(approval.bookingId);
    if (booking !== undefined) rows.push({ approval, booking, space: (await rulesOf(view, booking)).space });
  }
  const isWaiting = query.list === "waiting";
  return page(view, {
    title: t.text("facility.staff.approval.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.approval.title") }],
    main: html`<div class="head"><h1>${t("facility.staff.approval.title")}</h1><p>${t("facility.staff.approval.lead")}</p></div>${tabs(
      t.text("facility.staff.approval.tabs"),
      approvalLists.map((list) => ({
        label: t(`facility.staff.approval.tab-${list}`),
        href: `${approvalsPath}?list=${list}`,
        isHere: list === query.list,
      })),
    )}${
      rows.length === 0
        ? empty(t(isWaiting ? "facility.staff.approval.none" : "facility.staff.approval.none-decided"), [])
        : table({
            caption: t(`facility.staff.approval.tab-${query.list}`),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("facility.staff.approval.booking"),
                head: true,
                cell: ({ approval, booking, space }) =>
                  html`<a href="${approvalsPath}/${approval.id}">${whenOf(view, booking, { year: false })}　${say(t, space.name)}</a>`,
              },
              {
                label: t("facility.staff.approval.why"),
                cell: ({ approval }) => html`${approval.reasons.map(({ text }) => html`${say(t, text)}<br>`)}`,
              },
              { label: t("facility.staff.approval.asked"), cell: (row) => age(view, row) },
              isWaiting
                ? { label: t("facility.staff.approval.by"), cell: (row: Row) => deadline(view, row.booking) }
                : {
                    label: t("facility.staff.approval.state"),
                    cell: (row: Row) => sayApprovalState(view, row.approval),
                  },
            ],
          })
    }`,
  });
}

function age(view: View, { approval: { askedAt } }: Row): Html {
  const { t, city, today } = view;
  const days = daysBetween(civilDateOf(askedAt, city.config.zone), today);
  return html`${sayInstant(view, askedAt)}<br><span class="small muted">${t("facility.staff.approval.days", { days })}</span>`;
}

export function deadline(view: View, { decideBy }: Booking): Html {
  const { t, now } = view;
  if (decideBy === undefined) return html``;
  const late = decideBy <= now && html`<br>${status("bad", t("facility.staff.approval.late"))}`;
  return html`${lastDayOf(view, decideBy)}${late}`;
}

export function sayApprovalState({ t }: Pick<View, "t">, { state }: Approval): Html {
  const kinds = { asked: "held", approved: "good", refused: "taken", withdrawn: "taken" } as const;
  return status(kinds[state], t(`facility.staff.approval.state-${state}`));
}
