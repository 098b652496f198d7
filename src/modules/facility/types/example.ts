import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Answers } from "./question.ts";

/** A worked case inside an ordinance file. A file whose examples fail is not loaded. */
export type Example = {
  readonly title: string;
  readonly space: string;
  readonly on: CivilDate;
  /** Missing where only the day is asked. */
  readonly slots?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly purpose?: string | undefined;
  readonly people?: number | undefined;
  readonly groupCategories?: readonly string[] | undefined;
  readonly extras?: Readonly<Record<string, number>> | undefined;
  /** As on the form: yes or no, an option's id, a number. */
  readonly answers?: Answers | undefined;
  /** Reductions on application that count as granted. */
  readonly granted?: readonly string[] | undefined;
  /** When it is asked for: "2026-11-20T10:00" in the city's time. */
  readonly now?: string | undefined;
  readonly expect: Expectation;
};

export type Expectation =
  | { readonly kind: "fee"; readonly fee: number; readonly fullPrice?: number | undefined }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "accepted" }
  | { readonly kind: "open"; readonly open: boolean }
  | { readonly kind: "opens-on"; readonly day: CivilDate }
  | { readonly kind: "refund"; readonly cancelOn: CivilDate; readonly paid: number; readonly refund: number };
