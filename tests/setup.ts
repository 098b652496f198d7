import { clusterVariable, startTestCluster } from "../src/kernel/test/cluster.ts";

let stop: (() => Promise<void>) | undefined;

/** Once for a whole run of `npm test`: one PostgreSQL, in which each test file makes databases of its own. */
export async function globalSetup(): Promise<void> {
  const cluster = await startTestCluster();
  stop = cluster.stop;
  process.env[clusterVariable] = cluster.connectionString("postgres");
}

export async function globalTeardown(): Promise<void> {
  await stop?.();
}
