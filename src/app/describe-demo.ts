import { join, relative } from "node:path";
import { readPeople } from "../modules/identity/module.ts";
import type { Config } from "./config.ts";
import type { Demo } from "./demo.ts";
import { demoLogFile } from "./demo-log.ts";

/** What is printed at the start: where it is, and how to be each of the sample people. */
export async function describeDemo(config: Config, demo: Demo | undefined, cityFolder: URL): Promise<string> {
  const heading = `\nまちみがき: ${config.address}\n`;
  if (demo === undefined) return heading;
  const { residents, staff } = await readPeople(cityFolder);
  const people = (list: readonly { name: string; mail: string; pin: string; words: string }[]) =>
    list.map(({ name, mail, pin, words }) => `  ${name}　${words}　${mail}　PIN ${pin}`).join("\n");
  return `${heading}
Sample residents sign in with a code by mail, or as マイナンバーカード holders with their PIN:
${people(residents)}

Sample staff sign in at ${config.address}/staff/sign-in with their PIN; at counters and doors each works where it says:
${people(staff)}

Mail is caught at      ${demo.mailAddress}
Doors and keypads at   ${demo.keypads.address}
The log is written to  ${relative(process.cwd(), join(config.DATA_DIR, demoLogFile))}

Stop with Ctrl-C.
`;
}
