import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, form, hidden, page, selectField, summary, table, textField } from "../../../ui/index.ts";
import { openGroup } from "../commands/staff-groups.ts";
import { listCategories } from "../store/category.ts";
import { listDocuments } from "../store/document.ts";
import { listGivenCategories } from "../store/group.ts";
import { listMembers } from "../store/member.ts";
import { categoryNames, documentList, rosterWords } from "./group.ts";
import { residenceOf } from "./registration-words.ts";
import { deemForm, registrationsOfGroup } from "./staff-deem.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** A group as staff see it: roster, papers, and the categories that a facility manager gives. */
export async function staffGroupPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, actor } = view;
  const group = await view.perform(openGroup, { groupId });
  const members = await listMembers(city.db, groupId);
  const documents = await listDocuments(city.db, groupId);
  const mayGive = actor.kind === "staff" && actor.roles.includes("facility-manager") && group.closedAt === undefined;
  const lines = [
    { label: t("identity.group.aim"), value: group.purpose },
    { label: t("identity.group.categories"), value: await categoryNames(view, group) },
    { label: t("identity.roster.title"), value: await rosterWords(view, groupId) },
    ...(group.closedAt === undefined
      ? []
      : [{ label: t("identity.staff.group.state"), value: t("identity.staff.group.is-closed") }]),
  ];
  return page(view, {
    title: group.name,
    area: "staff",
    crumbs: [{ label: t("identity.staff.people.title"), href: "/staff/people" }, { label: group.name }],
    problems: sent.problems,
    main: html`<div class="head"><h1>${group.name}</h1></div><div class="stack-l">${summary(t, lines)}
${await registrationsOfGroup(view, groupId)}
${mayGive && (await deemForm(view, groupId, sent))}
${mayGive && (await categoryForms(view, groupId, group.categories, sent))}
<section class="stack" aria-labelledby="documents"><h2 id="documents">${t("identity.documents.title")}</h2>${documents.length === 0 ? html`<p>${t("identity.documents.none")}</p>` : documentList(view, documents, `/staff/groups/${groupId}/documents`)}</section>
${table({
  caption: t("identity.roster.title"),
  rows: members,
  columns: [
    { label: t("identity.field.name"), head: true, cell: ({ name }) => name },
    { label: t("identity.group.role"), cell: ({ role }) => t(`identity.group-role.${role}`) },
    {
      label: t("identity.roster.local"),
      cell: (member) => t(`identity.residence.${residenceOf(member)}`),
    },
    { label: t("identity.age.title"), cell: ({ ageGroup }) => t(`identity.age.${ageGroup ?? "unsaid"}`) },
  ],
})}</div>`,
  });
}

async function categoryForms(view: View, groupId: string, held: readonly string[], sent: Typed): Promise<Content> {
  const { t } = view;
  const categories = await listCategories(view.city.db);
  const free = categories.filter(({ id }) => !held.includes(id));
  const base = `/staff/groups/${groupId}/categories`;
  const reason = textField({
    t,
    name: "reason",
    label: t("identity.staff.field.reason"),
    hint: t("identity.staff.field.reason-hint"),
    need: "required",
    value: typed(sent.values, "reason"),
    ...errorOf(view, sent, "reason"),
  });
  const give = html`<section class="stack" aria-labelledby="give"><h2 id="give">${t("identity.staff.category.give-title")}</h2><p>${t("identity.staff.category.words")}</p>${form(view, { action: base, content: html`${selectField({ t, name: "category", label: t("identity.group.categories"), options: free.map(({ id, name }) => ({ value: id, label: name })), value: typed(sent.values, "category"), ...errorOf(view, sent, "category") })}${reason}${button({ label: t("identity.staff.category.give") })}` })}</section>`;
  const given = await listGivenCategories(view.city.db, groupId);
  const taken = categories.filter(({ id }) => given.includes(id));
  const take = taken.map(
    ({ id, name }) =>
      html`<details class="help"><summary>${t("identity.staff.category.take", { name })}</summary>${form(view, { action: `${base}/remove`, content: html`${hidden("category", id)}<div class="field"><label class="field__label" for="reason-${id}">${t("identity.staff.field.reason")}</label><input class="input" id="reason-${id}" name="reason"></div>${button({ label: t("identity.staff.category.take", { name }), kind: "danger" })}` })}</details>`,
  );
  return html`${free.length > 0 && give}${take}`;
}
