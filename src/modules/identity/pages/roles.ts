import { roles as allRoles } from "../../../kernel/actor.ts";
import { listAuditAbout } from "../../../kernel/audit/audit.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, form, page, selectField, summary, table, textField } from "../../../ui/index.ts";
import { readPaperCodeOf } from "../commands/enrolment.ts";
import { listPasskeys } from "../store/passkey.ts";
import { findPersonRow, type PersonRow } from "../store/person.ts";
import { listOpenSessions } from "../store/session.ts";
import { type HeldRole, listRoles, listSections, listStaff } from "../store/staff.ts";
import { nameFields } from "./code.ts";
import { looksTable } from "./looks.ts";
import { errorOf, nothingTyped, sayInstant, type Typed } from "./words.ts";

const trail = ({ t }: View, label?: Content) => [
  label === undefined
    ? { label: t("identity.staff.roles.title") }
    : { label: t("identity.staff.roles.title"), href: "/staff/roles" },
  ...(label === undefined ? [] : [{ label }]),
];

const isAdministrator = ({ actor }: View) => actor.kind === "staff" && actor.roles.includes("administrator");

/** 職員と役割: who may do what, in which section. */
export async function rolesPage(view: View): Promise<Html> {
  const { t, city, now } = view;
  return page(view, {
    title: t.text("identity.staff.roles.title"),
    area: "staff",
    crumbs: trail(view),
    main: html`<div class="head"><h1>${t("identity.staff.roles.title")}</h1><p>${t("identity.staff.roles.lead")}</p></div><div class="stack-l">
${table({
  caption: t("identity.staff.roles.title"),
  captionHidden: true,
  rows: await listStaff(city.db, now),
  columns: [
    {
      label: t("identity.field.name"),
      head: true,
      cell: ({ id, name }) => html`<a href="/staff/roles/${id}">${name}</a>`,
    },
    {
      label: t("identity.staff.field.section"),
      cell: ({ sectionName }) => sectionName ?? t("identity.staff.roles.no-section"),
    },
    {
      label: t("identity.staff.field.roles"),
      cell: ({ roles }) =>
        roles.length === 0
          ? t("identity.staff.roles.none")
          : roles.map((role) => t.text(`identity.staff.role.${role}`)).join("、"),
    },
    { label: t("identity.passkeys.title"), number: true, cell: ({ passkeys }) => passkeys },
  ],
})}
${isAdministrator(view) && html`<p>${buttonLink({ label: t("identity.staff.roles.register"), href: "/staff/roles/new" })}</p>`}</div>`,
  });
}

export function newStaffPage(view: View, sent: Typed = nothingTyped): Html {
  const { t } = view;
  return page(view, {
    title: t.text("identity.staff.roles.register"),
    area: "staff",
    crumbs: trail(view, t("identity.staff.roles.register")),
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.staff.roles.register")}</h1><p>${t("identity.staff.roles.register-words")}</p>${form(view, { action: "/staff/roles/new", content: html`${nameFields(view, sent)}${textField({ t, name: "mail", label: t("identity.staff.field.work-mail"), hint: t("identity.staff.field.work-mail-hint"), need: "required", type: "email", inputmode: "email", value: typed(sent.values, "mail"), ...errorOf(view, sent, "mail") })}${button({ label: t("identity.staff.roles.register") })}` })}</div>`,
  });
}

async function getStaff(view: View, personId: string): Promise<PersonRow> {
  const member = await findPersonRow(view.city.db, personId);
  if (member === undefined || member.kind !== "staff") throw notFound();
  return member;
}

export async function staffPage(view: View, personId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, now, actor } = view;
  const member = await getStaff(view, personId);
  const held = await listRoles(city.db, personId, now);
  const sessions = await listOpenSessions(city.db, personId, "staff", now);
  const passkeys = await listPasskeys(city.db, personId);
  const mayChange = isAdministrator(view) && actor.kind === "staff" && actor.personId !== personId;
  const facts = [
    { label: t("identity.staff.field.work-mail"), value: member.mail ?? "" },
    { label: t("identity.passkeys.title"), value: t("identity.my.count", { count: passkeys.length }) },
    { label: t("identity.sessions.title"), value: t("identity.my.count", { count: sessions.length }) },
  ];
  return page(view, {
    title: member.name,
    area: "staff",
    crumbs: trail(view, member.name),
    problems: sent.problems,
    main: html`<div class="head"><h1>${member.name}</h1></div><div class="stack-l">${summary(t, facts)}
<section class="stack" aria-labelledby="held"><h2 id="held">${t("identity.staff.field.roles")}</h2>${await heldRoles(view, held)}${!mayChange && isAdministrator(view) && html`<p>${t("identity.staff.roles.own")}</p>`}</section>
${mayChange && html`${await grantForm(view, personId, sent)}${revokeForms(view, personId, held)}${endForm(view, personId)}${enrolmentForm(view, member)}`}
<section class="stack" aria-labelledby="looks"><h2 id="looks">${t("identity.staff.roles.history")}</h2>${await looksTable(view, personId, await listAuditAbout(city.db, personId, 50))}</section></div>`,
  });
}

