import type { Act } from "../../../kernel/act.ts";
import { type Locale, type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import { getSpaceOn } from "../../facility/index.ts";
import { findGroup } from "../../identity/index.ts";
import { type NoticeKind, sendNotice } from "../../notice/index.ts";
import { listDays } from "../store/given.ts";
import type { Application, Frame, Given, Season, SeasonChange } from "../types.ts";

type Told = Pick<Application, "id" | "groupId" | "personId" | "number" | "wishes">;

/** What was asked for has come. */
export function tellAsked(act: Act, season: Season, application: Told): Promise<void> {
  return tell(act, season, application, "allocation.asked", { deadline: { by: season.closesAt.toISOString() } });
}

/** What is different by now, each in a line. */
export async function tellChanged(
  act: Act,
  season: Season,
  application: Told,
  changes: readonly SeasonChange[],
): Promise<void> {
  const lines = [];
  for (const { field, after } of changes) {
    const label = { key: `allocation.change-line.${field}` as const };
    if (field === "closes" || field === "meeting") lines.push({ label, value: { on: after } });
    else if (field === "name") lines.push({ label, value: after });
    else if (field === "words") lines.push({ label, value: await inEach(async (locale) => sayOnPage(locale)) });
    else for (const id of after.split(",")) lines.push({ label, value: await spaceOf(act, season, id) });
  }
  await tell(act, season, application, "allocation.changed", {}, lines);
}

const sayOnPage = (locale: Locale) => translator(locale).text("allocation.change-line.on-page");

async function spaceOf(act: Act, season: Season, spaceId: string): Promise<LocalText> {
  return (await getSpaceOn(act.city, spaceId, season.firstOn, act.tx)).space.name;
}

export function tellDropped(act: Act, season: Season, application: Told, reason: string): Promise<void> {
  return tell(act, season, application, "allocation.dropped", { reason });
}

/** One mail for all that a group got, each frame in a line with its days; also who got nothing is told. */
export async function tellResult(
  act: Act,
  told: { season: Season; application: Told; given: readonly Given[]; frames: readonly Frame[] },
): Promise<void> {
  const { season, application, given, frames } = told;
  const booked = given.filter(({ state }) => state === "booked");
  const lines = [];
  for (const one of booked) {
    const frame = frames.find(({ id }) => id === one.frameId);
    if (frame === undefined) continue;
    const days = (await listDays(act.tx, one.id)).length - one.leftOut.length;
    const label = await inEach((locale) => frameText(act, season, frame, locale));
    lines.push({ label, value: await inEach(async (locale) => translator(locale).text("allocation.days", { days })) });
  }
  const kind = booked.length > 0 ? "allocation.given" : "allocation.not-given";
  await tell(act, season, application, kind, { count: booked.length }, lines);
}

async function tell(
  act: Act,
  season: Season,
  { id, groupId, personId, number }: Told,
  kind: Extract<NoticeKind, `allocation.${string}`>,
  more: Parameters<typeof sendNotice>[1]["params"],
  lines: NonNullable<Parameters<typeof sendNotice>[1]["lines"]> = [],
): Promise<void> {
  const group = (await findGroup(act.tx, groupId))?.name ?? "";
  await sendNotice(act, {
    to: { personId },
    kind,
    params: { group, words: season.name, number: String(number).padStart(7, "0"), ...more },
    lines,
    link: `/my/allocations/${id}`,
    subject: { kind: "allocation", id },
  });
}

/** 体育館　火曜日　18:30から20:30まで */
async function frameText(act: Act, season: Season, frame: Frame, locale: Locale): Promise<string> {
  const t = translator(locale);
  const { space } = await getSpaceOn(act.city, frame.spaceId, season.firstOn, act.tx);
  const name = localText(space.name, locale);
  const weekday = t.text(`allocation.weekday.${frame.weekday as 0}`);
  return `${name} ${weekday} ${formatTimeRange(frame, locale)}`;
}

async function inEach(text: (locale: Locale) => Promise<string>): Promise<LocalText> {
  return { ja: await text("ja"), en: await text("en"), "ja-easy": await text("ja-easy") };
}
