import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, fileField, form, page, papers } from "../../../ui/index.ts";
import { getGroup } from "./group.ts";
import { groupTrail } from "./groups.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** The roster by Excel: the template goes out with the roster of now, and comes back. */
export async function importRosterPage(view: View, groupId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const { group } = await getGroup(view, groupId, "change-roster");
  const base = `/my/groups/${groupId}`;
  const action = `${base}/members/import`;
  return page(view, {
    title: t.text("identity.import.title"),
    area: "errand",
    crumbs: groupTrail(
      view,
      { label: group.name, href: base },
      { label: t("identity.roster.title"), href: `${base}/members` },
      { label: t("identity.import.title") },
    ),
    problems: sent.problems,
    main: html`<h1>${t("identity.import.title")}</h1><p>${t("identity.import.words")}</p>${papers([{ href: `${action}/template`, title: t("identity.import.template"), words: t("identity.import.template-words") }])}<ul class="bullets"><li>${t("identity.import.replaces")}</li><li>${t("identity.import.all-or-nothing")}</li></ul>${form(view, { action, upload: true, content: html`${fileField({ t, name: "file", label: t("identity.import.file"), hint: t("identity.import.file-hint"), need: "required", accept: ".xlsx", ...errorOf(view, sent, "file") })}<p class="row">${button({ label: t("identity.import.send") })}<a href="${base}/members">${t("identity.back")}</a></p>` })}`,
  });
}
