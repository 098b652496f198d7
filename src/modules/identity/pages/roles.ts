import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, buttonLink, form, page, table, textField } from "../../../ui/index.ts";
import { listStaff } from "../store/staff.ts";
import { nameFields } from "./code.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

export const rolesTrail = ({ t }: View, label?: Content) => [
  label === undefined
    ? { label: t("identity.staff.roles.title") }
    : { label: t("identity.staff.roles.title"), href: "/staff/roles" },
  ...(label === undefined ? [] : [{ label }]),
];

export const isAdministrator = ({ actor }: View) => actor.kind === "staff" && actor.roles.includes("administrator");

/** 職員と役割: who may do what, in which section. */
export async function rolesPage(view: View): Promise<Html> {
  const { t, city, now } = view;
  return page(view, {
    title: t.text("identity.staff.roles.title"),
    area: "staff",
    crumbs: rolesTrail(view),
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
    crumbs: rolesTrail(view, t("identity.staff.roles.register")),
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.staff.roles.register")}</h1><p>${t("identity.staff.roles.register-words")}</p>${form(view, { action: "/staff/roles/new", content: html`${nameFields(view, sent)}${textField({ t, name: "mail", label: t("identity.staff.field.work-mail"), hint: t("identity.staff.field.work-mail-hint"), need: "required", type: "email", inputmode: "email", value: typed(sent.values, "mail"), ...errorOf(view, sent, "mail") })}${button({ label: t("identity.staff.roles.register") })}` })}</div>`,
  });
}
