import { type Html, html } from "../../../kernel/html.ts";
import { typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { button, buttonLink, checkbox, form, notice, page, selectField } from "../../../ui/index.ts";
import { readHandIn, whatIsPossible } from "../commands/registration.ts";
import { judgeNeeds, type Need } from "../rules/registration.ts";
import { lastDayOf } from "../rules/registration-kind.ts";
import { listRegistrationsOf } from "../store/registration.ts";
import { findKind } from "../store/registration-kind.ts";
import { getGroup } from "./group.ts";
import { groupTrail } from "./groups.ts";
import { needsTable, sayDay, sayLocal } from "./registration-words.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** The application: what is asked and how the group stands by it, then one button. */
export async function applyPage(
  view: View,
  input: { groupId: string; kindId: string },
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, city, today } = view;
  const { group } = await getGroup(view, input.groupId, "register");
  const kind = await findKind(city.db, input.kindId);
  if (kind === undefined || kind.isDeemed) throw notFound();
  const possible = whatIsPossible(kind, await listRegistrationsOf(city.db, input.groupId), today);
  const chosen = typed(sent.values, "district") || group.district || "";
  const given = await readHandIn(city.db, input.groupId, chosen === "" ? undefined : chosen);
  // The district is chosen on this very page: it does not keep the form away.
  const needs = judgeNeeds(kind, given).filter(({ what }) => what !== "district");
  const missing = needs.filter(({ isMet }) => !isMet);
  const last = possible.as === "renewal" ? possible.old.validUntil : undefined;
  const from = last === undefined || last < today ? today : addDays(last, 1);
  const base = `/my/groups/${input.groupId}`;
  const asked = kind;
  return page(view, {
    title: `${t.text("identity.registration.apply")}`,
    area: "errand",
    crumbs: groupTrail(
      view,
      { label: group.name, href: base },
      { label: t("identity.registration.title"), href: `${base}/registration` },
      { label: sayLocal(view, kind.name) },
    ),
    problems: sent.problems,
    main: html`<p class="kicker">${group.name}</p><h1>${sayLocal(view, kind.name)}</h1><p>${t(possible.as === "renewal" ? "identity.apply.lead-renewal" : "identity.apply.lead")}</p><div id="needs" class="stack">${needs.length > 0 && needsTable(view, needs)}</div>
${missing.length > 0 ? ways(view, base, missing) : applyForm()}`,
  });

  function applyForm(): Html {
    const until = sayDay(view, lastDayOf(asked, from));
    const asksDistrict = asked.asks.district;
    return form(view, {
      action: `${base}/registration/apply/${input.kindId}`,
      content: html`<p>${t("identity.apply.valid", { until })}</p>${asksDistrict && selectField({ t, name: "district", label: t("identity.apply.district"), need: "required", options: [{ value: "", label: t("identity.apply.choose") }, ...city.config.areas.map(({ id, name }) => ({ value: id, label: sayLocal(view, name) }))], value: chosen, ...errorOf(view, sent, "district") })}<p class="small">${t("identity.apply.privacy")}</p>${checkbox({ t, name: "sure", label: t("identity.apply.sure"), value: "yes", checked: typedAll(sent.values, "sure").includes("yes"), ...errorOf(view, sent, "sure") })}<p class="row">${button({ label: t("identity.apply.send") })}<a href="${base}/registration">${t("identity.back")}</a></p>`,
    });
  }
}

function ways({ t }: View, base: string, missing: readonly Need[]): Html {
  const papersMissing = missing.some(({ what }) => what.startsWith("document-"));
  const rosterMissing = missing.some(({ what }) => !what.startsWith("document-"));
  return html`${notice({ word: t("identity.needs.missing"), title: t("identity.apply.not-yet"), calm: true })}<p class="row">${rosterMissing && buttonLink({ label: t("identity.apply.to-roster"), href: `${base}/members` })}${papersMissing && buttonLink({ label: t("identity.apply.to-documents"), href: `${base}/documents/new`, kind: rosterMissing ? "second" : "first" })}</p>`;
}
