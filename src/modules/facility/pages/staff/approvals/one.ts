import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import {
  button,
  checkbox,
  checkboxField,
  errorAt,
  form,
  hidden,
  page,
  summary,
  textArea,
} from "../../../../../ui/index.ts";
import { findPerson, listPersons } from "../../../../identity/index.ts";
import { offerConditions, openApproval } from "../../../commands/decide-approval.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { may } from "../../../policy.ts";
import { dueOf } from "../../../rules/due.ts";
import { getArticle } from "../../../rules/facility.ts";
import { type Approval, listRequestedOfSeries } from "../../../store/approval.ts";
import { type AskedChange, asItStood, findAskedChange } from "../../../store/asked-change.ts";
import type { Booking } from "../../../types/booking.ts";
import type { Facility } from "../../../types/facility.ts";
import { sayCondition } from "../../approval.ts";
import { factsOf, whenOf } from "../../facts.ts";
import { drawPrice } from "../../price.ts";
import { say } from "../../words.ts";
import { bookingPath, sayInstant } from "../words.ts";
import { approvalsPath, deadline, sayApprovalState } from "./list.ts";

type Params = { params: { approval: string } };

export const showApproval = (view: View, { params }: Params): Promise<Html> =>
  draw(view, params.approval, {}, noProblems);

export const showApprovalAgain = (
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> => draw(view, params.approval, values, problems);

/** One request: who wants to use what for what, why it is decided, and the two answers. */
async function draw(view: View, approvalId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, locale } = view;
  const { approval, booking } = await view.perform(openApproval, { approvalId });
  const { facility, space } = await rulesOf(view, booking);
  const person = booking.bookerId === undefined ? undefined : await findPerson(city.db, booking.bookerId);
  const asked = approval.state === "asked" ? await findAskedChange(city.db, booking.id) : undefined;
  const isOpen = approval.state === "asked" && booking.state === "requested";
  const isOwn =
    actor.kind === "staff" && (approval.enteredBy === actor.personId || approval.askedFor === actor.personId);
  const lines = [
    {
      label: t("facility.staff.approval.why"),
      value: html`${approval.reasons.map((one) => html`${sayCondition(view, one)}<br>`)}`,
    },
    { label: t("facility.staff.approval.who"), value: html`${person?.name}` },
    ...(await factsOf(view, booking, facility, space)),
    ...(asked === undefined ? [] : await standing(view, booking, asked)),
    { label: t("facility.staff.approval.amount"), value: html`${formatYen(dueOf(booking), locale)}` },
    { label: t("facility.staff.approval.asked"), value: sayInstant(view, approval.askedAt) },
    ...(isOpen
      ? [{ label: t("facility.staff.approval.by"), value: deadline(view, booking) }]
      : await decision(view, approval)),
  ];
  const forms = isOwn
    ? html`<p>${t("facility.staff.approval.own")}</p>`
    : may(actor, "decideApproval")
      ? await decideForms(view, approval, booking, facility, values, problems)
      : html`<p>${t("facility.staff.approval.not-yours")}</p>`;
  return page(view, {
    title: t.text("facility.staff.approval.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.approval.title"), href: approvalsPath }, { label: booking.number }],
    problems,
    main: html`<div class="head"><p class="kicker"><a href="${bookingPath(booking.id)}">${t("facility.number", { number: booking.number })}</a></p><h1>${whenOf(view, booking, { year: false })}　<span class="keep">${say(t, space.name)}</span></h1><p>${sayApprovalState(view, approval)}</p></div><div class="stack-l">${summary(t, lines)}${booking.quote && drawPrice(t, booking.quote)}${isOpen && forms}</div>`,
  });
}

/** It is a change that waits: what stays if it is not allowed, and when it ends undecided. */
async function standing(view: View, booking: Booking, asked: AskedChange) {
  const { t } = view;
  const stands = asItStood(booking, asked);
  const { space } = await rulesOf(view, stands);
  return [
    {
      label: t("facility.staff.approval.stands"),
      value: html`${whenOf(view, stands, { year: false })}　${say(t, space.name)}`,
    },
    { label: t("facility.staff.approval.stands-ends"), value: sayInstant(view, asked.endsAt) },
  ];
}

async function decision(view: View, { decidedBy, decidedAt, conditions, words }: Approval) {
  const { t, city } = view;
  const [person] = decidedBy === undefined ? [] : await listPersons(city.db, [decidedBy]);
  return [
    ...(decidedAt === undefined
      ? []
      : [
          {
            label: t("facility.staff.approval.decided-by"),
            value: html`${person?.name}　${sayInstant(view, decidedAt)}`,
          },
        ]),
    ...(conditions.length === 0
      ? []
      : [
          {
            label: t("facility.staff.approval.conditions"),
            value: html`<ol class="bullets">${conditions.map((one) => html`<li>${sayCondition(view, one)}</li>`)}</ol>`,
          },
        ]),
    ...(words === "" ? [] : [{ label: t("facility.staff.approval.words"), value: html`${words}` }]),
  ];
}

async function decideForms(
  view: View,
  approval: Approval,
  booking: Booking,
  facility: Facility,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city } = view;
  const action = `${approvalsPath}/${approval.id}/decide`;
  const deed = typed(values, "deed");
  const { offered, fitting } = await offerConditions({ city, tx: city.db }, booking);
  const chosen = deed === "approve" ? typedAll(values, "conditions") : fitting;
  const others = booking.seriesId === undefined ? [] : await listRequestedOfSeries(city.db, booking.seriesId);
  const together = (own: string) =>
    others.length > 1 &&
    checkbox({
      t,
      id: `together-${own}`,
      name: "together",
      value: "yes",
      checked: deed === own && typed(values, "together") === "yes",
      label: t("facility.staff.approval.together", { count: others.length - 1 }),
    });
  const error = (own: string, field: string) => {
    const found = deed === own ? errorAt(t, problems, field) : undefined;
    return found === undefined ? {} : { error: found };
  };
  return html`<section class="stack" aria-labelledby="decide"><h2 id="decide">${t("facility.staff.approval.decide")}</h2>${form(
    view,
    {
      action,
      content: html`${hidden("deed", "approve")}${
        offered.length > 0 &&
        checkboxField({
          t,
          name: "conditions",
          label: t("facility.staff.approval.conditions"),
          hint: t("facility.staff.approval.conditions-hint"),
          options: offered.map(({ id, text, article }) => ({
            value: id,
            label: say(t, text),
            note: say(t, getArticle(facility, article).title),
          })),
          chosen,
          ...error("approve", "conditions"),
        })
      }${textArea({ t, name: "more", label: t("facility.staff.approval.more"), hint: t("facility.staff.approval.more-hint"), rows: 3, value: deed === "approve" ? typed(values, "more") : "", ...error("approve", "more") })}
${together("approve")}<p class="small">${t("facility.staff.approval.approve-words")}</p><p>${button({ label: t("facility.staff.approval.approve") })}</p>`,
    },
  )}<details class="help"${deed === "refuse" && problems.length > 0 ? html` open` : ""}><summary>${t("facility.staff.approval.refuse")}</summary>${form(
    view,
    {
      action,
      content: html`${hidden("deed", "refuse")}${textArea({ t, name: "words", label: t("facility.staff.approval.words"), hint: t("facility.staff.approval.words-hint"), need: "required", rows: 3, value: deed === "refuse" ? typed(values, "words") : "", ...error("refuse", "words") })}
${together("refuse")}<p>${button({ label: t("facility.staff.approval.refuse"), kind: "danger" })}</p>`,
    },
  )}</details></section>`;
}
