import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { closedTo } from "../../../../kernel/workplace.ts";
import { button, empty, errorAt, form, hidden, page, radioField, textArea } from "../../../../ui/index.ts";
import { type Suspect, seeSuspects } from "../../commands/penalty.ts";
import { may, policy } from "../../policy.ts";
import { listBookingsById } from "../../store/booking.ts";
import { listAppealed } from "../../store/penalty.ts";
import { whenOf } from "../facts.ts";
import { say } from "../words.ts";
import { bookingPath, nameOf } from "./words.ts";

/** 来なかったようです: what the log suggests, each to be said by a person; and what residents ask to be looked at again. */
export async function showPenalties(view: View): Promise<Html> {
  return draw(view, {}, noProblems, undefined);
}

export async function showPenaltiesAgain(
  view: View,
  {
    params,
    values,
    problems,
  }: { params: { booking?: string; penalty?: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, values, problems, params.booking ?? params.penalty);
}

async function draw(view: View, values: FormValues, problems: Problems, at: string | undefined): Promise<Html> {
  const { t, actor } = view;
  const suspects = may(actor, "reviewOffence") ? await view.perform(seeSuspects, undefined) : [];
  return page(view, {
    title: t.text("facility.staff.penalty.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.penalty.title") }],
    problems,
    main: html`<div class="head"><h1>${t("facility.staff.penalty.title")}</h1><p>${t("facility.staff.penalty.lead")}</p></div><div class="stack-l">
<section class="stack" aria-labelledby="appeals"><h2 id="appeals">${t("facility.staff.penalty.appeals")}</h2>${await appeals(view, values, problems, at)}</section>
<section class="stack" aria-labelledby="suspects"><h2 id="suspects">${t("facility.staff.penalty.suspects")}</h2>${suspects.length === 0 ? empty(t("facility.staff.penalty.none"), []) : suspects.map((one) => suspectBox(view, one, at === one.booking.id ? { values, problems } : { values: {}, problems: noProblems }))}</section></div>`,
  });
}

type Tried = { readonly values: FormValues; readonly problems: Problems };

function suspectBox(view: View, suspect: Suspect, { values, problems }: Tried): Html {
  const { t } = view;
  const { booking, facility, space, offence, points } = suspect;
  const id = `${offence}-${booking.id}`;
  const error = errorAt(t, problems, "words");
  return html`<section class="aside section" aria-labelledby="${id}"><h3 id="${id}"><a href="${bookingPath(booking.id)}">${nameOf(view, suspect)}</a></h3><p>${whenOf(view, booking)}　${say(t, facility.name)}　${say(t, space.name)}</p><p>${t(`facility.staff.penalty.${offence}`)}　${points > 0 ? t("facility.staff.penalty.points", { points }) : t("facility.staff.penalty.no-points")}</p>
${form(view, {
  action: `${bookingPath(booking.id)}/offence`,
  content: html`${hidden("offence", offence)}${radioField({ t, name: "outcome", id: `outcome-${id}`, label: t("facility.staff.penalty.outcome"), need: "required", options: (["confirmed", "dismissed"] as const).map((one) => ({ value: one, label: t(`facility.staff.penalty.${one}`) })), chosen: typedAll(values, "outcome"), error: errorAt(t, problems, "outcome") })}${textArea({ t, name: "words", id: `words-${id}`, label: t("facility.staff.penalty.words"), hint: t("facility.staff.penalty.words-hint"), need: "optional", rows: 2, value: typed(values, "words"), error })}<p>${button({ label: t("facility.staff.penalty.do"), kind: "second", size: "small", about: nameOf(view, suspect) })}</p>`,
})}</section>`;
}

async function appeals(view: View, values: FormValues, problems: Problems, at: string | undefined): Promise<Html> {
  const { t, city, actor } = view;
  const appealed = await listAppealed(city.db, closedTo(view, policy.see));
  if (appealed.length === 0) return html`<p class="muted">${t("facility.staff.penalty.no-appeals")}</p>`;
  const bookings = await listBookingsById(
    city.db,
    appealed.map(({ bookingId }) => bookingId),
  );
  return html`${appealed.map((penalty) => {
    const booking = bookings.find(({ id }) => id === penalty.bookingId);
    const isHere = at === penalty.id;
    const isOwn = actor.kind === "staff" && actor.personId === penalty.givenBy;
    const decide = form(view, {
      action: `/staff/penalties/${penalty.id}/decide`,
      content: html`${radioField({ t, name: "deed", id: `deed-${penalty.id}`, label: t("facility.staff.penalty.decision"), need: "required", options: (["keep", "lift"] as const).map((one) => ({ value: one, label: t(`facility.staff.penalty.${one}`) })), chosen: isHere ? typedAll(values, "deed") : [], error: isHere ? errorAt(t, problems, "deed") : undefined })}${textArea({ t, name: "words", id: `decision-${penalty.id}`, label: t("facility.staff.penalty.decision-words"), need: "required", rows: 3, value: isHere ? typed(values, "words") : "", error: isHere ? errorAt(t, problems, "words") : undefined })}<p>${button({ label: t("facility.staff.penalty.decide"), size: "small" })}</p>`,
    });
    return html`<section class="aside section" aria-labelledby="a-${penalty.id}"><h3 id="a-${penalty.id}"><a href="${bookingPath(penalty.bookingId)}">${booking === undefined ? penalty.bookingId : html`${booking.number}　${whenOf(view, booking)}`}</a></h3><p>${t(`facility.staff.penalty.${penalty.offence}`)}　${t("facility.staff.penalty.points", { points: penalty.points })}</p><p>${t("facility.staff.penalty.appeal-words")}<br>${penalty.appeal}</p>${!may(actor, "decideAppeal") ? html`<p class="note">${t("facility.staff.penalty.not-yours")}</p>` : isOwn ? html`<p class="note">${t("refusal.facility.penalty-own")}</p>` : decide}</section>`;
  })}`;
}
