import { type Html, html } from "../../../kernel/html.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  fileField,
  form,
  page,
  papers,
  radioField,
  type StatusKind,
  status,
  textArea,
} from "../../../ui/index.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { listOpenReductions } from "../commands/reduction.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { renderReductionDecision } from "../documents/reduction-decision.ts";
import { getArticle } from "../rules/facility.ts";
import type { ReductionState } from "../rules/reduction-states.ts";
import { partsOfFraction } from "../rules/reductions.ts";
import { findReduction, listReductionsOf, type ReductionApplication } from "../store/reduction.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { nameOf, whenOf } from "./facts.ts";
import { holderOf, issuerOf, linesOf, pdf, useOf } from "./papers.ts";
import { plain, say } from "./words.ts";

type Params = { params: { booking: string } };
type Again = Params & { values: FormValues; problems: Problems };

const looks: Readonly<Record<ReductionState, StatusKind>> = {
  applied: "held",
  returned: "late",
  granted: "good",
  refused: "bad",
  withdrawn: "off",
};

export function sayReductionState({ t }: View, state: ReductionState): Html {
  return status(looks[state], t(`facility.reduction.state-${state}`));
}

/** The reduction's name in the ordinance, or its id if the ordinance has no such one any more. */
export function sayReduction({ t }: View, facility: Facility, reductionId: string): Html {
  const found = facility.fees.reductions.find(({ id }) => id === reductionId);
  return found === undefined ? html`${reductionId}` : say(t, found.name);
}

/** On the booking's page: what was applied for and how it went, and the way to apply. Nothing where nothing can be. */
export async function reductionSection(
  view: View,
  booking: Booking,
  facility: Facility,
  mayApply: boolean,
): Promise<Html | undefined> {
  const { t, city, now } = view;
  const applied = await listReductionsOf(city.db, booking.id);
  const open = mayApply ? await listOpenReductions({ city, tx: city.db, now }, booking) : [];
  if (applied.length === 0 && open.length === 0) return undefined;
  return html`<section class="stack" aria-labelledby="reduction"><h2 id="reduction">${t("facility.reduction.title")}</h2>${applied.map((one) => applicationBox(view, booking, facility, one, mayApply))}${open.length > 0 && html`<p>${t("facility.reduction.words")}</p><p>${buttonLink({ label: t(applied.some(({ state }) => state === "returned") ? "facility.reduction.again" : "facility.reduction.go"), href: `/bookings/${booking.id}/reduction`, kind: "second" })}</p>`}</section>`;
}

function applicationBox(
  view: View,
  booking: Booking,
  facility: Facility,
  one: ReductionApplication,
  mayApply: boolean,
): Html {
  const { t, locale } = view;
  const base = `/bookings/${booking.id}/reductions/${one.id}`;
  const isDecided = one.state === "granted" || one.state === "refused";
  const canWithdraw = mayApply && (one.state === "applied" || one.state === "returned");
  return html`<div class="stack-s"><p>${sayReduction(view, facility, one.reductionId)}　${sayReductionState(view, one.state)}</p>${one.amountAfter !== undefined && html`<p>${t("facility.reduction.amounts", { before: formatYen(one.amountBefore, locale), after: formatYen(one.amountAfter, locale) })}</p>`}${one.words !== "" && html`<p>${t("facility.reduction.from-staff")}<br>${one.words}</p>`}${isDecided && papers([{ href: `${base}/letter.pdf`, title: t(`facility.reduction.letter.title-${one.state === "granted" ? "granted" : "refused"}`), words: t("facility.papers.pdf") }])}${canWithdraw && form(view, { action: `${base}/withdraw`, class: "", content: button({ label: t("facility.reduction.withdraw"), kind: "second", size: "small" }) })}</div>`;
}

export async function showReduction(view: View, { params }: Params): Promise<Html> {
  return drawReduction(view, params.booking, {}, noProblems);
}

export async function showReductionAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  return drawReduction(view, params.booking, values, problems);
}

async function drawReduction(view: View, bookingId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor } = view;
  const booking = await getOwnBooking({ tx: city.db, actor }, bookingId, { to: "cancel" });
  const { facility, space } = await rulesOf(view, booking);
  return page(view, {
    title: t.text("facility.reduction.title"),
    area: "errand",
    crumbs: [
      { label: t("facility.my.title"), href: "/my/bookings" },
      { label: nameOf(view, booking, space), href: `/bookings/${booking.id}` },
      { label: t("facility.reduction.title") },
    ],
    problems,
    main: html`<p class="kicker">${whenOf(view, booking)}　${say(t, space.name)}</p><h1>${t("facility.reduction.title")}</h1>${await reductionForm(view, { booking, facility, action: `/bookings/${booking.id}/reduction`, back: `/bookings/${booking.id}` }, values, problems)}`,
  });
}

