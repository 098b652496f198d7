import { z } from "zod";
import { isRegistrationNumber } from "./text/registration-number.ts";

const localText = z.strictObject({
  ja: z.string().min(1),
  en: z.string().optional(),
  "ja-easy": z.string().optional(),
});

/** cities/<slug>/city.yaml */
export const cityConfig = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** 全国地方公共団体コード, six digits with the check digit. */
  code: z.string().regex(/^\d{6}$/),
  name: localText,
  prefecture: localText,
  /** IANA name; civil days and times are of this zone. */
  zone: z.string().default("Asia/Tokyo"),
  /** The accent colour's hue in OKLCH degrees; the product keeps lightness and chroma. */
  hue: z.number().min(0).max(360),
  season: z.string().regex(/^#[0-9a-f]{6}$/),
  /** True while people, organisations, amounts or telephone numbers are invented: pages then say 見本. */
  sample: z.boolean(),
  contact: z.strictObject({
    office: localText,
    telephone: z.string(),
    hours: localText,
    mail: z.email(),
  }),
  /** Districts by which people look for places. */
  areas: z.array(z.strictObject({ id: z.string(), name: localText })),
  /**
   * 所管課: whose staff work at the counter and the doors of a facility, by the facility's id and the sections' ids of
   * people.yaml. One that is not here is every section's. It stands here and not in the ordinance's file: sections change
   * on a day of their own, for all bookings at once, and nobody may give themselves a house by a file of rules.
   */
  facilities: z.record(z.string(), z.strictObject({ sections: z.array(z.string()).min(1) })).default({}),
  /** The city's policy for all its facilities; what differs by facility stands in that facility's file. */
  bookings: z
    .strictObject({
      /**
       * So many bookings of one person may wait for their money at a time; the counter books beyond it. Default 6. A
       * reservation is kept for days, so whoever never pays could keep more from others by it than by holds.
       */
      mostUnpaid: z.int().min(1).max(100).default(6),
    })
    .prefault({}),
  /** What banks and 会計課 call things; only for what the city uses. */
  payments: z
    .strictObject({
      /** 適格請求書発行事業者の登録番号 (T and 13 digits); stands on receipts. Left out if the city has none. */
      registration: z
        .string()
        .refine(isRegistrationNumber, "T and 13 digits, of which the first is the check digit of a 法人番号")
        .optional(),
      /** 消込: the headings of the columns in the bank's file. */
      clearing: z
        .strictObject({
          number: z.string().default("納付番号"),
          amount: z.string().default("金額"),
          paidOn: z.string().default("納付日"),
        })
        .prefault({}),
      /** 口座振替: what the bank gave the city for it (全銀協規定形式). Without it, debits go out as CSV only. */
      debit: z
        .strictObject({
          company: z.string().regex(/^\d{10}$/),
          /** In any kana; the bank's file has the half-width letters, two for a voiced one, so half of its 40 are asked for. */
          companyName: z.string().min(1).max(20),
          bank: z.string().regex(/^\d{4}$/),
          bankName: z.string().max(7).default(""),
          branch: z.string().regex(/^\d{3}$/),
          branchName: z.string().max(7).default(""),
          kind: z.enum(["ordinary", "current"]).default("ordinary"),
          number: z.string().regex(/^\d{7}$/),
        })
        .optional(),
      /** 振込: which columns the list of transfers has, in order. */
      transfer: z
        .array(z.enum(["bank", "branch", "kind", "number", "holder", "amount", "reference"]))
        .min(1)
        .default(["bank", "branch", "kind", "number", "holder", "amount", "reference"]),
    })
    .prefault({}),
  /** The city's own days off in addition to national holidays: MM-DD every year, or YYYY-MM-DD once. */
  holidays: z.array(z.strictObject({ on: z.string(), name: localText })).default([]),
});

export type CityConfig = z.output<typeof cityConfig>;
