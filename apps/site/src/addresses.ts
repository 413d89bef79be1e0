/**
 * Every address of the site. All pages lie in one folder and name each other without a path, so the site works below any address,
 * and from a folder on a disk.
 */
export const addresses = {
  start: 'index.html',
  client: 'case-client.html',
  otherVendor: 'case-other-vendor.html',
  delegated: 'case-delegated.html',
  download: 'download.html',
  pilot: 'pilot.html',
  guide: 'guide.html',
  news: 'announcements.html',
  trouble: 'trouble.html',
  style: 'style.css',
  icon: 'icon.svg',
} as const;

export type Address = (typeof addresses)[keyof typeof addresses];

export function announcementAddress(id: string): string {
  return `announcement-${id}.html`;
}

export function notesAddress(version: string): string {
  return `notes-${version}.html`;
}

/** @param letter of the codes: `T`. */
export function codesAddress(letter: string): string {
  return `trouble-${letter.toLowerCase()}.html`;
}

/**
 * Where a clerk's browser fetches a signed file: under its own name, since Internet Explorer saves a file under the last part of its address.
 * The publisher puts it there after the metadata, as it does with the pages.
 */
export function fileAddress(target: string): string {
  return target;
}
