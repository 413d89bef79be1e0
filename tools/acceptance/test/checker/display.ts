import { join } from 'node:path';
import type { Area, Control, Window } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import { key } from './checker.ts';

/** `TOGO_UPDATE_IMAGES=1` renews the pictures of the documentation; otherwise they go into a folder where nobody looks. */
export function pictureFolder(scratch: string): string {
  return process.env['TOGO_UPDATE_IMAGES'] === '1' ? join(workspaceRoot, 'docs/images') : scratch;
}

/** A registry script that scales the display; the PC has to be switched on again. 96 is 100 %. */
export const dotsPerInch = (dots: number): string =>
  key('HKEY_CURRENT_USER', 'Control Panel\\Desktop', `"LogPixels"=dword:${dots.toString(16)}`) +
  key('HKEY_LOCAL_MACHINE', 'System\\CurrentControlSet\\Hardware Profiles\\Current\\Software\\Fonts', `"LogPixels"=dword:${dots.toString(16)}`);

/** Controls that the window cuts off. */
export function cutOff(window: Window): Control[] {
  return window.controls.filter((control) => !isInside(control, window));
}

/** Where a window of a program that knows the scale is on the screen: positions are reported as to a program that knows nothing of it. */
export function onScreen({ left, top, width, height }: Area, scale: number): Area {
  const scaled = (length: number): number => Math.round(length * scale);
  return { left: scaled(left), top: scaled(top), width: scaled(width), height: scaled(height) };
}

function isInside(inner: Area, outer: Area): boolean {
  const right = inner.left + inner.width <= outer.left + outer.width;
  const bottom = inner.top + inner.height <= outer.top + outer.height;
  return inner.left >= outer.left && inner.top >= outer.top && right && bottom;
}
