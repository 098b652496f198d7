import type { DatasetDefinition } from "./types.ts";

/** All datasets of all modules by name, in the order of the modules. */
export type DatasetRegistry = ReadonlyMap<string, DatasetDefinition>;

/** Lower case, digits and hyphens, after the module's name: it is a part of an address that people link to for years. */
const wellNamed = /^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/;

/** Two of one name, a name that is no address, and two columns of one name are mistakes: the program does not start. */
export function registerDatasets(
  modules: readonly { readonly name: string; readonly datasets: readonly DatasetDefinition[] }[],
): DatasetRegistry {
  const registry = new Map<string, DatasetDefinition>();
  for (const { name: module, datasets } of modules) {
    for (const dataset of datasets) {
      const { name } = dataset;
      if (!wellNamed.test(name)) throw new Error(`a dataset cannot be called ${name}: it is a part of an address`);
      if (!name.startsWith(`${module}.`))
        throw new Error(`the dataset ${name} of ${module} must begin with ${module}.`);
      if (registry.has(name)) throw new Error(`two datasets are called ${name}`);
      assertColumns(dataset);
      registry.set(name, dataset);
    }
  }
  return registry;
}

function assertColumns({ name, columns }: DatasetDefinition): void {
  if (columns.length === 0) throw new Error(`the dataset ${name} has no columns`);
  const seen = new Set<string>();
  for (const column of columns) {
    // One line of names is the whole head of the file.
    if (column.name === "" || /[\p{C},"]|^\s|\s$/u.test(column.name))
      throw new Error(`the dataset ${name} has a column that cannot be called ${JSON.stringify(column.name)}`);
    if (seen.has(column.name)) throw new Error(`the dataset ${name} has two columns called ${column.name}`);
    seen.add(column.name);
  }
}
