/** Names that a release gives its programs, and its version: filled into the texts when the installer is built. */
export interface Names {
  readonly client: string;
  readonly installer: string;
  readonly checker: string;
  readonly version: string;
}

/** Replaces `{client}`, `{installer}`, `{checker}` and `{version}`. */
export function fillNames(text: string, names: Names): string {
  return text.replace(/\{(client|installer|checker|version)\}/g, (_, name: string) => names[name as keyof Names]);
}
