import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, form, selectField, table, textField } from "../../../ui/index.ts";
import { listRegistrationsOf } from "../store/registration.ts";
import { listKinds } from "../store/registration-kind.ts";
import { sayLocal, sayState, sayTerm } from "./registration-words.ts";
import { errorOf, type Typed } from "./words.ts";

/** On a group's page for staff: its registrations of now and before. */
export async function registrationsOfGroup(view: View, groupId: string): Promise<Html | undefined> {
  const { t, city } = view;
  const rows = await listRegistrationsOf(city.db, groupId);
  if (rows.length === 0) return undefined;
  const kinds = new Map((await listKinds(city.db)).map((kind) => [kind.id, kind]));
  return table({
    caption: t("identity.staff.registrations.title"),
    rows,
    columns: [
      {
        label: t("identity.staff.registrations.kind"),
        head: true,
        cell: ({ id, kind }) => {
          const found = kinds.get(kind);
          return html`<a href="/staff/registrations/${id}">${found === undefined ? kind : sayLocal(view, found.name)}</a>`;
        },
      },
      { label: t("identity.registration.state"), cell: ({ state }) => sayState(view, state) },
      { label: t("identity.registration.valid"), cell: (row) => sayTerm(view, row) },
    ],
  });
}

/** みなし登録: only if the city has kinds that need no application. */
export async function deemForm(view: View, groupId: string, sent: Typed): Promise<Html | undefined> {
  const { t } = view;
  const kinds = (await listKinds(view.city.db)).filter(({ isDeemed }) => isDeemed);
  if (kinds.length === 0) return undefined;
  const { values } = sent;
  return html`<section class="stack" aria-labelledby="deem"><h2 id="deem">${t("identity.staff.registrations.deem-title")}</h2><p>${t("identity.staff.registrations.deem-words")}</p>${form(view, { action: `/staff/groups/${groupId}/registrations`, content: html`${selectField({ t, name: "kind", label: t("identity.staff.registrations.kind"), options: kinds.map(({ id, name }) => ({ value: id, label: sayLocal(view, name) })), value: typed(values, "kind"), ...errorOf(view, sent, "kind") })}${textField({ t, name: "until", type: "date", label: t("identity.staff.registrations.until"), hint: t("identity.staff.registrations.until-hint"), need: "optional", size: "m", value: typed(values, "until"), ...errorOf(view, sent, "until") })}${textField({ t, name: "deem-reason", label: t("identity.staff.field.reason"), hint: t("identity.staff.field.reason-hint"), need: "required", value: typed(values, "deem-reason"), ...errorOf(view, sent, "deem-reason") })}${button({ label: t("identity.staff.registrations.deem") })}` })}</section>`;
}
