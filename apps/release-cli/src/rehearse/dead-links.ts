import { fetchObject, type Sight } from './look.ts';
import type { Loopback } from './loopback.ts';

/** Follows every link of every page that answers. @returns those that lead nowhere, as `page → link`. */
export async function deadLinks({ address }: Loopback, { answers }: Sight): Promise<string[]> {
  const dead: string[] = [];
  for (const page of [...answers.keys()].filter((path) => path.endsWith('.html') && !path.includes('/'))) {
    const text = (await fetchObject(address, page))?.toString('utf8') ?? '';
    for (const link of new Set(localLinks(text))) {
      if (!answers.has(link) && (await fetchObject(address, link)) === undefined) dead.push(`${page} → ${link}`);
    }
  }
  return dead;
}

function localLinks(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="([^"#?]+)/g)].flatMap(([, link = '']) => (/^[a-z]+:/i.test(link) ? [] : [decodeURIComponent(link.replace(/^\.?\//, ''))]));
}
