import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, form, page, papers, summary } from "../../../ui/index.ts";
import { type GroupDeed, may } from "../policy.ts";
import { countRoster, isMostlyLocal } from "../rules/group.ts";
import { listCategories } from "../store/category.ts";
import { type GroupDocument, listDocuments } from "../store/document.ts";
import { findGroupRow, findRole, type GroupRow } from "../store/group.ts";
import { listMembers } from "../store/member.ts";
import { findStanding } from "../store/standing.ts";
import type { GroupRole } from "../types.ts";
import { groupTrail } from "./groups.ts";
import { sayStanding } from "./registration-words.ts";
import { nothingTyped, type Typed } from "./words.ts";

/** The group, if whoever looks is in it and may; else the same 404 as for one that does not exist. */
export async function getGroup(
  view: View,
  groupId: string,
  deed: GroupDeed = "see",
): Promise<{ group: GroupRow; role: GroupRole }> {
  const { city, actor } = view;
  const role = actor.kind === "resident" ? await findRole(city.db, groupId, actor.personId) : undefined;
  const group = await findGroupRow(city.db, groupId);
  if (group === undefined || role === undefined || !may(role, deed)) throw notFound();
  return { group, role };
}

export async function groupPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const { group, role } = await getGroup(view, groupId);
  const base = `/my/groups/${groupId}`;
  const canEdit = may(role, "edit");
  const lines = [
    { label: t("identity.group.name"), value: group.name, change: canEdit ? `${base}/edit` : undefined },
    { label: t("identity.group.aim"), value: group.purpose, change: canEdit ? `${base}/edit#purpose` : undefined },
    { label: t("identity.group.role"), value: t(`identity.group-role.${role}`) },
    { label: t("identity.group.categories"), value: await categoryNames(view, group) },
    {
      label: t("identity.roster.title"),
      value: await rosterWords(view, groupId),
      change: may(role, "see-roster") ? `${base}/members` : undefined,
    },
    { label: t("identity.registration.title"), value: sayStanding(view, await findStanding(view.city.db, groupId)) },
  ];
  return page(view, {
    title: group.name,
    area: "public",
    crumbs: groupTrail(view, { label: group.name }),
    problems: sent.problems,
    main: html`<div class="head"><h1>${group.name}</h1></div><div class="stack-l">${summary(t, lines)}
${may(role, "see-roster") && html`<p>${buttonLink({ label: t("identity.roster.open"), href: `${base}/members`, kind: "second" })}</p>`}
<p>${buttonLink({ label: t("identity.registration.open"), href: `${base}/registration`, kind: "second" })}</p>
${await documentsSection(view, groupId, role)}
<section class="stack" aria-labelledby="leave"><h2 id="leave">${t("identity.group.leave-title")}</h2><p>${t("identity.group.leave-words")}</p><div class="row">${form(view, { action: `${base}/leave`, class: "", content: button({ label: t("identity.group.leave"), kind: "second" }) })}${may(role, "close") && buttonLink({ label: t("identity.group.close"), href: `${base}/close`, kind: "danger" })}</div></section></div>`,
  });
}

export async function categoryNames(view: View, { categories }: GroupRow): Promise<Content> {
  if (categories.length === 0) return html`<span class="muted">${view.t("identity.group.no-categories")}</span>`;
  const names = new Map((await listCategories(view.city.db)).map(({ id, name }) => [id, name]));
  return categories.map((category) => names.get(category) ?? category).join("、");
}

/** 12人　市内の人は8人（半分より多い） */
export async function rosterWords(view: View, groupId: string): Promise<Html> {
  const { t, city } = view;
  const roster = countRoster(await listMembers(city.db, groupId));
  const mostly = isMostlyLocal(roster);
  const verdict = mostly === undefined ? "unsaid" : mostly ? "mostly" : "not-mostly";
  return html`${t("identity.roster.count", { members: roster.members, local: roster.local })}　<span class="small muted">${t(`identity.roster.${verdict}`, { unsaid: roster.unsaid })}</span>`;
}

async function documentsSection(view: View, groupId: string, role: GroupRole): Promise<Html> {
  const { t, city } = view;
  const documents = await listDocuments(city.db, groupId);
  const base = `/my/groups/${groupId}/documents`;
  return html`<section class="stack" aria-labelledby="documents"><h2 id="documents">${t("identity.documents.title")}</h2>${documents.length === 0 ? html`<p>${t("identity.documents.none")}</p>` : documentList(view, documents, base)}
${may(role, "change-documents") && html`<p><a href="${base}/new">${t("identity.documents.add")}</a></p>${documents.map((document) => removeForm(view, document, base))}`}</section>`;
}

function removeForm(view: View, { id, name }: GroupDocument, base: string): Html {
  const label = view.t("identity.documents.remove");
  return form(view, {
    action: `${base}/${id}/remove`,
    class: "",
    content: button({ label, kind: "second", size: "small", about: name }),
  });
}

export function documentList({ t }: View, documents: readonly GroupDocument[], base: string): Html {
  return papers(
    documents.map(({ id, kind, name, type, bytes }) => ({
      href: `${base}/${id}`,
      title: name,
      words: t("identity.documents.words", {
        kind: t.text(`identity.documents.kind-${kind}`),
        type: type === "application/pdf" ? "PDF" : type === "image/png" ? "PNG" : "JPEG",
        kilobytes: Math.max(1, Math.round(bytes / 1024)),
      }),
    })),
  );
}

export async function closeGroupPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const { group } = await getGroup(view, groupId, "close");
  return page(view, {
    title: t.text("identity.group.close"),
    area: "errand",
    crumbs: groupTrail(
      view,
      { label: group.name, href: `/my/groups/${groupId}` },
      { label: t("identity.group.close") },
    ),
    problems: sent.problems,
    main: html`<h1>${t("identity.group.close")}</h1><p>${t("identity.group.close-words")}</p>${form(view, { action: `/my/groups/${groupId}/close`, content: html`<div class="field"><label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"><span>${t("identity.group.close-sure")}</span></label></div><p class="row">${button({ label: t("identity.group.close"), kind: "danger" })}<a href="/my/groups/${groupId}">${t("identity.back")}</a></p>` })}`,
  });
}
