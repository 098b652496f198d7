import { type Html, html } from "../../../kernel/html.ts";
import { typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import {
  button,
  checkboxField,
  empty,
  form,
  hidden,
  notice,
  page,
  pill,
  summary,
  table,
  tabs,
  textArea,
} from "../../../ui/index.ts";
import { openRegistration } from "../commands/staff-registrations.ts";
import { categoriesGiven, type HandedIn, judgeNeeds, markable } from "../rules/registration.ts";
import { lastDayOf, type RegistrationKind } from "../rules/registration-kind.ts";
import { canMove } from "../rules/registration-states.ts";
import { compareRosters, countEntries, type RosterEntry } from "../rules/roster.ts";
import { listDocuments } from "../store/document.ts";
import { findGroupRow } from "../store/group.ts";
import { findRegistration, listRegistrations, type Registration } from "../store/registration.ts";
import { findKind, listKinds } from "../store/registration-kind.ts";
import { type ChangeNotice, findOpenNotice, listSteps } from "../store/registration-step.ts";
import { documentList } from "./group.ts";
import { sayCategories } from "./registration.ts";
import {
  changeTable,
  needsTable,
  rosterTable,
  sayDay,
  sayLocal,
  sayState,
  sayTerm,
  stepsTimeline,
} from "./registration-words.ts";
import { errorOf, nothingTyped, sayInstant, type Typed } from "./words.ts";

export const registrationLists = ["waiting", "returned", "registered", "over"] as const;
export type RegistrationList = (typeof registrationLists)[number];
const mostListed = 300;

/** 団体登録の審査: what waits comes first, the oldest on top. */
export async function registrationsPage(view: View, which: RegistrationList): Promise<Html> {
  const { t, city } = view;
  const rows = await listRegistrations(city.db, which, mostListed);
  const kinds = new Map((await listKinds(city.db)).map((kind) => [kind.id, kind]));
  return page(view, {
    title: t.text("identity.staff.registrations.title"),
    area: "staff",
    crumbs: [{ label: t("identity.staff.registrations.title") }],
    main: html`<div class="head"><h1>${t("identity.staff.registrations.title")}</h1><p>${t("identity.staff.registrations.lead")}</p></div>${tabs(
      t.text("identity.staff.registrations.tabs"),
      registrationLists.map((list) => ({
        label: t(`identity.staff.registrations.tab-${list}`),
        href: `/staff/registrations?list=${list}`,
        isHere: list === which,
      })),
    )}${
      rows.length === 0
        ? empty(t("identity.staff.registrations.none"), [])
        : table({
            caption: t(`identity.staff.registrations.tab-${which}`),
            captionHidden: true,
            rows,
            columns: [
              {
                label: t("identity.staff.registrations.group"),
                head: true,
                cell: ({ id, groupName }) => html`<a href="/staff/registrations/${id}">${groupName}</a>`,
              },
              {
                label: t("identity.staff.registrations.kind"),
                cell: ({ kind }) => {
                  const found = kinds.get(kind);
                  return found === undefined ? kind : sayLocal(view, found.name);
                },
              },
              {
                label: t("identity.registration.state"),
                cell: ({ state, hasNotice }) =>
                  hasNotice
                    ? html`${sayState(view, state)} ${t("identity.staff.registrations.has-notice")}`
                    : sayState(view, state),
              },
              {
                label: t("identity.staff.registrations.people"),
                cell: ({ isDeemed, members, localMembers }) =>
                  isDeemed
                    ? t("identity.staff.registrations.deemed")
                    : t("identity.staff.registrations.people-local", { members, local: localMembers }),
              },
              which === "registered"
                ? {
                    label: t("identity.staff.registrations.until"),
                    cell: ({ validUntil }) => validUntil !== undefined && sayDay(view, validUntil),
                  }
                : { label: t("identity.registration.handed-in"), cell: ({ appliedAt }) => sayInstant(view, appliedAt) },
            ],
          })
    }`,
  });
}

/** One registration as it was handed in, with the conditions counted, and what can be decided. */
export async function staffRegistrationPage(
  view: View,
  registrationId: string,
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, city, actor } = view;
  const registration = await view.perform(openRegistration, { registrationId });
  const group = await findGroupRow(city.db, registration.groupId);
  const kind = await findKind(city.db, registration.kind);
  const documents = await listDocuments(city.db, registration.groupId);
  const steps = await listSteps(city.db, [registrationId]);
  const change = await findOpenNotice(city.db, registrationId);
  const renewed = registration.renews && (await findRegistration(city.db, registration.renews));
  const mayDecide = actor.kind === "staff" && actor.roles.includes("facility-manager");
  const handedIn = (roster: readonly RosterEntry[]): HandedIn => ({
    count: countEntries(roster),
    documents: documents.map((one) => one.kind),
    district: registration.district,
  });
  const needs = kind === undefined || registration.isDeemed ? [] : judgeNeeds(kind, handedIn(registration.roster));
  const district = city.config.areas.find(({ id }) => id === registration.district);
  const lines = [
    {
      label: t("identity.staff.registrations.group"),
      value: html`<a href="/staff/groups/${registration.groupId}">${group?.name}</a>`,
    },
    { label: t("identity.staff.registrations.purpose"), value: group?.purpose },
    { label: t("identity.registration.handed-in"), value: sayInstant(view, registration.appliedAt) },
    ...(registration.members === 0
      ? []
      : [
          {
            label: t("identity.registration.counts"),
            value: html`${t("identity.roster.count", { members: registration.members, local: registration.localMembers })}　<span class="small muted">${t("identity.staff.registrations.share", { percent: Math.floor((registration.localMembers * 100) / registration.members) })}</span>`,
          },
        ]),
    ...(registration.validUntil === undefined
      ? []
      : [{ label: t("identity.registration.valid"), value: sayTerm(view, registration) }]),
    ...(registration.categories.length === 0
      ? []
      : [{ label: t("identity.registration.gives"), value: await sayCategories(view, registration.categories) }]),
    ...(district === undefined ? [] : [{ label: t("identity.apply.district"), value: sayLocal(view, district.name) }]),
    ...(kind?.article === undefined ? [] : [{ label: t("identity.registration.article"), value: kind.article }]),
  ];
  return page(view, {
    title: `${t.text("identity.staff.registrations.title")}　${group?.name ?? ""}`,
    area: "staff",
    crumbs: [
      { label: t("identity.staff.registrations.title"), href: "/staff/registrations" },
      { label: group?.name ?? "" },
    ],
    problems: sent.problems,
    main: html`<div class="head"><p class="kicker">${kind === undefined ? registration.kind : sayLocal(view, kind.name)}</p><h1>${group?.name}</h1><p>${pill(pillOf(registration), t(`identity.registration.state-${registration.state}`))}</p></div><div class="stack-l">
${renewed && renewed.validUntil !== undefined && html`<p>${t("identity.staff.registrations.renewal", { until: sayDay(view, renewed.validUntil) })}</p>`}
${summary(t, lines)}
${needs.length > 0 && needsTable(view, needs)}
${change !== undefined && kind !== undefined && noticeSection(view, { registration, change, mayDecide, needs: judgeNeeds(kind, handedIn(change.roster)) }, sent)}
${mayDecide ? kind !== undefined && (await decisionForms(view, registration, kind, sent)) : html`<p>${t("identity.staff.registrations.not-yours")}</p>`}
<section class="stack" aria-labelledby="documents"><h2 id="documents">${t("identity.documents.title")}</h2>${documents.length === 0 ? html`<p>${t("identity.documents.none")}</p>` : documentList(view, documents, `/staff/groups/${registration.groupId}/documents`)}</section>
${registration.roster.length > 0 && rosterTable(view, registration.roster, t("identity.staff.registrations.roster"))}
<section class="stack" aria-labelledby="history"><h2 id="history">${t("identity.registration.history")}</h2>${stepsTimeline(view, steps)}</section></div>`,
  });
}

