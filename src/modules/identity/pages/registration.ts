import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, empty, form, notice, page, summary, textArea } from "../../../ui/index.ts";
import { whatIsPossible } from "../commands/registration.ts";
import { may } from "../policy.ts";
import { type RegistrationKind, renewableFrom } from "../rules/registration-kind.ts";
import { compareRosters, hasChanged } from "../rules/roster.ts";
import { listCategories } from "../store/category.ts";
import { entryOf, listMembers, type Member } from "../store/member.ts";
import { findRegistration, listRegistrationsOf, type Registration } from "../store/registration.ts";
import { listKinds } from "../store/registration-kind.ts";
import { findOpenNotice, listSteps } from "../store/registration-step.ts";
import { listSections } from "../store/staff.ts";
import type { GroupRole } from "../types.ts";
import { getGroup } from "./group.ts";
import { groupTrail } from "./groups.ts";
import { changeTable, sayDay, sayLocal, sayState, sayTerm, stepsTimeline } from "./registration-words.ts";
import { errorOf, nothingTyped, sayInstant, type Typed } from "./words.ts";

/** 団体登録: each kind with where the group stands, and what can be done now. */
export async function registrationPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city } = view;
  const { group, role } = await getGroup(view, groupId);
  const kinds = await listKinds(city.db);
  const registrations = await listRegistrationsOf(city.db, groupId);
  const members = await listMembers(city.db, groupId);
  // A deemed kind is shown to groups that have it.
  const shown = kinds.filter(({ id, isDeemed }) => !isDeemed || registrations.some(({ kind }) => kind === id));
  const parts = await Promise.all(
    shown.map((kind) => kindSection(view, { groupId, role, kind, registrations, members })),
  );
  const steps = await listSteps(
    city.db,
    registrations.map(({ id }) => id),
  );
  return page(view, {
    title: `${t.text("identity.registration.title")}　${group.name}`,
    area: "public",
    crumbs: groupTrail(
      view,
      { label: group.name, href: `/my/groups/${groupId}` },
      { label: t("identity.registration.title") },
    ),
    problems: sent.problems,
    main: html`<div class="head"><p class="kicker">${group.name}</p><h1>${t("identity.registration.title")}</h1><p class="lead">${t("identity.registration.lead")}</p>${!may(role, "register") && html`<p>${t("identity.registration.only-officers")}</p>`}</div><div class="stack-l">${parts.length === 0 ? empty(t("identity.registration.no-kinds"), []) : parts}
${steps.length > 0 && html`<section class="stack" aria-labelledby="history"><h2 id="history">${t("identity.registration.history")}</h2>${stepsTimeline(view, steps)}</section>`}</div>`,
  });
}

type Given = {
  readonly groupId: string;
  readonly role: GroupRole;
  readonly kind: RegistrationKind;
  readonly registrations: readonly Registration[];
  readonly members: readonly Member[];
};

async function kindSection(view: View, given: Given): Promise<Html> {
  const { t, city } = view;
  const { groupId, role, kind, members } = given;
  const own = given.registrations.filter((one) => one.kind === kind.id);
  const newest = own.find(({ state }) => state !== "withdrawn");
  const section = (await listSections(city.db)).find(({ id }) => id === kind.section)?.name;
  const base = `/my/groups/${groupId}/registration`;
  const valid = own.find(({ state }) => state === "registered" || state === "suspended");
  const lines = [
    { label: t("identity.registration.state"), value: sayState(view, newest?.state ?? "none") },
    ...(newest !== undefined && !newest.isDeemed
      ? [{ label: t("identity.registration.handed-in"), value: sayInstant(view, newest.appliedAt) }]
      : []),
    ...(valid === undefined ? [] : [{ label: t("identity.registration.valid"), value: sayTerm(view, valid) }]),
    ...(valid === undefined || valid.isDeemed
      ? []
      : [
          {
            label: t("identity.registration.counts"),
            value: t("identity.roster.count", { members: valid.members, local: valid.localMembers }),
          },
        ]),
    ...(valid === undefined || valid.categories.length === 0
      ? []
      : [{ label: t("identity.registration.gives"), value: await sayCategories(view, valid.categories) }]),
    { label: t("identity.registration.section"), value: section ?? kind.section },
    ...(kind.article === undefined ? [] : [{ label: t("identity.registration.article"), value: kind.article }]),
  ];
  return html`<section class="stack" aria-labelledby="kind-${kind.id}"><h2 id="kind-${kind.id}">${sayLocal(view, kind.name)}</h2><p>${sayLocal(view, kind.words)}</p>
${newest?.state === "returned" && correctionBox(view, newest)}
${summary(t, lines)}
${may(role, "register") && !kind.isDeemed && actions(view, base, kind, given.registrations)}
${may(role, "register") && valid !== undefined && !valid.isDeemed && (await changeBox(view, base, valid, members))}</section>`;
}

