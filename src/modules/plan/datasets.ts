import type { DatasetDefinition } from "../../kernel/dataset/types.ts";
import { budget } from "./datasets/budget.ts";
import { indicators } from "./datasets/indicators.ts";
import { nodes } from "./datasets/nodes.ts";
import { sheets } from "./datasets/sheets.ts";
import { values } from "./datasets/values.ts";

export const datasets: readonly DatasetDefinition[] = [nodes, indicators, values, sheets, budget];
