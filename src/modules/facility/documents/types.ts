import type { Yen } from "../../../kernel/money/yen.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";

/** Who is named on top: a group with the person who acts for it, or a person alone. As entered. */
export type Holder = { readonly person: string; readonly group?: string | undefined };

/** Names in the document's language, without readings. */
export type UseOfSpace = {
  readonly facility: string;
  readonly space: string;
  readonly on: CivilDate;
  readonly from: WallTime;
  readonly to: WallTime;
  /** The day on which it ends, where that is a later one. */
  readonly lastOn?: CivilDate | undefined;
};

/** A line of the price; `note` is the sum in words and its article. Negative where something is taken off. */
export type AmountLine = { readonly label: string; readonly note?: string | undefined; readonly amount: Yen };

/** Who signs, and whom to ask. */
export type Issuer = {
  /** 小美玉市 */
  readonly city: string;
  /** 小美玉市長, or 小美玉市教育委員会; under it further lines if needed. */
  readonly signs: readonly string[];
  /** Office, telephone, hours. */
  readonly contact: string;
};
