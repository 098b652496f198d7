import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { encodeShiftJis } from "./shift-jis.ts";

describe("Shift_JIS", () => {
  it("gives back what was written, also half-width kana, 髙 and ①", () => {
    const letters = [...'収納データ,123\r\n"ｵﾐﾀﾏ髙﨑①㈱～ー表ソ能'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters)), (some) => {
        const text = some.join("");
        const written = encodeShiftJis(text);
        assert.ok(written.ok);
        assert.equal(new TextDecoder("shift_jis").decode(written.bytes), text);
      }),
    );
  });

  it("writes the wave of みの〜れ as Windows does, and names a letter that it cannot write", () => {
    const written = encodeShiftJis("みの〜れ");
    assert.ok(written.ok);
    assert.deepEqual([...written.bytes].slice(4, 6), [0x81, 0x60]);
    assert.deepEqual(encodeShiftJis("𠮷野"), { ok: false, letter: "𠮷" });
    assert.deepEqual(encodeShiftJis("é"), { ok: false, letter: "é" });
  });
});
