import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Browser, Site } from "../site.fixture.ts";
import { startSite } from "../site.fixture.ts";
import { useForm, usePath } from "./abuse.fixture.ts";

/** 64 people send the same form for the same room at once. */
let site: Site;
const browsers: Browser[] = [];
before(async () => {
  site = await startSite({ connections: 24 });
  for (let n = 1; n <= 64; n++) browsers.push(await site.signIn(await site.addResident(`住民 ${n}`)));
});
after(() => site.close());

test("one is led on, 63 read that somebody was quicker and see the nearest free times; one row, no charge, no mail", async () => {
  const answers = await Promise.all(browsers.map((browser) => browser.post(usePath, useForm)));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 303).length, 1);
  assert.equal(statuses.filter((status) => status === 409).length, 63);

  const winner = answers.find(({ status }) => status === 303);
  assert.match(winner?.location ?? "", /^\/bookings\/[0-9a-f-]{36}\/check$/);
  for (const { status, text } of answers) {
    if (status === 303) continue;
    assert.match(text, /ほかの方が、先に予約しました。お金はいただいていません。/);
    const [, nearest = ""] = /<section [^>]*aria-labelledby="near">(.*?)<\/section>/s.exec(text) ?? [];
    const near = [...nearest.matchAll(/href="\/spaces\/[\w-]+\/book\?on=([\d-]+)&(?:amp;)?slots=[\w,]+">/g)];
    assert.equal(near.length, 3, "three ways on");
    // What was typed is kept.
    assert.match(text, /name="people"[^>]*value="5"|value="5"[^>]*name="people"/);
  }

  assert.equal(await site.count(sql`select from facility.booking`), 1);
  assert.equal(await site.count(sql`select from facility.occupancy`), 1);
  assert.equal(await site.count(sql`select from payment.payment`), 0);
  assert.equal(await site.count(sql`select from notice.message`), 0);
  assert.equal(await site.count(sql`select from kernel.form_use`), 1);
});
