import type { Actor, Audience, Role } from "./actor.ts";
import type { CityConfig } from "./city-config.ts";

/** Whoever asks and the city's settings: an Act and a View both are. */
export type Workplace = { readonly actor: Actor; readonly city: { readonly config: CityConfig } };

/** What counts of a member of staff. */
export type Worker = Pick<Actor & { kind: "staff" }, "roles" | "sectionId" | "everywhere">;

/**
 * A city has one office of each of these, and none of them stands at a counter: they keep the system, check what was done,
 * and keep the city's books. Their sections run no facility, so sections would shut them out of all.
 */
const always: readonly Role[] = ["administrator", "auditor", "finance"];

/**
 * Whether a member of staff may do an errand of this audience at this facility: the one place that decides it. A facility for
 * which city.yaml names no sections is everybody's; else it is for roles that were given in one of its sections, and for
 * those that were given for all facilities. A facility that nobody can name (undefined) is for the latter alone.
 */
export function worksFor(
  { facilities }: Pick<CityConfig, "facilities">,
  { roles, sectionId, everywhere = [] }: Worker,
  who: Audience,
  facilityId: string | undefined,
): boolean {
  const meant = who === "staff" ? roles : roles.filter((role) => Array.isArray(who) && who.includes(role));
  if (meant.length === 0) return false;
  if (Object.keys(facilities).length === 0) return true;
  if (meant.some((role) => always.includes(role) || everywhere.includes(role))) return true;
  if (facilityId === undefined) return false;
  const run = Object.hasOwn(facilities, facilityId) ? facilities[facilityId] : undefined;
  return run === undefined || run.sections.includes(sectionId);
}

/** The same of whoever asks; nobody but staff works anywhere. */
export function worksAt({ actor, city }: Workplace, who: Audience, facilityId: string | undefined): boolean {
  return actor.kind === "staff" && worksFor(city.config, actor, who, facilityId);
}

/** The facilities at which somebody does not work, of those that city.yaml names: what a list leaves out. */
export function closedTo({ actor, city }: Workplace, who: Audience): readonly string[] {
  return Object.keys(city.config.facilities).filter((id) => !worksAt({ actor, city }, who, id));
}
