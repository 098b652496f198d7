import assert from "node:assert/strict";
import type fc from "fast-check";
import { type Resident, rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { type Ground, rush } from "../races/ground.ts";
import { compare } from "./compare.ts";
import * as rules from "./town.ts";

/** The product under test: the ids of what the model calls the first, second, third booking. */
export type Real = {
  readonly ground: Ground;
  readonly ids: Map<number, string>;
};

export type Step = fc.AsyncCommand<rules.Model, Real>;
export type Wish = { room: rules.Room; on: string; band: rules.Band; isSale: boolean };

/** afterBegin: can be done when the first use has begun as well. */
type StepOptions = { readonly afterBegin?: boolean };

/** Each step does the same to the model and to the product, then compares everything. */
export function step(
  words: string,
  check: (model: rules.Model) => boolean,
  run: (model: rules.Model, real: Real) => Promise<void>,
  { afterBegin = false }: StepOptions = {},
): Step {
  return {
    check: (model) => (afterBegin || model.now <= rules.lastInstant) && check(model),
    async run(model, real) {
      await run(model, real);
      await compare(model, real);
      model.steps += 1;
    },
    toString: () => words,
  };
}

/** The n-th booking to which this can be done, counted round; undefined if there is none. */
function pick(model: rules.Model, nth: number, can: (booking: rules.Modelled) => boolean): rules.Modelled | undefined {
  const fitting = model.bookings.filter(can);
  return fitting[nth % Math.max(fitting.length, 1)];
}

export function onBooking(
  words: string,
  nth: number,
  can: (booking: rules.Modelled, model: rules.Model) => boolean,
  run: (booking: rules.Modelled, model: rules.Model, real: Real) => Promise<void>,
  options: StepOptions = {},
): Step {
  const find = (model: rules.Model) => pick(model, nth, (booking) => can(booking, model));
  return step(
    `${words}(${nth})`,
    (model) => find(model) !== undefined,
    async (model, real) => {
      const booking = find(model);
      if (booking !== undefined) await run(booking, model, real);
    },
    options,
  );
}

export async function attempt(expected: string | undefined, doing: () => Promise<unknown>): Promise<void> {
  const { refused, faults } = await rush([doing]);
  assert.deepEqual({ refused: Object.keys(refused), faults }, { refused: expected ? [expected] : [], faults: [] });
}

export const personOf = (real: Real, person: number | undefined): Resident =>
  real.ground.people[person ?? 0] as Resident;
export const idOf = (real: Real, { nth }: rules.Modelled): string => real.ids.get(nth) ?? "";
export const words = ({ room, on, band, isSale }: Wish) => `${room}, ${on}, ${band}${isSale ? ", sale" : ""}`;
/** What the form says of it: 20 people fit into each room. */
export const useOf = ({ isSale }: { isSale: boolean }) => (isSale ? { ...rehearsal, purposeId: "sale" } : rehearsal);

export function add(
  model: rules.Model,
  real: Real,
  made: { id: string; amount: number },
  booking: Partial<rules.Modelled>,
) {
  const nth = model.bookings.length;
  real.ids.set(nth, made.id);
  model.bookings.push({
    nth,
    hasPage: false,
    isSale: false,
    approval: undefined,
    paidThere: false,
    amount: made.amount,
    kept: 0,
    stands: undefined,
    until: undefined,
    ...booking,
  } as rules.Modelled);
}
