import { type AuditRow, listAuditAbout } from "../../../kernel/audit/audit.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { page, table } from "../../../ui/index.ts";
import { listSectionNames } from "../store/staff.ts";
import { sayAudit, sayInstant } from "./words.ts";

const onProfile = 8;
const onOwnPage = 200;

/** だれが見たか: every look of staff at this person's data, and what was done in the person's name. */
export async function looksSection(view: View, personId: string): Promise<Html> {
  const { t, city } = view;
  const rows = await listAuditAbout(city.db, personId, onProfile);
  return html`<section class="stack" aria-labelledby="looks"><h2 id="looks">${t("identity.looks.title")}</h2><p>${t("identity.looks.lead")}</p>${await looksTable(view, personId, rows)}<p><a href="/my/profile/looks">${t("identity.looks.all")}</a></p></section>`;
}

export async function looksPage(view: View): Promise<Html> {
  const { t, city, actor } = view;
  const personId = actor.kind === "resident" ? actor.personId : "";
  const rows = await listAuditAbout(city.db, personId, onOwnPage);
  return page(view, {
    title: t.text("identity.looks.title"),
    area: "public",
    crumbs: [
      { label: t("identity.my.title"), href: "/my" },
      { label: t("identity.profile.title"), href: "/my/profile" },
      { label: t("identity.looks.title") },
    ],
    main: html`<div class="head"><h1>${t("identity.looks.title")}</h1><p>${t("identity.looks.lead")}</p></div>${await looksTable(view, personId, rows)}${rows.length === onOwnPage && html`<p class="small">${t("identity.looks.newest", { count: onOwnPage })}</p>`}`,
  });
}

export async function looksTable(view: View, personId: string, rows: readonly AuditRow[]): Promise<Html> {
  const { t, city } = view;
  const staff = rows.flatMap(({ actorKind, actor }) => (actorKind === "staff" && actor !== undefined ? [actor] : []));
  const sections = await listSectionNames(city.db, [...new Set(staff)]);
  const who = ({ actorKind, actor }: AuditRow): Content => {
    if (actor === personId) return t("identity.looks.you");
    if (actorKind === "staff")
      return t("identity.looks.staff", { section: sections.get(actor ?? "") ?? t.text("identity.looks.city") });
    return actorKind === "visitor" ? t("identity.looks.visitor") : t("identity.looks.city");
  };
  return table({
    caption: t("identity.looks.title"),
    captionHidden: true,
    rows,
    columns: [
      { label: t("identity.looks.when"), head: true, cell: ({ at }) => sayInstant(view, at) },
      { label: t("identity.looks.who"), cell: who },
      { label: t("identity.looks.what"), cell: ({ what }) => sayAudit(view, what) },
      ...(rows.some(({ reason }) => reason !== undefined)
        ? [{ label: t("identity.looks.why"), cell: ({ reason }: AuditRow) => reason }]
        : []),
    ],
  });
}
