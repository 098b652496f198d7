import { silentLog } from "../log.ts";
import { holdLease } from "./lease.ts";

/** A process that holds a lease and says so; the test stops it and lets it go on. */
const [connectionString = ""] = process.argv.slice(2);
await holdLease({ connectionString, name: "stopped", log: silentLog, everyMs: 100, silentForMs: 800 }, async () => {
  process.stdout.write("begun\n");
  return { stop: async () => void process.stdout.write("stopped\n") };
});
