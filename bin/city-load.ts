import { cityFolder } from "../src/app/city-folder.ts";
import { perform } from "../src/kernel/perform.ts";
import { seedFacility } from "../src/modules/facility/seeds.ts";
import { loadTown, readPeople, readRegistrationKinds } from "../src/modules/identity/module.ts";
import { loadSheetForms } from "../src/modules/plan/seeds/evaluation.ts";
import { loadNewPlans } from "../src/modules/plan/seeds/revision.ts";
import { runCommand } from "./run-command.ts";
import { commandLine, withCity } from "./with-city.ts";

/**
 * `npm run city:load`: sections, group categories, kinds of registration, facilities, new plans and the forms of evaluation sheets from the
 * city's files. To be run once at the start of a city and after each change of its files; what has not changed is left alone.
 * Sample people and sample figures are never loaded.
 */
await runCommand("npm run city:load", [], () =>
  withCity(async (city, config) => {
    const folder = cityFolder(config.CITY);
    const people = await readPeople(folder);
    const town = { ...people, kinds: readRegistrationKinds(folder, people) };
    await perform(city, { actor: commandLine }, loadTown, town);
    await seedFacility(city, folder);
    await loadNewPlans(city, folder);
    await loadSheetForms(city, folder);
    process.stdout.write(`The files of cities/${config.CITY} are in force.\n`);
  }),
);
