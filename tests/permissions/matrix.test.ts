import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { isInAudience } from "../../src/kernel/actor.ts";
import type { Route } from "../../src/kernel/http/route.ts";
import type { Given } from "../site.fixture.ts";
import { addressOf, call, type Grounds, kinds, nameOf, openGrounds } from "./grounds.ts";

let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
});
after(() => grounds.close());

/** What nobody has to sign in for. A page that becomes public gets a line here, on purpose. */
const open = [
  "GET /",
  "GET /_catalogue",
  "GET /_catalogue/:component",
  "GET /_catalogue/:component/:example",
  "GET /about/accessibility",
  "GET /about/privacy",
  "GET /about/source",
  "GET /about/use",
  "GET /allocations",
  "GET /allocations/:season",
  "GET /api/v1/openapi.json",
  "GET /api/v1/plans",
  "GET /api/v1/plans/:plan",
  "GET /api/v1/plans/:plan/indicators",
  "GET /api/v1/spaces",
  "GET /api/v1/spaces/:space/availability",
  "GET /facilities/:facility/rules",
  "GET /healthz",
  "GET /help",
  "GET /lotteries",
  "GET /lotteries/:round",
  "GET /lotteries/:round/check",
  "GET /lotteries/:round/entries.csv",
  "GET /lotteries/:round/round.json",
  "GET /lotteries/:round/taken.csv",
  "GET /lotteries/recompute.mjs",
  "GET /opendata",
  "GET /opendata/facility.spaces",
  "GET /opendata/facility.spaces.csv",
  "GET /opendata/facility.spaces.json",
  "GET /opendata/facility.use-by-month",
  "GET /opendata/facility.use-by-month.csv",
  "GET /opendata/facility.use-by-month.json",
  "GET /opendata/lottery.rounds",
  "GET /opendata/lottery.rounds.csv",
  "GET /opendata/lottery.rounds.json",
  "GET /opendata/plan.budget",
  "GET /opendata/plan.budget.csv",
  "GET /opendata/plan.budget.json",
  "GET /opendata/plan.indicators",
  "GET /opendata/plan.indicators.csv",
  "GET /opendata/plan.indicators.json",
  "GET /opendata/plan.nodes",
  "GET /opendata/plan.nodes.csv",
  "GET /opendata/plan.nodes.json",
  "GET /opendata/plan.sheets",
  "GET /opendata/plan.sheets.csv",
  "GET /opendata/plan.sheets.json",
  "GET /opendata/plan.values",
  "GET /opendata/plan.values.csv",
  "GET /opendata/plan.values.json",
  "GET /plans",
  "GET /plans/:plan",
  "GET /plans/:plan/compare",
  "GET /plans/:plan/evaluations",
  "GET /plans/:plan/evaluations/:year",
  "GET /plans/:plan/evaluations/:year/:subject",
  "GET /plans/:plan/evaluations/:year/:subject/sheet.pdf",
  "GET /plans/:plan/evaluations/:year/report.pdf",
  "GET /plans/:plan/evaluations/:year/report.xlsx",
  "GET /plans/:plan/indicators",
  "GET /plans/:plan/indicators/:indicator",
  "GET /plans/:plan/parts/:code",
  "GET /plans/:plan/plan.xlsx",
  "GET /plans/:plan/plan.yaml",
  "GET /plans/:plan/projects",
  "GET /plans/:plan/projects/:project",
  "GET /plans/:plan/revisions",
  "GET /plans/:plan/revisions/:revision",
  "GET /plans/:plan/rules",
  "GET /plans/:plan/search",
  "GET /sign-in",
  "GET /sign-in/back",
  "GET /sign-in/codes/:code",
  "GET /sign-in/codes/:code/name",
  "GET /sign-in/visits/:visit",
  "GET /spaces",
  "GET /spaces/:space",
  "GET /spaces/:space/book",
  "GET /spaces/:space/calendar.ics",
  "GET /spaces/:space/days/:day",
  "GET /staff/enrol",
  "GET /staff/enrol/:enrolment",
  "GET /staff/sign-in",
  "POST /api/v1/plans/:plan/values",
  "POST /hooks/lock/:adapter/:key",
  "POST /hooks/payment/:provider",
  "POST /sign-in",
  "POST /sign-in/codes/:code",
  "POST /sign-in/codes/:code/name",
  "POST /sign-in/passkey",
  "POST /sign-in/visits/:visit",
  "POST /sign-in/with/:provider",
  "POST /sign-out",
  "POST /staff/enrol",
  "POST /staff/enrol/:enrolment",
];

