import type { City } from "../../../../kernel/city.ts";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import { addTallies, emptyTally, type Tally } from "../../rules/public/tallies.ts";
import { countVerdicts, latestPublication } from "../../store/figure.ts";
import { listPlans } from "../../store/plan.ts";
import { hasSamples } from "../../store/public.ts";
import { planPath } from "./words.ts";

/** For the site's front page: how a plan's indicators stood when it was published last. */
export type PlanState = {
  readonly title: LocalText;
  readonly href: string;
  readonly year: number;
  readonly tally: Tally;
  readonly isSample: boolean;
};

/** Plans of which something was published, in the city's order. */
export async function listPlanStates({ db }: City): Promise<readonly PlanState[]> {
  const states = await Promise.all(
    (await listPlans(db)).map(async ({ id, title, sample }): Promise<PlanState[]> => {
      const publication = await latestPublication(db, id);
      if (publication === undefined) return [];
      const { year } = publication;
      const tally = (await countVerdicts(db, id, year)).reduce<Tally>(addTallies, emptyTally);
      return [{ title, href: planPath(id), year, tally, isSample: sample || (await hasSamples(db, id)) }];
    }),
  );
  return states.flat();
}
