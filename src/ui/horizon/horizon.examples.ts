import { showcase } from "../example.ts";
import { horizon } from "./horizon.ts";

export const horizonShowcase = showcase<Record<string, never>>({
  component: "horizon",
  draw: () => horizon(),
  examples: [{ name: "まちの線", props: () => ({}) }],
});
