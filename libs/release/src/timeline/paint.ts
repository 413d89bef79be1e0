/** SGR codes of ECMA-48 for each part; a part without one keeps the terminal's own colour. */
const codes = { title: 1, past: 2, next: 1, now: 32, claims: 33, days: 33, detail: 2 } as const;

export type Painter = (part: string, text: string) => string;

export function painter(colour: boolean): Painter {
  return (part, text) => {
    const code = Object.hasOwn(codes, part) ? codes[part as keyof typeof codes] : undefined;
    return !colour || code === undefined || text === '' ? text : `\u001B[${code}m${text}\u001B[0m`;
  };
}
