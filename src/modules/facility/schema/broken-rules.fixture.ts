import type { BrokenFile } from "./broken-files.fixture.ts";

const monday = "{ kind: weekly, weekday: monday, ifHoliday: next-weekday }";
const closes = "closes: { kind: days, days: 14 }";
const steps = "steps: [{ daysBefore: 8, percent: 100 }]";
const night = 'from: "18:00", to: "22:00" }';
const words = "{ ja: だめです, en: No }";
const example = "expect: { kind: fee, fee: 1100 }";

/** A right rule of アピオス and a wrong one in its place. */
function apios(rule: string, from: string, to: string, en: RegExp, at: string): BrokenFile {
  return { rule, id: "apios", from, to, en, at };
}

/** Instead of the line of `closes`, the same with a field of terms before it. */
function withTerms(rule: string, field: string, en: RegExp, at: string): BrokenFile {
  return apios(rule, closes, `${field}\n    ${closes}`, en, at);
}

/** Calendars, timetables, and who may book what and when. */
export const brokenRules: readonly BrokenFile[] = [
  apios(
    "a month has five Mondays at the most",
    monday,
    "{ kind: nth, weekday: monday, nth: [6], ifHoliday: open }",
    /1 to 5, or last/,
    "6]",
  ),
  apios("no month has 32 days", monday, "{ kind: monthly, days: [32], ifHoliday: open }", /from 1 to 31/, "32]"),
  apios(
    "a closing moves as the list says",
    monday,
    monday.replace("next-weekday", "tomorrow"),
    /next-open-day/,
    "tomorrow",
  ),
  apios(
    "an unknown weekday that stays open",
    monday,
    "{ kind: holidays, except: [funday] }",
    /monday, tuesday/,
    "funday",
  ),
  apios(
    "a closing of a space that is not there",
    monday,
    monday.replace(" }", ", spaces: [apios-attic] }"),
    /no space “apios-attic”/,
    "apios-attic",
  ),
  apios(
    "an extra opening runs forwards",
    "  closed:\n",
    '  openings:\n    - { from: "2026-05-04", to: "2026-05-03" }\n  closed:\n',
    /after the last/,
    '{ from: "2026-05-04"',
  ),
  apios(
    "its hours run forwards",
    "  closed:\n",
    '  openings:\n    - { from: "2026-05-04", to: "2026-05-04", hours: { from: "12:00", to: "09:00" } }\n  closed:\n',
    /not before the end/,
    '{ from: "12:00"',
  ),
  apios(
    "a band that is not lent alone needs a combination",
    night,
    night.replace(" }", ", alone: false }"),
    /needs a combination/,
    "false",
  ),
  {
    rule: "a grid has a step of the list",
    id: "tamari-tennis",
    from: "stepMinutes: 60",
    to: "stepMinutes: 50",
    en: /15, 20, 30/,
    at: "50",
  },
  {
    rule: "uses begin at slots",
    id: "tamari-tennis",
    from: "stepMinutes: 60",
    to: "stepMinutes: 60\n    startsEvery: 90",
    en: /multiple of 60 minutes/,
    at: "90",
  },
  {
    rule: "uses last whole slots",
    id: "tamari-tennis",
    from: "stepMinutes: 60",
    to: "stepMinutes: 60\n    lengthsOf: 90",
    en: /multiple of 60 minutes/,
    at: "90",
  },
  {
    rule: "periods of one day do not overlap where there are gaps",
    id: "tamari-tennis",
    from: '"17:00", to: "21:00" }',
    to: '"16:00", to: "21:00" }\n    gaps: true',
    en: /must begin/,
    at: "{ id: evening",
  },
  apios(
    "a closing hour is a time",
    closes,
    'closes: { kind: days, days: 14, at: "25:00" }',
    /00:00 to 23:59/,
    '"25:00"',
  ),
  apios(
    "a row of a category behind one that takes all its cases",
    "- { category: resident-group,",
    "- { category: resident-person, purposes: [meeting],",
    /never be used/,
    "{ category: resident-person, purposes",
  ),
  apios(
    "a row that closes before it opens",
    "{ category: resident-person, opens: { kind: months, months: 6, day: same } }",
    "{ category: resident-person, opens: { kind: months, months: 1, day: same }, closes: { kind: months, months: 2, day: first } }",
    /before it opens|no time/,
    "{ kind: months, months: 1",
  ),
  apios(
    "an unknown channel",
    "{ category: resident-person, opens",
    "{ category: resident-person, channels: [pigeon], opens",
    /web, counter, telephone/,
    "pigeon",
  ),
  apios(
    "an unknown purpose of a row",
    "{ category: resident-person, opens",
    "{ category: resident-person, purposes: [karaoke], opens",
    /no purpose “karaoke”/,
    "karaoke",
  ),
  apios(
    "an unknown way of opening",
    "opens: { kind: months, months: 6, day: same }",
    "opens: { kind: someday }",
    /days, months, nth, weeks, year, date, never/,
    "someday",
  ),
  withTerms(
    "a need of members says how many",
    `requires: [{ id: a, needs: { kind: members }, because: ${words}, article: guide }]`,
    /what is needed/,
    "{ kind: members }",
  ),
  withTerms(
    "an unknown kind of need",
    `requires: [{ id: a, needs: { kind: luck }, because: ${words}, article: guide }]`,
    /registered, members/,
    "luck",
  ),
  withTerms(
    "a need without its article",
    `requires: [{ id: a, needs: { kind: group }, because: ${words} }]`,
    /“article” is missing/,
    "{ id: a",
  ),
  withTerms(
    "an unknown category in a requirement",
    `requires: [{ id: a, when: { categories: [nobody] }, needs: { kind: group }, because: ${words}, article: guide }]`,
    /no category “nobody”/,
    "nobody",
  ),
  withTerms(
    "an unknown period of a limit",
    "limits: [{ per: decade, count: bookings, most: 4, article: guide }]",
    /day, week, month/,
    "decade",
  ),
  withTerms(
    "a limit on a space that is not there",
    "limits: [{ per: month, count: bookings, most: 4, spaces: [apios-attic], article: guide }]",
    /no space “apios-attic”/,
    "apios-attic",
  ),
  withTerms(
    "a limit of none",
    "limits: [{ per: month, count: bookings, most: 0, article: guide }]",
    /whole number/,
    "0,",
  ),
  withTerms(
    "days in a row without an article that exists",
    "consecutiveDays: { most: 14, countClosed: true, article: law }",
    /no article “law”/,
    "law",
  ),
  withTerms(
    "points without an end",
    "penalties: { noShow: 2, lateCancel: 1, lateFrom: 3, withinDays: 90, suspendAt: 4, article: guide }",
    /“suspendForDays” is missing/,
    "{ noShow",
  ),
  apios(
    "a refund step counts in one way",
    steps,
    "steps: [{ daysBefore: 8, monthsBefore: 1, percent: 100 }]",
    /either daysBefore or monthsBefore/,
    "{ daysBefore: 8, m",
  ),
  apios(
    "refund steps fall, however they are counted",
    steps,
    "steps: [{ daysBefore: 8, percent: 100 }, { daysBefore: 8, counting: day-before, percent: 50 }]",
    /must fall/,
    "{ daysBefore: 8, counting",
  ),
  apios(
    "a cause of the list",
    steps,
    `${steps}, causes: [{ cause: bad mood, percent: 100 }]`,
    /city, weather, disaster, illness/,
    "bad mood",
  ),
  apios(
    "a table for a purpose that is not there",
    steps,
    `${steps}, exceptions: [{ when: { purposes: [karaoke] }, steps: [], article: guide }]`,
    /no purpose “karaoke”/,
    "karaoke",
  ),
  apios(
    "a deadline within a year",
    "withinDays: 7,",
    "withinDays: 7, byDay: { of: use, months: -13, day: 20 },",
    /-12 to 12/,
    "-13",
  ),
  apios(
    "a forbidden purpose cites an article that exists",
    "{ id: meeting, name:",
    `{ id: meeting, forbidden: { because: ${words}, article: law }, name:`,
    /no article “law”/,
    "law",
  ),
  {
    rule: "nobody asks for more than there is",
    id: "minole",
    from: "amount: 1100\n      per: booking\n",
    to: "amount: 1100\n      per: booking\n      most: 3\n      stock: 2\n",
    en: /are 2 only/,
    at: "3",
  },
  {
    rule: "a part takes no more people than the whole",
    id: "minole",
    from: "capacity: 75",
    to: "capacity: 40",
    en: /more people than the whole/,
    at: "40",
  },
  apios(
    "a reason that is not said",
    example,
    "expect: { kind: refused, code: facility.closed, because: 雨 }",
    /because .?雨/,
    "{ title: 会議室1の夜間",
  ),
  apios(
    "an example citing an unknown article",
    example,
    "expect: { kind: refused, code: facility.closed, article: law }",
    /no article “law”/,
    "law",
  ),
  apios(
    "an example of days without end",
    "slots: [night], category: resident-group",
    "slots: [night], days: 0, category: resident-group",
    /whole number/,
    "0,",
  ),
  ...(
    [
      ["a row of a band that ends on its day", ", inRow: { most: 2 } }", /end on a later day/, "{ most: 2"],
      ["closing days of a band that ends on its day", ", overClosed: [last] }", /end on a later day/, "[last"],
      ["days inside a night", ", endsAfterDays: 1, overClosed: [inside] }", /no days inside/, "[inside"],
      ["a use over more than two months", ", endsAfterDays: 2, inRow: { most: 40 } }", /62 days at most/, "{ most: 40"],
      ["a band that ends after no days", ", endsAfterDays: 0 }", /at least|whole number|1/, "0"],
      [
        "a next one that begins before the end",
        ", endsAfterDays: 2, inRow: { most: 2, everyDays: 2 } }",
        /3 days later/,
        "2 }",
      ],
      ["a row of one", ", endsAfterDays: 1, inRow: { most: 1 } }", /./, "1 }"],
    ] as const
  ).map(([rule, more, en, at]) => apios(rule, night, night.replace(" }", more), en, at)),
  apios(
    "a night that ends at an hour at which the house is never open",
    night,
    'from: "18:00", to: "23:00", endsAfterDays: 1 }',
    /outside the opening hours of every day/,
    '"23:00"',
  ),
  apios(
    "a band after one that ends on a later day",
    'from: "13:00", to: "17:00" }',
    'from: "13:00", to: "10:00", endsAfterDays: 1 }',
    /overlap/,
    "{ id: night",
  ),
];
