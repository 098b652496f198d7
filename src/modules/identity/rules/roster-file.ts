import type { CellText } from "../../../kernel/files/workbook.ts";
import { messages } from "../../../kernel/i18n/messages.ts";
import { cleanText } from "../../../kernel/text/clean.ts";
import { foldForSearch } from "../../../kernel/text/fold.ts";
import { type AgeGroup, ageGroups, type Residence, type RosterEntry, residences } from "./roster.ts";

export type RosterProblem = {
  readonly code: "name" | "twice" | "residence" | "age" | "responsible" | "responsible-adult" | "two-responsible";
  readonly row: number;
  /** The row that it clashes with. */
  readonly other?: number;
};

export type FileEntry = Omit<RosterEntry, "role">;

/**
 * The first sheet of a roster file: a heading, then one person a row. Words of the choices may be in any of our
 * languages and in any width. All problems of all rows, with the numbers that Excel shows.
 */
export function readRosterRows(rows: readonly (readonly CellText[])[]): {
  readonly entries: readonly FileEntry[];
  readonly problems: readonly RosterProblem[];
} {
  const entries: FileEntry[] = [];
  const problems: RosterProblem[] = [];
  const seen = new Map<string, number>();
  let responsibleAt: number | undefined;
  for (const [index, cells] of rows.entries()) {
    const row = index + 1;
    const [name = "", residenceWord = "", ageWord = "", mark = ""] = cells.map(textOf);
    if (index === 0 || `${name}${residenceWord}${ageWord}${mark}` === "") continue;
    const residence = read(residenceWords, residenceWord);
    const ageGroup = read(ageWords, ageWord);
    const isResponsible = mark !== "" && yes.has(foldForSearch(mark));
    const say = (code: RosterProblem["code"], other?: number) =>
      void problems.push({ code, row, ...(other === undefined ? {} : { other }) });
    if (name === "" || name.length > 100) say("name");
    const key = foldForSearch(name);
    const other = seen.get(key);
    if (name !== "" && other !== undefined) say("twice", other);
    seen.set(key, other ?? row);
    if (residence === "wrong") say("residence");
    if (ageGroup === "wrong") say("age");
    if (mark !== "" && !isResponsible) say("responsible");
    if (isResponsible && ageGroup !== "adult" && ageGroup !== "senior") say("responsible-adult");
    if (isResponsible && responsibleAt !== undefined) say("two-responsible", responsibleAt);
    if (isResponsible) responsibleAt ??= row;
    entries.push({
      name,
      residence: residence === "wrong" ? undefined : residence,
      ageGroup: ageGroup === "wrong" ? undefined : ageGroup,
      isResponsible,
    });
  }
  return { entries, problems };
}

/** A letter that cannot be kept makes the cell wrong, so that the row is named. */
function textOf(cell: CellText): string {
  const text = cleanText(String(cell ?? ""));
  return text.ok ? text.value.trim() : "\u{fffd}".repeat(101);
}

const tables: readonly Readonly<Record<string, string>>[] = Object.values(messages);

function wordsOf<Value extends string>(key: string, values: readonly Value[]): ReadonlyMap<string, Value | undefined> {
  const words = new Map<string, Value | undefined>();
  for (const table of tables) {
    for (const value of values) words.set(folded(table[`${key}.${value}`]), value);
    words.set(folded(table[`${key}.unsaid`]), undefined);
  }
  return words.set("", undefined);
}

const folded = (text = "") => foldForSearch(text.replace(/《[^》]*》|〈[^〉]*〉/g, ""));
const residenceWords = wordsOf<Residence>("identity.residence", residences);
const ageWords = wordsOf<AgeGroup>("identity.age", ageGroups);
/** What people write for a mark: three circles that look alike, and the word. */
const yes: ReadonlySet<string> = new Set(["○", "〇", "◯", "yes", "1"].map(foldForSearch));

function read<Value>(words: ReadonlyMap<string, Value | undefined>, word: string): Value | undefined | "wrong" {
  const key = foldForSearch(word);
  return words.has(key) ? words.get(key) : "wrong";
}
