import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, errorAt, form, page, radioField, summary, table, textField } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { isOwnRound } from "../../commands/own-round.ts";
import { type NamedEntry, seeHandovers, seeHeld, seeWinners } from "../../commands/see-names.ts";
import { may } from "../../policy.ts";
import { findDecision, listDecisions } from "../../store/decision.ts";
import { countEntries, findEntry, listChoices } from "../../store/entry.ts";
import { countHandovers } from "../../store/handover.ts";
import { findRound } from "../../store/round.ts";
import type { Decision, Round } from "../../types.ts";
import { choiceWords, nameOf, stateWords, when } from "../words.ts";

type Again = { values: FormValues; problems: Problems };
const nothing: Again = { values: {}, problems: noProblems };

/** One round for staff: counts, what was proposed, entries that look alike, and who won once it is drawn. */
export function showStaffRound(view: View, { params }: { params: { round: string } }): Promise<Html> {
  return draw(view, params.round, nothing);
}

export function showStaffRoundAgain(
  view: View,
  { params, ...again }: Again & { params: { round: string } },
): Promise<Html> {
  return draw(view, params.round, again);
}

export async function showStaffDecisionAgain(
  view: View,
  { params, ...again }: Again & { params: { decision: string } },
): Promise<Html> {
  const decision = await findDecision(view.city.db, params.decision);
  if (decision === undefined) throw notFound();
  return draw(view, decision.roundId, again);
}

export async function showStaffEntryAgain(
  view: View,
  { params, ...again }: Again & { params: { entry: string } },
): Promise<Html> {
  const entry = await findEntry(view.city.db, params.entry);
  if (entry === undefined) throw notFound();
  return draw(view, entry.roundId, again);
}

async function draw(view: View, roundId: string, again: Again): Promise<Html> {
  const { t, city, actor } = view;
  const round = await findRound(city.db, roundId);
  if (round === undefined || !(await isOwnRound(view, city.db, round, "see"))) throw notFound();
  const name = await nameOf(view, round);
  const count = (await countEntries(city.db, [round.id])).get(round.id) ?? { entries: 0, held: 0 };
  const decisions = await listDecisions(city.db, round.id);
  const isDrawn = ["drawn", "published", "confirming", "over"].includes(round.state);
  return page(view, {
    title: t.text("lottery.round.title", { name: name.text }),
    area: "staff",
    crumbs: [{ label: t("lottery.staff.title"), href: "/staff/lotteries" }, { label: name.html }],
    problems: again.problems,
    main: html`<div class="head"><h1>${name.html}</h1><p>${stateWords(view, round)}</p></div>
<div class="split"><div class="stack-l">${summary(t, [
      { label: t("lottery.staff.entries"), value: String(count.entries) },
      {
        label: t("lottery.field.apply"),
        value: t("lottery.from-until", {
          from: when(view, round.opensAt),
          until: when(view, round.closesAt, { isEnd: true }),
        }),
      },
      { label: t("lottery.field.draw"), value: when(view, round.drawAt) },
      { label: t("lottery.field.result"), value: when(view, round.resultAt) },
      { label: t("lottery.field.confirm"), value: when(view, round.confirmBy, { isEnd: true }) },
      {
        label: t("lottery.staff.public-page"),
        value: html`<a href="/lotteries/${round.id}">${t("lottery.staff.public-link")}</a>`,
      },
    ])}
${await decisionList(view, decisions, again)}
${count.held > 0 && may(actor, "names") && (await heldList(view, round, again))}
${isDrawn && may(actor, "names") && (await handoverList(view, round))}
${isDrawn && may(actor, "names") && (await winnerList(view, round))}</div>
<div class="stack">${may(actor, "propose") && !isDrawn && round.state !== "called-off" && proposals(view, round, again)}</div></div>`,
  });
}

