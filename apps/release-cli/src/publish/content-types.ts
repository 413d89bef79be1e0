/** By the end of a name. */
const types: readonly [end: string, type: string][] = [
  ['.html', 'text/html; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['SHA256SUMS', 'text/plain; charset=utf-8'],
  ['.yml', 'text/yaml; charset=utf-8'],
  ['.json', 'application/json'],
  ['.pdf', 'application/pdf'],
  ['.exe', 'application/vnd.microsoft.portable-executable'],
];

export function contentTypeOf(name: string): string {
  return types.find(([end]) => name.endsWith(end))?.[1] ?? 'application/octet-stream';
}
