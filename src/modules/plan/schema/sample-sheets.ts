import { z } from "zod";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { roundSteps, sheetStates } from "../types/evaluation.ts";

const answers = z.record(z.string(), z.string());

/** cities/<city>/plans/samples/sheets.yaml */
const sampleRounds = z.strictObject({
  plan: z.string(),
  /** In every sheet, unless the sheet says it otherwise. */
  common: answers,
  rounds: z.array(
    z.strictObject({
      year: z.int(),
      state: z.enum(["open", "closed"]),
      staffUnitCost: z.int().min(0),
      due: z.record(z.enum(roundSteps), z.iso.date()),
      sheets: z.array(
        z.strictObject({
          kind: z.enum(["measure", "project"]).default("measure"),
          /** The code of the measure or the project. */
          subject: z.string(),
          state: z.enum(sheetStates),
          /** Why it was chosen for outside review. */
          selected: z.string().optional(),
          /** Handed in once and sent back. */
          returned: z
            .strictObject({
              comment: z.string(),
              marks: z.array(z.strictObject({ field: z.string(), words: z.string() })),
            })
            .optional(),
          /** Without the common answers: half written. */
          isDraft: z.boolean().default(false),
          answers,
        }),
      ),
    }),
  ),
});

export type SampleRounds = z.output<typeof sampleRounds>;
export type SampleSheet = SampleRounds["rounds"][number]["sheets"][number];

export function readSampleRounds(file: URL): SampleRounds {
  return readYamlFile(sampleRounds, file);
}
