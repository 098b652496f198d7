import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** The path of a sheet through a year; the table of transitions is rules/evaluation/states.ts. */
export const sheetStates = [
  /** 課が書いている */
  "writing",
  /** 課長の確認 */
  "with-head",
  /** 企画の点検 */
  "checking",
  /** 点検すみ: not chosen for outside review, or not yet */
  "checked",
  /** 外部評価: each reviewer scores privately */
  "in-review",
  /** 委員会の話し合い: all reviews are in; the chair writes the joint verdict */
  "discussing",
  /** 市の答えを書いている */
  "answering",
  /** 決まった: everything is there, nothing changes any more */
  "final",
  /** 公表した */
  "published",
] as const;
export type SheetState = (typeof sheetStates)[number];

/** The order of a round's steps, each with a due date. */
export const roundSteps = [
  "write",
  "head",
  "check",
  "select",
  "review",
  "discuss",
  "answer",
  "publish",
  "request",
  "assess",
  "budget",
] as const;
export type RoundStep = (typeof roundSteps)[number];

/** 年度の評価: the year that is evaluated is `year`; the calendar runs in the year after it. */
export type Round = {
  readonly id: string;
  readonly planId: string;
  readonly year: number;
  readonly state: "preparing" | "open" | "closed";
  readonly due: Readonly<Partial<Record<RoundStep, CivilDate>>>;
  /** The sheet's form, as it was when the round was opened. */
  readonly forms: { readonly measure: SheetForm; readonly project: SheetForm };
  /** 人工の単価: yen for one person and year. */
  readonly staffUnitCost: number;
  readonly isSample: boolean;
};

/** A sheet's form is data: a city can add, rename and reorder fields and choose scales. cities/<city>/sheets/*.yaml. */
export type SheetForm = {
  readonly id: string;
  readonly parts: readonly { readonly id: string; readonly title: LocalText; readonly fields: readonly SheetField[] }[];
};

export type SheetField = {
  readonly id: string;
  readonly label: LocalText;
  readonly hint: LocalText | undefined;
  /**
   * text, choice, number: typed. auto: filled by the product, never typed over (`source` names what); a comment may stand
   * beside it.
   */
  readonly kind: "text" | "long-text" | "choice" | "number" | "auto";
  readonly isRequired: boolean;
  readonly maxLength: number | undefined;
  readonly options: readonly { readonly value: string; readonly label: LocalText }[];
  /** Filled at the start of a round with what stood there last year: purpose, target group. */
  readonly carriesOver?: boolean;
  /** For auto: indicators, cost, projects, last-year. */
  readonly source: "indicators" | "cost" | "projects" | "last-year" | undefined;
  /** Stands on the public page. Contact fields of the section do not. */
  readonly isPublic: boolean;
};

/** 評価シート */
export type Sheet = {
  readonly id: string;
  readonly roundId: string;
  readonly kind: "measure" | "project";
  /** The node's or the project's code. */
  readonly subject: string;
  readonly title: string;
  readonly sectionId: string | undefined;
  readonly state: SheetState;
  /** Goes up by one with each saving: two people who edit are told, nothing is lost. */
  readonly version: number;
  /** Answers by field id; an auto field's entry is the comment beside it. */
  readonly answers: Readonly<Record<string, string>>;
  /** Fields that were marked when the sheet was returned, with what to mend. */
  readonly marks: readonly { readonly field: string; readonly words: string }[];
  readonly isSelected: boolean;
  readonly selectionReason: string | undefined;
  readonly isSample: boolean;
  /** Who did what, for the four eyes. undefined in samples, and while it is not done. */
  readonly writtenBy: string | undefined;
  readonly headedBy: string | undefined;
  readonly checkedBy: string | undefined;
  readonly answeredBy: string | undefined;
  readonly finishedBy: string | undefined;
  readonly publishedBy: string | undefined;
  readonly publishedAt: Date | undefined;
  /** The figures as they were when the sheet became final. */
  readonly frozen: SheetFigures | undefined;
};

/** One step of a sheet, as it was made. Only ever grows. */
export type SheetStep = {
  readonly id: string;
  readonly sheetId: string;
  readonly from: SheetState;
  readonly to: SheetState;
  readonly comment: string | undefined;
  readonly marks: Sheet["marks"];
  readonly movedBy: string | undefined;
  readonly movedAt: Date;
};

/** What fills the auto fields. Plain JSON. Amounts in yen. */
export type SheetFigures = {
  readonly indicators: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly unit: LocalText;
    readonly decimals: number;
    readonly baseline: string | undefined;
    readonly target: string | undefined;
    readonly years: readonly {
      readonly year: number;
      readonly value: string | undefined;
      readonly expected: string | undefined;
    }[];
    readonly verdict: "good" | "late" | "unknown";
    readonly grade: LocalText | undefined;
  }[];
  readonly cost: readonly {
    readonly year: number;
    readonly stage: "requested" | "initial" | "supplementary" | "settled";
    readonly national: number;
    readonly prefecture: number;
    readonly bond: number;
    readonly other: number;
    readonly general: number;
    readonly total: number;
  }[];
  /** 人工と人件費, of the years for which somebody typed any. */
  readonly staff: readonly {
    readonly year: number;
    readonly persons: string;
    readonly unitCost: number | undefined;
    readonly total: number | undefined;
  }[];
  readonly projects: readonly {
    readonly code: string;
    readonly name: LocalText;
    readonly settled: number | undefined;
  }[];
};

/** 方向; the word for a pair of result and cost is rules/evaluation/direction.ts. */
export const directions = ["expand", "keep", "improve", "shrink", "merge", "pause", "end"] as const;
export type Direction = (typeof directions)[number];
