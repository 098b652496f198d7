import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { empty, page, pager, status, table } from "../../../ui/index.ts";
import { textKey } from "../rules/letter.ts";
import { type ListQuery, placeOf } from "../schema.ts";
import { countUnsent, listMessages, type Message } from "../store/messages.ts";
import { type MessageState, messageStates } from "../types.ts";
import { sayInstant, statusOf } from "./shared.ts";

const rowsPerPage = 50;

/** All mails, newest first, without names and addresses: whose a mail is shows only when it is opened. */
export async function showList(view: View, query: ListQuery): Promise<Html> {
  const { t, city } = view;
  const [rows, counts] = await Promise.all([listMessages(city.db, query, rowsPerPage + 1), countUnsent(city.db)]);
  const shown = rows.slice(0, rowsPerPage);
  const last = rows.length > rowsPerPage ? shown.at(-1) : undefined;
  return page(view, {
    title: t.text("notice.staff.title"),
    area: "staff",
    crumbs: [{ label: t("notice.staff.title") }],
    main: html`<div class="head"><h1>${t("notice.staff.title")}</h1><p>${t("notice.staff.lead")}</p></div>
<div class="stack">
${drawFilter(view, query.state, counts)}
${shown.length === 0 ? empty(t("notice.staff.none"), []) : drawTable(view, shown)}
${last && drawOlder(view, query.state, last)}
</div>`,
  });
}

function drawFilter({ t }: View, chosen: MessageState | undefined, counts: ReadonlyMap<MessageState, number>): Html {
  const link = (state: MessageState | undefined) => {
    const name = state === undefined ? t("notice.staff.all") : t(`notice.staff.state.${state}`);
    const count = state === undefined || state === "sent" ? undefined : (counts.get(state) ?? 0);
    const label = html`${name}${count !== undefined && html` <span class="nowrap">${t("notice.staff.count", { count })}</span>`}`;
    const href = state === undefined ? "/staff/notices" : `/staff/notices?state=${state}`;
    return state === chosen
      ? html`<li><a href="${href}" aria-current="true"><b>${label}</b></a></li>`
      : html`<li><a href="${href}">${label}</a></li>`;
  };
  const name = t.text("notice.staff.filter");
  return html`<nav aria-label="${name}"><ul class="chosen">${[undefined, ...messageStates].map(link)}</ul></nav>`;
}

function drawTable(view: View, messages: readonly Message[]): Html {
  const { t } = view;
  return table({
    caption: t("notice.staff.title"),
    captionHidden: true,
    rows: messages,
    columns: [
      {
        label: t("notice.staff.mail"),
        head: true,
        cell: (row) => html`<a href="/staff/notices/${row.id}">${t.dynamic(textKey(row.kind, "subject"))}</a>`,
      },
      { label: t("notice.staff.state"), cell: (row) => drawState(view, row) },
      { label: t("notice.staff.made"), cell: (row) => sayInstant(view, row.createdAt) },
      { label: t("notice.staff.tries"), cell: (row) => t("notice.staff.times", { count: row.tries }) },
    ],
  });
}

function drawState(view: View, { state, nextTryAt }: Message): Html {
  const { t } = view;
  const next =
    nextTryAt && html` <span class="small">${t("notice.staff.next-try")} ${sayInstant(view, nextTryAt)}</span>`;
  return html`${status(statusOf[state], t(`notice.staff.state.${state}`))}${next}`;
}

function drawOlder({ t }: View, state: MessageState | undefined, last: Message): Html {
  const query = new URLSearchParams({ ...(state && { state }), before: placeOf(last) });
  return pager(t.text("notice.staff.pages"), {
    after: { href: `/staff/notices?${query}`, label: t("notice.staff.older") },
  });
}
