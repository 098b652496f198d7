import type { Round, Sheet, SheetField, SheetForm } from "../../types/evaluation.ts";

/** The form of this sheet, as it was when its round was opened. */
export function formOf(round: Pick<Round, "forms">, sheet: Pick<Sheet, "kind">): SheetForm {
  return round.forms[sheet.kind];
}

export function listFields(form: SheetForm): readonly SheetField[] {
  return form.parts.flatMap(({ fields }) => fields);
}

/** What must be filled before the section hands the sheet in. A draft may lack anything. */
export function missingFields(form: SheetForm, answers: Sheet["answers"]): readonly SheetField[] {
  return listFields(form).filter(
    ({ id, isRequired, kind }) => isRequired && kind !== "auto" && (answers[id] ?? "") === "",
  );
}
