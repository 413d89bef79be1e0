/**
 * Folders by the names of their variables. The launcher fills these from Windows itself, whatever it was started with;
 * a name that gives no absolute path is left out.
 */
export function windowsFolders(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const folder = env[name];
    return folder !== undefined && /^[A-Za-z]:\\/.test(folder) ? [folder] : [];
  });
}
