import type { Act } from "../../../../kernel/act.ts";
import { readTableFile, type TableFileProblem } from "../../../../kernel/files/table-file.ts";
import { type FormValues, typed } from "../../../../kernel/http/form.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { readFigureTable } from "../../rules/figure/table.ts";
import { readGrid, readPaste, readYear } from "../../schema/figure-requests.ts";
import { getFigureGround } from "./plan-ground.ts";
import { type Proposed, proposeFigures } from "./propose-figures.ts";

/** The three ways in which a person brings many values at once: cells, a pasted table, a file. */

export async function sendGrid(act: Act, { planId, form }: { planId: string; form: FormValues }): Promise<Proposed> {
  const { indicators } = await getFigureGround(act.tx, planId);
  const names = new Map(indicators.map(({ id, name }) => [id, name.ja]));
  const rows = readGrid(form, { year: readYear(form), names });
  return proposeFigures(act, { planId, rows, origin: "hand", isConfirmed: typed(form, "confirm") === "yes" });
}

type Sent = {
  readonly planId: string;
  readonly year: number;
  readonly source: string | undefined;
  readonly confirm: boolean;
};

export async function sendPaste(act: Act, sent: Sent & { paste: string }): Promise<Proposed> {
  const rows = readPaste(sent);
  if (rows.length === 0) throw new Refusal("plan.staff-figure-empty", { status: 422, field: "paste" });
  return proposeFigures(act, { planId: sent.planId, rows, origin: "hand", isConfirmed: sent.confirm });
}

export async function sendFile(act: Act, sent: Sent & { table: File }): Promise<Proposed> {
  const cells = await cellsOf(sent.table);
  const source = sent.source ?? sent.table.name.slice(0, 200);
  const rows = readFigureTable(cells, { field: "table", year: sent.year, source });
  if (rows.length === 0) throw new Refusal("plan.staff-figure-empty", { status: 422, field: "table" });
  return proposeFigures(act, { planId: sent.planId, rows, origin: "import", isConfirmed: sent.confirm });
}

export async function cellsOf(file: File): Promise<readonly (readonly string[])[]> {
  const read = await readTableFile(new Uint8Array(await file.arrayBuffer()));
  if (!read.ok) throw new Refusal(codes[read.reason], { status: 422, field: "table" });
  return read.cells;
}

const codes: Readonly<Record<TableFileProblem, string>> = {
  "file-empty": "plan.staff-figure-file-empty",
  "file-too-big": "plan.staff-figure-file-too-big",
  "file-type": "plan.staff-figure-file-type",
  "file-broken": "plan.staff-figure-file-broken",
  "file-letters": "plan.staff-figure-file-letters",
};
