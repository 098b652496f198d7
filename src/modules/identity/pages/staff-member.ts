import { listAuditAbout } from "../../../kernel/audit/audit.ts";
import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { page, summary, table } from "../../../ui/index.ts";
import { readPaperCodeOf } from "../commands/enrolment.ts";
import { canBeEverywhere } from "../rules/everywhere.ts";
import { listPasskeys } from "../store/passkey.ts";
import { findPersonRow, type PersonRow } from "../store/person.ts";
import { listOpenSessions } from "../store/session.ts";
import { type HeldRole, listRoles, listSections } from "../store/staff.ts";
import { looksTable } from "./looks.ts";
import { endForm, enrolmentForm, grantForm, revokeForms } from "./role-forms.ts";
import { isAdministrator, rolesTrail } from "./roles.ts";
import { nothingTyped, sayInstant, type Typed } from "./words.ts";

async function getStaff(view: View, personId: string): Promise<PersonRow> {
  const member = await findPersonRow(view.city.db, personId);
  if (member === undefined || member.kind !== "staff") throw notFound();
  return member;
}

/** One member of staff: roles, and what an administrator may change. Nobody changes the own. */
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
    crumbs: rolesTrail(view, member.name),
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
      {
        label: t("identity.staff.roles.where"),
        cell: ({ role, everywhere }) =>
          canBeEverywhere(role) ? t(`identity.staff.roles.${everywhere ? "at-all" : "at-section"}`) : "－",
      },
      { label: t("identity.staff.roles.from"), cell: ({ validFrom }) => sayInstant(view, validFrom) },
      {
        label: t("identity.staff.roles.until"),
        cell: ({ validUntil }) =>
          validUntil === undefined ? t("identity.staff.roles.open-end") : sayInstant(view, validUntil),
      },
    ],
  });
}

/** The code on paper, to be written down or printed, until it is used. */
export async function enrolmentPage(view: View, personId: string): Promise<Html> {
  const { t } = view;
  const member = await getStaff(view, personId);
  const issued = await view.perform(readPaperCodeOf, { personId });
  return page(view, {
    title: t.text("identity.staff.enrolment.title"),
    area: "staff",
    crumbs: rolesTrail(view, t("identity.staff.enrolment.title")),
    main: html`<div class="errand stack"><h1>${t("identity.staff.enrolment.title")}</h1><p>${member.name}</p>${
      issued === undefined
        ? html`<p>${t("identity.staff.enrolment.none")}</p>`
        : html`<p class="lead num">${issued.code}</p><p>${t("identity.staff.enrolment.until")}${sayInstant(view, issued.expiresAt)}</p><p>${t("identity.staff.enrolment.how")}</p>`
    }<p><a href="/staff/roles/${personId}">${t("identity.back")}</a></p></div>`,
  });
}
