import type { City } from "../../../../kernel/city.ts";
import type { Locale } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import type { ReportContent } from "../../documents/report-content.ts";
import { findEdition, readReport } from "../../store/report.ts";

type Asked = { readonly plan: string; readonly year: number; readonly locale: Locale; readonly kind: "pdf" | "xlsx" };
type Make = (content: ReportContent, publishedOn: CivilDate) => Promise<Uint8Array<ArrayBufferLike>>;

/** At most so many reports are kept ready in a process: two kinds and two languages of two years. */
const mostKept = 8;
const kept = new WeakMap<City, Map<string, Promise<Uint8Array<ArrayBufferLike>>>>();

/**
 * The report of a year, made once for each edition: while nothing new is published the same bytes are given out, and a hundred
 * people who ask at once wait for one rendering. A publication makes the next request a new edition; nothing has to be thrown away.
 */
export async function reportOf(city: City, asked: Asked, make: Make): Promise<Uint8Array<ArrayBufferLike>> {
  const found = await findEdition(city.db, asked.plan, asked.year);
  if (found === undefined) throw notFound();
  const { edition, publishedAt } = found;
  const key = [asked.kind, asked.locale === "en" ? "en" : "ja", asked.year, edition].join(" ");
  const ready = keptOf(city);
  const old = ready.get(key);
  if (old !== undefined) return old;
  const making = makeReport(city, asked, publishedAt, make);
  ready.set(key, making);
  for (const oldest of [...ready.keys()].slice(0, Math.max(0, ready.size - mostKept))) ready.delete(oldest);
  // A failure is not kept: the next who asks tries again.
  making.catch(() => ready.delete(key));
  return making;
}

async function makeReport(city: City, { plan, year }: Asked, publishedAt: Date, make: Make) {
  const content = await readReport(city.db, plan, year, publishedAt);
  if (content === undefined) throw notFound();
  return make(content, civilDateOf(publishedAt, city.config.zone));
}

function keptOf(city: City) {
  const found = kept.get(city) ?? new Map<string, Promise<Uint8Array<ArrayBufferLike>>>();
  kept.set(city, found);
  return found;
}
