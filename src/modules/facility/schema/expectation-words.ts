import type { Translate } from "../../../kernel/i18n/translate.ts";
import type { Expectation } from "../types/example.ts";

/** What an example expects, or what came, for a person: 「料金1,570円、減免がなければ2,690円」. */
export function sayExpectation(t: Translate, expected: Expectation): string {
  return partsOf(t, expected).join(t.locale === "en" ? ", " : "、");
}

function partsOf(t: Translate, expected: Expectation): readonly string[] {
  const { kind } = expected;
  switch (kind) {
    case "fee":
      return [
        t.text("facility.expected.fee", { fee: expected.fee }),
        ...ifGiven(expected.fullPrice, (yen) => t.text("facility.expected.full-price", { yen })),
        ...ifGiven(expected.deposit, (yen) => t.text("facility.expected.deposit", { yen })),
        ...ifGiven(expected.approval, (approval) =>
          t.text("facility.expected.approval", { approval: yesNo(approval) }),
        ),
      ];
    case "after-use":
      return [t.text("facility.expected.after-use", { due: expected.due })];
    case "refused":
      return [
        t.text("facility.expected.refused", { code: expected.code }),
        ...ifGiven(expected.because, (because) => t.text("facility.expected.because", { because })),
        ...ifGiven(expected.article, (article) => t.text("facility.expected.article", { article })),
      ];
    case "accepted":
      return [
        t.text("facility.expected.accepted"),
        ...ifGiven(expected.approval, (approval) =>
          t.text("facility.expected.approval", { approval: yesNo(approval) }),
        ),
      ];
    case "open":
      return [
        t.text("facility.expected.open", { open: yesNo(expected.open) }),
        ...ifGiven(expected.because, (because) => t.text("facility.expected.because", { because })),
      ];
    case "slots":
      return [t.text("facility.expected.slots", { slots: expected.slots.join(", ") })];
    case "opens-on":
    case "closes-on":
      return [t.text(`facility.expected.${kind}`, { day: expected.day, at: expected.at ?? "" })];
    case "pay-by":
      return [t.text("facility.expected.pay-by", { day: expected.day })];
    case "refund":
      return [
        ...ifGiven(expected.refund, (yen) => t.text("facility.expected.refund", { yen })),
        ...ifGiven(expected.full, (full) => t.text("facility.expected.refund-full", { full: yesNo(full) })),
      ];
    case "entry":
      return [
        t.text("facility.expected.entry", { entries: expected.entries, accepted: yesNo(expected.accepted) }),
        ...ifGiven(expected.wins, (wins) => t.text("facility.expected.wins", { wins })),
      ];
  }
}

function ifGiven<Value>(value: Value | undefined, words: (value: Value) => string): readonly string[] {
  return value === undefined ? [] : [words(value)];
}

function yesNo(value: boolean): "yes" | "no" {
  return value ? "yes" : "no";
}
