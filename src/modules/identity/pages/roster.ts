import { type Html, html } from "../../../kernel/html.ts";
import { typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import {
  button,
  checkbox,
  fileField,
  form,
  page,
  radioField,
  selectField,
  table,
  textField,
} from "../../../ui/index.ts";
import { may } from "../policy.ts";
import { documentKinds } from "../rules/document-kind.ts";
import { ageGroups, residences } from "../rules/roster.ts";
import { listInvitationsOf } from "../store/invitation.ts";
import { listMembers } from "../store/member.ts";
import { getGroup, rosterWords } from "./group.ts";
import { groupTrail } from "./groups.ts";
import { residenceOf } from "./registration-words.ts";
import { errorOf, nothingTyped, sayInstant, type Typed } from "./words.ts";

const roles = ["owner", "officer", "member"] as const;

/** 名簿: who is in the group, who is invited, and the two ways to add somebody. */
export async function rosterPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, now } = view;
  const { group, role } = await getGroup(view, groupId, "see-roster");
  const members = await listMembers(city.db, groupId);
  const invitations = await listInvitationsOf(city.db, groupId, now);
  const base = `/my/groups/${groupId}`;
  return page(view, {
    title: `${t.text("identity.roster.title")}　${group.name}`,
    area: "public",
    crumbs: groupTrail(view, { label: group.name, href: base }, { label: t("identity.roster.title") }),
    problems: sent.problems,
    main: html`<div class="head"><h1>${t("identity.roster.title")}</h1><p>${rosterWords(view, groupId)}</p><p class="row"><a href="${base}/members/import">${t("identity.import.title")}</a><a href="${base}/registration">${t("identity.registration.title")}</a></p></div><div class="stack-l">
${table({
  caption: t("identity.roster.title"),
  captionHidden: true,
  rows: members,
  columns: [
    { label: t("identity.field.name"), head: true, cell: ({ name }) => name },
    { label: t("identity.group.role"), cell: (member) => t(`identity.group-role.${member.role}`) },
    {
      label: t("identity.roster.account"),
      cell: ({ personId }) => t(personId === undefined ? "identity.roster.by-name" : "identity.roster.with-account"),
    },
    { label: t("identity.roster.local"), cell: (member) => t(`identity.residence.${residenceOf(member)}`) },
    { label: t("identity.age.title"), cell: ({ ageGroup }) => t(`identity.age.${ageGroup ?? "unsaid"}`) },
    {
      label: t("identity.responsible.title"),
      cell: ({ isResponsible }) =>
        isResponsible ? t("identity.responsible.mark") : html`<span class="muted">—</span>`,
    },
    {
      label: t("identity.roster.change"),
      quiet: true,
      cell: ({ id, name }) =>
        html`<a href="${base}/members/${id}">${t("identity.roster.change")}<span class="vh">（${name}）</span></a>`,
    },
  ],
})}
<section class="stack" aria-labelledby="add"><h2 id="add">${t("identity.roster.add-title")}</h2><p>${t("identity.roster.add-words")}</p>${form(view, { action: `${base}/members`, content: html`${textField({ t, name: "name", label: t("identity.field.name"), need: "required", value: typed(sent.values, "name"), ...errorOf(view, sent, "name") })}${answerFields(view, { residence: typed(sent.values, "residence"), age: typed(sent.values, "age") }, sent)}${button({ label: t("identity.roster.add") })}` })}</section>
<section class="stack" aria-labelledby="invite"><h2 id="invite">${t("identity.invite.title")}</h2><p>${t("identity.invite.words")}</p>${form(view, { action: `${base}/invitations`, content: html`${textField({ t, name: "mail", label: t("identity.field.mail"), need: "required", type: "email", inputmode: "email", value: typed(sent.values, "mail"), ...errorOf(view, sent, "mail") })}${selectField({ t, name: "role", label: t("identity.group.role"), options: roles.filter((one) => one === "member" || may(role, "change-roles")).map((one) => ({ value: one, label: t(`identity.group-role.${one}`) })), value: typed(sent.values, "role") || "member", ...errorOf(view, sent, "role") })}${button({ label: t("identity.invite.send") })}` })}
${
  invitations.length > 0 &&
  table({
    caption: t("identity.invite.open"),
    rows: invitations,
    columns: [
      { label: t("identity.field.mail"), head: true, cell: ({ mail }) => mail },
      { label: t("identity.invite.until"), cell: ({ expiresAt }) => sayInstant(view, expiresAt) },
      {
        label: t("identity.invite.withdraw"),
        quiet: true,
        cell: ({ id, mail }) =>
          form(view, {
            action: `${base}/invitations/${id}/withdraw`,
            class: "",
            content: button({ label: t("identity.invite.withdraw"), kind: "second", size: "small", about: mail }),
          }),
      },
    ],
  })
}</section></div>`,
  });
}

