import type { Act } from "../../../kernel/act.ts";
import type { Role } from "../../../kernel/actor.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { worksFor } from "../../../kernel/workplace.ts";
import { listStaffRoles } from "../../identity/index.ts";
import { sendNotice } from "../../notice/index.ts";
import { isMailDue } from "../rules.ts";
import { type IncidentToTell, listUntaken, markTold } from "../store/incidents.ts";
import { listStaffViewings } from "../store/viewings.ts";

/** What nobody has taken goes to the facility managers by mail: the doors, since when, and nothing about people. */
export async function tellAlarms(act: Act): Promise<void> {
  const due = (await listUntaken(act.tx)).filter((incident) => isMailDue(incident, act.now));
  const [first] = due;
  if (first === undefined) return;
  const managers = await listHolders(act, ["facility-manager"]);
  const isOwn = (one: Holder, { facilityId }: IncidentToTell) => one.worksAt(facilityId);
  // Better told to those who cannot go there than to nobody: where a facility has no manager, all of them hear of it.
  const isNobodys = (incident: IncidentToTell) => !managers.some((one) => isOwn(one, incident));
  for (const manager of managers) {
    const { personId } = manager;
    const own = due.filter((incident) => isOwn(manager, incident) || isNobodys(incident));
    if (own.length === 0) continue;
    await sendNotice(act, {
      to: { personId },
      kind: "door.alarm",
      params: { count: own.length },
      lines: own.map(({ kind, doorName, place }) => ({
        label: { key: `door.alarm.short.${kind}` },
        value: nameOf(doorName, place),
      })),
      link: "/staff/doors",
      once: `door.alarm/${first.id}/${act.now.toISOString()}/${personId}`,
    });
  }
  await markTold(
    act.tx,
    due.map(({ id }) => id),
    act.now,
  );
  act.city.log.info("door.managers-told", { count: due.length });
}

function nameOf(door: LocalText, place: LocalText | undefined): LocalText {
  return place === undefined ? door : { ja: `${place.ja}　${door.ja}` };
}

/** The week that ended last Sunday: how often staff looked at codes. Who and why stands on the page, not in the mail. */
export async function reportViewings(act: Act): Promise<void> {
  const { zone } = act.city.config;
  const monday = mondayOf(civilDateOf(act.now, zone));
  const from = addDays(monday, -7);
  const all = await listStaffViewings(act.tx, instantOf(from, "00:00", zone), instantOf(monday, "00:00", zone));
  for (const { personId, worksAt } of await listHolders(act, ["facility-manager", "auditor"])) {
    const looks = all.filter(({ facilityIds }) => facilityIds.some((id) => worksAt(id ?? undefined)));
    const people = new Set(looks.map((look) => look.personId)).size;
    await sendNotice(act, {
      to: { personId },
      kind: "door.views",
      params: { from: { on: from }, until: { on: addDays(monday, -1) }, count: looks.length, people },
      link: `/staff/doors/views?week=${from}`,
      once: `door.views/${from}/${personId}`,
    });
  }
}

export function mondayOf(on: CivilDate): CivilDate {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
  return addDays(on, -((weekday + 6) % 7));
}

type Holder = { readonly personId: string; readonly worksAt: (facilityId: string | undefined) => boolean };

/** Who holds one of these roles, each once: a person has roles in one section at a time. */
async function listHolders(act: Act, roles: readonly Role[]): Promise<readonly Holder[]> {
  const holders = (await listStaffRoles(act.tx, act.now)).filter((staff) =>
    staff.roles.some((one) => roles.includes(one)),
  );
  return holders.map((staff) => ({
    personId: staff.id,
    worksAt: (facilityId) => worksFor(act.city.config, staff, roles, facilityId),
  }));
}
