import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { Workplace } from "../../../kernel/workplace.ts";
import { defineDoors } from "../../door/index.ts";
import { mayAt, type policy, requireMay, requireMayAt } from "../policy.ts";
import { type Examined, examineFacilityFile } from "../schema/load.ts";
import { deleteVersion, insertVersion, isVersionUsed, listFacilitiesOn, listVersions } from "../store/facility.ts";
import { findOrdinanceForUpdate, insertOrdinance, markScheduled, markWithdrawn } from "../store/ordinance.ts";
import type { Facility } from "../types/facility.ts";
import type { OrdinanceFile } from "../types/ordinance.ts";

/** The file held against this city: its areas, holidays and other facilities. */
export async function examineForCity(
  city: City,
  text: string,
  today: CivilDate,
  db: Db | Tx = city.db,
): Promise<Examined> {
  const others = await listFacilitiesOn(city, today, db);
  return examineFacilityFile(text, undefined, { areas: city.config.areas, town: city.config, others });
}

/** Keeps a file as it came, right or wrong; nothing is in force by it. */
export async function bringOrdinance(act: Act, { text }: { text: string }): Promise<{ id: string; isRight: boolean }> {
  const { personId } = requireMay(act.actor, "bringOrdinance");
  const { facility, problems } = await examineForCity(act.city, text, todayOf(act), act.tx);
  // A file that cannot be read is of no facility, and never comes into force.
  if (facility !== undefined) requireMayAt(act, "bringOrdinance", facility.id);
  const id = randomUUID();
  const isRight = facility !== undefined && problems.length === 0;
  await insertOrdinance(act.tx, {
    id,
    text,
    facilityId: facility?.id,
    effectiveFrom: facility?.effectiveFrom,
    isRight,
    broughtBy: personId,
    broughtAt: act.now,
  });
  await audit(act, { what: "facility.ordinance-brought", subject: `ordinance/${id}` });
  return { id, isRight };
}

/**
 * Puts a file into force for uses from a day on, tomorrow at the earliest. Not by whoever brought it: the constraint
 * ordinance_not_own is the judge. A file with a problem or a failing example is refused, whatever it was when it was brought.
 */
export async function scheduleOrdinance(act: Act, input: { ordinanceId: string; from: CivilDate }): Promise<void> {
  const { personId } = requireMay(act.actor, "scheduleOrdinance");
  const file = await getFile(act, input.ordinanceId, "scheduleOrdinance");
  if (file.state !== "brought") throw new Refusal("facility.wrong-state", { status: 409 });
  if (file.broughtBy === personId) throw new Refusal("facility.staff.ordinance-own", { status: 403 });
  const today = todayOf(act);
  if (input.from <= today) {
    throw new Refusal("facility.staff.ordinance-too-soon", {
      status: 422,
      field: "from",
      params: { day: formatDate(addDays(today, 1), "ja") },
    });
  }
  const { facility: read, problems } = await examineForCity(act.city, file.text, today, act.tx);
  if (read === undefined || problems.length > 0) throw new Refusal("facility.staff.ordinance-wrong", { status: 409 });
  requireMayAt(act, "scheduleOrdinance", read.id);
  const facility = { ...read, effectiveFrom: input.from };
  const versions = await listVersions(act.city, act.tx);
  if (versions.some(({ id, effectiveFrom }) => id === facility.id && effectiveFrom === input.from)) {
    throw new Refusal("facility.staff.ordinance-day-taken", {
      status: 422,
      field: "from",
      params: { day: input.from },
    });
  }
  await markScheduled(act.tx, file.id, { person: personId, at: act.now, from: input.from });
  await insertVersion(act, facility);
  await defineNewDoors(act, facility, versions);
  await audit(act, {
    what: "facility.ordinance-scheduled",
    subject: `ordinance/${file.id}`,
    reason: `${facility.id} ${input.from}`,
  });
}

/** Before its day, and while nobody has booked by it: those people were promised its rules. */
export async function withdrawOrdinance(act: Act, input: { ordinanceId: string; reason: string }): Promise<void> {
  const { personId } = requireMay(act.actor, "withdrawOrdinance");
  const file = await getFile(act, input.ordinanceId, "withdrawOrdinance");
  if (file.state === "withdrawn") throw new Refusal("facility.wrong-state", { status: 409 });
  if (file.state === "scheduled" && file.facilityId !== undefined && file.effectiveFrom !== undefined) {
    const version = { id: file.facilityId, effectiveFrom: file.effectiveFrom };
    if (file.effectiveFrom <= todayOf(act)) throw new Refusal("facility.staff.ordinance-in-force", { status: 409 });
    if (await isVersionUsed(act.tx, version)) throw new Refusal("facility.staff.ordinance-used", { status: 409 });
    await deleteVersion(act, version);
  }
  await markWithdrawn(act.tx, file.id, { person: personId, at: act.now, reason: input.reason });
  await audit(act, {
    what: "facility.ordinance-withdrawn",
    subject: `ordinance/${file.id}`,
    reason: input.reason,
  });
}

/** How known doors are reached does not change before its day; new ones must be known to be given codes. */
async function defineNewDoors(act: Act, facility: Facility, versions: readonly Facility[]): Promise<void> {
  const known = new Set(versions.flatMap(({ doors }) => doors.map(({ id }) => id)));
  const added = facility.doors.filter(({ id }) => !known.has(id));
  if (added.length > 0)
    await defineDoors(
      act,
      added.map((door) => ({ ...door, place: facility.name, facilityId: facility.id })),
    );
}

async function getFile(act: Act, id: string, errand: keyof typeof policy): Promise<OrdinanceFile> {
  const file = await findOrdinanceForUpdate(act.tx, id);
  if (file === undefined || !isOwnFile(act, file, errand)) throw notFound();
  return file;
}

/** One that cannot be read names no facility: nothing of anybody's can come into force by it. */
export function isOwnFile(
  place: Workplace,
  { facilityId }: Pick<OrdinanceFile, "facilityId">,
  errand: keyof typeof policy = "see",
): boolean {
  return facilityId === undefined || mayAt(place, errand, facilityId);
}

function todayOf({ now, city }: Act): CivilDate {
  return civilDateOf(now, city.config.zone);
}
