import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isRegistrationNumber } from "./registration-number.ts";

describe("a registration number", () => {
  it("is T and thirteen digits whose first checks the others", () => {
    // 国税庁 and デジタル庁.
    for (const good of ["T7000012050002", "T8000012010038"]) assert.ok(isRegistrationNumber(good), good);
    for (const bad of ["7000012050002", "T700001205000", "T6000012050002", "T7000012050003", "t7000012050002", ""])
      assert.ok(!isRegistrationNumber(bad), bad);
  });
});
