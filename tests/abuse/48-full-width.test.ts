import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openSite, useForm, usePath } from "./abuse.fixture.ts";

/** What Japanese keyboards make of digits, marks and days: accepted, and shown back plain. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const days = ["２０２６年１２月４日", "令和８年１２月４日", "R8.12.4", "２０２６／１２／０４", "2026-12-04"];
for (const [index, on] of days.entries()) {
  test(`${on} is 4 December 2026, and ２５人 are 25`, async () => {
    const people = ["２５", "２５人", " 25 ", "25人", "２５　"][index] ?? "25";
    const { status, location, text } = await site.haru.browser.post(usePath, { ...useForm, on, people });
    assert.equal(status, 303, text.slice(0, 3000));
    const id = (location ?? "").split("/")[2] ?? "";
    const booking = await site.see(id);
    assert.deepEqual([booking.on, booking.use?.people], ["2026-12-04", 25]);
    assert.match((await site.haru.browser.get(location ?? "")).text, /25人/);
    await site.haru.browser.post(`/bookings/${id}/drop`);
  });
}

test("telephone numbers with any brackets and bars are one number", async () => {
  for (const telephone of [
    "０２９９－００－０１０１",
    "0299ー00ー0101",
    "(0299) 00-0101",
    "0299−00−0101",
    "０２９９　０００１０１",
  ]) {
    const { status, text } = await site.haru.browser.post("/my/profile/edit", {
      name: "山口 はる",
      telephone,
      locale: "ja",
    });
    assert.equal(status, 303, `${telephone}: ${text.slice(0, 2000)}`);
    const { rows } = await sql<{ telephone: string }>`
      select telephone from identity.person where id = ${site.haru.personId}`.execute(site.city.db);
    assert.equal(rows[0]?.telephone, "0299000101", telephone);
  }
});

test("a sign-in address in full width is the address", async () => {
  const { status } = await site.browser().post("/sign-in", { mail: "ｈａｒｕ＠ｏｍｉｔａｍａ．ｅｘａｍｐｌｅ" });
  assert.equal(status, 303);
  await site.drain();
  assert.equal(site.post.mails.at(-1)?.to, "haru@omitama.example");
});
