import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { type Alarm, alarms, button, buttonLink, form, type IconName } from "../../../ui/index.ts";
import { mayAt } from "../policy.ts";
import { installAheadMs } from "../rules.ts";
import type { AlarmView } from "../store/incidents.ts";
import type { AlarmKind } from "../types.ts";
import { nameDoor } from "./door-name.ts";
import { sayWhen } from "./instants.ts";

/** Only what somebody must do now: what, since when, whom it will hurt. Also for the board of the day. */
export function drawAlarms(view: View, list: readonly AlarmView[], options: { onDoorPage?: boolean } = {}): Html {
  return alarms(
    list.map((alarm) => toAlarm(view, alarm, options)),
    view.t("door.alarm.none"),
  );
}

const icons: Readonly<Record<AlarmKind, IconName>> = {
  "code-not-removed": "i-lock",
  "code-not-installed": "i-lock",
  "code-not-enabled": "i-lock",
  "no-free-slot": "i-lock",
  "not-closed": "i-lock",
  "key-overdue": "i-clock",
  "box-number": "i-clock",
  unreachable: "i-offline",
  "wrong-codes": "i-alert",
  "battery-low": "i-battery",
};

function toAlarm(view: View, alarm: AlarmView, { onDoorPage = false }: { onDoorPage?: boolean }): Alarm {
  const { t } = view;
  const params = {
    door: nameDoor(view, { name: alarm.doorName, place: alarm.place }),
    since: sayWhen(view, alarm.since),
    battery: alarm.batteryPercent ?? 0,
  };
  const kind = alarm.kind === "box-number" && !alarm.hasBoxNumber ? "box-unset" : alarm.kind;
  return {
    icon: icons[alarm.kind],
    title: t(`door.alarm.${kind}.title`, params),
    words: html`${drawHurt(view, alarm)}${t(`door.alarm.${kind}.words`, params)}`,
    ...(alarm.kind === "battery-low" || alarm.kind === "box-number" ? { look: "late" as const } : {}),
    actions: [...drawTaking(view, alarm), ...(onDoorPage ? [] : [drawDoorLink(view, alarm)])],
  };
}

/** Alarms whose own words say what there is to know. */
const saysEnough: ReadonlySet<AlarmKind> = new Set([
  "battery-low",
  "wrong-codes",
  "key-overdue",
  "box-number",
  "not-closed",
]);

function drawHurt(view: View, { hurts, kind }: AlarmView): Html | undefined {
  if (hurts === undefined || saysEnough.has(kind)) return undefined;
  const { t, now } = view;
  const when = sayWhen(view, hurts.from);
  const isOver = hurts.until <= now;
  const use = isOver ? "over" : hurts.from <= now ? "now" : "next";
  const works = kind === "unreachable" && use !== "over" ? worksStill(hurts, now) : undefined;
  return html`${t(`door.alarm.hurts.${use}`, { from: when, until: sayWhen(view, hurts.until) })}${works && t(`door.alarm.works.${works}`)}`;
}

/** A code is written a day ahead: before that a silent lock has lost nothing yet. */
function worksStill(hurts: NonNullable<AlarmView["hurts"]>, now: Date): "code" | "later" | "nothing" {
  if (hurts.isCodeInDoor) return "code";
  return +hurts.from - +now > installAheadMs ? "later" : "nothing";
}

function drawTaking(view: View, { id, doorId, facilityId, takenAt }: AlarmView): Html[] {
  const { t } = view;
  if (takenAt !== undefined)
    return [html`<p class="small">${t("door.alarm.taken", { time: sayWhen(view, takenAt) })}</p>`];
  if (!mayAt(view, "takeAlarm", facilityId)) return [];
  const content = button({ label: t("door.alarm.take"), size: "small" });
  return [form(view, { action: `/staff/doors/${doorId}/alarms/${id}/take`, class: "row", content })];
}

function drawDoorLink(view: View, { doorId, doorName, place }: AlarmView): Html {
  const about = nameDoor(view, { name: doorName, place });
  return buttonLink({
    label: view.t("door.alarm.open"),
    about,
    href: `/staff/doors/${doorId}`,
    kind: "second",
    size: "small",
  });
}
