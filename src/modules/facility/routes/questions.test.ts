import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startWeb } from "../../payment/web.fixture.ts";
import { facilityModule } from "../module.ts";
import { type FacilityTown, facilityTown, type Resident, refusalOf, type Staff } from "../town.fixture.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let haru: Resident;
let clerk: Staff;

before(async () => {
  town = await facilityTown();
  haru = await town.addResident("山口 はる");
  clerk = await town.addStaff("clerk");
  web = startWeb(town.city, facilityModule());
});
after(() => town.close());

const form = "/spaces/minole-kaze/use?on=2026-12-05&slots=am";
const send = "/spaces/minole-kaze/use";
const show = { on: "2026-12-05", slots: "am", category: "resident-person", purpose: "exhibition", people: "60" };
const plain = (text: string) =>
  text
    .replace(/<rt>[^<]*<\/rt>|<rp>[^<]*<\/rp>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
const hall = { spaceId: "minole-kaze", on: "2026-12-05", slots: ["am"] };

describe("a question of the ordinance", () => {
  it("stands on the form of the spaces that it is for, and says for which purposes", async () => {
    const browser = web.browser(haru);
    const { text } = await browser.get(form);
    assert.match(text, /name="answer.admission"/);
    assert.match(plain(text), /「展示・発表」のときだけ、答えてください/);
    const other = await browser.get("/spaces/minole-practice-1/use?on=2026-12-05&slots=am");
    assert.doesNotMatch(other.text, /answer\./);
  });

  it("is asked in English and in やさしい日本語", async () => {
    assert.match(
      plain((await web.browser(haru, "en").get(form)).text),
      /Answer only if you chose “Exhibitions and shows”/,
    );
    const easy = plain((await web.browser(haru, "ja-easy").get(form)).text).replaceAll(" ", "");
    assert.match(easy, /いちばん高い席で、いくらですか/);
    assert.match(easy, /「作品や発表を見せる」のときだけ、答えてください/);
  });

  it("that was answered wrongly comes back with what was typed and what to do, at its field", async () => {
    const browser = web.browser(haru);
    const page = await browser.get(form);
    const before = await town.footprint();
    for (const [typed, words] of [
      ["", /円で、数字で入力してください。ないときは0です/],
      ["無料です", /円で、数字で入力してください/],
      ["-100", /円で、数字で入力してください/],
      ["200000", /100,000円までで入力してください/],
    ] as const) {
      const again = await browser.send(page.text, send, { ...show, "answer.admission": typed });
      assert.equal(again.status, 422);
      assert.match(plain(again.text), words);
      assert.match(again.text, /href="#answer.admission"/);
      assert.match(
        again.text,
        new RegExp(`id="answer.admission"[^>]*value="${typed}"|value="${typed}"[^>]*id="answer.admission"`),
      );
    }
    assert.deepEqual({ ...(await town.footprint()), forms: before["forms"] }, before);
  });

  it("counts in the price, and stands on the check page and the booking", async () => {
    const browser = web.browser(haru);
    const page = await browser.get(form);
    const { status, location } = await browser.send(page.text, send, { ...show, "answer.admission": "１，５００円" });
    assert.equal(status, 303);
    const id = /bookings\/([^/]+)\/check/.exec(location ?? "")?.[1] ?? "";
    const booking = await town.see(id);
    assert.deepEqual([booking.use?.answers, booking.amount], [{ admission: 1500 }, 6600]);
    for (const path of [`/bookings/${id}/check`, `/bookings/${id}`]) {
      const { text } = await browser.get(path);
      assert.match(plain(text), /入場料は、いちばん高い席でいくらですか 1,500円/);
      assert.match(plain(text), /1,000円以上の入場料を取るため、3,300円を加えます/);
    }
    const check = await browser.get(`/bookings/${id}/check`);
    assert.equal((await browser.send(check.text, `/bookings/${id}/drop`)).status, 303);
  });

  it("that does not apply is dropped, and one that the space does not have is refused", async () => {
    const answers = { admission: "500" };
    const held = await town.hold(haru, hall, { people: 60, answers });
    assert.deepEqual([held.use?.answers, held.amount], [{}, 3300], "music is not asked for an admission fee");
    assert.equal(
      await refusalOf(town.hold(haru, { slots: ["night"] }, { answers: { admission: "0" } })),
      "facility.answer-unknown",
    );
  });

  it("is asked by staff at the counter as well, and judged in the same way", async () => {
    const desk = web.browser(clerk);
    const query = new URLSearchParams({
      space: "minole-kaze",
      on: "2026-12-06",
      slots: "am",
      person: haru.personId,
      category: "resident-person",
      purpose: "exhibition",
      people: "60",
    });
    const asked = await desk.get(`/staff/bookings/new?${query}`);
    assert.match(asked.text, /name="answer.admission"/);
    assert.match(plain(asked.text), /円で、数字で入力してください/);
    query.set("answer.admission", "900");
    const check = await desk.get(`/staff/bookings/new?${query}`);
    assert.match(plain(check.text), /いくらですか 900円/);
    assert.match(plain(check.text), /4,950円/);
    const sent = await desk.send(check.text, "/staff/bookings/new", Object.fromEntries(query));
    assert.equal(sent.status, 303);
  });
});
