import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

export type Lockfile = { packages: Record<string, LockedPackage> };
type LockedPackage = {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Missing = { readonly name: string; readonly version: string; readonly dev: boolean };

const systems = ["android", "darwin", "freebsd", "linux", "win32"];

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
}

/**
 * Binaries for other platforms that the lockfile does not name. npm leaves them out when its registry has no copy of
 * them, and then `npm ci` fails wherever the registry has one: "Missing: … from lock file".
 */
export function listMissingPlatforms(lock: Lockfile): readonly Missing[] {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(path, name).some((place) => place in lock.packages))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Where Node would look for a package, from the folder of the one that wants it upwards. */
function placesOf(path: string, name: string): readonly string[] {
  const here = `${path === "" ? "" : `${path}/`}node_modules/${name}`;
  return path === ""
    ? [here]
    : [here, ...placesOf(path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))), name)];
}

/** Adds them, without a checksum: nothing installs them here, and npm adds it where it installs them. */
function addMissingPlatforms(lock: Lockfile): Lockfile {
  const added = listMissingPlatforms(lock).map(({ name, version, dev }) => {
    const words = (name.split("/").at(-1) ?? "").split("-");
    const [os, cpu, abi] = words.slice(words.findIndex((word) => systems.includes(word)));
    if (os === undefined || cpu === undefined) throw new Error(`${name} does not say its platform`);
    const libc = abi === "musl" ? { libc: ["musl"] } : os === "linux" && abi === "gnu" ? { libc: ["glibc"] } : {};
    const entry = { version, ...(dev ? { dev } : {}), cpu: [cpu], ...libc, optional: true, os: [os] };
    return [`node_modules/${name}`, entry] as const;
  });
  const all = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(all) };
}

if (import.meta.main) {
  const text = `${JSON.stringify(addMissingPlatforms(readLockfile()), null, 2)}\n`;
  writeFileSync(join(root, "package-lock.json"), text);
}
