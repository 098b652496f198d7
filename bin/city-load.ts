import { cityFolder } from "../src/app/city-folder.ts";
import { perform } from "../src/kernel/perform.ts";
import { seedFacility } from "../src/modules/facility/seeds.ts";
import { loadTown, readPeople } from "../src/modules/identity/module.ts";
import { runCommand } from "./run-command.ts";
import { commandLine, withCity } from "./with-city.ts";

/**
 * `npm run city:load`: sections, group categories and facilities from the city's files. To be run once at the start of
 * a city and after each change of its files; what has not changed is left alone. Sample people are never loaded.
 */
await runCommand("npm run city:load", [], () =>
  withCity(async (city, config) => {
    const folder = cityFolder(config.CITY);
    await perform(city, { actor: commandLine }, loadTown, await readPeople(folder));
    await seedFacility(city, folder);
    process.stdout.write(`The files of cities/${config.CITY} are in force.\n`);
  }),
);
