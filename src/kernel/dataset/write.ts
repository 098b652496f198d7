import type { City } from "../city.ts";
import { csvMark, writeCsvRow } from "../text/csv.ts";
import { cellsOf } from "./cells.ts";
import type { DatasetDefinition } from "./types.ts";

export const licenceAddress = "https://creativecommons.org/licenses/by/4.0/";

/** One line of names, then one line a row, as it comes from the database (RFC 4180, UTF-8, harmless to spreadsheets). */
export async function* writeDatasetCsv(dataset: DatasetDefinition, city: City): AsyncGenerator<string> {
  yield csvMark + writeCsvRow(dataset.columns.map(({ name }) => name));
  for await (const row of dataset.rows(city)) yield writeCsvRow(cellsOf(dataset, row));
}

/**
 * The rows as objects under what one must know to use them: `title`, `description`, `publisher`, `licence`, `page`,
 * `updatedAt` (the moment at which the file was written from the records), `columns`, `rows`. schema.ts describes it.
 */
export async function* writeDatasetJson(dataset: DatasetDefinition, city: City): AsyncGenerator<string> {
  const { name, title, description, licence, standard, columns } = dataset;
  const head = {
    name,
    title: plain(title),
    description: plain(description),
    publisher: plain(city.config.name),
    licence,
    licenceUrl: licenceAddress,
    ...(standard === undefined ? {} : { standard }),
    page: `${city.address}/opendata/${name}`,
    updatedAt: city.clock.now().toISOString(),
    sample: city.config.sample,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      ...(column.unit === undefined ? {} : { unit: plain(column.unit) }),
      description: plain(column.description),
    })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let separator = "\n";
  for await (const row of dataset.rows(city)) {
    const cells = cellsOf(dataset, row);
    yield separator + JSON.stringify(Object.fromEntries(columns.map((column, at) => [column.name, cells[at]])));
    separator = ",\n";
  }
  yield "\n]}\n";
}

/** Without やさしい日本語, whose readings are marks that programs do not know. */
function plain({ ja, en }: { readonly ja: string; readonly en?: string | undefined }) {
  return { ja, ...(en === undefined ? {} : { en }) };
}
