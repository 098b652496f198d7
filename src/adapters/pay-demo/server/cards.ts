/** The only numbers that mean anything here. A real card's number is refused unread and never stored. */
const outcomes: Readonly<Record<string, "paid" | "refused" | "unknown">> = {
  "4242424242424242": "paid",
  "4000000000000002": "refused",
  "4000000000000119": "unknown",
};

export const sampleCards = {
  works: "4242 4242 4242 4242",
  refused: "4000 0000 0000 0002",
  slow: "4000 0000 0000 0119",
} as const;

/** Full-width digits, spaces and hyphens are what people type. */
export function cardOutcome(typed: string): "paid" | "refused" | "unknown" {
  const digits = typed.normalize("NFKC").replace(/[\s\-ー－‐]/g, "");
  return Object.hasOwn(outcomes, digits) ? (outcomes[digits] ?? "refused") : "refused";
}
