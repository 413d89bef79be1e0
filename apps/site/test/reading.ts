import { parse } from 'acorn';
import type { SiteFile } from '../src/render-site.ts';

/** A page as its tests read it. */
export interface ReadPage {
  readonly path: string;
  readonly html: string;
  /** Without tags, white space collapsed. */
  readonly words: string;
  readonly links: readonly string[];
  readonly ids: readonly string[];
}

export function readPages(files: ReadonlyMap<string, SiteFile>): readonly ReadPage[] {
  return [...files].filter(([path]) => path.endsWith('.html')).map(([path, { bytes }]) => readPage(path, new TextDecoder().decode(bytes)));
}

function readPage(path: string, html: string): ReadPage {
  const values = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, value = '']) => value);
  return { path, html, words: wordsOf(html), links: values(/\s(?:href|src)="([^"]*)"/g), ids: values(/\sid="([^"]*)"/g) };
}

export function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  return body.replace(/<(?!\/?(?:span|a|strong)\b)[^>]*>/g, ' ').replace(/<[^>]*>/g, '').replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();
}

/** Everything in a page that a browser would run. */
export function scriptsIn(html: string): readonly string[] {
  const found = [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/gi), ...html.matchAll(/\son\w+\s*=\s*"([^"]*)"/gi), ...html.matchAll(/(?:href|src|action)\s*=\s*"javascript:([^"]*)"/gi)];
  return found.map(([, code = '']) => code);
}

/** Whether Internet Explorer 11 can read it: ECMAScript 5 and nothing newer. */
export function isOldScript(code: string): boolean {
  try {
    parse(code, { ecmaVersion: 5 });
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
