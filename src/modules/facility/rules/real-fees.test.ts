import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeFacility, named, noRounding, priceOf, rule, type SmallOrdinance, type UseGiven } from "../fees.fixture.ts";

/** Worked cases of real ordinances, each in the smallest file that can say them. The files themselves stand in cities/examples. */
function assertFees(small: SmallOrdinance, cases: readonly (readonly [readonly string[], UseGiven, number])[]): void {
  const facility = makeFacility(small);
  for (const [slots, given, fee] of cases) {
    assert.equal(priceOf(facility, slots, given).total, fee, JSON.stringify([slots, given]));
  }
}

const row = (room: string, amounts: object, more: object = {}) => ({
  spaces: [`hall-${room}`],
  amounts,
  article: "table",
  ...more,
});

describe("fees of real houses", () => {
  it("鉾田市立公民館: a day has a price of its own, two bands are added", () => {
    const timetable = {
      id: "times",
      kind: "bands",
      consecutive: "with-gap",
      bands: [
        { id: "am", name: named("午前"), from: "09:00", to: "13:00" },
        { id: "pm", name: named("午後"), from: "13:00", to: "17:00" },
        { id: "night", name: named("夜"), from: "17:00", to: "22:00" },
      ],
      combined: [{ id: "all", name: named("1日"), of: ["am", "pm", "night"] }],
    };
    const table = [
      row("large", { am: 1050, pm: 1050, night: 1570, all: 2620 }),
      row("middle", { am: 520, pm: 520, night: 840, all: 1570 }),
      row("meeting", { am: 520, pm: 520, night: 840, all: 1050 }),
      row("asahi", { am: 2200, pm: 2200, night: 3300, all: 6160 }),
    ];
    const spaces = { large: 300, middle: 80, meeting: 50, asahi: 250 };
    assertFees({ timetable, spaces, fees: { table, rounding: noRounding } }, [
      [["am"], { room: "large" }, 1050],
      [["am", "pm", "night"], { room: "large" }, 2620],
      [["am", "pm", "night"], { room: "meeting" }, 1050],
      [["am", "pm"], { room: "middle" }, 1040],
      [["night"], { room: "asahi" }, 3300],
    ]);
  });

  it("中野区上高田庭球場: two hours by day type, and lights by half hours from the month's dusk", () => {
    const from = ["07:00", "09:00", "11:00", "13:00", "15:00", "17:00", "19:00", "21:00"];
    const timetable = {
      id: "times",
      kind: "bands",
      consecutive: "with-gap",
      bands: from.slice(0, -1).map((time, index) => ({
        id: `from-${time.slice(0, 2)}`,
        name: named(time),
        from: time,
        to: from[index + 1],
      })),
    };
    const ids = timetable.bands.map(({ id }) => id);
    const all = (amount: number) => Object.fromEntries(ids.map((id) => [id, amount]));
    const fees = {
      table: [
        row("room", all(600), { when: { days: ["weekday"] } }),
        row("room", all(1000), { when: { days: ["saturday", "sunday", "holiday"] } }),
      ],
      extras: [
        {
          id: "lights",
          name: named("照明"),
          kind: "lights",
          spaces: ["hall-room"],
          amount: 200,
          per: "half-hour",
          litFrom: {
            4: "18:00",
            5: "18:30",
            6: "18:30",
            7: "18:30",
            8: "18:00",
            9: "17:30",
            3: "17:30",
            10: "17:00",
            2: "17:00",
            11: "16:30",
            1: "16:30",
            12: "16:00",
          },
          article: "table",
        },
      ],
      rounding: noRounding,
    };
    assertFees({ opens: "07:00", timetable, fees }, [
      [["from-17"], { on: "2025-05-10" }, 1200],
      [["from-17"], { on: "2025-12-03" }, 1400],
      [["from-15"], { on: "2025-11-03" }, 1200],
      [["from-09"], { on: "2025-06-11" }, 600],
    ]);
  });

  it("小山市立生涯学習センター: the weekend has other prices, and what is paid for or sold at costs twice as much", () => {
    const bandsOf = [
      { id: "a", name: named("A"), from: "09:00", to: "12:30" },
      { id: "b", name: named("B"), from: "13:30", to: "17:00" },
      { id: "c", name: named("C"), from: "17:30", to: "21:30" },
    ];
    const timetable = { id: "times", kind: "bands", consecutive: "with-gap", bands: bandsOf };
    const weekend = { when: { days: ["saturday", "sunday", "holiday"] } };
    const weekday = { when: { days: ["weekday"] } };
    const table = [
      row("hall", { a: 3500, b: 3500, c: 3500 }, weekday),
      row("hall", { a: 4000, b: 4500, c: 4500 }, weekend),
      row("gallery", { a: 3000, b: 3000, c: 3000 }, weekday),
      row("gallery", { a: 3500, b: 4000, c: 4000 }, weekend),
    ];
    const coefficients = [
      { ...rule("paid"), when: { answers: { paid: ["ticket", "goods", "teacher"] } }, multiply: 2 },
    ];
    const options = ["no", "ticket", "goods", "teacher"].map((id) => ({ id, name: named(id) }));
    const questions = [{ id: "paid", name: named("お金を受け取りますか"), kind: "choice", options }];
    assertFees(
      { timetable, spaces: { hall: 200, gallery: 90 }, questions, fees: { table, coefficients, rounding: noRounding } },
      [
        [["b"], { room: "hall", on: "2025-06-14", answers: { paid: "no" } }, 4500],
        [["a"], { room: "hall", on: "2025-06-11", answers: { paid: "ticket" } }, 7000],
        [["c"], { room: "gallery", on: "2025-06-15", answers: { paid: "goods" } }, 8000],
      ],
    );
  });

  it("吉舎B&G海洋センター: outside twice, business three times, both five times; heating half as much again", () => {
    const questions = [
      {
        id: "residence",
        name: named("住まい"),
        kind: "choice",
        options: [
          { id: "city", name: named("市内") },
          { id: "outside", name: named("市外") },
        ],
      },
      { id: "profit", name: named("営利"), kind: "yes-no" },
    ];
    const coefficients = [
      { ...rule("outside"), when: { answers: { residence: ["outside"] } }, multiply: 2 },
      { ...rule("profit"), when: { answers: { profit: "yes" } }, multiply: 3 },
      {
        ...rule("both"),
        when: { answers: { residence: ["outside"], profit: "yes" } },
        multiply: 5,
        insteadOf: ["outside", "profit"],
      },
    ];
    const reductions = [
      { ...rule("children"), when: { categories: ["children"] }, percent: 100 },
      { ...rule("youth"), when: { categories: ["youth"] }, percent: 50 },
    ];
    const hourly = {
      id: "times",
      kind: "grid",
      stepMinutes: 60,
      minMinutes: 60,
      maxMinutes: 600,
      periods: [{ id: "hour", name: named("1時間"), from: "09:00", to: "22:00" }],
    };
    const gym: SmallOrdinance = {
      timetable: hourly,
      categories: ["general", "children", "youth"],
      purposes: ["amateur", "other"],
      questions,
      fees: {
        table: [
          row("room", { hour: 520 }, { when: { purposes: ["amateur"] } }),
          row("room", { hour: 1250 }, { when: { purposes: ["other"] } }),
        ],
        coefficients,
        reductions,
        rounding: noRounding,
      },
    };
    const city = { answers: { residence: "city", profit: false } };
    assertFees(gym, [
      [["09:00", "10:00"], { answers: { residence: "outside", profit: false } }, 2080],
      [["09:00"], { purposeId: "other", answers: { residence: "city", profit: true } }, 3750],
      [["09:00"], { purposeId: "other", answers: { residence: "outside", profit: true } }, 6250],
      [["09:00"], { categoryId: "youth", ...city }, 260],
      [["09:00", "10:00", "11:00"], { categoryId: "children", ...city }, 0],
    ]);

    const meeting: SmallOrdinance = {
      timetable: {
        id: "times",
        kind: "bands",
        consecutive: "with-gap",
        bands: [
          { id: "am", name: named("午前"), from: "09:00", to: "12:00" },
          { id: "pm", name: named("午後"), from: "12:00", to: "17:00" },
          { id: "night", name: named("夜間"), from: "17:00", to: "22:00" },
        ],
      },
      fees: {
        table: [row("room", { am: 410, pm: 620, night: 620 })],
        extras: [
          {
            id: "air",
            name: named("冷暖房"),
            kind: "climate",
            spaces: ["hall-room"],
            percent: 50,
            percentOf: "fee",
            per: "booking",
            article: "table",
          },
        ],
        rounding: noRounding,
      },
    };
    assertFees(meeting, [[["am"], { extras: { air: 1 } }, 615]]);
  });
});
