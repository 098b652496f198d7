import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { listDays } from "../../../kernel/time/civil-date.ts";
import { minole, omitama as town } from "../omitama.fixture.ts";
import { slotsOn } from "./slots.ts";
import { isBesides, percentOf, sumRates, type TakenSlots, useRates } from "./use-rate.ts";

/** Tuesday to Sunday; the Monday before is a closing day. */
const week = listDays("2026-11-30", "2026-12-07");
const thirds = ["minole-kaze-office", "minole-kaze-center", "minole-kaze-stage"];
const morning = (unitId: string, spaceId: string, times = 1): TakenSlots => ({
  unitId,
  weekday: 5,
  spaceId,
  effectiveFrom: minole.effectiveFrom,
  slots: ["am"],
  times,
});
const find = (taken: readonly TakenSlots[], spaceId: string) =>
  useRates([minole], week, taken, town).cells.find(
    (cell) => cell.spaceId === spaceId && cell.slot.id === "am" && cell.weekday === 5,
  );

describe("the use rate", () => {
  it("counts a closing day neither as open nor as taken", () => {
    const { cells } = useRates([minole], week, [], town);
    assert.deepEqual(
      cells.filter(({ weekday }) => weekday === 1),
      [],
    );
    assert.ok(cells.every(({ open, taken }) => open > 0 && taken === 0));
  });

  it("counts a third of the hall in use as one of three, for the hall; and as all of it, for the third", () => {
    const taken = [morning("minole-kaze-stage", "minole-kaze-stage")];
    const hall = find(taken, "minole-kaze");
    assert.deepEqual([hall?.taken, hall?.open], [1, 3]);
    const third = find(taken, "minole-kaze-stage");
    assert.deepEqual([third?.taken, third?.open], [1, 1]);
    assert.equal(find(taken, "minole-kaze-office")?.taken, 0);
  });

  it("counts the whole hall as taken in each of its parts", () => {
    const taken = thirds.map((unitId) => morning(unitId, "minole-kaze"));
    for (const part of thirds) assert.equal(find(taken, part)?.taken, 1);
  });

  it("counts a use of a room as one of each of its units, and a unit that came besides on top of them", () => {
    const { unitId: _, ...use } = morning("", "minole-kaze");
    const asUnits = thirds.map((unitId) => morning(unitId, "minole-kaze"));
    assert.deepEqual(useRates([minole], week, [use], town), useRates([minole], week, asUnits, town));
    assert.equal(isBesides([minole], morning("minole-kaze-stage", "minole-kaze")), false);
    assert.equal(isBesides([minole], morning("minole-practice-1", "minole-kaze")), true);
  });

  it("counts what each room opens on each day, also where a closing names one room only", () => {
    const closing = {
      ...minole.calendar.closed[0],
      spaces: ["minole-practice-1"],
      weekday: "friday",
    };
    for (const facility of [
      minole,
      { ...minole, calendar: { ...minole.calendar, closed: [...minole.calendar.closed, closing] } } as typeof minole,
    ]) {
      const { cells } = useRates([facility], week, [], town);
      for (const space of facility.spaces) {
        const slots = week.flatMap((on) => slotsOn(facility, space, on, town));
        const open = sumRates(cells.filter(({ spaceId }) => spaceId === space.id)).open;
        assert.equal(open, slots.length * space.units.length, space.id);
      }
    }
  });

  it("counts each unit once for the house, however many spaces hold it", () => {
    const { whole } = useRates(
      [minole],
      ["2026-12-04"],
      thirds.map((unitId) => morning(unitId, "minole-kaze")),
      town,
    );
    assert.equal(whole.taken, 3);
    const bandsOfUnits = useRates([minole], ["2026-12-04"], [], town).whole.open;
    assert.equal(bandsOfUnits % minole.units.length, 0);
  });

  it("is never below 0 or above 100, whatever is in the books", () => {
    const some = fc.record({
      unitId: fc.constantFrom(...minole.units.map(({ id }) => id), "gone"),
      weekday: fc.integer({ min: 0, max: 6 }),
      spaceId: fc.constantFrom(...minole.spaces.map(({ id }) => id), "gone"),
      effectiveFrom: fc.constant(minole.effectiveFrom),
      slots: fc.subarray(["am", "pm", "night", "gone"], { minLength: 1 }),
      times: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (taken) => {
        const { cells, whole } = useRates([minole], ["2026-12-04", "2026-12-05"], taken, town);
        for (const rate of [...cells, whole]) {
          const percent = percentOf(sumRates([rate])) ?? 0;
          assert.ok(percent >= 0 && percent <= 100, `${percent}`);
        }
      }),
      { numRuns: 100 },
    );
  });
});
