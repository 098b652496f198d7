import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { withRuby } from "../../../kernel/i18n/translate.ts";
import { button, doorCard, form, help, type StatusKind, telephoneLink } from "../../../ui/index.ts";
import { type DoorUse, doorUseAt, openingStateAt, reentryEndAt, windowToShow } from "../rules.ts";
import type { AccessDoorView, AccessView } from "../store/access-view.ts";
import { drawKeys, keyUseAt } from "./card-keys.ts";
import { sayDayAndTime, sayTime } from "./instants.ts";

export type DoorCardProps = {
  readonly access: AccessView;
  /** From findShownCode: the numbers while the person has them on the page. */
  readonly shown:
    | {
        readonly code: string | undefined;
        readonly boxes?: readonly { readonly doorId: string; readonly number: string }[];
        readonly viewedAt: Date;
      }
    | undefined;
  /** The caller's errands: open a door, open it once more after the end, show the code, hide it. */
  readonly paths: {
    open(doorId: string): string;
    reenter?(doorId: string): string;
    readonly view: string;
    readonly hide: string;
  };
  /** Whom to call at the door. */
  readonly telephone: string;
};

/** The resident's card: what works comes first, and what to do if it does not is always there. */
export function drawDoorCard(view: View, props: DoorCardProps): Html {
  const { t, now } = view;
  const { access } = props;
  const doors = access.doors.map((door) => ({ door, use: doorUseAt({ ...access, ...door }, now) }));
  const keyUses = access.keys.map(() => keyUseAt(access, now));
  const use = bestOf([...doors.map((one) => one.use), ...keyUses]);
  const isOpen = !isClosed(use);
  const isCodeUsable = doors.some((one) => one.use === "open" || one.use === "code-only");
  const reentries = drawReentries(view, props);
  return doorCard({
    title: t("door.title"),
    ...looks[use],
    word: reentries.length > 0 ? t("door.use.reentry") : t(`door.use.${use}`),
    window: reentries.length > 0 ? t("door.window.reentry") : drawWindow(view, access, use),
    doors: [
      ...(isOpen ? doors.map((one) => drawDoor(view, props, one.door, one.use)) : []),
      ...drawKeys(view, access),
      ...reentries,
    ],
    ...(isOpen ? { code: drawNumbers(view, props, doors.length > 0 && !isCodeUsable) } : {}),
    help: drawHelp(view, props, isCodeUsable),
  });
}

/** While an opening is under way the page looks again by itself. */
export function isOpeningUnderWay(access: AccessView, now: Date): boolean {
  return access.doors.some((door) => ["asked", "sent"].includes(lastOpeningAt(door, now) ?? ""));
}

/** key: a key that is fetched and brought back; everything else as at a lock. */
type CardUse = DoorUse | "key";

const looks: Readonly<Record<CardUse, { kind: StatusKind; look?: "off" | "bad" }>> = {
  early: { kind: "off", look: "off" },
  open: { kind: "on" },
  held: { kind: "on" },
  "app-only": { kind: "on" },
  key: { kind: "on" },
  "code-only": { kind: "bad", look: "bad" },
  stuck: { kind: "bad", look: "bad" },
  over: { kind: "off", look: "off" },
};

const order: readonly CardUse[] = ["held", "open", "app-only", "code-only", "stuck", "key", "early", "over"];

function bestOf(uses: readonly CardUse[]): CardUse {
  return order.find((use) => uses.includes(use)) ?? "over";
}

const isClosed = (use: CardUse) => use === "early" || use === "over";

