import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { empty, page, pager, table } from "../../../ui/index.ts";
import { listPersons } from "../../identity/index.ts";
import { mondayOf } from "../commands/tell-by-mail.ts";
import { mayAt } from "../policy.ts";
import { listStaffViewings, type StaffViewing } from "../store/viewings.ts";
import { nameDoor } from "./door-name.ts";
import { sayDayAndTime } from "./instants.ts";
import { drawSubject } from "./keys-page.ts";

/** Which staff looked at which codes in a week, and why; the codes are nowhere. */
export async function showViews(view: View, week: CivilDate | undefined): Promise<Html> {
  const { t, city, locale, today } = view;
  const { zone } = city.config;
  const thisWeek = mondayOf(civilDateOf(view.now, zone));
  const from = mondayOf(week ?? today);
  const until = addDays(from, 7);
  const all = await listStaffViewings(city.db, instantOf(from, "00:00", zone), instantOf(until, "00:00", zone));
  const looks = all.filter(({ facilityIds }) => facilityIds.some((id) => mayAt(view, "seeViews", id ?? undefined)));
  const ids = [...new Set(looks.map(({ personId }) => personId))];
  const names = new Map((await listPersons(city.db, ids)).map(({ id, name }) => [id, name]));
  const say = (on: CivilDate) => formatDate(on, locale);
  const href = (monday: CivilDate) => `/staff/doors/views?week=${monday}`;
  const title = t("door.desk.views");
  return page(view, {
    title: t.text("door.desk.views"),
    area: "staff",
    crumbs: [{ label: t("door.staff.title"), href: "/staff/doors" }, { label: title }],
    main: html`<div class="head"><h1>${title}</h1><p>${t("door.desk.views-lead", { from: say(from), until: say(addDays(until, -1)) })}</p></div>
<div class="stack-l">${pager(t.text("door.desk.views-weeks"), {
      before: { label: t("door.desk.week-before"), href: href(addDays(from, -7)) },
      ...(from < thisWeek ? { after: { label: t("door.desk.week-after"), href: href(until) } } : {}),
    })}
<p>${t("door.desk.views-count", { count: looks.length, people: ids.length })}</p>
${looks.length === 0 ? empty(t("door.desk.no-views"), []) : drawLooks(view, looks, names)}</div>`,
  });
}

function drawLooks(view: View, looks: readonly StaffViewing[], names: ReadonlyMap<string, string>): Html {
  const { t } = view;
  return table({
    caption: t("door.desk.views"),
    captionHidden: true,
    rows: looks,
    columns: [
      { label: t("door.staff.at"), head: true, cell: ({ at }) => sayDayAndTime(view, at) },
      { label: t("door.desk.who"), cell: ({ personId }) => names.get(personId) ?? t("door.desk.gone") },
      { label: t("door.staff.door"), cell: ({ doors }) => doors.map((door) => nameDoor(view, door)).join("、") },
      { label: t("door.desk.whose"), cell: ({ subject }) => drawSubject(view, subject) },
      { label: t("door.staff.reason"), cell: ({ reason }) => reason },
    ],
  });
}
