import { type Html, html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, errorAt, form, notice, page, status, textArea } from "../../../ui/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { findSuspension } from "../commands/penalty.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { getBookingRow } from "../store/booking.ts";
import { listPenaltiesOf, type Penalty } from "../store/penalty.ts";
import { whenOf } from "./facts.ts";
import { say } from "./words.ts";

/** 来なかった日の点数: why, until when one cannot book, and how to say that it was not so. */
export async function showMyPenalties(view: View): Promise<Html> {
  return draw(view, {}, noProblems, undefined);
}

export async function showMyPenaltiesAgain(
  view: View,
  { params, values, problems }: { params: { penalty: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, values, problems, params.penalty);
}

async function draw(view: View, values: FormValues, problems: Problems, at: string | undefined): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident") throw forbidden();
  const groups = (await listGroupsOf(city.db, actor.personId)).filter(({ role }) => role !== "member");
  const penalties = await listPenaltiesOf(city.db, {
    personId: actor.personId,
    groupIds: groups.map(({ id }) => id),
  });
  const boxes = await Promise.all(
    penalties.map((one) => box(view, one, one.id === at ? { values, problems } : { values: {}, problems: noProblems })),
  );
  return page(view, {
    title: t.text("facility.penalty.title"),
    area: "public",
    crumbs: [{ label: t("facility.my.title"), href: "/my/bookings" }, { label: t("facility.penalty.title") }],
    problems,
    main: html`<div class="head"><h1>${t("facility.penalty.title")}</h1><p>${t("facility.penalty.lead")}</p></div><div class="stack-l">${boxes.length === 0 ? empty(t("facility.penalty.none"), [html`<a href="/my/bookings">${t("facility.my.title")}</a>`]) : boxes}</div>`,
  });
}

const looks = { standing: "late", appealed: "held", kept: "bad", lifted: "good" } as const;

async function box(
  view: View,
  penalty: Penalty,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { t, city, today, locale, actor } = view;
  const booking = await getBookingRow(city.db, penalty.bookingId);
  const rules = await rulesOf(view, booking);
  const party = { personId: actor.kind === "resident" ? actor.personId : "", groupId: penalty.groupId };
  const until = penalty.state === "lifted" ? undefined : await findSuspension({ tx: city.db, today }, rules, party);
  const suspended =
    until &&
    notice({
      word: t("facility.penalty.suspended-word"),
      title: t("facility.penalty.suspended", { until: formatDate(until, locale, { year: false }) }),
      words: t("facility.penalty.suspended-words"),
    });
  const appeal =
    penalty.state === "standing" &&
    form(view, {
      action: `/my/penalties/${penalty.id}/appeal`,
      content: html`${textArea({ t, name: "words", id: `words-${penalty.id}`, label: t("facility.penalty.appeal"), hint: t("facility.penalty.appeal-hint"), need: "required", rows: 4, value: typed(values, "words"), error: errorAt(t, problems, "words") })}<p>${button({ label: t("facility.penalty.appeal-do"), kind: "second" })}</p>`,
    });
  return html`<section class="stack" aria-labelledby="p-${penalty.id}"><h2 id="p-${penalty.id}">${whenOf(view, booking)}　<span class="keep">${say(t, rules.space.name)}</span></h2><p>${t(`facility.penalty.${penalty.offence}`)}　${t("facility.penalty.points", { points: penalty.points })}</p><p>${status(looks[penalty.state], t(`facility.penalty.state-${penalty.state}`))}</p>${suspended}${penalty.appeal && html`<p>${t("facility.penalty.your-words")}<br>${penalty.appeal}</p>`}${penalty.words !== "" && html`<p>${t("facility.penalty.answer")}<br>${penalty.words}</p>`}${appeal}</section>`;
}
