import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../../../kernel/time/wall-time.ts";
import { closedTo } from "../../../../../kernel/workplace.ts";
import { buttonLink, empty, page, table } from "../../../../../ui/index.ts";
import { listPersons } from "../../../../identity/index.ts";
import { may, policy } from "../../../policy.ts";
import { listVersions } from "../../../store/facility.ts";
import { listOrdinances } from "../../../store/ordinance.ts";
import type { Facility } from "../../../types/facility.ts";
import type { OrdinanceFile } from "../../../types/ordinance.ts";
import { rulesPath } from "../../rules/page.ts";
import { plain } from "../../words.ts";
import { newOrdinancePath, ordinancePath } from "./words.ts";

/** 施設の決まり: the versions of all facilities, and every file that was ever loaded. */
export async function showOrdinances(view: View): Promise<Html> {
  const { t, city, today, actor } = view;
  const closed = closedTo(view, policy.see);
  const versions = (await listVersions(city)).filter(({ id }) => !closed.includes(id));
  const files = await listOrdinances(city.db, { closed });
  const title = t("facility.staff.ordinance.title");
  return page(view, {
    title: t.text("facility.staff.ordinance.title"),
    area: "staff",
    crumbs: [{ label: title }],
    main: html`<div class="stack-l"><div class="stack"><h1>${title}</h1><p>${t("facility.staff.ordinance.lead")}</p>
${may(actor, "bringOrdinance") && html`<p>${buttonLink({ label: t("facility.staff.ordinance.bring"), href: newOrdinancePath })}</p>`}</div>
<section class="section">${table<Facility>({
      caption: t("facility.staff.ordinance.versions"),
      columns: [
        {
          label: t("facility.staff.ordinance.facility"),
          head: true,
          cell: (one) => html`<a href="${rulesPath(one.id)}?day=${one.effectiveFrom}">${plain(t, one.name)}</a>`,
        },
        {
          label: t("facility.staff.ordinance.from"),
          cell: (one) => formatDate(one.effectiveFrom, "ja", { weekday: false }),
        },
        {
          label: t("facility.staff.ordinance.standing"),
          cell: (one) => t(`facility.staff.ordinance.standing-${standingOf(one, versions, today)}`),
        },
      ],
      rows: versions,
      isNow: (one) => standingOf(one, versions, today) === "now",
    })}</section>
<section class="section">${files.length === 0 ? empty(t("facility.staff.ordinance.none"), []) : await history(view, files, versions)}</section></div>`,
  });
}

function standingOf(one: Facility, versions: readonly Facility[], today: string): "later" | "now" | "before" {
  if (one.effectiveFrom > today) return "later";
  const newer = versions.some(
    (other) => other.id === one.id && other.effectiveFrom > one.effectiveFrom && other.effectiveFrom <= today,
  );
  return newer ? "before" : "now";
}

async function history(view: View, files: readonly OrdinanceFile[], versions: readonly Facility[]): Promise<Html> {
  const { t, city } = view;
  const ids = files
    .flatMap(({ broughtBy, scheduledBy, withdrawnBy }) => [broughtBy, scheduledBy, withdrawnBy])
    .filter((id) => id !== undefined);
  const persons = await listPersons(city.db, [...new Set(ids)]);
  const nameOf = (id: string | undefined) => persons.find((person) => person.id === id)?.name ?? "";
  const facilityName = (id: string | undefined) => {
    const facility = versions.find((one) => one.id === id);
    return facility === undefined ? (id ?? t.text("facility.staff.ordinance.unreadable")) : plain(t, facility.name);
  };
  return table<OrdinanceFile>({
    caption: t("facility.staff.ordinance.history"),
    columns: [
      {
        label: t("facility.staff.ordinance.brought-at"),
        head: true,
        cell: (one) => html`<a href="${ordinancePath(one.id)}">${momentOf(view, one.broughtAt)}</a>`,
      },
      { label: t("facility.staff.ordinance.facility"), cell: (one) => facilityName(one.facilityId) },
      {
        label: t("facility.staff.ordinance.from"),
        cell: (one) => (one.effectiveFrom === undefined ? "" : formatDate(one.effectiveFrom, "ja", { weekday: false })),
      },
      { label: t("facility.staff.ordinance.state"), cell: (one) => stateOf(view, one) },
      {
        label: t("facility.staff.ordinance.who"),
        cell: (one) =>
          [nameOf(one.broughtBy), nameOf(one.scheduledBy), nameOf(one.withdrawnBy)]
            .filter((name) => name !== "")
            .join(" → "),
      },
    ],
    rows: files,
  });
}

export function stateOf({ t }: View, { state, isRight }: OrdinanceFile): Html {
  return state === "brought" && !isRight
    ? t("facility.staff.ordinance.state-wrong")
    : t(`facility.staff.ordinance.state-${state}`);
}

export function momentOf({ city }: View, at: Date): string {
  return `${formatDate(civilDateOf(at, city.config.zone), "ja", { weekday: false })}　${formatWallTime(wallTimeOf(at, city.config.zone), "ja")}`;
}
