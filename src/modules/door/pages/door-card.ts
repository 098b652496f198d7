import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { withRuby } from "../../../kernel/i18n/translate.ts";
import { button, doorCard, form, help, type StatusKind, telephoneLink } from "../../../ui/index.ts";
import { type DoorUse, doorUseAt, openingStateAt } from "../rules.ts";
import type { AccessDoorView, AccessView } from "../store/access-view.ts";
import { sayDayAndTime, sayTime } from "./instants.ts";

export type DoorCardProps = {
  readonly access: AccessView;
  /** From findShownCode: the code while the person has it on the page. */
  readonly shown: { readonly code: string; readonly viewedAt: Date } | undefined;
  /** The caller's errands: open a door, show the code, hide it. */
  readonly paths: { open(doorId: string): string; readonly view: string; readonly hide: string };
  /** Whom to call at the door. */
  readonly telephone: string;
};

/** The resident's card: what works comes first, and what to do if it does not is always there. */
export function drawDoorCard(view: View, props: DoorCardProps): Html {
  const { t, now } = view;
  const { access } = props;
  const doors = access.doors.map((door) => ({ door, use: doorUseAt({ ...access, ...door }, now) }));
  const use = bestOf(doors.map((one) => one.use));
  const isOpen = use !== "early" && use !== "over";
  const isCodeUsable = doors.some((one) => one.use === "open" || one.use === "code-only");
  return doorCard({
    title: t("door.title"),
    ...looks[use],
    word: t(`door.use.${use}`),
    window: drawWindow(view, access, use),
    doors: isOpen ? doors.map((one) => drawDoor(view, props, one.door, one.use)) : [],
    ...(isOpen ? { code: isCodeUsable ? drawCode(view, props) : t("door.code.not-there") } : {}),
    help: drawHelp(view, props, isCodeUsable),
  });
}

/** While an opening is under way the page looks again by itself. */
export function isOpeningUnderWay(access: AccessView, now: Date): boolean {
  return access.doors.some((door) => ["asked", "sent"].includes(lastOpeningAt(door, now) ?? ""));
}

const looks: Readonly<Record<DoorUse, { kind: StatusKind; look?: "off" | "bad" }>> = {
  early: { kind: "off", look: "off" },
  open: { kind: "on" },
  "app-only": { kind: "on" },
  "code-only": { kind: "bad", look: "bad" },
  stuck: { kind: "bad", look: "bad" },
  over: { kind: "off", look: "off" },
};

const order: readonly DoorUse[] = ["open", "app-only", "code-only", "stuck", "early", "over"];

function bestOf(uses: readonly DoorUse[]): DoorUse {
  return order.find((use) => uses.includes(use)) ?? "over";
}

function drawWindow(view: View, { from, until }: AccessView, use: DoorUse): Content {
  const { t } = view;
  switch (use) {
    case "early":
      return t("door.window.early", { from: sayDayAndTime(view, from) });
    case "over":
      return t("door.window.over");
    case "code-only":
      return html`<b>${t("door.window.code-only")}</b>`;
    case "stuck":
      return html`<b>${t("door.window.stuck")}</b>`;
    default:
      return t("door.window.open", { from: sayTime(view, from), until: sayTime(view, until) });
  }
}

function drawDoor(view: View, { paths }: DoorCardProps, door: AccessDoorView, use: DoorUse): Content {
  const { t } = view;
  const name = localText(door.name, view.locale);
  if (use === "code-only" || use === "stuck") return html`<p>${t(`door.say.${use}`, { door: { marked: name } })}</p>`;
  return form(view, {
    action: paths.open(door.id),
    class: "stack-s",
    content: html`${button({ label: t("door.open"), size: "big", icon: "i-door", about: withRuby(name) })}<p class="small">${t("door.open-hint", { door: { marked: name } })}</p>${drawOpening(view, door, use)}`,
  });
}

/** What came of the last press. */
function drawOpening(view: View, door: AccessDoorView, use: DoorUse): Content {
  const { t } = view;
  const at = door.lastOpeningAskedAt;
  const state = lastOpeningAt(door, view.now);
  if (state === undefined || at === undefined || +view.now - +at > saidForMs) return undefined;
  const time = sayTime(view, at);
  if (state !== "failed") return html`<p role="status"><b>${t(`door.opening.${state}`, { time })}</b></p>`;
  return html`<p role="alert"><b>${t("door.opening.failed", { time })}</b> ${t(use === "open" ? "door.instead.code" : "door.instead.call")}</p>`;
}

const saidForMs = 5 * 60_000;

function lastOpeningAt({ lastOpeningState: state, lastOpeningAskedAt: askedAt }: AccessDoorView, now: Date) {
  return state && askedAt && openingStateAt({ state, askedAt }, now);
}

function drawCode(view: View, { shown, paths }: DoorCardProps): Content {
  const { t } = view;
  if (shown === undefined) {
    return html`<div><p><b>${t("door.code")}</b>　<span class="door__dots" aria-hidden="true">••••••</span><span class="vh">${t("door.code.hidden")}</span></p><p class="small muted">${t("door.code.why")}</p></div>${form(view, { action: paths.view, class: "row", content: button({ label: t("door.code.show"), kind: "second" }) })}`;
  }
  const digits = `${shown.code.slice(0, 3)} ${shown.code.slice(3)}`;
  return html`<div><p><span class="vh">${t("door.code")}</span><span class="door__digits">${digits}</span></p><p class="small muted">${t("door.code.how", { time: sayTime(view, shown.viewedAt) })}</p></div>${form(view, { action: paths.hide, class: "row", content: button({ label: t("door.code.hide"), kind: "second", size: "small" }) })}`;
}

function drawHelp({ t }: View, { telephone }: DoorCardProps, isCodeUsable: boolean): Html {
  const number = telephoneLink(telephone);
  const steps = [t("door.help.again"), isCodeUsable && t("door.help.code"), html`${t("door.help.call")}<br>${number}`];
  return help(t("door.help"), html`<ol>${steps.map((step) => step && html`<li>${step}</li>`)}</ol>`);
}