function pillOf({ state }: Registration): "on" | "held" | "late" | "off" {
  if (state === "registered") return "on";
  return state === "applied" ? "held" : state === "returned" || state === "suspended" ? "late" : "off";
}

function noticeSection(
  view: View,
  given: {
    registration: Registration;
    change: ChangeNotice;
    mayDecide: boolean;
    needs: ReturnType<typeof judgeNeeds>;
  },
  sent: Typed,
): Html {
  const { t } = view;
  const { registration, change, mayDecide, needs } = given;
  const action = `/staff/registrations/${registration.id}/notice`;
  const isShort = needs.some(({ isMet }) => !isMet);
  return html`<section class="stack" aria-labelledby="change"><h2 id="change">${t("identity.staff.registrations.notice-title")}</h2>${change.words !== "" && html`<blockquote>${change.words}</blockquote>`}${changeTable(view, compareRosters(registration.roster, change.roster))}${isShort && html`${notice({ word: t("identity.needs.missing"), title: t("identity.staff.registrations.short") })}${needsTable(view, needs)}`}${mayDecide && html`<p>${t("identity.staff.registrations.notice-words")}</p>${form(view, { action, content: html`${hidden("answer", "taken")}${button({ label: t("identity.staff.registrations.notice-take") })}` })}<details class="help"${sent.problems.length > 0 && typed(sent.values, "answer") === "returned" ? html` open` : ""}><summary>${t("identity.staff.registrations.notice-return")}</summary>${form(view, { action, content: html`${hidden("answer", "returned")}${wordsField(view, "notice", sent)}${button({ label: t("identity.staff.registrations.notice-return"), kind: "second" })}` })}</details>`}</section>`;
}

