import { type Html, html } from "../../../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../../kernel/refusal.ts";
import { formatTelephone } from "../../../../../kernel/text/contact.ts";
import {
  button,
  errorAt,
  form,
  notice,
  page,
  pill,
  summary,
  table,
  telephoneLink,
  textField,
  tiles,
} from "../../../../../ui/index.ts";
import { type MetNamed, seeClosure } from "../../../commands/lift-closure.ts";
import { may, mayAt } from "../../../policy.ts";
import { canCloseMove } from "../../../rules/closure.ts";
import { findClosure, listMet } from "../../../store/closure.ts";
import { listFacilitiesOn } from "../../../store/facility.ts";
import type { Closure, MetBooking } from "../../../types/closure.ts";
import { whenOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { bookingPath, nameOf, sayInstant, sayTime } from "../words.ts";
import { closureLook, closurePath, closuresPath, spacesClosed, whenClosed } from "./words.ts";

/**
 * How far a closure is. While it is under way the page looks again by itself and shows numbers only: each look at names
 * leaves a row. Afterwards, or when asked for, it lists who is to be called, what did not work, and everybody.
 */
export async function showClosure(
  view: View,
  { params, query }: { params: { closure: string }; query: { names?: "1" | undefined } },
): Promise<Answer> {
  const closure = await getOwnClosure(view, params.closure);
  const isUnderWay = closure.state === "planned" || closure.state === "carrying-out";
  const withNames = query.names === "1" || !isUnderWay;
  const html = await draw(view, closure, withNames, {}, noProblems);
  return pageAnswer(html, withNames ? {} : { refreshSeconds: 5 });
}

export async function showClosureAgain(
  view: View,
  { params, values, problems }: { params: { closure: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, await getOwnClosure(view, params.closure), true, values, problems);
}

async function getOwnClosure(view: View, id: string): Promise<Closure> {
  const closure = await findClosure(view.city.db, id);
  if (closure === undefined || !mayAt(view, "see", closure.facilityId)) throw notFound();
  return closure;
}

async function draw(
  view: View,
  closure: Closure,
  withNames: boolean,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  const facility = (await listFacilitiesOn(city, closure.firstOn)).find(({ id }) => id === closure.facilityId);
  const met = await listMet(city.db, closure.id);
  const named = withNames ? (await view.perform(seeClosure, { closureId: closure.id })).met : [];
  return page(view, {
    title: t.text("facility.staff.closure.of", { facility: facility === undefined ? "" : facility.name.ja }),
    area: "staff",
    crumbs: [{ label: t("facility.staff.closure.title"), href: closuresPath }, { label: whenClosed(view, closure) }],
    problems,
    main: html`<div class="head"><h1>${facility && say(t, facility.name)}　<span class="keep">${whenClosed(view, closure)}</span></h1><p class="row">${pill(closureLook[closure.state], t(`facility.staff.closure.state-${closure.state}`))}</p></div>
<div class="split"><div class="stack-l">${figures(view, met)}
${withNames ? html`${troubles(view, named)}${calls(view, closure, named)}${everybody(view, named)}` : html`<p>${t("facility.staff.closure.again")}　<a href="${closurePath(closure.id)}?names=1">${t("facility.staff.closure.see-names")}</a></p>`}</div>
<div class="stack-l"><section class="aside section" aria-labelledby="facts"><h2 id="facts">${t("facility.staff.closure.facts")}</h2>${summary(
      t,
      [
        { label: t("facility.field.space"), value: spacesClosed(view, facility, closure) },
        {
          label: t("facility.staff.reason"),
          value: html`${t(`facility.closure.kind-${closure.kind}`)}<br>${closure.words}`,
        },
        { label: t("facility.staff.closure.made"), value: sayInstant(view, closure.madeAt) },
        ...(closure.doneAt === undefined
          ? []
          : [{ label: t("facility.staff.closure.done-at"), value: sayInstant(view, closure.doneAt) }]),
        ...(closure.liftedAt === undefined
          ? []
          : [
              {
                label: t("facility.staff.closure.lifted-at"),
                value: html`${sayInstant(view, closure.liftedAt)}<br>${closure.liftReason}`,
              },
            ]),
      ],
    )}</section>${may(actor, "close") && html`${hasten(view, closure)}${lift(view, closure, values, problems)}`}</div></div>`,
  });
}

function figures({ t, locale }: View, met: readonly MetBooking[]): Html {
  const unit = t("facility.staff.unit.bookings");
  const count = (state: MetBooking["state"]) => met.filter((one) => one.state === state).length;
  const refund = met.reduce((sum, one) => sum + one.refund, 0);
  const open = met.filter(isToCall).length;
  return tiles([
    { label: t("facility.staff.closure.cancelled"), figure: count("cancelled"), unit },
    { label: t("facility.staff.closure.waiting"), figure: count("waiting"), unit },
    { label: t("facility.staff.closure.refunded"), figure: formatYen(refund, locale) },
    { label: t("facility.staff.closure.calls"), figure: open, unit },
  ]);
}

/** Somebody whom no mail reaches, whose booking was cancelled, and who was not called yet. */
const isToCall = (one: MetBooking) => one.needsCall && one.state === "cancelled" && one.calledAt === undefined;

function troubles(view: View, named: readonly MetNamed[]): Html | undefined {
  const { t } = view;
  const stuck = named.filter(({ state, trouble }) => state === "waiting" && trouble !== undefined);
  if (stuck.length === 0) return undefined;
  const items = stuck.map(
    ({ booking, trouble }) =>
      html`<li><a href="${bookingPath(booking.id)}">${booking.number}</a>　${t.dynamic(`refusal.${trouble}`)}</li>`,
  );
  return notice({
    word: t("facility.staff.closure.trouble"),
    title: t("facility.staff.closure.trouble-words", { count: stuck.length }),
    words: html`<ul class="bullets">${items}</ul>`,
  });
}

function calls(view: View, closure: Closure, named: readonly MetNamed[]): Html | undefined {
  const { t } = view;
  const rows = named.filter(({ needsCall, state }) => needsCall && state === "cancelled");
  if (rows.length === 0) return undefined;
  return html`<section class="stack-s" aria-labelledby="calls"><h2 id="calls">${t("facility.staff.closure.call-list")}</h2>${table(
    {
      caption: t("facility.staff.closure.call-list"),
      captionHidden: true,
      rows,
      columns: [
        { label: t("facility.staff.tasks.who"), head: true, cell: (one) => nameOf(view, one) },
        {
          label: t("facility.staff.booking.telephone"),
          cell: ({ telephone }) =>
            telephone === undefined ? t("facility.staff.closure.no-number") : telephoneLink(formatTelephone(telephone)),
        },
        {
          label: t("facility.field.when"),
          cell: ({ booking, space }) =>
            html`<a href="${bookingPath(booking.id)}">${whenOf(view, booking, { year: false })}</a><br>${say(t, space.name)}`,
        },
        {
          label: t("facility.staff.closure.told"),
          cell: (one) =>
            one.calledAt === undefined
              ? may(view.actor, "close") &&
                form(view, {
                  action: `${closurePath(closure.id)}/calls/${one.bookingId}`,
                  content: button({
                    label: t("facility.staff.closure.called"),
                    about: nameOf(view, one),
                    kind: "second",
                    size: "small",
                  }),
                })
              : html`${sayInstant(view, one.calledAt)}`,
        },
      ],
    },
  )}</section>`;
}

function everybody(view: View, named: readonly MetNamed[]): Html {
  const { t, locale } = view;
  if (named.length === 0) return html`<p class="muted">${t("facility.staff.closure.nobody-met")}</p>`;
  return html`<section class="stack-s" aria-labelledby="all"><h2 id="all">${t("facility.staff.closure.list")}</h2>${table(
    {
      caption: t("facility.staff.closure.list"),
      captionHidden: true,
      rows: named,
      columns: [
        {
          label: t("facility.field.when"),
          head: true,
          cell: ({ booking }) =>
            html`<a href="${bookingPath(booking.id)}">${whenOf(view, booking, { year: false })}</a>`,
        },
        { label: t("facility.field.space"), cell: ({ space }) => say(t, space.name) },
        { label: t("facility.staff.tasks.who"), cell: (one) => nameOf(view, one) },
        { label: t("facility.my.state"), cell: ({ state }) => t(`facility.staff.closure.met-${state}`) },
        { label: t("facility.staff.closure.back-to"), number: true, cell: ({ refund }) => formatYen(refund, locale) },
      ],
    },
  )}</section>`;
}

function hasten(view: View, closure: Closure): Html | undefined {
  const { t } = view;
  if (closure.state !== "planned") return undefined;
  return html`<section class="aside section" aria-labelledby="hasten"><h2 id="hasten">${t("facility.staff.closure.hasten-title")}</h2><p class="small">${t("facility.staff.closure.hasten-words", { at: sayTime(view, closure.beginsAt) })}</p>${form(
    view,
    {
      action: `${closurePath(closure.id)}/hasten`,
      content: button({ label: t("facility.staff.closure.hasten"), kind: "second", size: "small" }),
    },
  )}</section>`;
}

function lift(view: View, closure: Closure, values: FormValues, problems: Problems): Html | undefined {
  const { t } = view;
  if (!canCloseMove(closure.state, "lifted")) return undefined;
  return html`<section class="aside section" aria-labelledby="lift"><h2 id="lift">${t("facility.staff.closure.lift-title")}</h2><p class="small">${t(closure.state === "done" ? "facility.staff.closure.lift-done-words" : "facility.staff.closure.lift-words")}</p>${form(
    view,
    {
      action: `${closurePath(closure.id)}/lift`,
      content: html`${textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t("facility.staff.closure.lift-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.closure.lift"), kind: "danger", size: "small" })}</p>`,
    },
  )}</section>`;
}
