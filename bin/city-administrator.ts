import { readConfig } from "../src/app/config.ts";
import { perform } from "../src/kernel/perform.ts";
import { addressOf } from "../src/modules/identity/index.ts";
import { appointFirstAdministrator } from "../src/modules/identity/module.ts";
import { runCommand } from "./run-command.ts";
import { commandLine, withCity } from "./with-city.ts";

/** `npm run city:administrator -- MAIL NAME SECTION`: the first administrator, or a new code for one who lost the passkey. */
await runCommand(
  "npm run city:administrator -- MAIL NAME SECTION",
  ["MAIL", "NAME", "SECTION"],
  (mail, name, sectionId) =>
    withCity(async (city) => {
      const first = { name, mail: addressOf(mail), sectionId };
      const code = await perform(city, { actor: commandLine }, appointFirstAdministrator, first);
      process.stdout.write(
        `Code for the first sign-in, for 72 hours: ${code}\n` +
          `To be entered at ${readConfig(process.env).address}/staff/enrol; a second code then goes to ${mail}.\n`,
      );
    }),
);
