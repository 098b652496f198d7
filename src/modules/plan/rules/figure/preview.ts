import type { Achievement } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

/** new: never public · changed · unchanged · missing: no value, and the public is told so. */
export type PreviewChange = "new" | "changed" | "unchanged" | "missing";

export type PreviewRow = {
  readonly indicatorId: string;
  readonly node: string;
  readonly figureId: string | undefined;
  readonly value: Decimal | undefined;
  readonly certainty: "provisional" | "final" | undefined;
  readonly achievement: Achievement;
  /** What is public now. */
  readonly before:
    | {
        readonly figureId: string | undefined;
        readonly value: Decimal | undefined;
        readonly achievement: Achievement;
      }
    | undefined;
  readonly change: PreviewChange;
};

export type PreviewGround = {
  readonly indicators: readonly { readonly id: string; readonly node: string }[];
  readonly figures: ReadonlyMap<string, { id: string; value: Decimal; certainty: "provisional" | "final" }>;
  readonly judge: (indicatorId: string) => Achievement;
  readonly published: ReadonlyMap<
    string,
    { figureId: string | undefined; value: Decimal | undefined; achievement: Achievement }
  >;
};

/** What a publication would make public of each indicator, beside what is public now. */
export function previewPublication({ indicators, figures, judge, published }: PreviewGround): PreviewRow[] {
  return indicators.map(({ id, node }) => {
    const figure = figures.get(id);
    const achievement = judge(id);
    const before = published.get(id);
    const isSame =
      before !== undefined &&
      before.figureId === figure?.id &&
      canonical(before.achievement) === canonical(achievement);
    const change: PreviewChange = isSame
      ? "unchanged"
      : figure === undefined
        ? "missing"
        : before === undefined
          ? "new"
          : "changed";
    return {
      indicatorId: id,
      node,
      figureId: figure?.id,
      value: figure?.value,
      certainty: figure?.certainty,
      achievement,
      before,
      change,
    };
  });
}

/** The rows as a text that is equal exactly if what would be published is. */
export function fingerprintOf(rows: readonly PreviewRow[]): string {
  return canonical(
    rows.map(({ indicatorId, node, figureId, value, achievement, before }) => [
      indicatorId,
      node,
      figureId ?? null,
      value ?? null,
      achievement,
      before ?? null,
    ]),
  );
}

/** JSON with sorted keys: PostgreSQL gives the keys of a jsonb in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
