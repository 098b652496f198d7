import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { type CityConfig, cityConfig } from "../kernel/city-config.ts";
import { StartFailure } from "../kernel/start-failure.ts";

export function cityFolder(slug: string): URL {
  return new URL(`../../cities/${slug}/`, import.meta.url);
}

export function readCityConfig(slug: string): CityConfig {
  const file = new URL("city.yaml", cityFolder(slug));
  try {
    return cityConfig.parse(parse(readFileSync(file, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new StartFailure(`cities/${slug}/city.yaml cannot be used: ${why}`);
  }
}
