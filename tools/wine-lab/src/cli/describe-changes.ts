import type { Changes } from '../changes.ts';

/** One line for each change; a program that changed nothing says so. */
export function describeChanges({ files, registry }: { readonly files: Changes; readonly registry: Changes }): string[] {
  const lines = [files, registry].flatMap(({ added, changed, removed }) => [
    ...added.map((name) => `  +  ${name}`),
    ...changed.map((name) => `  ~  ${name}`),
    ...removed.map((name) => `  -  ${name}`),
  ]);
  return lines.length === 0 ? ['  nothing changed: no file, no registry value'] : lines;
}
