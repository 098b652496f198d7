import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { instantOf } from "../../kernel/time/instant.ts";
import { countUses } from "./store/entries.ts";

export const doorMetrics: readonly MetricDefinition[] = [
  {
    name: "door.entries",
    kind: "flow",
    unit: "回",
    title: { ja: "扉が開いた回数（暗証番号と画面）", en: "Doors opened by code or by the page" },
    rule: {
      ja: "利用者が、暗証番号か予約のページで扉を開けた回数です。職員が開けた回数、内側から開けた回数、開かなかった回数は入りません。",
      en: "How often users opened a door with a code or from their booking's page. Openings by staff, from inside, and refused ones are not counted.",
    },
    count: async (city, { from, until }) => {
      const { zone } = city.config;
      const value = await countUses(city.db, instantOf(from, "00:00", zone), instantOf(until, "00:00", zone));
      return { value };
    },
  },
];
