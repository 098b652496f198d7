import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Names as people really have them, which forms of other systems call invalid. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** As entered, and another way in which somebody at the counter may type it. */
const names: readonly (readonly [string, string?])[] = [
  ["髙﨑 𠮷雄", "高崎"],
  ["葛󠄀城 辻󠄁子", "葛城"],
  ["𡈽方 𠀋", "𡈽方"],
  ["渡邉 邊子", "渡辺"],
  ["ゔぁいおれっと 々子"],
  ["ｱｵｷ ﾊﾅｺ", "アオキ"],
  ["変体仮名の𛂦な"],
  ["Null"],
  ["undefined"],
  ["O'Brien-Ñandú, Jr."],
  ["林"],
  ["Maria Aparecida dos Santos e Silva de Oliveira Pereira Rodrigues da Costa Ferreira Almeida Carvalho"],
  ["محمد علي"],
  ["เกียรติศักดิ์"],
  ["🌸 さくら"],
];

const page = (text: string) => text.replaceAll("&#39;", "'");

for (const [name, typed] of names) {
  test(`「${name.slice(0, 24)}」 is kept as entered, stands on the pages, and is found`, async () => {
    const saved = await site.haru.browser.post("/my/profile/edit", { name, locale: "ja" });
    assert.equal(saved.status, 303, saved.text.slice(0, 3000));
    const profile = await site.haru.browser.get("/my/profile");
    assert.ok(page(profile.text).includes(name.normalize("NFC")));
    const found = await site.clerk.browser.get(`/staff/people?q=${encodeURIComponent(typed ?? name)}`);
    assert.equal(found.status, 200);
    assert.ok(page(found.text).includes(name.normalize("NFC")), `not found by ${typed ?? name}`);
  });
}

test("が typed as か and a mark is the same letter as が", async () => {
  await site.haru.browser.post("/my/profile/edit", { name: "か\u3099んば てつや", locale: "ja" });
  const profile = await site.haru.browser.get("/my/profile");
  assert.ok(profile.text.includes("がんば てつや"));
});

test("a permit with such a name is made, not refused", async () => {
  await site.haru.browser.post("/my/profile/edit", { name: "葛󠄀城 𠮷子", locale: "ja" });
  const { location } = await site.haru.browser.post(usePath, useForm);
  const path = (location ?? "").replace(/\/check$/, "");
  await site.haru.browser.post(`${path}/check`, { way: "online", agree: "yes" });
  await site.payOnline(path.split("/")[2] ?? "");
  const permit = await site.haru.browser.get(`${path}/permit.pdf`);
  assert.equal(permit.status, 200);
  assert.equal(permit.headers.get("content-type"), "application/pdf");
});
