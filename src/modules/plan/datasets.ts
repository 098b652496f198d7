import type { DatasetDefinition } from "../../kernel/dataset/types.ts";

export const datasets: readonly DatasetDefinition[] = [];