export async function memberPage(
  view: View,
  input: { groupId: string; memberId: string },
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, city } = view;
  const { group, role } = await getGroup(view, input.groupId, "change-roster");
  const member = (await listMembers(city.db, input.groupId)).find(({ id }) => id === input.memberId);
  if (member === undefined) throw notFound();
  const base = `/my/groups/${input.groupId}`;
  const action = `${base}/members/${member.id}`;
  const offered = may(role, "change-roles") && member.personId !== undefined ? roles : [member.role];
  const wasSent = sent.values["residence"] !== undefined;
  const answers = wasSent
    ? { residence: typed(sent.values, "residence"), age: typed(sent.values, "age") }
    : { residence: member.residence ?? "", age: member.ageGroup ?? "" };
  const isResponsible = wasSent ? typed(sent.values, "responsible") !== "" : member.isResponsible;
  return page(view, {
    title: member.name,
    area: "errand",
    crumbs: groupTrail(
      view,
      { label: group.name, href: base },
      { label: t("identity.roster.title"), href: `${base}/members` },
      { label: member.name },
    ),
    problems: sent.problems,
    main: html`<h1>${member.name}</h1>${form(view, { action, content: html`${selectField({ t, name: "role", label: t("identity.group.role"), options: offered.map((one) => ({ value: one, label: t(`identity.group-role.${one}`) })), value: typed(sent.values, "role") || member.role, ...errorOf(view, sent, "role") })}${answerFields(view, answers, sent)}${checkbox({ t, name: "responsible", label: t("identity.responsible.yes"), value: "yes", checked: isResponsible, ...errorOf(view, sent, "responsible") })}<p class="row">${button({ label: t("identity.profile.save") })}<a href="${base}/members">${t("identity.back")}</a></p>` })}
${form(view, { action: `${action}/remove`, content: button({ label: t("identity.roster.remove"), kind: "danger" }) })}`,
  });
}

/** From the city or not, and the age group: both may stay unsaid. */
function answerFields(view: View, chosen: { residence: string; age: string }, sent: Typed): Html {
  const { t } = view;
  return html`${radioField({
    t,
    name: "residence",
    label: t("identity.roster.local"),
    hint: t("identity.roster.local-hint"),
    options: [...residences, "" as const].map((value) => ({
      value,
      label: t(`identity.residence.${value || "unsaid"}`),
    })),
    chosen: [chosen.residence],
    ...errorOf(view, sent, "residence"),
  })}${radioField({
    t,
    name: "age",
    label: t("identity.age.title"),
    hint: t("identity.age.hint"),
    options: [...ageGroups, "" as const].map((value) => ({ value, label: t(`identity.age.${value || "unsaid"}`) })),
    chosen: [chosen.age],
    line: true,
    ...errorOf(view, sent, "age"),
  })}`;
}

/** A paper of the group: PDF, PNG or JPEG, 4 MB. */
export async function newDocumentPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const { group } = await getGroup(view, groupId, "change-documents");
  const base = `/my/groups/${groupId}`;
  return page(view, {
    title: t.text("identity.documents.add"),
    area: "errand",
    crumbs: groupTrail(view, { label: group.name, href: base }, { label: t("identity.documents.add") }),
    problems: sent.problems,
    main: html`<h1>${t("identity.documents.add")}</h1>${form(view, {
      action: `${base}/documents/new`,
      upload: true,
      content: html`${radioField({ t, name: "kind", label: t("identity.documents.kind"), need: "required", options: documentKinds.map((value) => ({ value, label: t(`identity.documents.kind-${value}`) })), chosen: typedAll(sent.values, "kind"), ...errorOf(view, sent, "kind") })}${fileField({ t, name: "file", label: t("identity.documents.file"), hint: t("identity.documents.file-hint"), need: "required", accept: ".pdf,.png,.jpg,.jpeg", ...errorOf(view, sent, "file") })}<p class="row">${button({ label: t("identity.documents.send") })}<a href="${base}">${t("identity.back")}</a></p>`,
    })}`,
  });
}
