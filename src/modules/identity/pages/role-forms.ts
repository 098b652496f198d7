import { roles } from "../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, checkbox, form, selectField, textField } from "../../../ui/index.ts";
import type { PersonRow } from "../store/person.ts";
import { type HeldRole, listSections } from "../store/staff.ts";
import { errorOf, type Typed } from "./words.ts";

export async function grantForm(view: View, personId: string, sent: Typed): Promise<Html> {
  const { t, city } = view;
  const { values } = sent;
  const sections = await listSections(city.db);
  return html`<section class="stack" aria-labelledby="grant"><h2 id="grant">${t("identity.staff.roles.grant-title")}</h2><p>${t("identity.staff.roles.sessions-end")}</p>${form(
    view,
    {
      action: `/staff/roles/${personId}`,
      content: html`${selectField({ t, name: "role", label: t("identity.staff.field.role"), options: roles.map((role) => ({ value: role, label: t(`identity.staff.role.${role}`) })), value: typed(values, "role"), ...errorOf(view, sent, "role") })}${selectField({ t, name: "section", label: t("identity.staff.field.section"), options: sections.map(({ id, name }) => ({ value: id, label: name })), value: typed(values, "section"), ...errorOf(view, sent, "section") })}${checkbox({ t, name: "everywhere", value: "yes", checked: typed(values, "everywhere") === "yes", label: t("identity.staff.roles.everywhere"), note: t("identity.staff.roles.everywhere-note"), ...errorOf(view, sent, "everywhere") })}${textField({ t, name: "until", label: t("identity.staff.roles.until"), hint: t("identity.staff.roles.until-hint"), need: "optional", size: "m", value: typed(values, "until"), ...errorOf(view, sent, "until") })}${textField({ t, name: "reason", label: t("identity.staff.field.reason"), hint: t("identity.staff.field.reason-hint"), need: "required", value: typed(values, "reason"), ...errorOf(view, sent, "reason") })}${button({ label: t("identity.staff.roles.grant") })}`,
    },
  )}</section>`;
}

export function revokeForms(view: View, personId: string, held: readonly HeldRole[]): Content {
  const { t } = view;
  return held.map(({ id, role }) => {
    const label = t("identity.staff.roles.revoke", { role: t.text(`identity.staff.role.${role}`) });
    return html`<details class="help"><summary>${label}</summary>${form(view, { action: `/staff/roles/${personId}/roles/${id}/revoke`, content: html`${reasonLine(view, id)}${button({ label, kind: "danger" })}` })}</details>`;
  });
}

export function endForm(view: View, personId: string): Html {
  const { t } = view;
  return html`<details class="help"><summary>${t("identity.staff.roles.end-sessions")}</summary>${form(view, { action: `/staff/roles/${personId}/end-sessions`, content: html`${reasonLine(view, "sessions")}${button({ label: t("identity.staff.roles.end-sessions"), kind: "danger" })}` })}</details>`;
}

export function enrolmentForm(view: View, { id }: PersonRow): Html {
  const { t } = view;
  const label = t("identity.staff.enrolment.issue");
  return html`<section class="stack" aria-labelledby="enrolment"><h2 id="enrolment">${t("identity.staff.enrolment.title")}</h2><p>${t("identity.staff.enrolment.words")}</p>${form(view, { action: `/staff/roles/${id}/enrolment`, content: button({ label, kind: "second" }) })}</section>`;
}

/** A second field of one page needs an id of its own. */
function reasonLine({ t }: View, key: string): Html {
  return html`<div class="field"><label class="field__label" for="reason-${key}">${t("identity.staff.field.reason")}<span class="need">${t("ui.required")}</span></label><input class="input" id="reason-${key}" name="reason"></div>`;
}
