import { z } from "zod";
import { parseCsv } from "../../../kernel/files/table-file.ts";
import type { FormValues } from "../../../kernel/http/form.ts";
import { typed } from "../../../kernel/http/form.ts";
import { boxField, fileField, textField } from "../../../kernel/text/fields.ts";
import type { TypedFigure } from "../rules/figure/entry.ts";
import { readFigureTable } from "../rules/figure/table.ts";

/** What comes in on the staff's pages of figures. */

const planId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const indicatorId = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);
const year = z.coerce.number().int().min(1950).max(2150);

export const planParams = z.object({ plan: planId });
export const indicatorParams = z.object({ plan: planId, indicator: indicatorId });
export const figureParams = z.object({ plan: planId, figure: z.uuid() });
export const keyParams = z.object({ plan: planId, key: z.uuid() });

export const yearQuery = z.object({
  year: year.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
});
export const keysQuery = z.object({ made: z.string().max(2000).optional().catch(undefined) });
export const whatIfQuery = z.record(z.string().max(80), z.union([z.string().max(200), z.array(z.string().max(80))]));

const cell = z.union([z.string().max(60_000), z.array(z.string().max(600)).max(200)]);
/** Each indicator has fields of its own (v.net-monitors, s.net-monitors): which there are, the plan says. */
const gridField = z.string().regex(/^(year|page|way|source|confirm|[vfs]\.[a-z0-9-]+)$/);
export const gridForm = z.record(gridField, cell);

export const pasteForm = z.strictObject({
  year,
  // As it was pasted: the tabs are the columns.
  paste: z.string({ error: "field.required" }).min(1, "field.required").max(60_000, "field.too-long"),
  source: textField({ max: 500, required: false }),
  confirm: boxField(),
});

export const fileForm = z.strictObject({
  year,
  table: fileField(),
  source: textField({ max: 500, required: false }),
  confirm: boxField(),
});

export const finalForm = z.strictObject({
  year,
  final: z
    .union([indicatorId, z.array(indicatorId).max(300)])
    .optional()
    .transform((ids) => [ids ?? []].flat()),
});

export const countForm = z.strictObject({ year });
export const tableForm = z.strictObject({
  year,
  table: fileField(),
  source: textField({ max: 200 }),
  certainty: z.enum(["provisional", "final"]).default("provisional"),
});

/** "<figure> <the figure in force that the page showed, or ->": what was seen is part of what is approved. */
const seen = z
  .string()
  .regex(/^[0-9a-f-]{36} ([0-9a-f-]{36}|-)$/)
  .transform((text) => {
    const [figureId = "", seenId] = text.split(" ");
    return { figureId, seenId: seenId === "-" ? undefined : seenId };
  });
export const approveForm = z.strictObject({
  figure: z
    .union([seen, z.array(seen).max(300)])
    .optional()
    .transform((figures) => [figures ?? []].flat()),
});
export const rejectForm = z.strictObject({ reason: textField({ max: 1000 }) });

export const prepareForm = z.strictObject({
  year,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  note: textField({ max: 500 }),
});
export const publishForm = z.strictObject({ year, prepared: z.uuid() });
export const giveBackForm = z.strictObject({ year, prepared: z.uuid(), reason: textField({ max: 500 }) });
export const keyForm = z.strictObject({ name: textField({ max: 100 }) });

/** The grid's rows: an indicator's name is not typed, its id stands in the field's name. */
export function readGrid(
  form: FormValues,
  { year, names }: { year: number; names: ReadonlyMap<string, string> },
): TypedFigure[] {
  const common = typed(form, "source");
  return [...names].flatMap(([id, name]) => {
    const field = `v.${id}`;
    if (!(field in form)) return [];
    return {
      where: name,
      field,
      indicator: id,
      year,
      value: typed(form, field),
      certainty: typed(form, `f.${id}`) === "yes" ? "final" : "provisional",
      source: typed(form, `s.${id}`).trim() === "" ? common : typed(form, `s.${id}`),
    };
  });
}

export function readPaste({ paste, year, source }: { paste: string; year: number; source: string | undefined }) {
  return readFigureTable(parseCsv(paste), { field: "paste", year, source: source ?? "" });
}

export function readYear(form: FormValues): number {
  const parsed = year.safeParse(typed(form, "year"));
  return parsed.success ? parsed.data : 0;
}
