import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { jsonLog, type Log } from "../kernel/log.ts";

/** In the data folder of `npm start`. */
export const demoLogFile = "log.jsonl";

/** The terminal shows how to sign in; of the log it shows only what went wrong. Everything stands in the data folder. */
export function demoLog(folder: string): Log {
  const file = jsonLog((line) => appendFileSync(join(folder, demoLogFile), line));
  const terminal = jsonLog();
  return {
    info: file.info,
    warn(event, fields) {
      file.warn(event, fields);
      terminal.warn(event, fields);
    },
    error(event, fields) {
      file.error(event, fields);
      terminal.error(event, fields);
    },
  };
}
