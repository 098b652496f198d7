import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { legend, summary, telephone } from "../../../../ui/index.ts";
import { unitsOf } from "../../rules/facility.ts";
import { listRulesInWords } from "../../rules/rule-words.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { rulesPath } from "../rules/page.ts";
import { say, sayWords, slotWord, statusKind } from "../words.ts";

/** What the shapes of the cells mean. */
export function legendOf({ t }: View, isDrawn: boolean): Html {
  const drawn = isDrawn ? (["lottery"] as const) : [];
  const kinds = ["free", "partly", ...drawn, "taken", "held", "closed"] as const;
  return html`<section class="section" aria-labelledby="legend"><h2 id="legend" class="empty__title">${t("facility.legend.title")}</h2>${legend(kinds.map((kind) => ({ kind: statusKind[kind], word: slotWord(t, kind), meaning: t(`facility.legend.${kind}`) })))}</section>`;
}

/** What stands beside the times: size, place, whom to call, the rules. */
export function aboutSpace({ t, city }: View, facility: Facility, space: Space): Html {
  const parts = unitsOf(facility, space);
  return html`<section class="aside section" aria-labelledby="about-space"><h2 id="about-space">${t("facility.space.about")}</h2>
${summary(
  t,
  [
    { label: t("facility.field.people"), value: t("facility.people-up-to", { people: space.capacity }) },
    ...(space.squareMetres === undefined
      ? []
      : [
          {
            label: t("facility.space.size"),
            value: html`${space.squareMetres}㎡${facility.sample && t("ui.sample-mark")}`,
          },
        ]),
    ...space.facts.map(({ label, value }) => ({ label: say(t, label), value: say(t, value) })),
    ...(parts.length > 1
      ? [
          {
            label: t("facility.space.parts"),
            value: html`${parts.map((unit, index) => html`${index > 0 ? t("facility.comma") : ""}${say(t, unit.name)}`)}`,
          },
        ]
      : []),
    { label: t("facility.space.address"), value: html`${say(t, facility.address)}<br>${say(t, facility.access)}` },
    { label: t("facility.space.barrier-free"), value: say(t, facility.barrierFree) },
    {
      label: t("facility.space.telephone"),
      value: telephone(t, { contact: facility, sample: facility.sample }),
    },
  ],
  { plain: true },
)}
<p class="small"><a href="/spaces/${space.id}/calendar.ics">${t("facility.space.calendar")}</a></p></section>
<section class="aside section" aria-labelledby="rules"><h2 id="rules">${t("facility.space.rules")}</h2><ul class="small bullets">${facility.notes.map((note) => html`<li>${say(t, note)}</li>`)}${listRulesInWords(facility, space).map((rule) => html`<li>${sayWords(t, rule)}</li>`)}</ul><p class="small"><a href="${rulesPath(facility.id)}">${t("facility.rules.link")}</a></p>${facility.sample && city.config.sample && html`<p class="small muted">${t("facility.sample-amounts")}</p>`}</section>`;
}
