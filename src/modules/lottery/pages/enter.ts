import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addMonths, listDays } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import {
  button,
  buttonLink,
  checkboxField,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  selectField,
  steps,
} from "../../../ui/index.ts";
import { type Choice, getSpaceOn, isDrawnFor, slotsOn, useFields } from "../../facility/index.ts";
import { listGroupsOf } from "../../identity/index.ts";
import { amountOf, judgeChoices } from "../rules/choices.ts";
import { type EnterQuery, readChoice, writeChoice } from "../schema.ts";
import { findRound } from "../store/round.ts";
import type { Round } from "../types.ts";
import { choiceWords, nameOf, plain, say } from "./words.ts";

const stepNames = {
  label: "lottery.enter.steps",
  names: ["lottery.enter.step-choose", "lottery.enter.step-use"],
} as const;

/** 申し込み: first the choices in their order, all in the address, then the use. Works without scripts. */
export async function showEnter(
  view: View,
  { params, query }: { params: { round: string }; query: EnterQuery },
): Promise<Answer> {
  const round = await getOpenRound(view, params.round);
  if (round === undefined) return redirectAnswer(`/lotteries/${params.round}`);
  const { space, day, slots } = query;
  const isAdding = space !== undefined && day !== undefined && slots.length > 0;
  const wanted = isAdding ? [...query.choice, { spaceId: space, on: day, slots }] : query.choice;
  const problem = isAdding ? judgeChoices(round, wanted) : undefined;
  const choices = problem === undefined ? wanted : query.choice;
  if (query.step === "use" && choices.length > 0) {
    return pageAnswer(await drawUse(view, round, choices, {}, noProblems));
  }
  const problems: Problems =
    problem === undefined ? [] : [{ field: "slots", key: `refusal.${problem.code}`, params: problem.params }];
  const still = problem === undefined ? { ...query, slots: [], ...(isAdding ? { space: undefined } : {}) } : query;
  return pageAnswer(await drawChoose(view, round, choices, still, problems));
}

