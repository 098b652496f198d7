import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageError } from "../../kernel/http/page-error.ts";
import { locales } from "../../kernel/i18n/locales.ts";
import { checkHtml } from "../../ui/check-html.fixture.ts";
import { exampleView } from "../../ui/stage.fixture.ts";
import { showAccessibility, showPrivacy, showSource, showUse } from "./about.ts";
import { errorPage } from "./error-page.ts";
import { showFront } from "./front.ts";
import { showHelp } from "./help.ts";
import { siteModule } from "./module.ts";

const houses = async () => [
  { name: { ja: "四季文化館みの〜れ", en: "Minole" }, href: "/spaces/kaze", until: "22:00" },
  { name: { ja: "玉里運動公園", en: "Tamari park" }, href: "/spaces/court", until: undefined },
];
const statuses: readonly PageError["status"][] = [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503];

test("every page of the site is sound HTML in every language, with one h1", async () => {
  for (const locale of locales) {
    const view = exampleView({ locale });
    const pages = await Promise.all([
      showFront(view, houses),
      ...[showHelp, showUse, showAccessibility, showPrivacy, showSource].map((show) => show(view)),
      ...statuses.map((status) => errorPage(view, { status })),
    ]);
    for (const page of pages.map(String)) {
      assert.deepEqual(checkHtml(page), []);
      assert.equal(page.split("<h1").length, 2);
    }
  }
});

test("the front page says the day, its season, and which houses are open until when", async () => {
  const page = String(await showFront(exampleView(), houses));
  assert.match(page, /令和8年11月25日（水）　小雪のころ/);
  assert.match(page, /みの〜れ<\/a><\/th><td>.*?開館<\/b><\/span><br>22時まで/);
  assert.match(page, /玉里運動公園<\/a><\/th><td>.*?休館<\/b><\/span><\/td>/);
});

test("a resident finds the bookings on the front page, a visitor the way in", async () => {
  const resident = { kind: "resident", personId: "p", name: "はる", sessionId: "s" } as const;
  assert.match(String(await showFront(exampleView({ actor: resident }), houses)), /href="\/my\/bookings"/);
  assert.match(String(await showFront(exampleView(), houses)), /class="button[^"]*" href="\/sign-in"/);
});

test("an error says what can be done and whom to call, and from 500 a number that the log knows", () => {
  for (const status of statuses) {
    const page = String(errorPage(exampleView(), { status }));
    assert.match(page, /href="tel:0299000000"/);
    assert.equal(page.includes("00000000"), status >= 500, String(status));
  }
});

test("a rule that says no is quoted; what is not there is not explained, whoever's it is", () => {
  const taken = String(errorPage(exampleView(), { status: 409, code: "facility.taken" }));
  const missing = [undefined, "not-found", "facility.taken"].map((code) =>
    String(errorPage(exampleView(), { status: 404, ...(code && { code }) })),
  );
  assert.notEqual(taken, String(errorPage(exampleView(), { status: 409 })));
  assert.equal(new Set(missing).size, 1);
});

test("the catalogue is there only if it is asked for", () => {
  const paths = (catalogue: boolean) =>
    siteModule({
      listOpenToday: houses,
      listPlanStates: async () => [],
      catalogue,
      metrics: () => new Map(),
      datasets: new Map(),
    }).routes.map(({ path }) => path);
  assert.ok(paths(true).some((path) => path.startsWith("/_catalogue")));
  assert.ok(!paths(false).some((path) => path.startsWith("/_catalogue")));
});
