import type { Answer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { renderReadingPack } from "../../documents/reading-pack.ts";
import { listReviewerSheets } from "../../store/review/sheet.ts";
import { readSheet, type SheetContent } from "./content.ts";
import { plain } from "./words.ts";

/** 読む資料: all sheets that are in review for this reviewer, as one paper. */
export async function sendPack(view: View, { params }: { params: { round: string } }): Promise<Answer> {
  const { t, city, actor, locale, today } = view;
  if (actor.kind !== "resident") throw notFound();
  const sheets = (await listReviewerSheets(city.db, actor.personId, params.round)).filter(
    ({ state }) => state === "in-review" || state === "discussing",
  );
  const [first] = sheets;
  if (first === undefined) throw notFound();
  const contents: SheetContent[] = [];
  for (const sheet of sheets) contents.push(await readSheet(city.db, sheet));
  const bytes = await renderReadingPack({
    locale,
    city: plain(t, city.config.name),
    zone: city.config.zone,
    year: first.year,
    dueOn: first.dueOn,
    printedOn: today,
    sheets: contents,
    sample: sheets.some(({ isSample }) => isSample) || city.config.sample,
  });
  const name = `${t.text("plan-review.pack.file")}-${formatFiscalYear(first.year, locale)}.pdf`;
  return { kind: "file", name, type: "application/pdf", bytes };
}
