import { existsSync } from "node:fs";
import { type CityConfig, cityConfig } from "../kernel/city-config.ts";
import { StartFailure } from "../kernel/start-failure.ts";
import { readYamlFile } from "../kernel/yaml-file.ts";

export function cityFolder(slug: string): URL {
  return new URL(`../../cities/${slug}/`, import.meta.url);
}

export function readCityConfig(slug: string): CityConfig {
  const folder = cityFolder(slug);
  if (!existsSync(folder)) throw new StartFailure(`There is no folder cities/${slug}. Set CITY to one that is there.`);
  return readYamlFile(cityConfig, new URL("city.yaml", folder));
}
