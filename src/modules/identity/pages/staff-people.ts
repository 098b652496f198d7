import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatTelephone } from "../../../kernel/text/contact.ts";
import { button, buttonLink, empty, form, page, queryForm, summary, table, textField } from "../../../ui/index.ts";
import { searchGroups } from "../commands/staff-groups.ts";
import { openPerson, searchPeople } from "../commands/staff-people.ts";
import { listGroupRowsOf } from "../store/group.ts";
import type { IdentityOptions } from "../types.ts";
import { nameFields } from "./code.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** 人をさがす: a list that says little; opening somebody leaves a trace that the person sees. */
export async function peoplePage(view: View, q: string | undefined): Promise<Html> {
  const { t } = view;
  const people = q === undefined ? [] : await view.perform(searchPeople, { text: q });
  const groups = q === undefined ? [] : await view.perform(searchGroups, { text: q });
  const found = html`${
    people.length > 0 &&
    table({
      caption: t("identity.staff.people.found"),
      rows: people,
      columns: [
        {
          label: t("identity.field.name"),
          head: true,
          cell: ({ id, name }) => html`<a href="/staff/people/${id}">${name}</a>`,
        },
        { label: t("identity.field.kana"), cell: ({ kana }) => kana ?? "" },
        {
          label: t("identity.staff.people.telephone-end"),
          cell: ({ telephoneEnd }) => (telephoneEnd === undefined ? "" : `…${telephoneEnd}`),
        },
        {
          label: t("identity.staff.people.mail-start"),
          cell: ({ mailStart }) => (mailStart === undefined ? "" : `${mailStart}…`),
        },
      ],
    })
  }${
    groups.length > 0 &&
    table({
      caption: t("identity.staff.people.groups"),
      rows: groups,
      columns: [
        {
          label: t("identity.group.name"),
          head: true,
          cell: ({ id, name }) => html`<a href="/staff/groups/${id}">${name}</a>`,
        },
        { label: t("identity.group.aim"), cell: ({ purpose }) => purpose },
      ],
    })
  }${people.length + groups.length === 0 && q !== undefined && empty(t("identity.staff.people.none"), [html`<a href="/staff/people/new">${t("identity.staff.people.register")}</a>`])}`;
  return page(view, {
    title: t.text("identity.staff.people.title"),
    area: "staff",
    crumbs: [{ label: t("identity.staff.people.title") }],
    main: html`<div class="head"><h1>${t("identity.staff.people.title")}</h1><p>${t("identity.staff.people.lead")}</p></div><div class="stack-l">
${queryForm({ action: "/staff/people", class: "stack", search: true, content: html`${textField({ t, name: "q", label: t("identity.staff.people.q"), hint: t("identity.staff.people.q-hint"), type: "search", value: q ?? "" })}${button({ label: t("identity.staff.people.search"), icon: "i-search" })}` })}
${found}<p>${buttonLink({ label: t("identity.staff.people.register"), href: "/staff/people/new", kind: "second" })}</p></div>`,
  });
}

export async function personPage(options: IdentityOptions, view: View, personId: string): Promise<Html> {
  const { t, city } = view;
  const person = await view.perform(openPerson, { personId });
  const groups = await listGroupRowsOf(city.db, personId);
  const kept = (await Promise.all(options.keepers().map((keeper) => keeper.describe(city.db, personId)))).flat();
  const none = html`<span class="muted">${t("identity.profile.none")}</span>`;
  const lines = [
    { label: t("identity.field.kana"), value: person.kana ?? none },
    {
      label: t("identity.field.telephone"),
      value: person.telephone === undefined ? none : formatTelephone(person.telephone),
    },
    { label: t("identity.field.mail"), value: person.mail ?? none },
    { label: t("identity.field.locale"), value: t(`identity.locale.${person.locale}`) },
    ...kept
      .filter(({ count }) => count > 0)
      .map(({ title, count }) => ({ label: t.dynamic(title), value: t("identity.my.count", { count }) })),
  ];
  return page(view, {
    title: person.name,
    area: "staff",
    crumbs: [{ label: t("identity.staff.people.title"), href: "/staff/people" }, { label: person.name }],
    main: html`<div class="head"><h1>${person.name}</h1><p class="small">${t("identity.staff.people.seen")}</p></div><div class="stack-l">${summary(t, lines)}
<p>${buttonLink({ label: t("identity.staff.people.book"), href: `/staff?person=${personId}` })}</p>
${
  groups.length > 0 &&
  table({
    caption: t("identity.staff.people.groups"),
    rows: groups,
    columns: [
      {
        label: t("identity.group.name"),
        head: true,
        cell: ({ id, name }) => html`<a href="/staff/groups/${id}">${name}</a>`,
      },
      { label: t("identity.group.role"), cell: ({ role }) => t(`identity.group-role.${role}`) },
    ],
  })
}</div>`,
  });
}

/** 電話の人を登録する. */
export function callerPage(view: View, sent: Typed = nothingTyped): Html {
  const { t } = view;
  const { values } = sent;
  return page(view, {
    title: t.text("identity.staff.people.register"),
    area: "staff",
    crumbs: [
      { label: t("identity.staff.people.title"), href: "/staff/people" },
      { label: t("identity.staff.people.register") },
    ],
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.staff.people.register")}</h1><p>${t("identity.staff.people.register-words")}</p>${form(
      view,
      {
        action: "/staff/people/new",
        content: html`${nameFields(view, sent)}${textField({ t, name: "telephone", label: t("identity.field.telephone"), need: "required", type: "tel", inputmode: "tel", size: "m", value: typed(values, "telephone"), ...errorOf(view, sent, "telephone") })}${textField({ t, name: "mail", label: t("identity.field.mail"), need: "optional", type: "email", inputmode: "email", value: typed(values, "mail"), ...errorOf(view, sent, "mail") })}${button({ label: t("identity.staff.people.register-go") })}`,
      },
    )}</div>`,
  });
}
