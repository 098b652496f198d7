import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { page, summary } from "../../../ui/index.ts";
import { passkeysSection, sessionsSection } from "./account.ts";
import { nothingTyped, type Typed } from "./words.ts";

/** 職員自身のページ: roles, passkeys, sessions. */
export async function staffAccountPage(view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t, actor } = view;
  if (actor.kind !== "staff") throw forbidden();
  const facts = [
    { label: t("identity.field.name"), value: actor.name },
    { label: t("identity.staff.field.section"), value: actor.sectionName },
    {
      label: t("identity.staff.field.roles"),
      value: actor.roles.map((role) => t.text(`identity.staff.role.${role}`)).join("、"),
    },
  ];
  return page(view, {
    title: t.text("identity.staff.account.title"),
    area: "staff",
    problems: sent.problems,
    crumbs: [{ label: t("identity.staff.account.title") }],
    main: html`<div class="head"><h1>${t("identity.staff.account.title")}</h1></div><div class="stack-l">${summary(t, facts)}${await passkeysSection(view, "/staff/account")}${await sessionsSection(view, "staff", "/staff/account")}</div>`,
  });
}