function wordsField(view: View, id: string, sent: Typed): Html {
  const { t } = view;
  const isHere = typed(sent.values, "deed") === id || (id === "notice" && typed(sent.values, "answer") === "returned");
  return textArea({
    t,
    name: "words",
    // The error summary leads to the field's name.
    id: isHere ? "words" : `words-${id}`,
    label: t("identity.staff.registrations.words"),
    hint: t("identity.staff.registrations.words-hint"),
    need: "required",
    rows: 3,
    value: isHere ? typed(sent.values, "words") : "",
    ...(isHere ? errorOf(view, sent, "words") : {}),
  });
}

async function decisionForms(
  view: View,
  registration: Registration,
  kind: RegistrationKind,
  sent: Typed,
): Promise<Html> {
  const { t, today } = view;
  const { id, state, roster } = registration;
  const action = `/staff/registrations/${id}`;
  const gives = categoriesGiven(kind, countEntries(roster));
  const register =
    state === "applied" &&
    html`<section class="stack" aria-labelledby="register"><h2 id="register">${t("identity.staff.registrations.register")}</h2><p>${t("identity.staff.registrations.register-words", { until: sayDay(view, lastDayOf(kind, today)) })}</p><p>${gives.length === 0 ? t("identity.staff.registrations.gives-none") : t("identity.staff.registrations.gives", { categories: await sayCategories(view, gives) })}</p>${form(view, { action: `${action}/register`, content: button({ label: t("identity.staff.registrations.register") }) })}</section>`;
  const deeds = (
    [
      ["return", canMove(state, "returned")],
      ["refuse", canMove(state, "refused")],
      ["suspend", canMove(state, "suspended")],
      ["resume", state === "suspended"],
      ["end", canMove(state, "ended")],
    ] as const
  ).flatMap(([deed, isOffered]) => (isOffered ? [deed] : []));
  const isOpen = (deed: string) => sent.problems.length > 0 && typed(sent.values, "deed") === deed;
  return html`${register}<div class="stack">${deeds.map(
    (deed) =>
      html`<details class="help"${isOpen(deed) ? html` open` : ""}><summary>${t(`identity.staff.registrations.do-${deed}`)}</summary>${form(view, { action: `${action}/decide`, content: html`${hidden("deed", deed)}${deed === "return" && checkboxField({ t, name: "marked", label: t("identity.staff.registrations.marked"), need: "required", options: markable.map((value) => ({ value, label: t(`identity.registration.mark-${value}`) })), chosen: typedAll(sent.values, "marked"), ...errorOf(view, sent, "marked") })}${wordsField(view, deed, sent)}${button({ label: t(`identity.staff.registrations.do-${deed}`), kind: deed === "refuse" || deed === "end" ? "danger" : "second" })}` })}</details>`,
  )}</div>`;
}
