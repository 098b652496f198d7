import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../kernel/actor.ts";
import { exampleView } from "../stage.fixture.ts";
import { header } from "./header.ts";
import { hereIn } from "./site-nav.ts";

const resident: Actor = { kind: "resident", personId: "p", name: "山口 はる", sessionId: "s" };
const staff: Actor = {
  kind: "staff",
  personId: "q",
  name: "青柳",
  sectionId: "c",
  sectionName: "生涯学習課",
  roles: ["clerk"],
  sessionId: "s",
};
const drawn = async (...[options, area]: [Parameters<typeof exampleView>[0], "public" | "staff"]) =>
  String(await header(exampleView(options), area));

test("a language link keeps the address and its query", async () => {
  const text = await drawn({ path: "/spaces?day=2026-12-04&area=ogawa" }, "public");
  assert.match(text, /href="\/spaces\?day=2026-12-04&amp;area=ogawa&amp;lang=en" lang="en" hreflang="en"/);
});

test("a visitor is offered to sign in, a resident to sign out by a form with its key", async () => {
  assert.match(await drawn({}, "public"), /href="\/sign-in"/);
  const text = await drawn({ actor: resident }, "public");
  assert.match(text, /山口 はる さん/);
  assert.match(text, /<form[^>]*method="post" action="\/sign-out"><input type="hidden" name="form-key"/);
});

test("the staff's menu is shown to staff only", async () => {
  assert.match(
    await drawn({ actor: staff, path: "/staff/bookings/1" }, "staff"),
    /href="\/staff\/bookings" aria-current/,
  );
  assert.doesNotMatch(await drawn({}, "staff"), /href="\/staff\/bookings"/);
});

test("the staff's menu has a line of groups, each leading to its first page, and below it the pages of the present group", async () => {
  const text = await drawn({ actor: staff, path: "/staff/bookings/1" }, "staff");
  const [above = "", below = ""] = [...text.matchAll(/<ul[^>]*>(.*?)<\/ul>/gs)].map(([list]) => list);
  assert.match(above, /href="\/staff" aria-current="true">施設と予約<.*href="\/staff\/cash">お金</s);
  assert.match(below, /href="\/staff\/bookings" aria-current/);
  assert.doesNotMatch(below, /cash/);
});

test("a page belongs to the menu entry whose address is the longest beginning of its own", () => {
  const hrefs = ["/staff", "/staff/doors"];
  assert.equal(hereIn(hrefs, "/staff/doors/kaze"), "/staff/doors");
  assert.equal(hereIn(hrefs, "/staff/doorsteps"), undefined, "the first page stands for itself only");
  assert.equal(hereIn(hrefs, "/staff"), "/staff");
  assert.equal(hereIn(["/spaces"], "/spacesuits"), undefined);
});
