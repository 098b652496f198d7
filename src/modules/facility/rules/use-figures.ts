/** Uses that have room, month, category and reason of the reduction in common. */
export type UseFigures = Sums & {
  readonly spaceId: string;
  /** "2026-12" */
  readonly month: string;
  readonly categoryId: string | null;
  /** Reasons of the reductions (Japanese, joined with ・ where a booking had several); "" where it had none. */
  readonly because: string;
  /** Confirmed bookings that cost less than the full price. */
  readonly reducedUses: number;
};

export type Sums = {
  /** Confirmed bookings. */
  readonly uses: number;
  readonly people: number;
  /** Whole yen of confirmed bookings, with what was settled after the use. */
  readonly income: number;
  /** What the same uses would cost without reductions, less what they cost. */
  readonly reduction: number;
  readonly fullPrice: number;
  /** Confirmed bookings that were cancelled afterwards. */
  readonly cancelled: number;
};

export type SpaceFigures = Sums & { readonly spaceId: string };
export type MonthFigures = { readonly month: string; readonly uses: number; readonly income: number };
export type CategoryFigures = { readonly categoryId: string; readonly uses: number; readonly people: number };
export type ReductionFigures = { readonly name: string; readonly uses: number; readonly yen: number };

export const nothing: Sums = { uses: 0, people: 0, income: 0, reduction: 0, fullPrice: 0, cancelled: 0 };

export function addUp(rows: readonly Sums[]): Sums {
  return rows.reduce<Sums>(
    (sum, row) => ({
      uses: sum.uses + row.uses,
      people: sum.people + row.people,
      income: sum.income + row.income,
      reduction: sum.reduction + row.reduction,
      fullPrice: sum.fullPrice + row.fullPrice,
      cancelled: sum.cancelled + row.cancelled,
    }),
    nothing,
  );
}

export function figuresBySpace(rows: readonly UseFigures[]): readonly SpaceFigures[] {
  return [...Map.groupBy(rows, ({ spaceId }) => spaceId)].map(([spaceId, some]) => ({ spaceId, ...addUp(some) }));
}

/** By month of use, the earliest first. */
export function figuresByMonth(rows: readonly UseFigures[]): readonly MonthFigures[] {
  return [...Map.groupBy(rows.filter(isUsed), ({ month }) => month)]
    .map(([month, some]) => ({ month, uses: addUp(some).uses, income: addUp(some).income }))
    .toSorted((a, b) => order(a.month, b.month));
}

/** The category with most uses first. */
export function figuresByCategory(rows: readonly UseFigures[]): readonly CategoryFigures[] {
  return [...Map.groupBy(rows.filter(isUsed), ({ categoryId }) => categoryId)]
    .flatMap(([categoryId, some]) =>
      categoryId === null ? [] : [{ categoryId, uses: addUp(some).uses, people: addUp(some).people }],
    )
    .toSorted((a, b) => b.uses - a.uses || order(a.categoryId, b.categoryId));
}

/** What was taken off, by the reasons of the reductions that made it, so that the rows add up to the whole; most first. */
export function figuresByReduction(rows: readonly UseFigures[]): readonly ReductionFigures[] {
  const reduced = rows.filter(({ reducedUses }) => reducedUses > 0);
  return [...Map.groupBy(reduced, ({ because }) => because)]
    .map(([name, some]) => ({
      name,
      uses: some.reduce((sum, one) => sum + one.reducedUses, 0),
      yen: addUp(some).reduction,
    }))
    .toSorted((a, b) => b.yen - a.yen || order(a.name, b.name));
}

const isUsed = ({ uses }: UseFigures) => uses > 0;
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
