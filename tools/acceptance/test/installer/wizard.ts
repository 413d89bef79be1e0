import type { Control, Desktop, RunningProgram, Window } from '@togo/wine-lab';

/** Whether some control of the window says this. */
export function says(window: Window, text: string): boolean {
  return window.controls.some((control) => control.text.includes(text));
}

export function findButton(window: Window, text: string): Control | undefined {
  return window.controls.find((control) => control.kind === 'Button' && control.text.includes(text));
}

/** @throws Error when the window has no such button. */
export function button(window: Window, text: string): Control {
  const found = findButton(window, text);
  if (found === undefined) throw new Error(`no button ${text}`);
  return found;
}

/** Opens the installer and answers the first question: which case of the notice this facility is. */
export async function openAt(desktop: Desktop, exe: string, case_: 'own' | 'vendor' | 'agent'): Promise<RunningProgram> {
  const program = await desktop.start(exe);
  await desktop.waitForText('かかる時間は約2分です');
  await desktop.key('Return');
  await desktop.waitForText('代理人や本部に、請求を委託(依頼)している');
  if (case_ === 'vendor') await desktop.key('Down');
  if (case_ === 'agent') await desktop.key('Down', 'Down');
  await desktop.key('Return');
  return program;
}

/** Goes on through the pages until the installation has begun. */
export async function startInstallation(desktop: Desktop, exe: string): Promise<RunningProgram> {
  const program = await openAt(desktop, exe, 'own');
  await desktop.waitForText('インストールできます。');
  await desktop.key('Return');
  await desktop.waitForText('安全のため、場所は決められています。');
  await desktop.key('Return');
  return program;
}
