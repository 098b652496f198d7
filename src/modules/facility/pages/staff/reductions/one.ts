import { readFile } from "../../../../../kernel/files/files.ts";
import { type Html, html } from "../../../../../kernel/html.ts";
import type { Answer } from "../../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../../kernel/refusal.ts";
import { button, errorAt, form, hidden, page, papers, summary, textArea } from "../../../../../ui/index.ts";
import { findGroup, findPerson } from "../../../../identity/index.ts";
import { getBookingAsStaff } from "../../../commands/own-booking.ts";
import { isOpenForReduction, openReduction, priceWith } from "../../../commands/reduction.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { may } from "../../../policy.ts";
import { findBooking } from "../../../store/booking.ts";
import type { ReductionApplication } from "../../../store/reduction.ts";
import type { Booking } from "../../../types/booking.ts";
import { whenOf } from "../../facts.ts";
import { drawPrice } from "../../price.ts";
import { letterOf, reductionForm, sayReduction, sayReductionState } from "../../reduction.ts";
import { say } from "../../words.ts";
import { bookingPath, sayInstant } from "../words.ts";

type Params = { params: { reduction: string } };

export const showStaffReduction = (view: View, { params }: Params): Promise<Html> =>
  drawOne(view, params.reduction, {}, noProblems);

export const showStaffReductionAgain = (
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> => drawOne(view, params.reduction, values, problems);

/** One application: who asks for what and why, what it would cost, and the three answers. */
async function drawOne(view: View, id: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, locale, now } = view;
  const { application, booking } = await open(view, id);
  const { facility, space } = await rulesOf(view, booking);
  const person = booking.bookerId === undefined ? undefined : await findPerson(city.db, booking.bookerId);
  const group = booking.groupId === undefined ? undefined : await findGroup(city.db, booking.groupId);
  const isOpen = application.state === "applied" && isOpenForReduction(booking, now);
  const asked = isOpen
    ? await priceWith({ city, tx: city.db }, booking, { facility, space }, application.reductionId)
    : undefined;
  const isOwn = actor.kind === "staff" && application.enteredBy === actor.personId;
  const lines = [
    {
      label: t("facility.staff.reduction.booking"),
      value: html`<a href="${bookingPath(booking.id)}">${whenOf(view, booking)}　${say(t, facility.name)}　${say(t, space.name)}</a>`,
    },
    {
      label: t("facility.staff.reduction.who"),
      value: html`${group && html`<a href="/staff/groups/${group.id}">${group.name}</a>　`}${person?.name}`,
    },
    { label: t("facility.reduction.which"), value: sayReduction(view, facility, application.reductionId) },
    { label: t("facility.reduction.reason"), value: application.reason },
    { label: t("facility.staff.reduction.entered"), value: sayInstant(view, application.enteredAt) },
    ...(application.amountAfter === undefined
      ? []
      : [
          {
            label: t("facility.staff.reduction.result"),
            value: t("facility.reduction.amounts", {
              before: formatYen(application.amountBefore, locale),
              after: formatYen(application.amountAfter, locale),
            }),
          },
        ]),
    ...(application.words === "" ? [] : [{ label: t("facility.reduction.from-staff"), value: application.words }]),
  ];
  return page(view, {
    title: t.text("facility.staff.reduction.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.reduction.title"), href: "/staff/reductions" }, { label: booking.number }],
    problems,
    main: html`<div class="head"><p class="kicker">${t("facility.number", { number: booking.number })}</p><h1>${sayReduction(view, facility, application.reductionId)}</h1><p>${sayReductionState(view, application.state)}</p></div><div class="stack-l">${summary(t, lines)}${filesOf(view, application)}${asked && html`<section class="stack" aria-labelledby="price"><h2 id="price">${t("facility.staff.reduction.if-granted")}</h2><p>${t("facility.reduction.amounts", { before: formatYen(booking.amount, locale), after: formatYen(Math.min(asked.total, booking.amount), locale) })}</p>${drawPrice(t, asked)}</section>`}${isOpen && (isOwn ? html`<p>${t("facility.staff.reduction.own")}</p>` : may(actor, "decideReduction") ? decideForms(view, id, values, problems) : html`<p>${t("facility.staff.reduction.not-yours")}</p>`)}</div>`,
  });
}

