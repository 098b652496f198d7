/** Two invented ordinances for measuring prices, in the form of a facility's file. */

const named = (ja: string) => ({ ja, en: ja });
const rule = (id: string) => ({ id, name: named(id), because: named("ため"), article: "table" });
const bandIds = ["am", "pm", "night"] as const;
const rooms = Array.from({ length: 12 }, (_, index) => `hall-room-${index + 1}`);

const timetable = {
  id: "times",
  kind: "bands",
  consecutive: "with-gap",
  bands: [
    { id: "am", name: named("午前"), from: "09:00", to: "12:00" },
    { id: "pm", name: named("午後"), from: "13:00", to: "17:00" },
    { id: "night", name: named("夜間"), from: "18:00", to: "22:00" },
  ],
  combined: [
    { id: "day", name: named("昼間"), of: ["am", "pm"] },
    { id: "all", name: named("全日"), of: bandIds },
  ],
};

function house(fees: object, questions: readonly object[] = []): object {
  const categories = ["person", "group", "school"];
  return {
    id: "hall",
    effectiveFrom: "2025-04-01",
    sample: true,
    name: named("会館"),
    kana: "かいかん",
    area: "all",
    address: named("市内"),
    telephone: "0299-00-0000",
    access: named("歩いて"),
    barrierFree: named("段差なし"),
    articles: { table: { title: named("条例　別表") } },
    calendar: { hours: [{ from: "09:00", to: "22:00" }] },
    timetables: [timetable],
    categories: categories.map((id) => ({ id, name: named(id), note: named(id), who: "either" })),
    purposes: ["music", "meeting", "sale"].map((id) => ({ id, name: named(id) })),
    questions,
    terms: [
      {
        id: "standard",
        categories: categories.map((category) => ({ category, opens: { kind: "days", days: 365 } })),
        closes: { kind: "minutes", minutes: 0 },
        payment: { ways: ["counter"], withinDays: 7, daysBefore: 0, article: "table" },
        refund: { steps: [{ daysBefore: 1, percent: 100 }], article: "table" },
      },
    ],
    units: rooms.map((id) => ({ id, name: named(id) })),
    spaces: rooms.map((id) => ({
      id,
      name: named(id),
      kana: "へや",
      units: [id],
      capacity: 300,
      purposes: ["music", "meeting", "sale"],
      timetable: "times",
      terms: "standard",
    })),
    entry: { leadMinutes: 0, lagMinutes: 0, graceMinutes: 0 },
    fees,
    examples: [{ title: "開いている", space: rooms[0], on: "2026-06-11", expect: { kind: "open", open: true } }],
  };
}

const rounding = { to: 10, how: "down", article: "table" };

/** One row, no conditions, nothing but the bands. */
export const simplestTable = house({
  table: [{ spaces: rooms, amounts: { am: 1000, pm: 1500, night: 2000 }, article: "table" }],
  rounding,
});

/** Rows by room, day and season; combinations; all kinds of coefficients; reductions, extras, takings, deposits, tax. */
export const fullOrdinance = house(
  {
    table: rooms.flatMap((room, index) =>
      [
        { days: ["weekday"], months: [4, 5, 6, 7, 8, 9] },
        { days: ["weekday"], months: [10, 11, 12, 1, 2, 3] },
        { days: ["saturday", "sunday", "holiday"], months: [4, 5, 6, 7, 8, 9] },
        { days: ["saturday", "sunday", "holiday"], months: [10, 11, 12, 1, 2, 3] },
      ].map((when, row) => {
        const base = 1000 + 137 * index + 211 * row;
        const amounts = { am: base, pm: base + 500, night: base + 900, day: 2 * base, all: 3 * base };
        return { spaces: [room], when, amounts, article: "table" };
      }),
    ),
    order: ["replace", "multiply", "add"],
    coefficients: [
      { ...rule("outside"), when: { answers: { residence: ["outside"] } }, multiply: 2 },
      { ...rule("neighbours"), when: { answers: { residence: ["neighbours"] } }, multiply: 1.2 },
      { ...rule("profit"), when: { answers: { profit: "yes" } }, multiply: 3 },
      {
        ...rule("both"),
        when: { answers: { residence: ["outside"], profit: "yes" } },
        multiply: 5,
        insteadOf: ["outside", "profit"],
      },
      {
        ...rule("low"),
        when: { answers: { admission: { from: 1, below: 1000 } } },
        multiply: 1.5,
        exclusive: "admission",
      },
      { ...rule("high"), when: { answers: { admission: { from: 1000 } } }, multiply: 2.15, exclusive: "admission" },
      { ...rule("evening"), when: { slots: ["night"] }, multiply: 1.1 },
      { ...rule("crowd"), when: { people: { atLeast: 100 } }, kind: "add", add: 300, per: "hour" },
      { ...rule("new-year"), when: { dates: [{ from: "12-28", to: "01-04" }] }, kind: "replace", factor: 2 },
      { ...rule("second-sunday"), when: { nth: [{ weekday: "sunday", nth: [2] }] }, multiply: 0.9 },
    ],
    reductions: [
      { ...rule("culture"), when: { groupCategories: ["culture"], purposes: ["music", "meeting"] }, percent: 50 },
      { ...rule("school"), when: { categories: ["school"] }, percent: 100 },
      { ...rule("some"), when: { categories: ["group"] }, yen: 300, covers: "all" },
    ],
    stacking: "largest",
    extras: [
      {
        id: "heating",
        name: named("暖房"),
        kind: "climate",
        spaces: rooms,
        amount: 300,
        per: "slot",
        article: "table",
      },
      {
        id: "air",
        name: named("冷房"),
        kind: "climate",
        spaces: rooms,
        percent: 50,
        percentOf: "base",
        per: "booking",
        article: "table",
      },
      {
        id: "piano",
        name: named("ピアノ"),
        kind: "equipment",
        spaces: rooms,
        amount: 1000,
        per: "booking",
        stock: 2,
        weightedBy: ["outside", "both"],
        article: "table",
      },
      {
        id: "lights",
        name: named("照明"),
        kind: "lights",
        spaces: rooms,
        amount: 150,
        per: "half-hour",
        litFrom: Object.fromEntries(Array.from({ length: 12 }, (_, month) => [month + 1, "17:30"])),
        article: "table",
      },
    ],
    takings: [
      {
        id: "share",
        name: named("入場料収入"),
        when: { answers: { admission: { from: 1 } } },
        taken: "taken",
        expected: "expected",
        percent: 5,
        least: "fee",
        article: "table",
      },
    ],
    deposits: [{ id: "key", name: named("保証金"), when: { people: { atLeast: 50 } }, amount: 5000, article: "table" }],
    tax: { rate: 10, included: false, article: "table" },
    rounding: { ...rounding, at: "step" },
  },
  [
    {
      id: "residence",
      name: named("住まい"),
      kind: "choice",
      options: ["city", "neighbours", "outside"].map((id) => ({ id, name: named(id) })),
    },
    { id: "profit", name: named("営利"), kind: "yes-no" },
    { id: "admission", name: named("入場料"), kind: "yen" },
    { id: "expected", name: named("見込み"), kind: "yen" },
    { id: "taken", name: named("売上"), kind: "yen", askAfterUse: true },
  ],
);
