import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Route } from "../../../kernel/http/route.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { type Workplace, worksAt } from "../../../kernel/workplace.ts";
import type { PlaceFinder } from "../places.ts";
import { findSubjectOf, listSubjectsOf, type MoneyRow } from "../store/subjects.ts";
import type { Subject } from "../types.ts";

/** A staff route that names one payment, or one refund or alarm of one. */
const namesMoney = /^\/staff\/.*:(payment|refund|alarm)\b/;

/**
 * 所管課: money of another section's facility is not there, whatever page, form or file asks for it. Put around the table of
 * routes, so that a route that is added later is guarded too. What is no facility's is for those who work everywhere.
 */
export function atOwnPlace(places: PlaceFinder, route: Route): Route {
  if (!namesMoney.test(route.path)) return route;
  const guard = async (db: Db | Tx, place: Workplace, params: MoneyRow): Promise<void> => {
    const subject = await findSubjectOf(db, params);
    if (subject === undefined || !(await isOwn(db, place, places, { subject, who: route.who }))) throw notFound();
  };
  switch (route.kind) {
    case "page":
      return {
        ...route,
        show: async (view, input) => {
          await guard(view.city.db, view, input.params);
          return route.show(view, input);
        },
      };
    case "feed":
      return {
        ...route,
        respond: async (view, input) => {
          await guard(view.city.db, view, input.params);
          return route.respond(view, input);
        },
      };
    case "errand":
      return {
        ...route,
        run: async (act, input) => {
          await guard(act.tx, act, input.params);
          return route.run(act, input);
        },
        again: async (view, input) => {
          await guard(view.city.db, view, input.params);
          return route.again(view, input);
        },
      };
    case "hook":
      return route;
  }
}

async function isOwn(
  db: Db | Tx,
  place: Workplace,
  places: PlaceFinder,
  { subject, who }: { readonly subject: Subject; readonly who: Route["who"] },
): Promise<boolean> {
  return worksAt(place, who, (await places(db, [subject])).get(subject.id)?.id);
}

/** Of a list, what is of facilities at which whoever looks works. */
export async function listOwn<T extends { readonly paymentId: string }>(
  place: Workplace,
  db: Db | Tx,
  places: PlaceFinder,
  who: Route["who"],
  rows: readonly T[],
): Promise<readonly T[]> {
  if (Object.keys(place.city.config.facilities).length === 0) return rows;
  const subjects = await listSubjectsOf(db, [...new Set(rows.map(({ paymentId }) => paymentId))]);
  const found = await places(db, [...subjects.values()]);
  return rows.filter(({ paymentId }) => worksAt(place, who, found.get(subjects.get(paymentId)?.id ?? "")?.id));
}
