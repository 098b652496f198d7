import { copyFile, lchown, lstat, mkdir, readdir, readlink, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Copies a folder with its owners and rights. Files that vanish meanwhile are left out, as PostgreSQL's manual asks of
 * a copy of a running server. `keep` decides by the path below the folder.
 */
export async function copyFolder(
  from: string,
  to: string,
  keep: (path: string) => boolean = () => true,
  below = "",
): Promise<void> {
  const source = join(from, below);
  const target = join(to, below);
  const { mode, uid, gid } = await lstat(source);
  await mkdir(target, { recursive: true, mode });
  await own(target, uid, gid);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (!keep(path)) continue;
    if (entry.isDirectory()) await copyFolder(from, to, keep, path);
    else if (entry.isFile() || entry.isSymbolicLink())
      await ignoreVanished(copyEntry(join(from, path), join(to, path)));
  }
}

async function copyEntry(source: string, target: string): Promise<void> {
  const { uid, gid } = await lstat(source);
  const link = await readlink(source).catch(() => undefined);
  if (link === undefined) await copyFile(source, target);
  else await symlink(link, target);
  await own(target, uid, gid);
}

/** A new file that belongs to the owner of the folder it lies in, and to nobody else. */
export async function writeOwned(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  const { uid, gid } = await lstat(dirname(path));
  await own(path, uid, gid);
}

/** Only root can give a file away; anybody else owns both sides already. */
async function own(path: string, uid: number, gid: number): Promise<void> {
  if (process.getuid?.() === 0) await lchown(path, uid, gid);
}

async function ignoreVanished(copying: Promise<void>): Promise<void> {
  await copying.catch((error: { code?: string }) => {
    if (error.code !== "ENOENT") throw error;
  });
}
