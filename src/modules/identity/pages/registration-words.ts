import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { withRuby } from "../../../kernel/i18n/translate.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { type StatusKind, status, table, timeline } from "../../../ui/index.ts";
import type { Need } from "../rules/registration.ts";
import type { RegistrationState } from "../rules/registration-states.ts";
import type { Residence, RosterChange, RosterEntry } from "../rules/roster.ts";
import type { Member } from "../store/member.ts";
import type { Registration } from "../store/registration.ts";
import type { RegistrationStep } from "../store/registration-step.ts";
import type { GroupStanding } from "../types.ts";
import { sayInstant } from "./words.ts";

export function sayLocal({ locale }: View, text: LocalText): Html {
  return withRuby(localText(text, locale));
}

export function sayDay({ locale }: View, day: CivilDate): string {
  return formatDate(day, locale, { year: true, weekday: false });
}

const looks: Readonly<Record<RegistrationState | "none", StatusKind>> = {
  applied: "held",
  returned: "late",
  withdrawn: "off",
  registered: "on",
  suspended: "late",
  refused: "bad",
  expired: "off",
  ended: "off",
  none: "off",
};

export function sayState({ t }: View, state: RegistrationState | "none"): Html {
  return status(looks[state], t(`identity.registration.state-${state}`));
}

/** Of the group as a whole, with the last day if it is valid. */
export function sayStanding(view: View, { state, validUntil }: GroupStanding): Html {
  const word = sayState(view, state);
  if (state !== "registered" || validUntil === undefined) return word;
  return html`${word}　<span class="small muted">${view.t("identity.registration.until", { day: sayDay(view, validUntil) })}</span>`;
}

export function sayTerm(
  view: View,
  { validFrom, validUntil }: Pick<Registration, "validFrom" | "validUntil">,
): Content {
  if (validFrom === undefined || validUntil === undefined) return undefined;
  return view.t("identity.registration.valid-days", { from: sayDay(view, validFrom), until: sayDay(view, validUntil) });
}

/** What a kind asks, what the group has, and whether that is enough. */
export function needsTable(view: View, needs: readonly Need[]): Html {
  const { t } = view;
  return table({
    caption: t("identity.needs.title"),
    rows: needs,
    columns: [
      {
        label: t("identity.needs.what"),
        head: true,
        cell: ({ what, want, of = 0 }) => t(`identity.needs.${what}`, { want, of }),
      },
      { label: t("identity.needs.now"), cell: (need) => sayHave(view, need) },
      {
        label: t("identity.needs.verdict"),
        cell: ({ isMet }) =>
          status(isMet ? "good" : "late", t(isMet ? "identity.needs.met" : "identity.needs.missing")),
      },
    ],
  });
}

function sayHave({ t }: View, { what, have, want, of, isMet }: Need): Html {
  if (of !== undefined)
    return t("identity.needs.share", { have, of, percent: of === 0 ? 0 : Math.floor((have * 100) / of) });
  if (what === "members") return t("identity.needs.people", { have });
  if (what === "residence-said" || what === "age-said") return t("identity.needs.of-all", { have, of: want });
  return t(isMet ? "identity.needs.there" : "identity.needs.not-there");
}

export function stepsTimeline(view: View, steps: readonly RegistrationStep[]): Html {
  return timeline(
    steps.map(({ step, words, at }) => ({
      kicker: sayInstant(view, at),
      title: view.t(`identity.registration.step-${step}`),
      ...(words === "" ? {} : { quote: words }),
    })),
  );
}

export function sayEntry({ t }: View, { role, residence, ageGroup, isResponsible }: RosterEntry): string {
  return [
    t.text(`identity.group-role.${role}`),
    t.text(`identity.residence.${residence ?? "unsaid"}`),
    t.text(`identity.age.${ageGroup ?? "unsaid"}`),
    ...(isResponsible ? [t.text("identity.responsible.mark")] : []),
  ].join(t.locale === "en" ? ", " : "、");
}

/** Who joined, who left, and what is another than it was. */
export function changeTable(view: View, change: RosterChange): Html {
  const { t } = view;
  const rows: { name: string; what: Html }[] = [
    ...change.added.map((entry) => ({
      name: entry.name,
      what: html`${t("identity.change.added")}　<span class="small muted">${sayEntry(view, entry)}</span>`,
    })),
    ...change.gone.map(({ name }) => ({ name, what: t("identity.change.gone") })),
    ...change.changed.map(({ before, after }) => ({
      name: after.name,
      what: t("identity.change.changed", { before: sayEntry(view, before), after: sayEntry(view, after) }),
    })),
  ];
  return table({
    caption: t("identity.change.what"),
    captionHidden: true,
    rows,
    columns: [
      { label: t("identity.change.person"), head: true, cell: ({ name }) => name },
      { label: t("identity.change.what"), cell: ({ what }) => what },
    ],
  });
}

/** What is known of somebody: of old rosters only whether they are from the city. */
export function residenceOf({
  residence,
  isLocal,
}: Pick<Member, "residence" | "isLocal">): Residence | "local" | "unsaid" {
  if (residence !== undefined) return residence;
  return isLocal === undefined ? "unsaid" : isLocal ? "local" : "outside";
}

export function rosterTable(view: View, roster: readonly RosterEntry[], caption: Content): Html {
  const { t } = view;
  return table({
    caption,
    rows: roster,
    columns: [
      { label: t("identity.field.name"), head: true, cell: ({ name }) => name },
      { label: t("identity.group.role"), cell: ({ role }) => t(`identity.group-role.${role}`) },
      {
        label: t("identity.roster.local"),
        cell: ({ residence }) => t(`identity.residence.${residence ?? "unsaid"}`),
      },
      { label: t("identity.age.title"), cell: ({ ageGroup }) => t(`identity.age.${ageGroup ?? "unsaid"}`) },
      {
        label: t("identity.responsible.title"),
        cell: ({ isResponsible }) =>
          isResponsible ? t("identity.responsible.mark") : html`<span class="muted">—</span>`,
      },
    ],
  });
}