test("only what is on the list is open to everybody", () => {
  const found = grounds.routes.filter(({ who }) => who === "anyone").map(nameOf);
  assert.deepEqual(found.sort(), open);
});

test("no path and method is there twice: the first would hide the second and its guard", () => {
  const names = grounds.routes.map((route) => nameOf(route).replace(/:[a-z]+/gi, ":x"));
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

/** Asked to sign in, refused, or let in to whatever the page then says. */
function classOf({ status, location }: Given, route: Route): "sign-in" | "refused" | "in" | string {
  if (status >= 500) return `${status}`;
  // A hook asks for a signature, not for a person.
  if (status === 401 && route.kind === "feed") return "sign-in";
  if (status === 303 && /^(\/staff)?\/sign-in(\?next=|$)/.test(location ?? "")) return "sign-in";
  return status === 403 ? "refused" : "in";
}

/** What roles alone do not decide: the section must be that of the row (tests/plan and the module test whose it is). */
const ofOwnSection = new Set(["POST /staff/plan/:plan/questions/:question/show"]);

/** Why a route of this list meets no row here: its own module tests it, over the days or with the means that it needs. */
const notReached: Readonly<Record<string, readonly string[]>> = {
  "a browser proves that the sign-in, the visit or the enrolment is its own": [
    "GET /sign-in/codes/:code",
    "GET /sign-in/codes/:code/name",
    "GET /sign-in/visits/:visit",
    "GET /staff/enrol/:enrolment",
    "POST /sign-in/codes/:code",
    "POST /sign-in/codes/:code/name",
    "POST /sign-in/with/:provider",
    "POST /sign-in/visits/:visit",
    "POST /staff/enrol/:enrolment",
  ],
  "a session or passkey that is ended by an errand before it, or needs an authenticator": [
    "POST /my/profile/link/:provider",
    "POST /my/profile/unlink/:provider",
    "POST /my/sessions/:session/end",
    "POST /my/passkeys/:passkey/remove",
    "POST /staff/account/sessions/:session/end",
    "POST /staff/account/passkeys/:passkey/remove",
  ],
  "a round is drawn on a day of its own": [
    "GET /lotteries/:round/check",
    "GET /lotteries/:round/entries.csv",
    "GET /lotteries/:round/taken.csv",
    "GET /lotteries/:round/round.json",
    "POST /my/lottery-wins/:win/confirm",
    "POST /my/lottery-wins/:win/decline",
  ],
  "a season gives its frames when its table is closed": ["POST /staff/allocation-given/:given/take-back"],
  "the bank's files and accounts come days after": [
    "GET /payments/:payment/slip.pdf",
    "GET /refunds/:refund/account",
    "POST /payments/:payment/slip",
    "POST /refunds/:refund/account",
    "GET /staff/payments/:payment/slip.pdf",
    "GET /staff/money/payouts/:refund",
    "POST /staff/money/payouts/:refund/check",
    "POST /staff/money/payouts/:refund/return",
    "GET /staff/money/clearing/:moneyfile",
    "GET /staff/money/transfers/:batch/list.csv",
    "GET /staff/money/debits/:batch/bank.txt",
    "GET /staff/money/debits/:batch/list.csv",
    "GET /staff/money/exports/:export",
    "POST /staff/money/lines/:line/approve",
    "POST /staff/money/lines/:line/drop",
    "POST /staff/money/payouts/:refund/approve",
    "POST /staff/money/payouts/:refund/done",
    "POST /staff/money/mandates/:mandate/end",
  ],
  "the letter and the papers of a reduction come with its decision": [
    "GET /bookings/:booking/reductions/:reduction/letter.pdf",
    "POST /bookings/:booking/reductions/:reduction/withdraw",
    "GET /staff/reductions/:reduction/file",
    "GET /staff/reductions/:reduction/letter.pdf",
  ],
  "only a reviewer of the sheet's round sees it, while it is with the reviewers": [
    "GET /my/reviews/:sheet",
    "GET /my/reviews/:sheet/board",
    "POST /my/reviews/:sheet",
    "POST /my/reviews/:sheet/take-back",
    "POST /my/reviews/:sheet/notes",
    "POST /my/reviews/:sheet/discuss",
    "POST /my/reviews/:sheet/board",
  ],
  "a draft, a table and a request belong to the section that brought them": [
    "GET /staff/plan/:plan/history/:indicator/table.csv",
    "GET /staff/budget/requests/:request/edit",
    "POST /staff/budget/requests/:request/edit",
    "POST /staff/budget/requests/:request/drop",
    "POST /staff/budget/requests/:request/submit",
    "GET /staff/plan/drafts/:draft",
    "POST /staff/plan/drafts/:draft",
    "POST /staff/plan/drafts/:draft/drop",
  ],
  "the answer depends on what is asked behind the address": [
    "GET /_catalogue/:component/:example",
    "GET /spaces/:space/use",
    "POST /my/groups/:group/registration/:registration/change",
    "GET /staff/people/:person",
    "GET /staff/groups/:group/documents/:document",
  ],
};

/** The codes that the locks have now, as no answer may have them: they are shown after an errand of its own only. */
async function readCodes(): Promise<RegExp> {
  const { rows } = await sql<{ sealed: string }>`
    select code_sealed as sealed from door.access where code_sealed is not null`.execute(grounds.city.db);
  const codes = rows.map(({ sealed }) => grounds.city.secrets.open("door-code", sealed) ?? "");
  assert.ok(codes.length > 0 && codes.every((code) => /^\d{6}$/.test(code)), "there is something to be found");
  const drawn = codes.flatMap((code) => [code, `${code.slice(0, 3)} ${code.slice(3)}`]);
  return new RegExp(`(?<![\\w.-])(${drawn.join("|")})(?![\\w-])`);
}

test("every route lets in whom its table names and nobody else, who is refused changes nothing, and no answer has a code of a door", async () => {
  const codes = await readCodes();
  const wrong: string[] = [];
  const met = new Map<string, Set<number>>();
  const refusedFirst = [...grounds.routes].sort((a, b) => Number(a.kind === "errand") - Number(b.kind === "errand"));
  for (const isIn of [false, true]) {
    const before = await grounds.footprint();
    for (const kind of kinds) {
      const actor = grounds.actorOf(kind);
      for (const route of refusedFirst.filter(({ who }) => isInAudience(actor, who) === isIn)) {
        // Everybody may sign out and in; where that leads is identity's own affair.
        if (isIn && route.who === "anyone" && kind !== "visitor") continue;
        const browser = await grounds.browserOf(kind);
        const given = await call(browser, route, addressOf(route, grounds.examples));
        if (isIn) met.set(nameOf(route), (met.get(nameOf(route)) ?? new Set()).add(given.status));
        const expected = isIn ? "in" : kind === "visitor" ? "sign-in" : "refused";
        const found = classOf(given, route);
        if (codes.test(given.text)) wrong.push(`${kind}: ${nameOf(route)} shows the code of a door`);
        if (ofOwnSection.has(nameOf(route)) && isIn && found === "refused") continue;
        if (found !== expected) wrong.push(`${kind}: ${nameOf(route)} → ${given.status} ${found}, not ${expected}`);
      }
    }
    if (!isIn) assert.deepEqual(await grounds.footprint(), before, "who is refused changes nothing");
  }
  assert.deepEqual(wrong, []);
  const onlyMissing = [...met].filter(([, found]) => found.size === 1 && found.has(404)).map(([name]) => name);
  const known = new Set(Object.values(notReached).flat());
  assert.deepEqual(
    onlyMissing.filter((name) => !known.has(name)),
    [],
    "each of these routes met no row: make one in tests/permissions (rows.ts, plan-rows.ts or grounds.ts)",
  );
  assert.deepEqual(
    [...known].filter((name) => !onlyMissing.includes(name)),
    [],
    "each of these routes meets its row by now: take it off the list",
  );
});

test("a page for people who have signed in asks others to, and leads them back to where they wanted to go", async () => {
  const given = await grounds.browser().get("/bookings/x/y?z=1");
  assert.equal(given.status, 404, "what does not exist is not found, signed in or not");
  const asked = await grounds.browser().get("/my/bookings");
  assert.equal(asked.location, "/sign-in?next=%2Fmy%2Fbookings");
  const staff = await grounds.browser().get("/staff/doors");
  assert.equal(staff.location, "/staff/sign-in?next=%2Fstaff%2Fdoors");
});
