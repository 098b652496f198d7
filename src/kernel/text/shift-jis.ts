/**
 * Shift_JIS as Windows and the WHATWG have it (CP932), for programs that read nothing else. Node only decodes it, so the table is
 * its own decoder turned round: 7,000 letters, made at the first use.
 */
export function encodeShiftJis(text: string): { ok: true; bytes: Uint8Array } | { ok: false; letter: string } {
  known ??= makeTable();
  const bytes: number[] = [];
  for (const letter of text) {
    const code = known.get(alike[letter] ?? letter);
    if (code === undefined) return { ok: false, letter };
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

/** Letters that look the same and that programs of different makers write in two ways. */
const alike: Readonly<Partial<Record<string, string>>> = {
  "〜": "～",
  "−": "－",
  "—": "―",
  "‖": "∥",
  "¢": "￠",
  "£": "￡",
  "¬": "￢",
};

let known: ReadonlyMap<string, number> | undefined;

function makeTable(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder("shift_jis");
  const table = new Map<string, number>();
  const add = (code: number, ...bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    // What a later maker has put in twice is written at its first place, as Windows does for most.
    if (letter.length > 0 && !letter.includes("\ufffd") && [...letter].length === 1 && !table.has(letter))
      table.set(letter, code);
  };
  for (let byte = 0; byte < 0x80; byte++) add(byte, byte);
  for (let byte = 0xa1; byte < 0xe0; byte++) add(byte, byte);
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    // The private letters of F0 to F9 mean something else on each machine.
    if ((lead >= 0xa0 && lead < 0xe0) || (lead >= 0xf0 && lead <= 0xf9)) continue;
    for (let trail = 0x40; trail <= 0xfc; trail++) if (trail !== 0x7f) add((lead << 8) | trail, lead, trail);
  }
  return table;
}
