import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, errorAt, form, page, summary, table, textField } from "../../../ui/index.ts";
import { poolKind } from "../commands.ts";
import { mayAt } from "../policy.ts";
import { openingStateAt, traitsOf, windowToShow } from "../rules.ts";
import { type Code, listCodesOfDoor } from "../store/codes.ts";
import { type DoorCommand, listCommandsOfDoor } from "../store/commands.ts";
import { type Door, findDoor } from "../store/doors.ts";
import { type Entry, listEntries } from "../store/entries.ts";
import { listAlarms } from "../store/incidents.ts";
import { drawAlarms } from "./alarm-list.ts";
import { nameDoor } from "./door-name.ts";
import { drawBattery, drawConnection } from "./doors-page.ts";
import { sayRange, sayWhen } from "./instants.ts";
import { drawBox } from "./key-box.ts";
import { drawSpareCodes } from "./spare-codes.ts";

export type DoorPageForm = { readonly values: FormValues; readonly problems: Problems };
const nothingTyped: DoorPageForm = { values: {}, problems: noProblems };

/** One door: alarms, state, opening with a reason, codes without their numbers, who came in. */
export async function showDoor(view: View, doorId: string, sent: DoorPageForm = nothingTyped): Promise<Html> {
  const { t, city, now } = view;
  const door = await findDoor(city.db, doorId);
  if (door === undefined || !mayAt(view, "see", door.facilityId)) throw notFound();
  const [alarms, codes, entries, commands] = await Promise.all([
    listAlarms(city.db, now),
    listCodesOfDoor(city.db, doorId),
    listEntries(city.db, { doorId, limit: 50 }),
    listCommandsOfDoor(city.db, doorId, 10),
  ]);
  const { opensFromAfar, takesCodes } = traitsOf(door.adapter);
  const name = nameDoor(view, door);
  const here = alarms.filter((alarm) => alarm.doorId === doorId);
  return page(view, {
    title: name,
    area: "staff",
    crumbs: [{ label: t("door.staff.title"), href: "/staff/doors" }, { label: name }],
    problems: sent.problems,
    main: html`<div class="head"><h1>${name}</h1>${drawConnection(view, door)}</div>
<div class="split"><div class="stack-l">
${here.length > 0 && section("alarms", t("door.alarm.title", { count: here.length }), drawAlarms(view, here, { onDoorPage: true }))}
${opensFromAfar && mayAt(view, "operate", door.facilityId) && section("operate", t("door.staff.operate"), drawOperation(view, door, sent))}
${opensFromAfar && section("commands", t("door.staff.commands"), drawCommands(view, commands))}
${takesCodes && section("codes", t("door.staff.codes"), drawCodes(view, codes))}
${takesCodes && section("entries", t("door.staff.entries"), drawEntries(view, entries))}
${door.key && section("keys", t("door.desk.keys"), html`<p>${t(door.key.box === true ? "door.desk.lies-at" : "door.desk.fetched-at", { place: { marked: localText(door.key.fetch, view.locale) } })}</p><p>${buttonLink({ label: t("door.desk.keys-open"), href: "/staff/keys", kind: "second" })}</p>`)}
</div><div class="stack-l">
${takesCodes && html`<section class="aside stack-s" aria-labelledby="state"><h2 id="state">${t("door.staff.state")}</h2>${drawState(view, door)}</section>`}
${door.key?.box === true && mayAt(view, "handKey", door.facilityId) && (await drawBox(view, door, sent))}
${takesCodes && mayAt(view, "handOut", door.facilityId) && html`<section class="aside stack-s" aria-labelledby="spare"><h2 id="spare">${t("door.staff.spare")}</h2>${await drawSpareCodes(view, door, sent)}</section>`}
</div></div>`,
  });
}