/** Each with who proposed it; whoever did not may decide. */
async function decisionList(view: View, decisions: readonly Decision[], again: Again): Promise<Html | undefined> {
  const { t, city, actor } = view;
  if (decisions.length === 0) return undefined;
  const people = await listPersons(city.db, [
    ...decisions.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy === undefined ? [] : [decidedBy])]),
  ]);
  const nameOfStaff = (id: string | undefined) => people.find((one) => one.id === id)?.name ?? "";
  const own = actor.kind === "staff" ? actor.personId : "";
  const items = decisions.map((decision) => {
    const { id, kind, reason, proposedBy, outcome, decidedBy } = decision;
    const canDecide = outcome === undefined && proposedBy !== own && may(actor, "decide");
    return html`<li class="section stack"><p><b>${t(`lottery.staff.kind.${kind}`)}</b>　${what(view, decision)}<br>${t("lottery.staff.because", { reason })}<br><span class="small">${t("lottery.staff.proposed-by", { name: nameOfStaff(proposedBy), at: when(view, decision.proposedAt) })}</span>${outcome && html`<br>${t(`lottery.staff.outcome.${outcome}`, { name: nameOfStaff(decidedBy) })}`}</p>
${canDecide && decideForm(view, decision, again)}${outcome === undefined && proposedBy === own && html`<p class="small">${t("lottery.staff.by-another")}</p>`}<span id="${id}"></span></li>`;
  });
  return html`<section aria-labelledby="decisions"><h2 id="decisions">${t("lottery.staff.decisions")}</h2><ul class="choose-list">${items}</ul></section>`;
}

function what(view: View, { drawAt, kind }: Decision): Html | string | undefined {
  // The number is not shown to who agrees: it is read at its source a second time.
  return kind === "postpone" && drawAt !== undefined ? when(view, drawAt) : undefined;
}

function decideForm(view: View, { id, kind }: Decision, again: Again): Html {
  const { t } = view;
  const isSent = view.url.pathname.endsWith(id);
  const { values, problems } = isSent ? again : nothing;
  const idOf = (name: string) => (isSent ? name : `${name}-${id}`);
  return form(view, {
    action: `/staff/lottery-decisions/${id}`,
    class: "stack",
    content: html`${kind === "public-number" && textField({ t, name: "again", id: idOf("again"), label: t("lottery.staff.number-again"), hint: t("lottery.staff.number-again-hint"), value: typed(values, "again"), size: "m", error: errorAt(t, problems, "again") })}
${radioField({ t, name: "outcome", id: idOf("outcome"), label: t("lottery.staff.decide"), line: true, options: (["agreed", "refused"] as const).map((value) => ({ value, label: t(`lottery.staff.decide-${value}`) })), chosen: [typed(values, "outcome")], error: errorAt(t, problems, "outcome") })}<p>${button({ label: t("lottery.staff.decide-do"), size: "small" })}</p>`,
  });
}

async function heldList(view: View, round: Round, again: Again): Promise<Html> {
  const { t, city, actor } = view;
  const held = await view.perform(seeHeld, { roundId: round.id });
  const choices = await listChoices(
    city.db,
    held.map(({ entry }) => entry.id),
  );
  const items = await Promise.all(
    held.map(async ({ entry, name, group }) => {
      const own = choices.get(entry.id) ?? [];
      return html`<li class="section stack"><p><b>${whoOf({ name, group })}</b>　<span class="num">${entry.code}</span>${(entry.withdrawnAt ?? entry.leftOutAt) && html`　${t(entry.withdrawnAt ? "lottery.standing.withdrawn" : "lottery.standing.left-out")}`}</p><ol class="numbered small">${await Promise.all(own.map(async (choice) => html`<li>${await choiceWords(view, choice)}</li>`))}</ol>
${may(actor, "clear") && form(view, { action: `/staff/lottery-entries/${entry.id}/clear`, content: html`<p>${button({ label: t("lottery.staff.clear"), kind: "second", size: "small", about: entry.code })}</p>` })}
${round.state === "open" && form(view, { action: `/staff/lotteries/${round.id}/leave-out`, class: "stack", content: html`<input type="hidden" name="entry" value="${entry.id}">${reasonField(view, typed(again.values, "entry") === entry.id ? again : nothing, "leave-out-reason", entry.code)}<p>${button({ label: t("lottery.staff.leave-out"), kind: "danger", size: "small", about: entry.code })}</p>` })}</li>`;
    }),
  );
  return html`<section aria-labelledby="held"><h2 id="held">${t("lottery.staff.held-title")}</h2><p>${t("lottery.staff.held-words")}</p><ul class="choose-list">${items}</ul></section>`;
}