export async function showEnterAgain(
  view: View,
  { params, values, problems }: { params: { round: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  const round = await findRound(view.city.db, params.round);
  if (round === undefined) throw notFound();
  const choices = typedAll(values, "choice")
    .map(readChoice)
    .filter((choice) => choice !== undefined);
  return choices.length > 0
    ? drawUse(view, round, choices, values, problems)
    : drawChoose(
        view,
        round,
        [],
        { choice: [], slots: [], space: undefined, day: undefined, step: undefined },
        problems,
      );
}

async function getOpenRound(view: View, roundId: string): Promise<Round | undefined> {
  const round = await findRound(view.city.db, roundId);
  if (round === undefined) throw notFound();
  return round.state === "open" && view.now < round.closesAt ? round : undefined;
}

async function drawChoose(
  view: View,
  round: Round,
  choices: readonly Choice[],
  query: EnterQuery,
  problems: Problems,
): Promise<Html> {
  const { t } = view;
  const name = await nameOf(view, round);
  const { most, count } = round.rule.entries;
  const isFull = amountOf(choices, count) >= most;
  return page(view, {
    title: t.text("lottery.enter.choose-title"),
    area: "errand",
    crumbs: crumbsOf(view, round, name.html),
    problems,
    main: html`${steps(t, { ...stepNames, now: 1 })}<h1>${t("lottery.enter.choose-title")}</h1>
<p>${name.html}</p><p>${t(`lottery.most.${count}`, { most, wins: round.rule.wins.most })}${t("lottery.enter.order")}</p>
${await chosenList(view, round, choices)}
${choices.length > 0 && html`<p>${buttonLink({ label: t("lottery.enter.go-use"), href: addressOf(round, choices, { step: "use" }) })}</p>`}
${isFull ? html`<p>${t("lottery.enter.full")}</p>` : await adder(view, round, choices, query, problems)}`,
  });
}

/** The choices with the ways to change their order: each is a link to the same page with other answers. */
async function chosenList(view: View, round: Round, choices: readonly Choice[]): Promise<Html> {
  const { t } = view;
  if (choices.length === 0) return html`<p>${t("lottery.enter.none")}</p>`;
  const items = await Promise.all(
    choices.map(async (choice, index) => {
      const rank = t("lottery.rank", { rank: index + 1 });
      const without = choices.filter((_, other) => other !== index);
      const raised = [
        ...choices.slice(0, index - 1),
        choice,
        ...choices.slice(index - 1, index),
        ...choices.slice(index + 1),
      ];
      return html`<li><b>${rank}</b>　${await choiceWords(view, choice)}<br>${index > 0 && html`<a href="${addressOf(round, raised)}">${t("lottery.enter.raise")}<span class="vh">（${rank}）</span></a>　`}<a href="${addressOf(round, without)}">${t("lottery.enter.remove")}<span class="vh">（${rank}）</span></a></li>`;
    }),
  );
  return html`<section aria-labelledby="chosen"><h2 id="chosen">${t("lottery.enter.chosen")}</h2><ul class="choose-list">${items}</ul></section>`;
}

async function adder(
  view: View,
  round: Round,
  choices: readonly Choice[],
  query: EnterQuery,
  problems: Problems,
): Promise<Html> {
  const { t, city, locale } = view;
  const kept = choices.map((choice) => hidden("choice", writeChoice(choice)));
  const action = `/lotteries/${round.id}/enter`;
  const places = await Promise.all(round.spaceIds.map((id) => getSpaceOn(city, id, round.month)));
  const days = listDays(round.month, addMonths(round.month, 1)).filter((day) =>
    isDrawnFor(round.rule, day, city.config),
  );
  const [firstDay = round.month] = days;
  const on = query.day !== undefined && days.includes(query.day) ? query.day : firstDay;
  const shown = query.space !== undefined && round.spaceIds.includes(query.space) ? query.space : undefined;
  return html`<section class="section stack" aria-labelledby="add"><h2 id="add">${t("lottery.enter.add")}</h2>
${queryForm({
  action,
  class: "stack",
  labelledBy: "add",
  content: html`${kept}${selectField({ t, name: "space", label: t("lottery.field.space"), options: places.map(({ space }) => ({ value: space.id, label: plain(t, space.name) })), value: query.space ?? round.spaceIds[0] ?? "" })}
${selectField({ t, name: "day", label: t("lottery.field.day"), options: days.map((day) => ({ value: day, label: formatDate(day, locale, { year: false }) })), value: on })}
<p>${button({ label: t("lottery.enter.times"), kind: "second" })}</p>`,
})}
${shown !== undefined && (await slotsForm(view, { round, spaceId: shown, on, action, kept, chosen: query.slots, problems }))}</section>`;
}

async function slotsForm(
  view: View,
  given: {
    round: Round;
    spaceId: string;
    on: string;
    action: string;
    kept: Content;
    chosen: readonly string[];
    problems: Problems;
  },
): Promise<Html> {
  const { t, city, locale } = view;
  const { spaceId, on, action, kept, chosen, problems } = given;
  const { facility, space } = await getSpaceOn(city, spaceId, on);
  const slots = slotsOn(facility, space, on, city.config);
  if (slots.length === 0)
    return html`<p>${t("lottery.enter.closed", { day: formatDate(on, locale, { year: false }) })}</p>`;
  return queryForm({
    action,
    class: "stack",
    content: html`${kept}${hidden("space", spaceId)}${hidden("day", on)}
${checkboxField({ t, name: "slots", label: html`${say(t, space.name)}　${formatDate(on, locale, { year: false })}`, hint: t("lottery.enter.neighbours"), options: slots.map((slot) => ({ value: slot.id, label: formatTimeRange(slot, locale), ...(slot.id === slot.from ? {} : { note: say(t, slot.name) }) })), chosen, error: errorAt(t, problems, "slots") })}
<p>${button({ label: t("lottery.enter.take") })}</p>`,
  });
}

async function drawUse(
  view: View,
  round: Round,
  choices: readonly Choice[],
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  const [first] = choices;
  if (first === undefined) throw notFound();
  const { facility, space } = await getSpaceOn(city, first.spaceId, first.on);
  const groups = actor.kind === "resident" ? await listGroupsOf(city.db, actor.personId) : [];
  const name = await nameOf(view, round);
  const error = errorAt(t, problems, "choice") ?? errorAt(t, problems, "slots") ?? errorAt(t, problems, "on");
  return page(view, {
    title: t.text("lottery.enter.use-title"),
    area: "errand",
    crumbs: crumbsOf(view, round, name.html),
    problems,
    main: html`${steps(t, { ...stepNames, now: 2 })}<h1>${t("lottery.enter.use-title")}</h1><p>${name.html}</p>
<section id="choice" class="section" aria-labelledby="chosen"><h2 id="chosen">${t("lottery.enter.chosen")}</h2>${error && html`<p class="field__error" id="slots"><span id="on">${error}</span></p>`}<ol class="numbered">${await Promise.all(choices.map(async (choice) => html`<li>${await choiceWords(view, choice)}</li>`))}</ol><p><a href="${addressOf(round, choices)}">${t("lottery.enter.change")}</a></p></section>
${form(view, {
  action: `/lotteries/${round.id}/enter`,
  content: html`${choices.map((choice) => hidden("choice", writeChoice(choice)))}
${useFields(
  view,
  facility,
  space,
  first.on,
  values,
  problems,
  groups.map(({ id, name: label }) => ({ value: id, label })),
)}
<p class="small">${t("lottery.enter.promise")}</p><p class="row">${button({ label: t("lottery.enter.do") })}<a href="${addressOf(round, choices)}">${t("lottery.enter.change")}</a></p>`,
})}`,
  });
}

function crumbsOf({ t }: View, round: Round, name: Html) {
  return [
    { label: t("lottery.rounds.title"), href: "/lotteries" },
    { label: name, href: `/lotteries/${round.id}` },
    { label: t("lottery.enter.crumb") },
  ];
}

function addressOf(round: Round, choices: readonly Choice[], more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams([
    ...choices.map((choice): [string, string] => ["choice", writeChoice(choice)]),
    ...Object.entries(more),
  ]);
  return `/lotteries/${round.id}/enter${query.size > 0 ? `?${query}` : ""}`;
}