function filesOf({ t }: View, { id, file, state }: ReductionApplication): Html | undefined {
  const base = `/staff/reductions/${id}`;
  const list = [
    ...(file === undefined
      ? []
      : [{ href: `${base}/file`, title: file.name, words: t("facility.staff.reduction.file") }]),
    ...(state === "granted" || state === "refused"
      ? [
          {
            href: `${base}/letter.pdf`,
            title: t(`facility.reduction.letter.title-${state}`),
            words: t("facility.papers.pdf"),
          },
        ]
      : []),
  ];
  return list.length === 0 ? undefined : papers(list);
}

function decideForms(view: View, id: string, values: FormValues, problems: Problems): Html {
  const { t } = view;
  const action = `/staff/reductions/${id}/decide`;
  const deed = typed(values, "deed");
  const words = (own: "return" | "refuse") => {
    const error = deed === own ? errorAt(t, problems, "words") : undefined;
    return textArea({
      t,
      name: "words",
      // The error summary leads to the field's name.
      id: deed === own ? "words" : `words-${own}`,
      label: t("facility.staff.reduction.words"),
      hint: t("facility.staff.reduction.words-hint"),
      need: "required",
      rows: 3,
      value: deed === own ? typed(values, "words") : "",
      ...(error === undefined ? {} : { error }),
    });
  };
  return html`<section class="stack" aria-labelledby="decide"><h2 id="decide">${t("facility.staff.reduction.decide")}</h2><p>${t("facility.staff.reduction.grant-words")}</p>${form(view, { action, content: html`${hidden("deed", "grant")}${button({ label: t("facility.staff.reduction.grant") })}` })}${(["return", "refuse"] as const).map((own) => html`<details class="help"${deed === own && problems.length > 0 ? html` open` : ""}><summary>${t(`facility.staff.reduction.${own}`)}</summary>${form(view, { action, content: html`${hidden("deed", own)}${words(own)}${button({ label: t(`facility.staff.reduction.${own}`), kind: own === "refuse" ? "danger" : "second" })}` })}</details>`)}</section>`;
}

async function open(view: View, id: string): Promise<{ application: ReductionApplication; booking: Booking }> {
  const application = await view.perform(openReduction, { reductionId: id });
  const booking = await findBooking(view.city.db, application.bookingId);
  if (booking === undefined) throw notFound();
  return { application, booking };
}

export async function sendReductionFile(view: View, { params }: Params): Promise<Answer> {
  const { application } = await open(view, params.reduction);
  if (application.file === undefined) throw notFound();
  const { type, bytes } = await readFile(view.city, application.file.id);
  return { kind: "file", name: application.file.name, type, bytes };
}

export async function sendStaffReductionLetter(view: View, { params }: Params): Promise<Answer> {
  const { application, booking } = await open(view, params.reduction);
  const name = `${view.t.text("facility.reduction.letter.file")}-${booking.number}`;
  return letterOf(view, booking, application, name, "ja");
}

type AtBooking = { params: { booking: string } };

/** An application on paper, entered at the counter. */
export const showCounterReduction = (view: View, { params }: AtBooking): Promise<Html> =>
  drawCounter(view, params.booking, {}, noProblems);

export const showCounterReductionAgain = (
  view: View,
  { params, values, problems }: AtBooking & { values: FormValues; problems: Problems },
): Promise<Html> => drawCounter(view, params.booking, values, problems);

async function drawCounter(view: View, bookingId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor } = view;
  const booking = await view.perform((act) => getBookingAsStaff(act, bookingId, "book"), undefined);
  const { facility, space } = await rulesOf({ city }, booking);
  const back = bookingPath(booking.id);
  return page(view, {
    title: t.text("facility.staff.reduction.enter"),
    area: "staff",
    crumbs: [{ label: booking.number, href: back }, { label: t("facility.staff.reduction.enter") }],
    problems,
    main: html`<p class="kicker">${whenOf(view, booking)}　${say(t, space.name)}</p><h1>${t("facility.staff.reduction.enter")}</h1><p>${t("facility.staff.reduction.enter-words")}</p>${actor.kind === "staff" && (await reductionForm(view, { booking, facility, action: `${back}/reduction`, back }, values, problems))}`,
  });
}
