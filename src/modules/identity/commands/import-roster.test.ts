import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import { addGroup } from "../registration.fixture.ts";
import { listMembers } from "../store/member.ts";
import { as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { importRoster } from "./import-roster.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
});
after(() => town.close());

const head = ["名前", "市内に住む、通う", "年代", "責任者"];
const file = (rows: string[][]) => writeWorkbook([{ name: "名簿", rows: [head, ...rows], widths: [20, 20, 20, 20] }]);

test("a file replaces the names, keeps the people with accounts, and says who is responsible", async () => {
  const { groupId, owner } = await addGroup(town, 3, 3, false);
  const rows = [
    ["見本 代表", "市外", "18歳から64歳", ""],
    ["新しい 人", "市内で働いている", "65歳以上", "○"],
  ];
  assert.deepEqual(await town.perform(importRoster, { groupId, file: await file(rows) }, owner), { people: 2 });
  const members = await listMembers(town.city.db, groupId);
  assert.deepEqual(
    members.map(({ name, role, residence, isResponsible }) => [name, role, residence, isResponsible]),
    [
      ["見本 代表", "owner", "outside", false],
      ["新しい 人", "member", "works", true],
    ],
  );
});

test("one wrong row, and nothing of the file is taken; each wrong row is named", async () => {
  const { groupId, owner } = await addGroup(town, 2, 2, false);
  const before = await listMembers(town.city.db, groupId);
  const rows = [
    ["よい 人", "市外", "", ""],
    ["", "市外", "", ""],
    ["わるい 人", "どこか", "", ""],
  ];
  await assert.rejects(town.perform(importRoster, { groupId, file: await file(rows) }, owner), (error: Refusal) => {
    assert.equal(error.field, "file");
    assert.deepEqual([error.code, error.params["row"]], ["identity.import-name", 3]);
    assert.deepEqual(
      error.others.map(({ code, params }) => [code, params["row"]]),
      [["identity.import-residence", 4]],
    );
    return true;
  });
  assert.deepEqual(await listMembers(town.city.db, groupId), before);
});

test("what is no Excel file, an empty one and one of a stranger are refused", async () => {
  const { groupId, owner } = await addGroup(town, 1, 1, false);
  const refusals = [
    [new Uint8Array(Buffer.from("名前,市内")), "identity.import-type"],
    [await file([]), "identity.import-empty"],
    [await file(Array.from({ length: 501 }, (_, n) => [`人 ${n}`])), "identity.roster-full"],
  ] as const;
  for (const [bytes, code] of refusals)
    await assert.rejects(town.perform(importRoster, { groupId, file: bytes }, owner), { code, field: "file" });
  const stranger = as(await town.addPerson());
  await assert.rejects(town.perform(importRoster, { groupId, file: await file([["x"]]) }, stranger), { status: 404 });
});
