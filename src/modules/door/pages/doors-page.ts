import { type Content, type Html, html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { empty, page, status, table } from "../../../ui/index.ts";
import { lowBatteryPercent, traitsOf } from "../rules.ts";
import type { Door } from "../store/doors.ts";
import { drawAlarms } from "./alarm-list.ts";
import { nameDoor } from "./door-name.ts";
import { sayWhen } from "./instants.ts";
import { listOwnAlarms, listOwnDoors } from "./own-doors.ts";

/** All doors: alarms first, then the state of each. */
export async function showDoors(view: View, problems: Problems = noProblems): Promise<Html> {
  const { t, now } = view;
  const [doors, alarms] = await Promise.all([listOwnDoors(view), listOwnAlarms(view)]);
  return page(view, {
    title: t.text("door.staff.title"),
    area: "staff",
    crumbs: [{ label: t("door.staff.title") }],
    problems,
    main: html`<div class="head"><h1>${t("door.staff.title")}</h1><p>${t("door.staff.lead", { time: sayWhen(view, now) })}</p></div>
<div class="stack-l">
<section class="stack-s" aria-labelledby="alarms"><h2 id="alarms">${t("door.alarm.title", { count: alarms.length })}</h2>${drawAlarms(view, alarms)}</section>
<section class="stack-s" aria-labelledby="doors"><h2 id="doors">${t("door.staff.all")}</h2>${doors.length === 0 ? empty(t("door.staff.none"), [t("door.staff.none-why")]) : drawDoors(view, doors)}</section>
</div>`,
  });
}

function drawDoors(view: View, doors: readonly Door[]): Html {
  const { t } = view;
  return table({
    caption: t("door.staff.all"),
    captionHidden: true,
    rows: doors,
    columns: [
      {
        label: t("door.staff.door"),
        head: true,
        cell: (door) => html`<a href="/staff/doors/${door.id}">${nameDoor(view, door)}</a>`,
      },
      { label: t("door.staff.connection"), cell: (door) => drawConnection(view, door) },
      { label: t("door.staff.battery"), cell: (door) => drawBattery(view, door) },
      {
        label: t("door.staff.lock"),
        cell: ({ lockState, key }) => (key === undefined ? t(`door.staff.lock.${lockState}`) : "－"),
      },
      {
        label: t("door.staff.heard"),
        cell: ({ heardAt, key }) =>
          key !== undefined ? "－" : heardAt ? sayWhen(view, heardAt) : t("door.staff.never"),
      },
    ],
  });
}

export function drawConnection({ t }: View, door: Door): Html {
  if (!traitsOf(door.adapter).takesCodes) return t(door.key?.box === true ? "door.desk.is-box" : "door.desk.is-key");
  if (door.reachable) return status("on", t("door.staff.reachable"));
  return door.unreachableSince === undefined && door.heardAt === undefined
    ? status("unknown", t("door.staff.never"))
    : status("bad", t("door.staff.unreachable"));
}

export function drawBattery({ t }: View, { batteryPercent: percent, key }: Door): Content {
  if (key !== undefined) return "－";
  if (percent === undefined) return t("door.staff.battery-unknown");
  const text = t("door.staff.percent", { percent });
  return percent < lowBatteryPercent ? status("late", text) : text;
}