export async function sayCategories(view: View, categories: readonly string[]): Promise<string> {
  const names = new Map((await listCategories(view.city.db)).map(({ id, name }) => [id, name]));
  return categories.map((category) => names.get(category) ?? category).join("、");
}

function correctionBox({ t }: View, { marked, words }: Registration): Html {
  return notice({
    word: t("identity.registration.fix"),
    title: t("identity.registration.fix-title"),
    words: html`${marked.map((mark) => t.text(`identity.registration.mark-${mark}`)).join("、")}<br>${words}`,
  });
}

function actions(view: View, base: string, kind: RegistrationKind, registrations: readonly Registration[]): Html {
  const { t, today } = view;
  const possible = whatIsPossible(kind, registrations, today);
  const open = possible.as === "waiting" || possible.as === "again" ? possible.open : undefined;
  const withdraw =
    open !== undefined &&
    form(view, {
      action: `${base}/${open.id}/withdraw`,
      class: "",
      content: button({ label: t("identity.registration.withdraw"), kind: "second" }),
    });
  if (possible.as === "waiting") return html`<div class="row">${withdraw}</div>`;
  if (possible.as === "valid") {
    const until = possible.old.validUntil;
    return html`<p class="small">${until !== undefined && t("identity.registration.renew-from", { day: sayDay(view, renewableFrom(kind, until)) })}</p>`;
  }
  const label = { new: "apply", again: "again", renewal: "renew" } as const;
  return html`<div class="row">${buttonLink({ label: t(`identity.registration.${label[possible.as]}`), href: `${base}/apply/${kind.id}` })}${withdraw}</div>`;
}

async function changeBox(
  view: View,
  base: string,
  registration: Registration,
  members: readonly Member[],
): Promise<Html | undefined> {
  const { t, city } = view;
  if ((await findOpenNotice(city.db, registration.id)) !== undefined)
    return html`<p>${t("identity.change.waiting")}</p>`;
  if (!hasChanged(compareRosters(registration.roster, members.map(entryOf)))) return undefined;
  return html`${notice({ word: t("identity.change.title"), title: t("identity.change.needed"), words: t("identity.change.needed-words"), calm: true })}<p>${buttonLink({ label: t("identity.change.go"), href: `${base}/${registration.id}/change`, kind: "second" })}</p>`;
}

/** 変更届: what has changed since the roster was handed in. */
export async function changeNoticePage(
  view: View,
  input: { groupId: string; registrationId: string },
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, city } = view;
  const { group } = await getGroup(view, input.groupId, "register");
  const registration = await findRegistration(city.db, input.registrationId);
  if (registration === undefined || registration.groupId !== input.groupId || registration.isDeemed) throw notFound();
  const members = await listMembers(city.db, input.groupId);
  const base = `/my/groups/${input.groupId}`;
  return page(view, {
    title: t.text("identity.change.title"),
    area: "errand",
    crumbs: groupTrail(
      view,
      { label: group.name, href: base },
      { label: t("identity.registration.title"), href: `${base}/registration` },
      { label: t("identity.change.title") },
    ),
    problems: sent.problems,
    main: html`<h1>${t("identity.change.title")}</h1><p>${t("identity.change.needed-words")}</p>${changeTable(view, compareRosters(registration.roster, members.map(entryOf)))}${form(view, { action: `${base}/registration/${registration.id}/change`, content: html`${textArea({ t, name: "words", label: t("identity.change.words"), need: "optional", rows: 3, value: typed(sent.values, "words"), ...errorOf(view, sent, "words") })}<p class="row">${button({ label: t("identity.change.go") })}<a href="${base}/registration">${t("identity.back")}</a></p>` })}`,
  });
}
