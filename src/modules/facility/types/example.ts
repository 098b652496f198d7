import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { GroupStanding } from "./booking.ts";
import type { AfterUse } from "./fee.ts";
import type { Answers } from "./question.ts";
import type { CancelledBy, Channel } from "./terms.ts";

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
  /** How the group stands with the city; what is not said is as good as can be. Only where somebody books as a group. */
  readonly group?: { readonly [Field in keyof GroupStanding]?: GroupStanding[Field] | undefined } | undefined;
  /** When it is asked for: "2026-11-20T10:00" in the city's time. Without it the moment is not judged. */
  readonly now?: string | undefined;
  /** Missing: the web. */
  readonly channel?: Channel | undefined;
  /** So many days in a row from `on`, each with these slots; closed days are left out. */
  readonly days?: number | undefined;
  /** What the same person or group has already, for limits and for days in a row; the same space and slots unless said. */
  readonly made?: readonly ExampleUse[] | undefined;
  readonly expect: Expectation;
};

export type ExampleUse = {
  readonly on: CivilDate;
  readonly space?: string | undefined;
  readonly slots?: readonly string[] | undefined;
};

export type Expectation =
  | {
      readonly kind: "fee";
      readonly fee: number;
      readonly fullPrice?: number | undefined;
      /** What is kept besides and given back. */
      readonly deposit?: number | undefined;
      /** Whether somebody decides before it is a permit. */
      readonly approval?: boolean | undefined;
    }
  /** What is to pay when the use is over, by what became known then; below zero it is given back. */
  | ({ readonly kind: "after-use"; readonly due: number } & AfterUse)
  /** `because`: these words stand in the Japanese reason. `article`: the reason cites it. */
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly because?: string | undefined;
      readonly article?: string | undefined;
    }
  | { readonly kind: "accepted"; readonly approval?: boolean | undefined }
  | { readonly kind: "open"; readonly open: boolean; readonly because?: string | undefined }
  /** The slots of that day, in their order. */
  | { readonly kind: "slots"; readonly slots: readonly string[] }
  | { readonly kind: "opens-on"; readonly day: CivilDate; readonly at?: string | undefined }
  | { readonly kind: "closes-on"; readonly day: CivilDate; readonly at?: string | undefined }
  /** By when what is booked at `now` must be paid. */
  | { readonly kind: "pay-by"; readonly day: CivilDate }
  /** `full`: whether everything is given back, where the ordinance does not say how much else. */
  | {
      readonly kind: "refund";
      readonly cancelOn: CivilDate;
      readonly paid: number;
      readonly refund?: number | undefined;
      readonly full?: boolean | undefined;
      readonly by?: CancelledBy | undefined;
    }
  /** The n-th entry of a group in the round of `on`: whether it is taken, and how many of so many can win. */
  | {
      readonly kind: "entry";
      readonly entries: number;
      readonly accepted: boolean;
      readonly wins?: number | undefined;
    };
