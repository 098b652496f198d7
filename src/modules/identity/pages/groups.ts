import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, buttonLink, empty, form, hidden, page, table, textArea, textField } from "../../../ui/index.ts";
import { addressOf } from "../rules/mail.ts";
import { findGroupRow, listGroupRowsOf } from "../store/group.ts";
import { type Invitation, listInvitationsTo } from "../store/invitation.ts";
import { myself } from "./my.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

export const groupTrail = ({ t }: View, ...rest: { label: Content; href?: string }[]) => [
  { label: t("identity.my.title"), href: "/my" },
  rest.length === 0 ? { label: t("identity.groups.title") } : { label: t("identity.groups.title"), href: "/my/groups" },
  ...rest,
];

/** わたしの団体: those I am in, and those that invite me. */
export async function groupsPage(view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, now } = view;
  const person = await myself(view);
  const groups = await listGroupRowsOf(city.db, person.id);
  const invitations =
    person.mail === undefined ? [] : await listInvitationsTo(city.db, addressOf(person.mail).key, now);
  return page(view, {
    title: t.text("identity.groups.title"),
    area: "public",
    crumbs: groupTrail(view),
    problems: sent.problems,
    main: html`<div class="head"><h1>${t("identity.groups.title")}</h1><p>${t("identity.groups.lead")}</p></div><div class="stack-l">
${invitations.map((invitation) => invitationBox(view, invitation))}
${
  groups.length === 0
    ? empty(t("identity.groups.none"), [])
    : table({
        caption: t("identity.groups.title"),
        captionHidden: true,
        rows: groups,
        columns: [
          {
            label: t("identity.group.name"),
            head: true,
            cell: ({ id, name }) => html`<a href="/my/groups/${id}">${name}</a>`,
          },
          { label: t("identity.group.role"), cell: ({ role }) => t(`identity.group-role.${role}`) },
        ],
      })
}
<p>${buttonLink({ label: t("identity.groups.found"), href: "/my/groups/new" })}</p></div>`,
  });
}

function invitationBox(view: View, { id, groupName, role }: Invitation): Html {
  const { t } = view;
  const action = `/my/groups/invitations/${id}`;
  const answer = (value: string, label: Content, kind: "first" | "second") =>
    form(view, {
      action,
      class: "",
      content: html`${hidden("answer", value)}${button({ label, kind, about: groupName })}`,
    });
  return html`<section class="stack-s" aria-labelledby="invitation-${id}"><h2 id="invitation-${id}">${t("identity.invitation.title", { group: groupName })}</h2><p>${t("identity.invitation.words", { role: t.text(`identity.group-role.${role}`) })}</p><div class="row">${answer("accept", t("identity.invitation.accept"), "first")}${answer("decline", t("identity.invitation.decline"), "second")}</div></section>`;
}

export function newGroupPage(view: View, sent: Typed = nothingTyped): Html {
  const { t } = view;
  return page(view, {
    title: t.text("identity.groups.found"),
    area: "errand",
    crumbs: groupTrail(view, { label: t("identity.groups.found") }),
    problems: sent.problems,
    main: html`<h1>${t("identity.groups.found")}</h1><p>${t("identity.groups.found-words")}</p>${form(view, { action: "/my/groups/new", content: html`${groupFields(view, sent)}${button({ label: t("identity.groups.found-go") })}` })}`,
  });
}

export async function editGroupPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city } = view;
  const group = await findGroupRow(city.db, groupId);
  const { name = "", kana = "", purpose = "" } = group ?? {};
  const values = { name, kana, purpose, ...sent.values };
  return page(view, {
    title: t.text("identity.group.edit"),
    area: "errand",
    crumbs: groupTrail(view, { label: name, href: `/my/groups/${groupId}` }, { label: t("identity.group.edit") }),
    problems: sent.problems,
    main: html`<h1>${t("identity.group.edit")}</h1>${form(view, { action: `/my/groups/${groupId}/edit`, content: html`${groupFields(view, { ...sent, values })}<p class="row">${button({ label: t("identity.profile.save") })}<a href="/my/groups/${groupId}">${t("identity.back")}</a></p>` })}`,
  });
}

function groupFields(view: View, sent: Typed): Html {
  const { t } = view;
  const { values } = sent;
  return html`${textField({ t, name: "name", label: t("identity.group.name"), need: "required", value: typed(values, "name"), ...errorOf(view, sent, "name") })}${textField({ t, name: "kana", label: t("identity.field.kana"), hint: t("identity.field.kana-hint"), need: "optional", value: typed(values, "kana"), ...errorOf(view, sent, "kana") })}${textArea({ t, name: "purpose", label: t("identity.group.purpose"), hint: t("identity.group.purpose-hint"), need: "required", rows: 3, value: typed(values, "purpose"), ...errorOf(view, sent, "purpose") })}`;
}
