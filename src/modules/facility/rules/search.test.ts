import assert from "node:assert/strict";
import { test } from "node:test";
import { apios, getSpace, gym, minole, tennis } from "../omitama.fixture.ts";
import { listLarger, listPurposes, searchSpaces, type Wish } from "./search.ts";

const all = [minole, apios, tennis, gym];

function found(wish: Wish): readonly (readonly [string, readonly string[]])[] {
  return searchSpaces(all, wish).map(({ whole, fitting }) => [whole.id, fitting.map(({ id }) => id)]);
}

test("a hall is found once, with the parts of it that fit, smallest first", () => {
  assert.deepEqual(found({ purpose: "music", people: 20, areas: ["minori"] }), [
    [
      "minole-kaze",
      [
        "minole-kaze-office",
        "minole-kaze-center",
        "minole-kaze-stage",
        "minole-kaze-office-center",
        "minole-kaze-center-stage",
        "minole-kaze",
      ],
    ],
    ["minole-practice-1", ["minole-practice-1"]],
  ]);
});

test("a room for thirty is found for thirty", () => {
  assert.deepEqual(found({ purpose: "music", people: 30, areas: ["minori"] }).at(-1), [
    "minole-practice-1",
    ["minole-practice-1"],
  ]);
});

test("forty people need two thirds or the whole, and no small room", () => {
  assert.deepEqual(found({ purpose: "music", people: 40 }), [
    ["minole-kaze", ["minole-kaze-office-center", "minole-kaze-center-stage", "minole-kaze"]],
  ]);
});

test("nothing fits a thousand people, and a made-up purpose or area finds nothing", () => {
  assert.deepEqual(found({ people: 1000 }), []);
  assert.deepEqual(found({ purpose: "sumo" }), []);
  assert.deepEqual(found({ areas: ["tokyo"] }), []);
});

test("without wishes every room of the city is there", () => {
  assert.equal(found({}).length, 9);
  assert.deepEqual(found({ areas: [] }), found({}));
});

test("thirty people who chose a third are shown the two thirds and the whole that contain it", () => {
  const larger = (id: string, people: number) => listLarger(minole, getSpace(minole, id), people).map((one) => one.id);
  assert.deepEqual(larger("minole-kaze-office", 30), ["minole-kaze-office-center", "minole-kaze"]);
  assert.deepEqual(larger("minole-kaze-office", 60), ["minole-kaze"]);
  assert.deepEqual(larger("minole-kaze", 76), []);
});

test("a purpose that several facilities serve is offered once", () => {
  const ids = listPurposes(all).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes("music") && ids.includes("tennis"));
});
