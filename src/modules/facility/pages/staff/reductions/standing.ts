import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { addDays } from "../../../../../kernel/time/civil-date.ts";
import { fiscalYearOf, rangeOfFiscalYear } from "../../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import { closedTo } from "../../../../../kernel/workplace.ts";
import {
  button,
  empty,
  errorAt,
  form,
  hidden,
  page,
  radioField,
  type StatusKind,
  search,
  selectField,
  status,
  table,
  textArea,
  textField,
} from "../../../../../ui/index.ts";
import { findGroup, searchGroups } from "../../../../identity/index.ts";
import { may, policy } from "../../../policy.ts";
import type { StandingState } from "../../../rules/reduction-states.ts";
import { listStandingReductions, type StandingReduction } from "../../../store/standing-reduction.ts";
import type { Facility } from "../../../types/facility.ts";
import { sayReduction } from "../../reduction.ts";
import { plain, say } from "../../words.ts";
import { listOwnFacilitiesOn } from "../own-places.ts";

const looks: Readonly<Record<StandingState, StatusKind>> = {
  proposed: "held",
  granted: "on",
  refused: "bad",
  ended: "off",
};

type Query = { query: { q: string | undefined } };

/** 減免団体: whose bookings are reduced by themselves, and the way to propose one. */
export const showStanding = (view: View, { query }: Query): Promise<Html> =>
  drawStanding(view, query.q, {}, noProblems);

