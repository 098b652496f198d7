import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Hold rooms, never pay, again and again, to keep others out. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const bands = ["am", "pm", "night"];

test("three rooms at a time are the most; a fourth is refused and says why", async () => {
  for (const slots of bands) assert.equal((await site.haru.browser.post(usePath, { ...useForm, slots })).status, 303);
  const fourth = () => site.haru.browser.post(usePath, { ...useForm, on: "2026-12-05" });
  const { status, text } = await changesNothing(site, fourth);
  assert.equal(status, 409);
  assert.match(text, /同時におさえられるのは、3つまでです/);
});

test("others get the rooms after ten minutes, without any job, and holding again does not prolong what is held", async () => {
  site.clock.advance(5 * 60_000);
  const again = await changesNothing(site, () => site.haru.browser.post(usePath, useForm));
  assert.equal(again.status, 409);
  site.clock.advance(5 * 60_000);
  for (const slots of bands) assert.equal((await site.mika.browser.post(usePath, { ...useForm, slots })).status, 303);
  assert.equal(await site.count(sql`select from facility.booking where state = 'held'`), 3);
  assert.equal(
    await site.count(sql`select from facility.booking where state = 'expired' and booker_id = ${site.haru.personId}`),
    3,
  );
});

test("promising to pay at the counter and never coming keeps six rooms at the most", async () => {
  const { browser } = site.mika;
  site.clock.advance(60 * 60_000);
  for (const on of ["2026-12-10", "2026-12-11"]) {
    for (const slots of bands) {
      const { location } = await browser.post(usePath, { ...useForm, on, slots });
      assert.equal((await browser.post(location ?? "", { way: "counter", agree: "yes" })).status, 303);
    }
  }
  const seventh = await changesNothing(site, () => browser.post(usePath, { ...useForm, on: "2026-12-12" }));
  assert.equal(seventh.status, 409);
  assert.match(seventh.text, /支払いを待っている予約が6つあります/);
  // What was not paid by the ordinance's day is gone, and the person can book again.
  site.clock.set("2026-12-08T00:00:00+09:00");
  await site.runJob("facility.expire");
  assert.equal((await browser.post(usePath, { ...useForm, on: "2026-12-12" })).status, 303);
  site.clock.set("2026-11-25T12:00:00+09:00");
});

test("one extension is all: a script that extends for ever gets the room no longer than twenty minutes", async () => {
  site.clock.advance(60 * 60_000);
  const { location } = await site.haru.browser.post(usePath, { ...useForm, on: "2026-12-08" });
  const booking = (location ?? "").split("/")[2] ?? "";
  const began = site.clock.now();
  const statuses: number[] = [];
  for (let minute = 1; minute <= 25; minute++) {
    site.clock.advance(60_000);
    statuses.push((await site.haru.browser.post(`/bookings/${booking}/extend`)).status);
  }
  assert.equal(statuses.filter((status) => status === 303).length, 1);
  const { holdUntil } = await site.see(booking);
  assert.ok(holdUntil && holdUntil.getTime() - began.getTime() <= 20 * 60_000);
});
