import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import { listSections } from "../../../identity/index.ts";
import { collectFigures } from "../../store/evaluation/figures.ts";
import { listFigures, listPublished } from "../../store/figure.ts";
import type { ReviewerSheet } from "../../store/review/sheet.ts";
import { listPastOpinions } from "../../store/review.ts";
import type { SheetField, SheetFigures } from "../../types/evaluation.ts";
import type { Figure } from "../../types/figure.ts";
import type { PastOpinion } from "../../types/review.ts";
import type { Words } from "../../types/words.ts";

/** What a reviewer reads of a sheet, on the page and on paper alike: nothing that the public page would not show one day. */
export type SheetContent = {
  readonly sheet: ReviewerSheet;
  readonly sectionName: string | undefined;
  readonly parts: readonly {
    readonly title: LocalText;
    readonly fields: readonly {
      readonly label: LocalText;
      readonly source: SheetField["source"];
      /** As written by the section; of a field that the product fills, the comment beside it. */
      readonly text: LocalText;
    }[];
  }[];
  readonly figures: SheetFigures;
  readonly origins: ReadonlyMap<string, Figure>;
  /** The published judgement in sentences, by indicator. */
  readonly findings: ReadonlyMap<string, readonly Words[]>;
  readonly past: readonly PastOpinion[];
};

export async function readSheet(db: Db | Tx, sheet: ReviewerSheet): Promise<SheetContent> {
  const { planId, year, subject } = sheet;
  const figures = sheet.frozen ?? (await collectFigures(db, { planId, year }, sheet));
  const ids = figures.indicators.map(({ id }) => id);
  const inForce = await listFigures(db, planId, { year, state: "approved" });
  const published = ids.length === 0 ? [] : await listPublished(db, planId, { year, indicatorIds: ids });
  const sections = await listSections(db);
  return {
    sheet,
    sectionName: sections.find(({ id }) => id === sheet.sectionId)?.name,
    parts: partsOf(sheet),
    figures,
    origins: new Map(
      inForce.filter(({ indicatorId }) => ids.includes(indicatorId)).map((figure) => [figure.indicatorId, figure]),
    ),
    findings: new Map(published.map(({ indicatorId, achievement }) => [indicatorId, achievement.finding])),
    past: await listPastOpinions(db, planId, subject, year),
  };
}

/** Fields of the public page only: contact fields are the section's own. Empty ones say nothing and are left out. */
function partsOf({ form, answers }: ReviewerSheet): SheetContent["parts"] {
  return form.parts
    .map(({ title, fields }) => ({
      title,
      fields: fields
        .filter(({ isPublic }) => isPublic)
        .map((field) => ({ label: field.label, source: field.source, text: textIn(field, answers[field.id] ?? "") }))
        .filter(({ source, text }) => source !== undefined || text.ja !== ""),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function textIn({ kind, options }: SheetField, typed: string): LocalText {
  const chosen = kind === "choice" ? options.find(({ value }) => value === typed)?.label : undefined;
  return chosen ?? { ja: typed };
}
