import { isInAudience } from "../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, form, page, pill, summary, table } from "../../../ui/index.ts";
import { type OpenedNotice, openNotice } from "../commands/open-notice.ts";
import { policy } from "../policy.ts";
import { type Letter, textKey } from "../rules/letter.ts";
import { meaningOf } from "../rules/reply.ts";
import type { Delivery } from "../store/deliveries.ts";
import { sayInstant, statusOf } from "./shared.ts";

/** One mail with its tries. That it was opened is written down, and the person can see it. */
export async function showOne(view: View, id: string, problems: Problems = noProblems): Promise<Html> {
  const { t } = view;
  const opened = await view.perform(openNotice, { messageId: id });
  const { message, deliveries, letter } = opened;
  const again = drawAgain(view, opened);
  const title = t.dynamicText(textKey(message.kind, "subject"));
  return page(view, {
    title,
    area: "staff",
    crumbs: [{ label: t("notice.staff.title"), href: "/staff/notices" }, { label: title }],
    problems,
    main: html`<div class="head"><div class="row"><h1>${title}</h1>${pill(statusOf[message.state], t(`notice.staff.state.${message.state}`))}</div><p class="note">${t("notice.staff.opened")}</p></div>
<div class="split"><div class="stack-l">
<section class="stack">${drawFacts(view, opened)}</section>
<section class="stack"><h2>${t("notice.staff.deliveries")}</h2>${drawDeliveries(view, deliveries)}</section>
<section class="stack"><h2>${t("notice.staff.content")}</h2>${letter ? drawLetter(view, letter) : html`<p>${t("notice.staff.content-gone")}</p>`}</section>
</div>${again && html`<aside class="aside stack">${again}</aside>`}</div>`,
  });
}

function drawFacts(view: View, { message, maskedAddress }: OpenedNotice): Html {
  const { t } = view;
  return summary(
    t,
    [
      { label: t("notice.staff.to"), value: maskedAddress ?? t("notice.staff.to-gone") },
      { label: t("notice.staff.made"), value: sayInstant(view, message.createdAt) },
      ...(message.nextTryAt ? [{ label: t("notice.staff.next-try"), value: sayInstant(view, message.nextTryAt) }] : []),
    ],
    { plain: true },
  );
}

function drawDeliveries(view: View, deliveries: readonly Delivery[]): Html {
  const { t } = view;
  if (deliveries.length === 0) return html`<p>${t("notice.staff.not-yet")}</p>`;
  return table({
    caption: t("notice.staff.deliveries"),
    captionHidden: true,
    rows: deliveries,
    columns: [
      { label: t("notice.staff.at"), head: true, cell: (row) => sayInstant(view, row.at) },
      { label: t("notice.staff.what-happened"), cell: (row) => t(`notice.staff.reply.${meaningOf(row.reply)}`) },
      { label: t("notice.staff.server-reply"), cell: (row) => html`<span class="nowrap">${row.reply}</span>` },
    ],
  });
}

/** The words of the mail; a sign-in code is not among them. */
function drawLetter({ t }: View, letter: Letter): Html {
  return html`<div class="stack" lang="${letter.language}"><p>${letter.greeting}</p>${[...letter.opening, ...letter.rest].map((paragraph) => html`<p>${paragraph}</p>`)}${letter.lines.length > 0 && summary(t, letter.lines, { plain: true })}</div>`;
}

function drawAgain(view: View, { message, canBeSentAgain }: OpenedNotice): Content {
  const { t } = view;
  if (!isInAudience(view.actor, policy.sendAgain)) return undefined;
  if (!canBeSentAgain) {
    return html`<h2>${t("notice.staff.again")}</h2><p>${t(message.kind === "identity.code" ? "notice.staff.again-not-code" : "notice.staff.again-not-now")}</p>`;
  }
  return html`<h2>${t("notice.staff.again")}</h2><p>${t("notice.staff.again-hint")}</p>${form(view, {
    action: `/staff/notices/${message.id}/send-again`,
    content: button({ label: t("notice.staff.again-button"), kind: "second" }),
  })}`;
}