async function heldRoles(view: View, held: readonly HeldRole[]): Promise<Html> {
  const { t, city } = view;
  if (held.length === 0) return html`<p>${t("identity.staff.roles.none")}</p>`;
  const sections = new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
  return table({
    caption: t("identity.staff.field.roles"),
    captionHidden: true,
    rows: held,
    columns: [
      { label: t("identity.staff.field.role"), head: true, cell: ({ role }) => t(`identity.staff.role.${role}`) },
      { label: t("identity.staff.field.section"), cell: ({ sectionId }) => sections.get(sectionId) ?? sectionId },
      { label: t("identity.staff.roles.from"), cell: ({ validFrom }) => sayInstant(view, validFrom) },
      {
        label: t("identity.staff.roles.until"),
        cell: ({ validUntil }) =>
          validUntil === undefined ? t("identity.staff.roles.open-end") : sayInstant(view, validUntil),
      },
    ],
  });
}

async function grantForm(view: View, personId: string, sent: Typed): Promise<Html> {
  const { t, city } = view;
  const { values } = sent;
  const sections = await listSections(city.db);
  return html`<section class="stack" aria-labelledby="grant"><h2 id="grant">${t("identity.staff.roles.grant-title")}</h2><p>${t("identity.staff.roles.sessions-end")}</p>${form(
    view,
    {
      action: `/staff/roles/${personId}`,
      content: html`${selectField({ t, name: "role", label: t("identity.staff.field.role"), options: allRoles.map((role) => ({ value: role, label: t(`identity.staff.role.${role}`) })), value: typed(values, "role"), ...errorOf(view, sent, "role") })}${selectField({ t, name: "section", label: t("identity.staff.field.section"), options: sections.map(({ id, name }) => ({ value: id, label: name })), value: typed(values, "section"), ...errorOf(view, sent, "section") })}${textField({ t, name: "until", label: t("identity.staff.roles.until"), hint: t("identity.staff.roles.until-hint"), need: "optional", size: "m", value: typed(values, "until"), ...errorOf(view, sent, "until") })}${textField({ t, name: "reason", label: t("identity.staff.field.reason"), hint: t("identity.staff.field.reason-hint"), need: "required", value: typed(values, "reason"), ...errorOf(view, sent, "reason") })}${button({ label: t("identity.staff.roles.grant") })}`,
    },
  )}</section>`;
}

function revokeForms(view: View, personId: string, held: readonly HeldRole[]): Content {
  const { t } = view;
  return held.map(({ id, role }) => {
    const label = t("identity.staff.roles.revoke", { role: t.text(`identity.staff.role.${role}`) });
    return html`<details class="help"><summary>${label}</summary>${form(view, { action: `/staff/roles/${personId}/roles/${id}/revoke`, content: html`${reasonLine(view, id)}${button({ label, kind: "danger" })}` })}</details>`;
  });
}

function endForm(view: View, personId: string): Html {
  const { t } = view;
  return html`<details class="help"><summary>${t("identity.staff.roles.end-sessions")}</summary>${form(view, { action: `/staff/roles/${personId}/end-sessions`, content: html`${reasonLine(view, "sessions")}${button({ label: t("identity.staff.roles.end-sessions"), kind: "danger" })}` })}</details>`;
}

function enrolmentForm(view: View, { id }: PersonRow): Html {
  const { t } = view;
  const label = t("identity.staff.enrolment.issue");
  return html`<section class="stack" aria-labelledby="enrolment"><h2 id="enrolment">${t("identity.staff.enrolment.title")}</h2><p>${t("identity.staff.enrolment.words")}</p>${form(view, { action: `/staff/roles/${id}/enrolment`, content: button({ label, kind: "second" }) })}</section>`;
}

/** A second field of one page needs an id of its own. */
function reasonLine({ t }: View, key: string): Html {
  return html`<div class="field"><label class="field__label" for="reason-${key}">${t("identity.staff.field.reason")}<span class="need">${t("ui.required")}</span></label><input class="input" id="reason-${key}" name="reason"></div>`;
}

/** The code on paper, to be written down or printed, until it is used. */
export async function enrolmentPage(view: View, personId: string): Promise<Html> {
  const { t } = view;
  const member = await getStaff(view, personId);
  const issued = await view.perform(readPaperCodeOf, { personId });
  return page(view, {
    title: t.text("identity.staff.enrolment.title"),
    area: "staff",
    crumbs: trail(view, t("identity.staff.enrolment.title")),
    main: html`<div class="errand stack"><h1>${t("identity.staff.enrolment.title")}</h1><p>${member.name}</p>${
      issued === undefined
        ? html`<p>${t("identity.staff.enrolment.none")}</p>`
        : html`<p class="lead num">${issued.code}</p><p>${t("identity.staff.enrolment.until")}${sayInstant(view, issued.expiresAt)}</p><p>${t("identity.staff.enrolment.how")}</p>`
    }<p><a href="/staff/roles/${personId}">${t("identity.back")}</a></p></div>`,
  });
}
