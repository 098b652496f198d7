import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { AdapterName, KeyPlaces } from "../../door/index.ts";
import type { PermitCondition } from "./approval.ts";
import type { Calendar } from "./calendar.ts";
import type { Example } from "./example.ts";
import type { ArticleReference, Fees } from "./fee.ts";
import type { Question } from "./question.ts";
import type { Category, Purpose, Terms } from "./terms.ts";
import type { Timetable } from "./timetable.ts";

/**
 * One facility with the rules of its ordinance, as read from cities/<city>/facilities/<id>.yaml. Plain JSON: it is stored
 * as it is, one row per version, and a booking names the version by which it was priced.
 */
export type Facility = {
  /** Ids of units, spaces and doors begin with it, so that they are unique in the city. */
  readonly id: string;
  /** The version: these rules are for uses from this day on. */
  readonly effectiveFrom: CivilDate;
  /** Amounts, articles' numbers and telephone numbers are invented: pages show 見本. */
  readonly sample: boolean;
  readonly name: LocalText;
  readonly kana: string;
  /** Id of an area in city.yaml. */
  readonly area: string;
  readonly address: LocalText;
  readonly telephone: string;
  /** How to get there, parking. */
  readonly access: LocalText;
  readonly barrierFree: LocalText;
  /** Good to know, shown beside the week: 「準備と片付けも、時間の中でお願いします」. */
  readonly notes: readonly LocalText[];
  readonly articles: Readonly<Record<string, ArticleReference>>;
  readonly calendar: Calendar;
  readonly timetables: readonly Timetable[];
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
  /** What the form asks besides, because the rules depend on it. */
  readonly questions: readonly Question[];
  readonly terms: readonly Terms[];
  readonly units: readonly Unit[];
  readonly spaces: readonly Space[];
  readonly doors: readonly Door[];
  readonly entry: EntryRule;
  readonly fees: Fees;
  /** 許可の条件 that are set again and again. */
  readonly permitConditions?: readonly PermitCondition[] | undefined;
  readonly examples: readonly Example[];
};

/** 分割単位: the atom that can be taken only once at a time. In the order of the floor plan. */
export type Unit = { readonly id: string; readonly name: LocalText };

/** What can be booked: one or more units together. Two spaces that share a unit exclude each other. */
export type Space = {
  readonly id: string;
  readonly name: LocalText;
  readonly kana: string;
  readonly units: readonly string[];
  readonly capacity: number;
  readonly squareMetres?: number | undefined;
  readonly purposes: readonly string[];
  /** What is in the room and what is not: 備品, 楽器, 車いす. */
  readonly facts: readonly { readonly label: LocalText; readonly value: LocalText }[];
  readonly timetable: string;
  readonly terms: string;
  readonly doors: readonly string[];
  /** Kept free around each use, inside the stored range. */
  readonly buffer: { readonly beforeMinutes: number; readonly afterMinutes: number };
  /** Under the sky: staff close it when it rains. */
  readonly outdoor?: boolean | undefined;
};

export type Door = {
  readonly id: string;
  readonly name: LocalText;
  /** keybox: no lock that can be spoken to, but a key that is handed over or lies in a box. */
  readonly adapter: AdapterName;
  /** The device's name at the adapter. */
  readonly address: string;
  /** How many codes the lock can keep at once; default 30. */
  readonly codeSlots?: number | undefined;
  /** How many codes that nobody knows lie in the lock for the time when it cannot be reached; default 0. */
  readonly spareCodes?: number | undefined;
  /** Of a keybox: where the key is fetched and brought back, and whether it lies in a box with a number. */
  readonly key?: KeyPlaces | undefined;
};

export type EntryRule = {
  /** The doors open so long before the start … */
  readonly leadMinutes: number;
  /** … and so long after the end. */
  readonly lagMinutes: number;
  /** After that, once more for lights and things left behind. */
  readonly graceMinutes: number;
};