function drawWindow(view: View, access: AccessView, use: CardUse): Content {
  const { t, now } = view;
  const { from, until } = windowToShow(access.windows, now);
  switch (use) {
    case "early":
      return t("door.window.early", { from: sayDayAndTime(view, from) });
    case "over":
      return t("door.window.over");
    case "held":
      return html`<b>${t("door.window.held")}</b>`;
    case "key":
      return t("door.window.key", { from: sayTime(view, from), until: sayTime(view, until) });
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
  const marked = { door: { marked: name } };
  if (use === "held") return html`<p>${t("door.say.held", marked)}</p>`;
  // A lock that cannot be asked from afar is well when it is opened by its code.
  if (use === "code-only" && !door.opensFromAfar) return html`<p>${t("door.say.by-code", marked)}</p>`;
  if (use === "code-only" || use === "stuck") return html`<p>${t(`door.say.${use}`, marked)}</p>`;
  return form(view, {
    action: paths.open(door.id),
    class: "stack-s",
    content: html`${button({ label: t("door.open"), size: "big", icon: "i-door", about: withRuby(name) })}<p class="small">${t("door.open-hint", marked)}</p>${drawOpening(view, door, use)}`,
  });
}

/** Once more after the end, for lights and things left behind: one opening for each door. */
function drawReentries(view: View, { access, paths }: DoorCardProps): Content[] {
  const { t, now, locale } = view;
  const endedAt = access.revokedAt === undefined && reentryEndAt(access.windows, access.graceMinutes, now);
  if (!endedAt || paths.reenter === undefined) return [];
  const until = sayTime(view, new Date(+endedAt + access.graceMinutes * 60_000));
  const action = paths.reenter;
  return access.doors
    .filter(({ opensFromAfar, reachable }) => opensFromAfar && reachable)
    .map((door) => {
      const done = access.reentries.find((one) => one.doorId === door.id && +one.endedAt === +endedAt);
      const name = localText(door.name, locale);
      if (done !== undefined && done.state !== "failed") return html`<div>${drawOpening(view, door, "open")}</div>`;
      return form(view, {
        action: action(door.id),
        class: "stack-s",
        content: html`${button({ label: t("door.reenter"), size: "big", icon: "i-door", about: withRuby(name) })}<p class="small">${t("door.reenter-hint", { door: { marked: name }, until })}</p>${drawOpening(view, door, "app-only")}`,
      });
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

/** The code for the locks and the numbers of key boxes; behind one button, because each look is recorded. */
function drawNumbers(view: View, { access, shown, paths }: DoorCardProps, isMissing: boolean): Content {
  const { t } = view;
  const hasBox = access.keys.some(({ places }) => places.box === true);
  if (isMissing && !hasBox) return t("door.code.not-there");
  if (access.doors.length === 0 && !hasBox) return undefined;
  if (shown === undefined) {
    const label = access.doors.length > 0 ? t("door.code") : t("door.box");
    const why =
      access.doors.length > 0 ? html`${t("door.code.why")}${hasBox && t("door.code.and-box")}` : t("door.box.why");
    return html`<div><p><b>${label}</b>　<span class="door__dots" aria-hidden="true">••••••</span><span class="vh">${t("door.code.hidden")}</span></p><p class="small muted">${why}</p></div>${form(view, { action: paths.view, class: "row", content: button({ label: t("door.code.show"), kind: "second" }) })}`;
  }
  const time = sayTime(view, shown.viewedAt);
  const code =
    shown.code !== undefined &&
    html`<div><p><span${hasBox ? "" : html` class="vh"`}>${t("door.code")}${hasBox && "　"}</span><span class="door__digits">${shown.code.slice(0, 3)} ${shown.code.slice(3)}</span></p><p class="small muted">${t("door.code.how", { time })}</p></div>`;
  const boxes = access.keys.map(({ id, name, places }) => {
    const number = shown.boxes?.find(({ doorId }) => doorId === id)?.number;
    const door = localText(name, view.locale);
    if (number === undefined)
      return places.box && html`<p role="alert">${t("door.box.not-set", { door: { marked: door } })}</p>`;
    return html`<div><p>${withRuby(door)}　<span class="vh">${t("door.box")}</span><span class="door__digits">${number}</span></p><p class="small muted">${t("door.box.how", { time })}</p></div>`;
  });
  return html`<div class="stack-s">${code}${boxes}</div>${form(view, { action: paths.hide, class: "row", content: button({ label: t("door.code.hide"), kind: "second", size: "small" }) })}`;
}

function drawHelp({ t }: View, { telephone, access }: DoorCardProps, isCodeUsable: boolean): Html {
  const number = telephoneLink(telephone);
  const canPress = access.doors.some(({ opensFromAfar }) => opensFromAfar);
  const steps = [
    canPress && t("door.help.again"),
    isCodeUsable && t("door.help.code"),
    html`${t("door.help.call")}<br>${number}`,
  ];
  return help(t("door.help"), html`<ol>${steps.map((step) => step && html`<li>${step}</li>`)}</ol>`);
}
