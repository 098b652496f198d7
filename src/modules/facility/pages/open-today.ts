import type { City } from "../../../kernel/city.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { WallTime } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { openingOn } from "../rules/calendar.ts";
import { wholesOf } from "../rules/facility.ts";
import { listFacilitiesOn } from "../store/facility.ts";

/** For the front page: which houses are open today, and until when. */
export type OpenToday = { readonly name: LocalText; readonly href: string; readonly until: WallTime | undefined };

export async function listOpenToday(city: City): Promise<readonly OpenToday[]> {
  const today = civilDateOf(city.clock.now(), city.config.zone);
  return (await listFacilitiesOn(city, today)).map((facility) => {
    const opening = openingOn(facility.calendar, today, city.config);
    const [space] = wholesOf(facility);
    return { name: facility.name, href: `/spaces/${space?.id}`, until: opening.open ? opening.to : undefined };
  });
}