/** 当選の受け渡し: who gave a win up, who has the room now, and what ties them. Nothing where nothing was noticed. */
async function handoverList(view: View, round: Round): Promise<Html | undefined> {
  const { t, city } = view;
  if (((await countHandovers(city.db, [round.id])).get(round.id) ?? 0) === 0) return undefined;
  const rows = await view.perform(seeHandovers, { roundId: round.id });
  return html`<section aria-labelledby="handovers"><h2 id="handovers">${t("lottery.staff.handovers")}</h2><p>${t("lottery.staff.handover-words")}</p>${table(
    {
      caption: t("lottery.staff.handovers"),
      captionHidden: true,
      rows,
      columns: [
        { label: t("lottery.staff.handover-giver"), head: true, cell: ({ giver }) => whoOf(giver) },
        {
          label: t("lottery.staff.handover-taker"),
          cell: ({ taker, handover }) => html`<a href="/staff/bookings/${handover.bookingId}">${whoOf(taker)}</a>`,
        },
        { label: t("lottery.staff.handover-tie"), cell: ({ handover }) => t(`lottery.staff.tie.${handover.tie}`) },
        { label: t("lottery.staff.handover-at"), cell: ({ handover }) => when(view, handover.seenAt) },
      ],
    },
  )}</section>`;
}

async function winnerList(view: View, round: Round): Promise<Html> {
  const { t, city } = view;
  const winners = await view.perform(seeWinners, { roundId: round.id });
  const choices = await listChoices(
    city.db,
    winners.map(({ entry }) => entry.id),
  );
  const rows = await Promise.all(
    winners.map(async (one) => {
      const choice = choices.get(one.entry.id)?.find(({ rank }) => rank === one.win.rank);
      return { ...one, words: choice && (await choiceWords(view, choice)) };
    }),
  );
  return html`<section aria-labelledby="winners"><h2 id="winners">${t("lottery.staff.winners")}</h2>${table({
    caption: t("lottery.staff.winners"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("lottery.staff.who"),
        head: true,
        cell: (row) => html`<a href="/staff/bookings/${row.win.bookingId}">${whoOf(row)}</a>`,
      },
      { label: t("lottery.field.won"), cell: ({ words }) => words },
      { label: t("lottery.field.rank"), cell: ({ win }) => t("lottery.rank", { rank: win.rank }) },
      {
        label: t("lottery.field.standing"),
        cell: ({ win }) =>
          html`${t(`lottery.staff.win.${win.state}`)}${win.insteadOf && html`<br><span class="small">${t("lottery.staff.next-in-order")}</span>`}`,
      },
    ],
  })}</section>`;
}

function whoOf({ name, group }: Pick<NamedEntry, "name" | "group">): string {
  return [group, name].filter(Boolean).join("　");
}

function proposals(view: View, round: Round, again: Again): Html {
  const { t, locale } = view;
  const { values, problems } = again;
  const base = `/staff/lotteries/${round.id}`;
  const { publicNumber } = round.rule;
  const needsNumber = publicNumber !== undefined && round.state === "closed" && round.publicNumber === undefined;
  return html`<section class="aside section stack" aria-labelledby="propose"><h2 id="propose">${t("lottery.staff.propose")}</h2><p class="small">${t("lottery.staff.propose-words")}</p>
${needsNumber && form(view, { action: `${base}/number`, class: "stack", content: html`<h3>${t("lottery.staff.kind.public-number")}</h3><p class="small">${localText(publicNumber.what, locale)}</p>${textField({ t, name: "number", label: t("lottery.staff.number"), value: typed(values, "number"), size: "m", error: errorAt(t, problems, "number") })}${reasonField(view, again, "number-reason")}<p>${button({ label: t("lottery.staff.number-do"), size: "small" })}</p>` })}
${form(view, { action: `${base}/postpone`, class: "stack", content: html`<h3>${t("lottery.staff.kind.postpone")}</h3>${textField({ t, name: "day", label: t("lottery.field.day"), value: typed(values, "day"), size: "m", error: errorAt(t, problems, "day") })}${textField({ t, name: "time", label: t("lottery.staff.time"), value: typed(values, "time"), size: "s", error: errorAt(t, problems, "time") })}${reasonField(view, again, "postpone-reason")}<p>${button({ label: t("lottery.staff.postpone-do"), kind: "second", size: "small" })}</p>` })}
${form(view, { action: `${base}/call-off`, class: "stack", content: html`<h3>${t("lottery.staff.kind.call-off")}</h3>${reasonField(view, again, "call-off-reason")}<p>${button({ label: t("lottery.staff.call-off-do"), kind: "danger", size: "small" })}</p>` })}</section>`;
}

/** `of`: one of several forms with this field; the one that was sent keeps the plain id, to which the summary leads. */
function reasonField(view: View, again: Again, name: string, of?: string): Html {
  const { t } = view;
  return textField({
    t,
    name,
    id: of === undefined || again !== nothing ? name : `${name}-${of}`,
    label: t("lottery.staff.reason"),
    hint: t("lottery.staff.reason-hint"),
    value: typed(again.values, name),
    error: errorAt(t, again.problems, name),
  });
}
