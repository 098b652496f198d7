import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, errorAt, form, notice, queryForm, radioField, summary } from "../../../../ui/index.ts";
import type { GroupOfPerson } from "../../../identity/index.ts";
import { findCategory, findPurpose, getTerms } from "../../rules/facility.ts";
import { type PayWays, payByOf, payWaysFor } from "../../rules/pay-by.ts";
import type { Choice } from "../../types/booking.ts";
import { drawPrice } from "../price.ts";
import { listAnswers } from "../questions.ts";
import { useFields } from "../use.ts";
import { say } from "../words.ts";
import { carry } from "./choose-place.ts";
import type { Priced } from "./new-booking.ts";
import { frame } from "./new-frame.ts";
import { choiceLine } from "./new-when.ts";
import { getOwnSpaceOn } from "./own-places.ts";
import { newPath, sayLastDay, withAnswers } from "./words.ts";

export type Caller = { readonly id: string; readonly name: string; readonly groups: readonly GroupOfPerson[] };

/** How it is used: the resident's own fields. */
export async function drawUse(
  view: View,
  choice: Choice,
  caller: Caller,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t } = view;
  const { facility, space } = await getOwnSpaceOn(view, choice.spaceId, choice.on, "book");
  const groups = caller.groups.map(({ id, name }) => ({ value: id, label: name }));
  return frame(view, {
    step: 3,
    title: t.text("facility.staff.new.use"),
    problems,
    main: html`${await choiceLine(view, choice, values)}<p>${callerLine(view, caller, values)}</p>
${queryForm({
  action: newPath,
  class: "stack",
  content: html`${carry({ space: space.id, on: choice.on, slots: choice.slots.join(), person: caller.id })}
${useFields(view, facility, space, choice.on, values, problems, groups, t.text("facility.staff.new.alone"))}
<p>${button({ label: t("facility.use.go") })}</p>`,
})}`,
  });
}

function callerLine({ t }: View, caller: Caller, values: FormValues): Html {
  const change = withAnswers(newPath, { ...values, step: "person" });
  return html`${t("facility.staff.new.for", { name: caller.name })}　<a href="${change}">${t("facility.staff.new.other-person")}</a>`;
}

/** The price, line by line, and one press. */
export async function drawCheck(
  view: View,
  choice: Choice,
  caller: Caller,
  values: FormValues,
  { planned, use }: Priced,
  problems: Problems,
): Promise<Html> {
  const { t, city, now } = view;
  const { facility, space, run, quote } = planned;
  const category = findCategory(facility, use.categoryId);
  const purpose = findPurpose(facility, use.purposeId);
  const group = caller.groups.find(({ id }) => id === use.groupId);
  const change = withAnswers(newPath, { ...values, step: "use" });
  const { at } = payByOf(getTerms(facility, space).payment, run, now, city.config.zone);
  const until = at > now ? sayLastDay(view, at) : undefined;
  const ways = payWaysFor(
    getTerms(facility, space).payment,
    { categoryId: use.categoryId, on: run.on, lastOn: run.lastOn, deposit: quote.deposit ?? 0 },
    city.config.zone,
  );
  const due = quote.total + (quote.deposit ?? 0);
  const isAsked = planned.approvals.length > 0;
  const extras = Object.entries(use.extras).flatMap(([id, count]) => {
    const extra = facility.fees.extras.find((one) => one.id === id);
    return extra === undefined ? [] : [html`${say(t, extra.name)}${count > 1 && `　${count}`}<br>`];
  });
  return frame(view, {
    step: 4,
    title: t.text("facility.check.title"),
    problems,
    main: html`${await choiceLine(view, choice, values)}
${summary(t, [
  {
    label: t("facility.staff.booking.name"),
    value: caller.name,
    change: withAnswers(newPath, { ...values, step: "person" }),
  },
  ...(group === undefined ? [] : [{ label: t("facility.field.group"), value: group.name, change }]),
  { label: t("facility.field.category"), value: category && say(t, category.name), change },
  {
    label: t("facility.field.purpose"),
    value: html`${purpose && say(t, purpose.name)}　${t("facility.people", { people: use.people })}`,
    change,
  },
  ...listAnswers(t, view.locale, facility, planned.answers).map(({ name, answer }) => ({
    label: say(t, name),
    value: answer,
    change,
  })),
  ...(extras.length === 0 ? [] : [{ label: t("facility.field.extras"), value: html`${extras}`, change }]),
])}
${drawPrice(t, quote)}
${isAsked && requestNotice(view, planned.approvals)}
${form(view, {
  action: newPath,
  content: html`${carry({ ...withoutStep(values), slots: choice.slots.join(), person: caller.id })}
${due > 0 && ways.owedBy && wayField(view, ways, ways.owedBy.at, values, problems)}
<p class="small">${due === 0 ? t("facility.check.note-free") : until === undefined ? t("facility.staff.new.pay-now") : t("facility.staff.new.pay-until", { day: until })}</p>
<p>${button({ label: t(isAsked ? "facility.staff.approval.new-do" : due === 0 ? "facility.check.go-free" : "facility.staff.new.do") })}</p>`,
})}`,
  });
}

/** It becomes a request; who takes it down does not decide it. */
function requestNotice({ t }: View, rules: Priced["planned"]["approvals"]): Html {
  const because = html`<ul class="bullets">${rules.map((rule) => html`<li>${say(t, rule.because)}</li>`)}</ul>`;
  return notice({
    word: t("facility.approval.word"),
    title: t("facility.staff.approval.new-title"),
    words: html`<div>${because}<p>${t("facility.staff.approval.new-words")}</p></div>`,
  });
}

/** 後納: now at the counter, or when it was used. */
function wayField(view: View, ways: PayWays, owedBy: Date, values: FormValues, problems: Problems): Html {
  const { t } = view;
  const later = ways.later.map((value) => ({
    value,
    label: t(`facility.way.${value}`),
    note: t("facility.way.later-note", { day: sayLastDay(view, owedBy) }),
  }));
  const options = [
    ...(ways.now.includes("counter") ? [{ value: "counter", label: t("facility.staff.new.way-now") }] : []),
    ...later,
  ];
  return radioField({
    t,
    name: "way",
    label: t("facility.check.way"),
    need: "required",
    options,
    chosen: [typed(values, "way") || (options[0]?.value ?? "")],
    error: errorAt(t, problems, "way"),
  });
}

function withoutStep(values: FormValues): FormValues {
  const { step: _step, q: _q, way: _way, ...answers } = values;
  return answers;
}