export const showStandingAgain = (
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> => drawStanding(view, typed(values, "q"), values, problems);

async function drawStanding(view: View, q: string | undefined, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, today } = view;
  const facilities = await listOwnFacilitiesOn(view, today, "see");
  const standing = await listStandingReductions(city.db, { closed: closedTo(view, policy.see) });
  const names = new Map<string, string>();
  for (const id of new Set(standing.map(({ groupId }) => groupId)))
    names.set(id, (await findGroup(city.db, id))?.name ?? "");
  return page(view, {
    title: t.text("facility.staff.reduction.standing"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.reduction.title"), href: "/staff/reductions" },
      { label: t("facility.staff.reduction.standing") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("facility.staff.reduction.standing")}</h1><p>${t("facility.staff.reduction.standing-lead")}</p></div><div class="stack-l">${standing.length === 0 ? empty(t("facility.staff.reduction.standing-none"), []) : standingTable(view, standing, names, facilities)}${decisions(view, standing, names, { values, problems })}${may(actor, "book") && (await proposal(view, q, facilities, values, problems))}</div>`,
  });
}

const day = (view: View, on: string) => formatDate(on, view.locale, { year: true, weekday: false });

function standingTable(
  view: View,
  rows: readonly StandingReduction[],
  names: ReadonlyMap<string, string>,
  facilities: readonly Facility[],
): Html {
  const { t } = view;
  const facilityOf = (id: string) => facilities.find((one) => one.id === id);
  return table({
    caption: t("facility.staff.reduction.standing"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("facility.staff.reduction.group"),
        head: true,
        cell: ({ groupId }) => html`<a href="/staff/groups/${groupId}">${names.get(groupId)}</a>`,
      },
      {
        label: t("facility.reduction.which"),
        cell: ({ facilityId, reductionId }) => {
          const facility = facilityOf(facilityId);
          return facility === undefined
            ? facilityId
            : html`${say(t, facility.name)}　${sayReduction(view, facility, reductionId)}`;
        },
      },
      {
        label: t("facility.staff.reduction.term"),
        cell: ({ validFrom, validUntil }) =>
          t("facility.staff.reduction.term-days", { from: day(view, validFrom), until: day(view, validUntil) }),
      },
      {
        label: t("facility.staff.reduction.state"),
        cell: ({ state }) => status(looks[state], t(`facility.staff.reduction.standing-${state}`)),
      },
    ],
  });
}

function decisions(
  view: View,
  standing: readonly StandingReduction[],
  names: ReadonlyMap<string, string>,
  sent: { values: FormValues; problems: Problems },
): Html | undefined {
  const { t, actor } = view;
  if (actor.kind !== "staff" || !may(actor, "decideReduction")) return undefined;
  const list = standing.filter(({ state }) => state === "proposed" || state === "granted");
  if (list.length === 0) return undefined;
  return html`<section class="stack" aria-labelledby="decide"><h2 id="decide">${t("facility.staff.reduction.decide")}</h2>${list.map((one) => decision(view, one, names.get(one.groupId) ?? "", sent))}</section>`;
}

function decision(
  view: View,
  { id, state, reason, enteredBy }: StandingReduction,
  name: string,
  { values, problems }: { values: FormValues; problems: Problems },
): Html {
  const { t, actor } = view;
  const action = `/staff/reductions/standing/${id}/decide`;
  if (actor.kind === "staff" && actor.personId === enteredBy)
    return html`<p>${name}　<span class="muted">${t("facility.staff.reduction.own")}</span></p>`;
  const field = (deed: "refuse" | "end") => {
    const isHere = typed(values, "deed") === deed && typed(values, "standing") === id;
    const error = isHere ? errorAt(t, problems, "words") : undefined;
    return html`<details class="help"${isHere && problems.length > 0 ? html` open` : ""}><summary>${t(`facility.staff.reduction.standing-do-${deed}`)}<span class="vh">（${name}）</span></summary>${form(view, { action, content: html`${hidden("deed", deed)}${hidden("standing", id)}${textArea({ t, name: "words", id: isHere ? "words" : `words-${id}-${deed}`, label: t("facility.staff.reduction.standing-words"), need: "required", rows: 2, value: isHere ? typed(values, "words") : "", ...(error === undefined ? {} : { error }) })}${button({ label: t(`facility.staff.reduction.standing-do-${deed}`), kind: "danger", about: name })}` })}</details>`;
  };
  return html`<div class="stack-s"><h3>${name}</h3><p>${reason}</p>${state === "proposed" ? html`${form(view, { action, class: "", content: html`${hidden("deed", "grant")}${hidden("standing", id)}${button({ label: t("facility.staff.reduction.standing-do-grant"), about: name })}` })}${field("refuse")}` : field("end")}</div>`;
}

async function proposal(
  view: View,
  q: string | undefined,
  facilities: readonly Facility[],
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, today } = view;
  const what = facilities.flatMap((facility) =>
    facility.fees.reductions
      .filter(({ on }) => on === "application")
      .map(({ id, name }) => ({
        value: `${facility.id}/${id}`,
        label: `${plain(t, facility.name)}　${plain(t, name)}`,
      })),
  );
  const heading = html`<h2 id="propose">${t("facility.staff.reduction.propose")}</h2>`;
  if (what.length === 0)
    return html`<section class="stack" aria-labelledby="propose">${heading}<p>${t("facility.staff.reduction.no-kinds")}</p></section>`;
  const finder = search({
    action: "/staff/reductions/standing",
    name: "q",
    label: t("facility.staff.reduction.find-group"),
    button: t("facility.staff.reduction.find"),
    value: q ?? "",
  });
  const groups = q === undefined || q === "" ? [] : await view.perform(searchGroups, { text: q });
  const error = (field: string) => {
    const found = errorAt(t, problems, field);
    return found === undefined ? {} : { error: found };
  };
  const { until } = rangeOfFiscalYear(fiscalYearOf(today));
  const propose =
    groups.length === 0
      ? q !== undefined && q !== "" && html`<p>${t("facility.staff.reduction.no-group")}</p>`
      : form(view, {
          action: "/staff/reductions/standing",
          content: html`${hidden("q", q ?? "")}${radioField({ t, name: "group", label: t("facility.staff.reduction.group"), need: "required", options: groups.map(({ id, name, purpose }) => ({ value: id, label: name, note: purpose })), chosen: typedAll(values, "group"), ...error("group") })}${selectField({ t, name: "what", label: t("facility.reduction.which"), need: "required", options: what, value: typed(values, "what"), ...error("what") })}${textField({ t, name: "from", type: "date", size: "m", label: t("facility.staff.reduction.from"), need: "required", value: typed(values, "from") || today, ...error("from") })}${textField({ t, name: "until", type: "date", size: "m", label: t("facility.staff.reduction.until"), hint: t("facility.staff.reduction.until-hint"), need: "required", value: typed(values, "until") || addDays(until, -1), ...error("until") })}${textArea({ t, name: "reason", label: t("facility.staff.reduction.why"), need: "required", rows: 3, value: typed(values, "reason"), ...error("reason") })}${button({ label: t("facility.staff.reduction.propose-go") })}`,
        });
  return html`<section class="stack" aria-labelledby="propose">${heading}<p>${t("facility.staff.reduction.propose-words")}</p>${finder}${propose}</section>`;
}
