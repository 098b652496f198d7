import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { Condition } from "./calendar.ts";

/** A use on which somebody of the house decides before it is a permit: 営利, 酒類, 100人以上, 市外. */
export type ApprovalRule = {
  /** Always, where it is missing. */
  readonly when?: Condition | undefined;
  /** Why it is decided, as a sentence that whoever books reads: 「物を売るときは、館長が決めます」. */
  readonly because: LocalText;
  readonly article: string;
  /** Decided until the end of the n-th day after it was asked … */
  readonly daysToDecide: number;
  /** … and of the n-th day before the use; the earlier counts. */
  readonly decideBefore: number;
};

/** 許可の条件: offered to whoever decides, chosen already where it fits. */
export type PermitCondition = {
  readonly id: string;
  readonly text: LocalText;
  readonly when?: Condition | undefined;
  readonly article: string;
};

/** A condition on a permit as it was set: the ordinance's words of that day, or what was written for this use. */
export type ConditionSet = { readonly text: LocalText; readonly article?: LocalText | undefined };

/** asked: waits. withdrawn: the booking ended before anybody decided. */
export const approvalStates = ["asked", "approved", "refused", "withdrawn"] as const;
export type ApprovalState = (typeof approvalStates)[number];
