import { type Html, html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, errorAt, form, page, radioField, summary } from "../../../ui/index.ts";
import { findBooking, getSpaceOn, getTerms } from "../../facility/index.ts";
import { findGroup } from "../../identity/index.ts";
import { getOwnEntry } from "../commands/own-entry.ts";
import { isPublished } from "../rules/states.ts";
import { listChoices } from "../store/entry.ts";
import { findRound } from "../store/round.ts";
import { findWin, listWinsOfEntries } from "../store/win.ts";
import type { Entry, RankedChoice, Round, Win } from "../types.ts";
import { choiceWords, nameOf, when } from "./words.ts";

/** One's own entry: what was asked for, what came of it, and what is to be done until when. */
export async function showEntry(view: View, { params }: { params: { entry: string } }): Promise<Html> {
  return draw(view, await getOwn(view, params.entry), noProblems);
}

export async function showEntryAgain(
  view: View,
  { params, problems }: { params: { entry: string }; problems: Problems },
): Promise<Html> {
  return draw(view, await getOwn(view, params.entry), problems);
}

export async function showWinAgain(
  view: View,
  { params, problems }: { params: { win: string }; problems: Problems },
): Promise<Html> {
  const win = await findWin(view.city.db, params.win);
  if (win === undefined) throw notFound();
  return draw(view, await getOwn(view, win.entryId), problems);
}

function getOwn({ city, actor }: View, entryId: string): Promise<Entry> {
  return getOwnEntry({ tx: city.db, actor }, entryId);
}

/** In a few words: for the list, and beside the heading. */
export async function standingOf({ t, city }: View, round: Round, entry: Entry): Promise<Html> {
  if (entry.withdrawnAt !== undefined) return t("lottery.standing.withdrawn");
  if (entry.leftOutAt !== undefined) return t("lottery.standing.left-out");
  if (round.state === "called-off") return t("lottery.standing.called-off");
  if (!isPublished(round.state)) return t("lottery.standing.waiting");
  const wins = await listWinsOfEntries(city.db, [entry.id]);
  if (wins.some(({ state }) => state === "awarded")) return t("lottery.standing.won");
  if (wins.some(({ state }) => state === "taken")) return t("lottery.standing.taken");
  return t(wins.length > 0 ? "lottery.standing.ended" : "lottery.standing.lost");
}

async function draw(view: View, entry: Entry, problems: Problems): Promise<Html> {
  const { t, city, now } = view;
  const round = await findRound(city.db, entry.roundId);
  if (round === undefined) throw notFound();
  const name = await nameOf(view, round);
  const choices = (await listChoices(city.db, [entry.id])).get(entry.id) ?? [];
  const wins = isPublished(round.state) ? await listWinsOfEntries(city.db, [entry.id]) : [];
  const group = entry.groupId === undefined ? undefined : await findGroup(city.db, entry.groupId);
  const isOpen = round.state === "open" && now < round.closesAt && !entry.withdrawnAt && !entry.leftOutAt;
  return page(view, {
    title: t.text("lottery.entry.title", { name: name.text }),
    area: "errand",
    crumbs: [{ label: t("lottery.mine.title"), href: "/my/lotteries" }, { label: name.html }],
    problems,
    main: html`<h1>${name.html}　${t("lottery.entry.heading")}</h1><p class="lead">${await standingOf(view, round, entry)}</p>
${summary(t, [
  {
    label: t("lottery.field.code"),
    value: html`<b class="num">${entry.code}</b><br><span class="small">${t("lottery.entry.code-words")}</span>`,
  },
  ...(group === undefined ? [] : [{ label: t("lottery.field.group"), value: group.name }]),
  {
    label: t("lottery.field.choices"),
    value: html`${await Promise.all(choices.map(async (choice) => html`<b>${t("lottery.rank", { rank: choice.rank })}</b>　${await choiceWords(view, choice)}<br>`))}`,
  },
  { label: t("lottery.field.result"), value: when(view, round.resultAt) },
])}
${await Promise.all(wins.map((win) => winBox(view, round, win, choices, problems)))}
${isOpen && withdrawBox(view, round, entry)}
<p><a href="/lotteries/${round.id}">${t("lottery.entry.round")}</a></p>`,
  });
}

async function winBox(
  view: View,
  round: Round,
  win: Win,
  choices: readonly RankedChoice[],
  problems: Problems,
): Promise<Html | undefined> {
  const { t, city, locale, now } = view;
  const choice = choices.find(({ rank }) => rank === win.rank);
  const booking = await findBooking(city.db, win.bookingId);
  if (choice === undefined || booking === undefined) return undefined;
  const id = `win-${win.rank}`;
  const head = html`<h2 id="${id}">${t("lottery.win.title", { rank: win.rank })}</h2><p>${await choiceWords(view, choice)}</p>`;
  if (win.state === "ended" || (win.state === "awarded" && now >= win.confirmBy)) {
    return html`<section class="section" aria-labelledby="${id}">${head}<p>${t("lottery.win.ended")}</p></section>`;
  }
  if (win.state === "taken") {
    return html`<section class="section stack" aria-labelledby="${id}">${head}<p>${t("lottery.win.is-taken")}</p><p>${buttonLink({ label: t("lottery.win.booking"), href: `/bookings/${booking.id}` })}</p></section>`;
  }
  const { facility, space } = await getSpaceOn(city, choice.spaceId, choice.on);
  const { ways } = getTerms(facility, space).payment;
  const error = errorAt(t, problems, "way");
  return html`<section class="section stack" aria-labelledby="${id}">${head}
<p>${t(`lottery.win.until-${round.rule.payment}`, { until: when(view, win.confirmBy, { isEnd: true }) })}</p>
<p>${t("lottery.win.amount")}　<b>${formatYen(booking.amount, locale)}</b></p>
${form(view, {
  action: `/my/lottery-wins/${win.id}/confirm`,
  class: "stack",
  content: html`${booking.amount > 0 && radioField({ t, name: "way", id: `${id}-way`, label: t("lottery.win.way"), options: ways.map((way) => ({ value: way, label: t.dynamic(`facility.way.${way}`) })), chosen: [ways[0] ?? ""], ...(error === undefined ? {} : { error }) })}<p>${button({ label: t("lottery.win.take") })}</p>`,
})}
${form(view, { action: `/my/lottery-wins/${win.id}/decline`, content: html`<p class="small">${t("lottery.win.decline-words")}</p><p>${button({ label: t("lottery.win.decline"), kind: "danger", size: "small" })}</p>` })}</section>`;
}

function withdrawBox(view: View, round: Round, entry: Entry): Html {
  const { t } = view;
  return html`<section class="aside section" aria-labelledby="withdraw"><h2 id="withdraw">${t("lottery.entry.withdraw-title")}</h2><p class="small">${t("lottery.entry.withdraw-words", { until: when(view, round.closesAt, { isEnd: true }) })}</p>${form(view, { action: `/my/lotteries/${entry.id}/withdraw`, content: html`<p>${button({ label: t("lottery.entry.withdraw"), kind: "danger", size: "small" })}</p>` })}</section>`;
}
