import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changesNothing, openSite, useForm } from "./abuse.fixture.ts";

/** Days and times that do not exist, are over, or are not offered. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const room = "minole-practice-1";
const court = "tamari-tennis-a";
const attacks: readonly (readonly [string, { space?: string; on?: string; slots?: string }, RegExp?])[] = [
  ["last Sunday", { on: "2026-11-22" }, /もう過ぎています/],
  ["a time of today that has begun", { on: "2026-11-25", slots: "am" }, /もう始まっています/],
  ["29 February of a common year", { on: "2027-02-29" }],
  ["29 February in the Japanese way", { on: "令和9年2月29日" }],
  ["31 June", { on: "2027-06-31" }],
  ["the year 9999", { on: "9999-12-31" }],
  ["1,000 days ahead", { on: "2029-08-21" }],
  ["the year 0", { on: "0000-01-01" }],
  ["a Monday, when the house is closed", { on: "2026-12-07" }, /お休み/],
  ["no time at all", { slots: "" }, /使う時間を選んでください/],
  ["25 o'clock", { space: court, slots: "25:00" }],
  ["off the grid", { space: court, slots: "10:30" }],
  ["an hour before the court opens", { space: court, slots: "03:00" }],
  ["a band that does not exist", { slots: "midnight" }],
  ["morning and evening without the afternoon between", { slots: "am,night" }, /続いている時間/],
  ["a negative length", { space: court, slots: "-1" }],
  ["a hundred slots", { space: court, slots: Array.from({ length: 100 }, (_, hour) => `${hour}:00`).join() }],
  ["words", { on: "あした", slots: "あさ" }],
];

for (const [name, { space = room, on = useForm.on, slots = useForm.slots }, said] of attacks) {
  test(`${name} is refused at the field, and nothing is written`, async () => {
    const form = space === court ? { category: "resident", purpose: "tennis", people: "4" } : useForm;
    const post = () => site.haru.browser.post(`/spaces/${space}/use`, { ...form, on, slots });
    const { status, text } = await changesNothing(site, post);
    assert.equal(status, 422);
    assert.match(text, /href="#(on|slots)"/, "the summary leads to the field");
    if (said !== undefined) assert.match(text, said);
  });
}

test("the same addresses by GET show a page that says so, or are not found", async () => {
  for (const [name, { space = room, on = useForm.on, slots = useForm.slots }] of attacks) {
    for (const page of ["book", "use"]) {
      const { status } = await site.haru.browser.get(`/spaces/${space}/${page}?${new URLSearchParams({ on, slots })}`);
      assert.ok(status === 200 || status === 404, `${page}, ${name}: ${status}`);
    }
  }
});
