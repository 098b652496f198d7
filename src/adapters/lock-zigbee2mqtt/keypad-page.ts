import { type Content, type Html, html } from "../../kernel/html.ts";
import words from "./keypad-words.json" with { type: "json" };
import type { DoorView } from "./virtual-door.ts";

/** A virtual door as somebody sees it who stands before it. */
export type StandingBefore = {
  readonly label: string;
  readonly door: DoorView;
  /** How many digits were pressed since # or 消す. */
  readonly pressed: number;
  readonly lastOutcome: "opened" | "refused" | "ignored" | undefined;
};

export function drawDoorList(doors: readonly StandingBefore[]): Html {
  const items = doors.map(
    ({ label, door }) =>
      html`<li><a href="/doors/${door.name}">${label}</a><span>${lockWord(door)}　${radioWord(door)}　${batteryWord(door)}</span></li>`,
  );
  return frame(words.title, html`<h1>${words.title}</h1><p>${words.lead}</p><ul class="doors">${items}</ul>`);
}

export function drawKeypad({ label, door, pressed, lastOutcome }: StandingBefore): Html {
  const codes = words.codes
    .replace("{enabled}", String(door.places.filter(({ status }) => status === "enabled").length))
    .replace("{disabled}", String(door.places.filter(({ status }) => status === "disabled").length));
  const path = `/doors/${door.name}`;
  return frame(
    `${label}　${words.title}`,
    html`<p><a href="/">${words.back}</a></p>
<h1>${label}</h1>
<p class="state${door.isLocked ? "" : " state--open"}"><b>${lockWord(door)}</b></p>
${lastOutcome && html`<p role="status"><b>${words[lastOutcome]}</b></p>`}
<form method="post" action="${path}/press" class="pad" aria-label="${words.pad}"><p>${pressed === 0 ? words["typed-none"] : words.typed.replace("{count}", String(pressed))}　<span aria-hidden="true">${"●".repeat(pressed)}</span></p>
<div>${["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => key(digit, digit))}${key("clear", words.clear)}${key("0", "0")}${key("enter", words.enter)}</div></form>
<form method="post" action="${path}/type"><label for="code">${words.code}</label><input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="8" size="8"><button>${words.type}</button></form>
<form method="post" action="${path}/inside"><button class="second">${words.inside}</button></form>
<h2>${words.switches}</h2><p>${radioWord(door)}　${batteryWord(door)}<br>${codes}</p>
<form method="post" action="${path}/switch" class="switches">${choice(door.isOffline ? "online" : "offline")}${choice(door.isDeaf ? "hearing" : "deaf")}${choice(door.battery < 20 ? "full" : "low")}</form>
<p><a href="${path}">${words["look-again"]}</a></p>`,
  );
}

export const drawGone = (): Html => frame(words.gone, html`<h1>${words.gone}</h1><p><a href="/">${words.back}</a></p>`);

const lockWord = ({ isLocked }: DoorView) => (isLocked ? words.locked : words.unlocked);
const radioWord = ({ isOffline, isDeaf }: DoorView) => (isOffline ? words.offline : isDeaf ? words.deaf : words.online);
const batteryWord = ({ battery }: DoorView) => words.battery.replace("{percent}", String(battery));

export const switches = ["offline", "online", "deaf", "hearing", "low", "full"] as const;
export type Switch = (typeof switches)[number];

const key = (value: string, label: string) => html`<button name="key" value="${value}">${label}</button>`;
const choice = (what: Switch) =>
  html`<button class="second" name="what" value="${what}">${words[`switch-${what}`]}</button>`;

function frame(title: string, main: Content): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/keypad.css">
<link rel="icon" href="data:,">
</head>
<body>
<aside aria-label="見本について"><p>${words.sample}</p></aside>
<main>${main}</main>
</body>
</html>`;
}