/** The same for residents and for the counter. */
export async function reductionForm(
  view: View,
  at: { booking: Booking; facility: Facility; action: string; back: string },
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, now, locale } = view;
  const { booking, facility, action, back } = at;
  const open = await listOpenReductions({ city, tx: city.db, now }, booking);
  if (open.length === 0)
    return empty(t("facility.reduction.none"), [html`<a href="${back}">${t("facility.reduction.back")}</a>`]);
  const returned = (await listReductionsOf(city.db, booking.id)).find(({ state }) => state === "returned");
  const error = (field: string) => {
    const found = errorAt(t, problems, field);
    return found === undefined ? {} : { error: found };
  };
  const chosen = typedAll(values, "reduction");
  const preset = returned?.reductionId ?? (open.length === 1 ? open[0]?.id : undefined);
  return html`<p>${t("facility.reduction.lead", { amount: formatYen(booking.amount, locale) })}</p>${form(view, {
    action,
    upload: true,
    content: html`${radioField({
      t,
      name: "reduction",
      label: t("facility.reduction.which"),
      need: "required",
      options: open.map(({ id, name, because, percent, fraction, yen = 0, article }) => ({
        value: id,
        label: html`${say(t, name)}　${fraction !== undefined ? t("facility.rules.off-fraction", partsOfFraction(fraction)) : percent === undefined ? t("facility.reduction.yen-off", { yen: formatYen(yen, locale) }) : t("facility.reduction.percent-off", { percent })}`,
        note: html`${say(t, because)}　${say(t, getArticle(facility, article).title)}`,
      })),
      chosen: chosen.length > 0 ? chosen : preset === undefined ? [] : [preset],
      ...error("reduction"),
    })}${textArea({ t, name: "reason", label: t("facility.reduction.reason"), hint: t("facility.reduction.reason-hint"), need: "required", rows: 4, value: typed(values, "reason") || (values["reason"] === undefined ? (returned?.reason ?? "") : ""), ...error("reason") })}${fileField({ t, name: "file", label: t("facility.reduction.file"), hint: t("facility.reduction.file-hint"), need: "optional", accept: ".pdf,.png,.jpg,.jpeg", ...error("file") })}<p class="row">${button({ label: t("facility.reduction.send") })}<a href="${back}">${t("facility.reduction.back")}</a></p>`,
  })}`;
}

/** 減免決定通知書, also for a refusal. */
export async function sendReductionLetter(
  view: View,
  { params }: { params: { booking: string; reduction: string } },
): Promise<Answer> {
  const { t, city, locale } = view;
  const booking = await getOwnBooking({ tx: city.db, actor: view.actor }, params.booking);
  const application = await findReduction(city.db, params.reduction);
  if (application === undefined || application.bookingId !== booking.id || application.decidedAt === undefined)
    throw notFound();
  return letterOf(view, booking, application, `${t.text("facility.reduction.letter.file")}-${booking.number}`, locale);
}

export async function letterOf(
  view: View,
  booking: Booking,
  application: ReductionApplication,
  name: string,
  locale: View["locale"],
): Promise<Answer> {
  const { t, city } = view;
  const { state, decidedAt, amountBefore, amountAfter, words } = application;
  if (decidedAt === undefined || (state !== "granted" && state !== "refused")) throw notFound();
  const { facility, space } = await rulesOf(view, booking);
  const reduction = facility.fees.reductions.find(({ id }) => id === application.reductionId);
  const { zone } = city.config;
  const bytes = await renderReductionDecision({
    locale,
    number: booking.number,
    appliedOn: civilDateOf(application.enteredAt, zone),
    decidedOn: civilDateOf(decidedAt, zone),
    issuer: issuerOf(view, facility),
    holder: await holderOf(view, booking),
    use: useOf(view, booking, facility, space),
    reduction: reduction === undefined ? application.reductionId : plain(t, reduction.name),
    article: reduction === undefined ? "" : plain(t, getArticle(facility, reduction.article).title),
    outcome:
      state === "granted"
        ? {
            kind: "granted",
            before: amountBefore,
            total: amountAfter ?? amountBefore,
            // The lines of now make this total unless the booking was changed since.
            lines: booking.quote?.total === amountAfter ? linesOf(view, booking) : [],
          }
        : { kind: "refused", reason: words },
    sample: facility.sample,
  });
  return pdf(`${name}.pdf`, bytes);
}
