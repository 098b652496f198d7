import type { z } from "zod";
import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { notFound } from "../../../../../kernel/refusal.ts";
import { addDays } from "../../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import { button, buttonLink, errorAt, form, notice, page, summary, textField } from "../../../../../ui/index.ts";
import { listPersons } from "../../../../identity/index.ts";
import { examineForCity, isOwnFile } from "../../../commands/ordinance.ts";
import { may } from "../../../policy.ts";
import type { tryQuery } from "../../../schema/ordinance-requests.ts";
import { listVersions } from "../../../store/facility.ts";
import { countBookingsFrom, findOrdinance } from "../../../store/ordinance.ts";
import type { Facility } from "../../../types/facility.ts";
import type { OrdinanceFile } from "../../../types/ordinance.ts";
import { plain } from "../../words.ts";
import { showDifference } from "./difference.ts";
import { examplesOf, problemsOfFile } from "./examined.ts";
import { momentOf, stateOf } from "./list.ts";
import { showTrial } from "./trial.ts";
import { newOrdinancePath, ordinancePath, ordinancesPath } from "./words.ts";

type Asked = z.output<typeof tryQuery>;

/** A loaded file: is it right, what would it change, what would a use cost, and from when. */
export async function showOrdinance(view: View, input: { params: { ordinance: string }; query: Asked }): Promise<Html> {
  return draw(view, input.params.ordinance, input.query, {}, noProblems);
}

export async function showOrdinanceAgain(
  view: View,
  { params, values, problems }: { params: { ordinance: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.ordinance, undefined, values, problems);
}

async function draw(
  view: View,
  id: string,
  asked: Asked | undefined,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, today } = view;
  const file = await findOrdinance(city.db, id);
  if (file === undefined || !isOwnFile(view, file)) throw notFound();
  const examined = await examineForCity(city, file.text, today);
  const { facility } = examined;
  const versions = (await listVersions(city)).filter((one) => one.id === facility?.id);
  const from = file.effectiveFrom ?? facility?.effectiveFrom ?? today;
  const present = versions.findLast(({ effectiveFrom }) => effectiveFrom < from);
  const name = facility === undefined ? t.text("facility.staff.ordinance.unreadable") : plain(t, facility.name);
  return page(view, {
    title: `${name} ${t.text("facility.staff.ordinance.title")}`,
    area: "staff",
    crumbs: [{ label: t("facility.staff.ordinance.title"), href: ordinancesPath }, { label: name }],
    problems,
    main: html`<div class="stack-l"><h1>${name}</h1>
${await facts(view, file, facility, present)}
${problemsOfFile(view, file, examined)}
${facility !== undefined && showDifference(view, present, facility)}
${examplesOf(view, examined)}
${facility !== undefined && html`${showTrial(view, file, { present, facility }, asked)}`}
${facility !== undefined && examined.problems.length === 0 && deeds(view, file, from, values, problems)}
${file.state !== "withdrawn" && withdrawing(view, file, values, problems)}
${may(view.actor, "bringOrdinance") && html`<p>${buttonLink({ label: t("facility.staff.ordinance.again"), href: `${newOrdinancePath}?from=${file.id}`, kind: "second" })}</p>`}
</div>`,
  });
}

async function facts(
  view: View,
  file: OrdinanceFile,
  facility: Facility | undefined,
  present: Facility | undefined,
): Promise<Html> {
  const { t, city } = view;
  const persons = await listPersons(
    city.db,
    [file.broughtBy, file.scheduledBy, file.withdrawnBy].filter((id) => id !== undefined),
  );
  const nameOf = (id: string | undefined) => persons.find((person) => person.id === id)?.name ?? "";
  const day = (value: string | undefined) => (value === undefined ? "—" : formatDate(value, "ja", { weekday: false }));
  const affected =
    facility === undefined
      ? []
      : await countBookingsFrom(city.db, facility.id, file.effectiveFrom ?? facility.effectiveFrom);
  const total = affected.reduce((sum, { count }) => sum + count, 0);
  const gone = affected.filter(({ spaceId }) => !facility?.spaces.some(({ id }) => id === spaceId));
  return html`${summary(
    t,
    [
      { label: t("facility.staff.ordinance.state"), value: stateOf(view, file) },
      { label: t("facility.staff.ordinance.from"), value: day(file.effectiveFrom) },
      ...(facility === undefined
        ? []
        : [
            {
              label: t("facility.staff.ordinance.present"),
              value:
                present === undefined
                  ? t("facility.staff.ordinance.first")
                  : t("facility.staff.ordinance.since", { day: day(present.effectiveFrom) }),
            },
          ]),
      {
        label: t("facility.staff.ordinance.brought-by"),
        value: html`${nameOf(file.broughtBy)}　${momentOf(view, file.broughtAt)}`,
      },
      ...(file.scheduledAt === undefined
        ? []
        : [
            {
              label: t("facility.staff.ordinance.scheduled-by"),
              value: html`${nameOf(file.scheduledBy)}　${momentOf(view, file.scheduledAt)}`,
            },
          ]),
      ...(file.withdrawnAt === undefined
        ? []
        : [
            {
              label: t("facility.staff.ordinance.withdrawn-by"),
              value: html`${nameOf(file.withdrawnBy)}　${momentOf(view, file.withdrawnAt)}　${file.reason}`,
            },
          ]),
      ...(facility === undefined
        ? []
        : [
            {
              label: t("facility.staff.ordinance.affected"),
              value: html`${t("facility.staff.ordinance.affected-count", { count: total })}${gone.length > 0 && html`<br>${t("facility.staff.ordinance.affected-gone", { count: gone.reduce((sum, { count }) => sum + count, 0) })}`}`,
            },
          ]),
    ],
    { plain: true },
  )}`;
}

function deeds(view: View, file: OrdinanceFile, from: string, values: FormValues, problems: Problems): Html {
  const { t, actor, today } = view;
  if (file.state !== "brought") return html``;
  const action = `${ordinancePath(file.id)}/schedule`;
  if (!may(actor, "scheduleOrdinance") || (actor.kind === "staff" && actor.personId === file.broughtBy)) {
    return notice({
      calm: true,
      word: t("facility.staff.ordinance.next"),
      title: t("facility.staff.ordinance.wait-approver"),
    });
  }
  const offered = typed(values, "from") || (from > today ? from : addDays(today, 1));
  return html`<section class="section errand"><h2>${t("facility.staff.ordinance.schedule")}</h2>${form(view, {
    action,
    content: html`<p>${t("facility.staff.ordinance.schedule-lead")}</p>
${textField({ t, name: "from", label: t("facility.staff.ordinance.from"), need: "required", type: "date", size: "m", value: offered, error: errorAt(t, problems, "from") })}
<p>${button({ label: t("facility.staff.ordinance.schedule-do") })}</p>`,
  })}</section>`;
}

function withdrawing(view: View, file: OrdinanceFile, values: FormValues, problems: Problems): Html {
  const { t, actor, today } = view;
  const isInForce = file.state === "scheduled" && file.effectiveFrom !== undefined && file.effectiveFrom <= today;
  if (!may(actor, "withdrawOrdinance") || isInForce) return html``;
  return html`<section class="section errand"><h2>${t("facility.staff.ordinance.withdraw")}</h2>${form(view, {
    action: `${ordinancePath(file.id)}/withdraw`,
    content: html`${textField({ t, name: "reason", label: t("facility.staff.reason"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.ordinance.withdraw-do"), kind: "second" })}</p>`,
  })}</section>`;
}
