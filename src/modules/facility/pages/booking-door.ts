import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { button, doorCard, form, help, type StatusKind } from "../../../ui/index.ts";
import { type AccessDoorView, type AccessView, type DoorUse, doorUseAt, openingStateAt } from "../../door/index.ts";
import { graceDuring } from "../rules/entry.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { say } from "./words.ts";

/** The door card: when it opens, the button for each door, the code, and what to do if nothing works. */
export function drawDoor(
  view: View,
  booking: Booking,
  facility: Facility,
  access: AccessView,
  code: string | undefined,
): Html {
  const { t, now } = view;
  const uses = access.doors.map((door) =>
    doorUseAt({ ...door, from: access.from, until: access.until, revokedAt: access.revokedAt }, now),
  );
  const use = worst(uses);
  const inside = use !== "early" && use !== "over";
  const look = use === "stuck" ? "bad" : inside ? undefined : "off";
  return doorCard({
    title: t("facility.door.title"),
    kind: kindOf[use],
    word: t(`facility.door.use.${use}`),
    ...(look === undefined ? {} : { look }),
    window: t("facility.door.window", { from: timeOf(view, access.from), until: timeOf(view, access.until) }),
    ...(inside
      ? {
          doors: access.doors.map((door, index) =>
            doorForm(view, booking, door, uses[index] ?? "over", access.doors.length),
          ),
        }
      : {}),
    ...(inside ? { code: codeBox(view, booking, code) } : {}),
    help: helpBox(view, booking, facility),
  });
}

const kindOf: Readonly<Record<DoorUse, StatusKind>> = {
  early: "off",
  open: "on",
  "code-only": "late",
  "app-only": "on",
  stuck: "bad",
  over: "off",
};

/** The door that needs most help decides what is said first. */
function worst(uses: readonly DoorUse[]): DoorUse {
  const order: readonly DoorUse[] = ["stuck", "code-only", "app-only", "open", "early", "over"];
  return order.find((use) => uses.includes(use)) ?? "over";
}

function doorForm(view: View, booking: Booking, door: AccessDoorView, use: DoorUse, count: number): Html {
  const { t, now } = view;
  const name = say(t, door.name);
  const opening =
    door.lastOpeningState && door.lastOpeningAskedAt && now.getTime() - door.lastOpeningAskedAt.getTime() < 60_000
      ? openingStateAt({ state: door.lastOpeningState, askedAt: door.lastOpeningAskedAt }, now)
      : undefined;
  const said = opening && html`<p role="status"><b>${t(`facility.door.opening.${opening}`)}</b></p>`;
  if (use === "code-only" || use === "stuck")
    return html`<div class="stack-s"><p><b>${t(`facility.door.instead.${use}`)}</b></p>${said}</div>`;
  return form(view, {
    action: `/bookings/${booking.id}/doors/${door.id}/open`,
    class: "stack-s",
    content: html`${button({ label: count > 1 ? html`${t("facility.door.open")}（${name}）` : t("facility.door.open"), size: "big", icon: "i-door" })}${said}<p class="small">${t("facility.door.open-words", { door: String(name) })}</p>`,
  });
}

function codeBox(view: View, booking: Booking, code: string | undefined): Html {
  const { t } = view;
  if (code !== undefined) {
    return html`<div><p><b>${t("facility.door.code")}</b></p><p class="door__digits" id="code">${code}</p><p class="small muted">${t("facility.door.code-words")}</p></div>${form(view, { action: `/bookings/${booking.id}/code/hide`, content: button({ label: t("facility.door.hide"), kind: "second" }) })}`;
  }
  return html`<div><p><b>${t("facility.door.code")}</b>　<span class="door__dots" aria-hidden="true">••••••</span><span class="vh">${t("facility.door.hidden")}</span></p><p class="small muted">${t("facility.door.code-note")}</p></div>${form(view, { action: `/bookings/${booking.id}/code`, content: button({ label: t("facility.door.show"), kind: "second" }) })}`;
}

function helpBox(view: View, booking: Booking, facility: Facility): Html {
  const { t } = view;
  const telephone = html`<a href="tel:${facility.telephone.replaceAll("-", "")}"><b>${facility.telephone}</b></a>${facility.sample && t("ui.sample-mark")}`;
  return help(
    t("facility.door.help"),
    html`<ol><li>${t("facility.door.help-1")}</li><li>${t("facility.door.help-2")}</li><li>${t("facility.door.help-3")}<br>${telephone}</li></ol><p class="small">${t("facility.door.help-after", { until: timeOf(view, graceDuring(facility.entry, booking.used).until) })}</p>`,
  );
}

function timeOf({ city, locale }: View, instant: Date): string {
  return formatWallTime(wallTimeOf(instant, city.config.zone), locale);
}