function section(id: string, title: Content, content: Content): Html {
  return html`<section class="stack-s" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

function drawState(view: View, door: Door): Html {
  const { t } = view;
  return summary(
    t,
    [
      { label: t("door.staff.lock"), value: t(`door.staff.lock.${door.lockState}`) },
      { label: t("door.staff.battery"), value: drawBattery(view, door) },
      { label: t("door.staff.heard"), value: door.heardAt ? sayWhen(view, door.heardAt) : t("door.staff.never") },
    ],
    { plain: true },
  );
}

/** One reason, two buttons: the one that is pressed says what is to happen. */
function drawOperation(view: View, { id }: Door, { values, problems }: DoorPageForm): Html {
  const { t } = view;
  const error = errorAt(t, problems, "reason");
  return html`<p class="small">${t("door.staff.operate-hint")}</p>${form(view, {
    action: `/staff/doors/${id}/operate`,
    content: html`${textField({ t, name: "reason", label: t("door.staff.reason"), hint: t("door.staff.reason-hint"), need: "required", value: typed(values, "reason"), ...(error ? { error } : {}) })}
<div class="row">${button({ label: t("door.staff.unlock"), icon: "i-door", name: "what", value: "unlock" })}${button({ label: t("door.staff.lock-it"), kind: "second", icon: "i-lock", name: "what", value: "lock" })}</div>`,
  })}`;
}

function drawCommands(view: View, commands: readonly DoorCommand[]): Html {
  const { t } = view;
  if (commands.length === 0) return html`<p class="muted">${t("door.staff.no-commands")}</p>`;
  return table({
    caption: t("door.staff.commands"),
    captionHidden: true,
    rows: commands,
    columns: [
      { label: t("door.staff.at"), head: true, cell: ({ askedAt }) => sayWhen(view, askedAt) },
      {
        label: t("door.staff.what"),
        cell: ({ kind, origin }) => t(`door.staff.command.${origin === "staff" ? kind : origin}`),
      },
      { label: t("door.staff.outcome"), cell: (command) => drawOutcome(view, command) },
      { label: t("door.staff.reason"), cell: ({ reason }) => reason ?? "－" },
    ],
  });
}

function drawOutcome({ t, now }: View, command: DoorCommand): Html {
  const state = openingStateAt(command, now);
  return state === "failed"
    ? t(`door.staff.failure.${command.failure ?? "no-answer"}`)
    : t(`door.staff.command-state.${state}`);
}

/** Which codes the door knows and whether they work; the numbers are nowhere. */
function drawCodes(view: View, codes: readonly Code[]): Html {
  const { t } = view;
  if (codes.length === 0) return html`<p class="muted">${t("door.staff.no-codes")}</p>`;
  return table({
    caption: t("door.staff.codes"),
    captionHidden: true,
    rows: codes,
    columns: [
      {
        label: t("door.staff.window"),
        head: true,
        cell: (code) => drawWindow(view, code),
      },
      { label: t("door.staff.code-state"), cell: ({ state }) => t(`door.staff.code.${state}`) },
      {
        label: t("door.staff.trouble"),
        cell: ({ lastFailure }) => (lastFailure ? t(`door.staff.failure.${lastFailure}`) : "－"),
      },
    ],
  });
}

function drawWindow(view: View, { windows, subjectKind }: Code): Html {
  const { t, now } = view;
  if (subjectKind === poolKind) return t("door.staff.pool");
  const words = sayRange(view, windowToShow(windows, now));
  return windows.length === 1 ? words : html`${words}<br>${t("door.staff.times", { count: windows.length })}`;
}

function drawEntries(view: View, entries: readonly Entry[]): Html {
  const { t } = view;
  if (entries.length === 0) return html`<p class="muted">${t("door.staff.no-entries")}</p>`;
  return table({
    caption: t("door.staff.entries"),
    captionHidden: true,
    rows: entries,
    columns: [
      { label: t("door.staff.at"), head: true, cell: ({ at }) => sayWhen(view, at) },
      { label: t("door.staff.how"), cell: ({ kind }) => t(`door.staff.entry.${kind}`) },
    ],
  });
}
