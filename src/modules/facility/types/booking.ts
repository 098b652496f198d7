import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import type { ClosedBecause } from "./closure.ts";
import type { Quote } from "./fee.ts";
import type { Answers } from "./question.ts";
import type { Slot } from "./timetable.ts";
import type { Reason } from "./words.ts";

/**
 * held: kept for ten minutes while somebody fills in the form. requested (申請中): waits until somebody of the house decides. reserved (仮予約): will be paid at a convenience store or
 * at the counter, until a deadline. confirmed: paid or free. blocked: kept by staff. The transitions stand in
 * rules/states.ts.
 */
export const bookingStates = ["held", "requested", "reserved", "confirmed", "blocked", "cancelled", "expired"] as const;
export type BookingState = (typeof bookingStates)[number];

/** closure: nobody can use it (shown as 休館). use: the city itself does (shown as 予約あり). */
export const blockKinds = ["closure", "use"] as const;
export type BlockKind = (typeof blockKinds)[number];

/** What a person picks first: a space and neighbouring slots of one day, by their ids. */
export type Choice = { readonly spaceId: string; readonly on: CivilDate; readonly slots: readonly string[] };

/** How it will be used; asked after the choice. */
export type Use = {
  readonly categoryId: string;
  readonly purposeId: string;
  readonly people: number;
  /** The group that books, with the categories of its registration; undefined for a person. */
  readonly group:
    | { readonly categories: readonly string[]; readonly registration?: GroupStanding | undefined }
    | undefined;
  /** How many of each extra that was asked for; lights that are charged by themselves are not in it. */
  readonly extras: Readonly<Record<string, number>>;
  /** Ids of the declarations that were ticked. */
  readonly declarations: readonly string[];
  /** Of the facility's own questions. As they come from a form they are text; what is stored was read by the rules. */
  readonly answers: Answers;
  /** Reductions on application that were granted for this use. */
  readonly grantedReductions?: readonly string[] | undefined;
};

/** How a group stands with the city, as far as the rules of who may book ask for it. */
export type GroupStanding = {
  readonly state: "none" | "applied" | "registered" | "expired" | "suspended" | "refused";
  readonly validFrom?: CivilDate | undefined;
  readonly validUntil?: CivilDate | undefined;
  readonly members: number;
  readonly localMembers: number;
  readonly hasResponsibleAdult: boolean;
  /** Id of an area in city.yaml. */
  readonly district?: string | undefined;
  /** 行政区, 子供会 and the like count as registered without applying. */
  readonly isDeemed: boolean;
};

/** How a unit is taken, as far as others may know. */
export type Occupancy = {
  readonly unitId: string;
  readonly during: InstantRange;
  readonly as: "held" | "taken" | "closed";
  /** Of a closure: what residents are told. */
  readonly because?: ClosedBecause | undefined;
};

/** 空き, 一部空き, 抽選受付, 手続き中, 予約あり, 休館. The only states of a slot. */
export const slotStatuses = ["free", "partly", "lottery", "held", "taken", "closed"] as const;
export type SlotStatus = (typeof slotStatuses)[number];

export type SlotAvailability = {
  readonly slot: Slot;
  readonly status: SlotStatus;
  /** Each unit of the space, in the order of the floor plan. */
  readonly units: readonly { readonly unitId: string; readonly name: LocalText; readonly status: SlotStatus }[];
  /** Why it cannot be booked now although nobody has it: past, not yet open, too late. */
  readonly reason: Reason | undefined;
  /** Why it is closed, where a closure says so. */
  readonly closed?: ClosedBecause | undefined;
};

/** A booking or a block, as stored. Amounts are whole yen. */
export type Booking = {
  readonly id: string;
  /** What people say on the telephone: "M7K-2X4". */
  readonly number: string;
  readonly state: BookingState;
  readonly channel: "web" | "counter";
  readonly facilityId: string;
  /** The version of the rules by which it was priced. */
  readonly effectiveFrom: CivilDate;
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly slots: readonly string[];
  readonly used: InstantRange;
  readonly bookerId: string | undefined;
  readonly groupId: string | undefined;
  /** The member of staff who made it for somebody. */
  readonly madeBy: string | undefined;
  readonly madeAt: Date;
  readonly use: Omit<Use, "group"> | undefined;
  readonly quote: Quote | undefined;
  readonly amount: number;
  readonly holdUntil: Date | undefined;
  readonly holdExtensions: number;
  readonly payBy: Date | undefined;
  /** Of a request: by when the city decides. */
  readonly decideBy?: Date | undefined;
  /** When it became confirmed. */
  readonly settledAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly endReason: string | undefined;
  readonly block: { readonly kind: BlockKind; readonly reason: string } | undefined;
  readonly sequence: number;
  /** Of the draw in which it was won. */
  readonly winId?: string | undefined;
  /** A win that was given up: its units become free at this instant, which is shown to nobody. */
  readonly returnsAt?: Date | undefined;
  /** The days that were asked for together with it. */
  readonly seriesId?: string | undefined;
  /** Of a block: the weeks that were blocked together with it. */
  readonly blockSeriesId?: string | undefined;
};
