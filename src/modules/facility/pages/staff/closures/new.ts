import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../../kernel/http/form.ts";
import { problemsOf } from "../../../../../kernel/http/problems.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatWallTime, minutesOf } from "../../../../../kernel/time/wall-time.ts";
import {
  button,
  checkboxField,
  errorAt,
  hidden,
  page,
  queryForm,
  radioField,
  selectField,
  textField,
} from "../../../../../ui/index.ts";
import { seeClosurePlan } from "../../../commands/close-spaces.ts";
import { getTimetable } from "../../../rules/facility.ts";
import { slotsOfTimetable } from "../../../rules/slots.ts";
import { closureQuery } from "../../../schema/closure-requests.ts";
import { closureKinds } from "../../../types/closure.ts";
import type { Facility } from "../../../types/facility.ts";
import { say } from "../../words.ts";
import { listOwnFacilitiesOn } from "../own-places.ts";
import { drawClosureCheck } from "./check.ts";
import { closuresPath, newClosurePath } from "./words.ts";

/** 臨時休館 in three steps: which house, what and why, and then who has booked there. */
export async function showNewClosure(view: View, { query }: { query: FormValues }): Promise<Html> {
  const { step, ...values } = query;
  if (step !== "check") return drawForm(view, values, noProblems);
  const asked = closureQuery.safeParse(values);
  if (!asked.success) return drawForm(view, values, problemsOf(asked.error));
  return drawClosureCheck(view, await view.perform(seeClosurePlan, asked.data), asked.data, values, noProblems);
}

/** Somebody booked or cancelled meanwhile: the list as it is now. */
export async function showNewClosureAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { mark: _, ...answers } = values;
  const asked = closureQuery.safeParse(answers);
  if (!asked.success) return drawForm(view, answers, problems);
  return drawClosureCheck(view, await view.perform(seeClosurePlan, asked.data), asked.data, answers, problems);
}

async function drawForm(view: View, values: FormValues, problems: Problems): Promise<Html> {
  const { t, today } = view;
  const facilities = await listOwnFacilitiesOn(view, today, "close");
  const facility = facilities.find(({ id }) => id === typed(values, "facility"));
  return page(view, {
    title: t.text("facility.staff.closure.new"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.closure.title"), href: closuresPath },
      { label: t("facility.staff.closure.new") },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t("facility.staff.closure.new")}</h1><p>${t("facility.staff.closure.lead")}</p>
${facility === undefined ? whichHouse(view, facilities) : fields(view, facility, values, problems)}</div>`,
  });
}

function whichHouse({ t }: View, facilities: readonly Facility[]): Html {
  const links = facilities.map(
    ({ id, name }) => html`<li><a href="${newClosurePath}?facility=${id}">${say(t, name)}</a></li>`,
  );
  return html`<h2>${t("facility.staff.closure.where")}</h2><ul class="choose-list">${links}</ul>`;
}

function fields(view: View, facility: Facility, values: FormValues, problems: Problems): Html {
  const { t, today } = view;
  const error = (name: string) => errorAt(t, problems, name);
  const given = (name: string, otherwise: string) => (values[name] === undefined ? otherwise : typed(values, name));
  const times = [{ value: "", label: t.text("facility.staff.closure.whole-days") }, ...edgesOf(view, facility)];
  return queryForm({
    action: newClosurePath,
    class: "stack",
    content: html`${hidden("facility", facility.id)}${hidden("step", "check")}
<p>${say(t, facility.name)}　<a href="${newClosurePath}">${t("facility.staff.closure.other-house")}</a></p>
${checkboxField({ t, name: "spaces", label: t("facility.staff.closure.spaces"), hint: t("facility.staff.closure.spaces-hint"), need: "required", options: facility.spaces.map(({ id, name }) => ({ value: id, label: say(t, name) })), chosen: typedAll(values, "spaces"), error: error("spaces") })}
${textField({ t, name: "first", label: t("facility.staff.closure.first"), need: "required", type: "date", size: "m", value: given("first", today), error: error("first") })}
${textField({ t, name: "last", label: t("facility.staff.closure.last"), need: "required", type: "date", size: "m", value: given("last", today), error: error("last") })}
${selectField({ t, name: "from", label: t("facility.staff.closure.from"), hint: t("facility.staff.closure.from-hint"), options: times, value: typed(values, "from"), error: error("from") })}
${selectField({ t, name: "to", label: t("facility.staff.closure.to"), options: times, value: typed(values, "to"), error: error("to") })}
${radioField({ t, name: "kind", label: t("facility.staff.closure.kind"), need: "required", options: closureKinds.map((kind) => ({ value: kind, label: t(`facility.closure.kind-${kind}`), note: t(`facility.staff.closure.note-${kind}`) })), chosen: typedAll(values, "kind"), error: error("kind") })}
${textField({ t, name: "words", label: t("facility.staff.closure.words"), hint: t("facility.staff.closure.words-hint"), need: "required", value: typed(values, "words"), error: error("words") })}
<p>${button({ label: t("facility.staff.closure.see") })}</p>`,
  });
}

/** The times at which something begins or ends in this house. */
function edgesOf({ locale }: View, facility: Facility): { value: string; label: string }[] {
  const slots = facility.spaces.flatMap((space) => slotsOfTimetable(getTimetable(facility, space)));
  const times = [...new Set(slots.flatMap(({ from, to }) => [from, to]))].sort((a, b) => minutesOf(a) - minutesOf(b));
  return times.map((time) => ({ value: time, label: formatWallTime(time, locale) }));
}
