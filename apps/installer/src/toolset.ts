import { chmod, copyFile, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import type { InstallerRequest } from './request.ts';

/**
 * Lays out the tools where electron-builder looks before it would download its own: links into the given NSIS,
 * and a 7za that may be executed (npm unpacks it without that right). Sets its environment variables for this process.
 *
 * @returns the path of that 7za
 */
export async function prepareToolset(makensis: InstallerRequest['makensis'], work: string): Promise<string> {
  const nsis = join(work, 'nsis');
  const resources = join(work, 'nsis-resources');
  const unpacker = join(work, '7za');
  await rm(nsis, { recursive: true, force: true });
  await rm(resources, { recursive: true, force: true });
  await mkdir(join(nsis, 'linux'), { recursive: true });
  await mkdir(resources);
  for (const entry of await readdir(makensis.nsisDir)) await symlink(join(makensis.nsisDir, entry), join(nsis, entry));
  await symlink(makensis.exe, join(nsis, 'linux/makensis'));
  await symlink(join(makensis.nsisDir, 'Plugins'), join(resources, 'plugins'));
  await copyFile(sevenZip.path7za, unpacker);
  await chmod(unpacker, 0o755);
  process.env['ELECTRON_BUILDER_NSIS_DIR'] = nsis;
  process.env['ELECTRON_BUILDER_NSIS_RESOURCES_DIR'] = resources;
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = unpacker;
  process.env['ELECTRON_BUILDER_CACHE'] = join(work, 'cache');
  process.env['ELECTRON_CACHE'] = join(work, 'cache');
  return unpacker;
}
