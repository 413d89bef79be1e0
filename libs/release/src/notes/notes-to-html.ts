import type { Release } from '../release/schema.ts';
import type { Block, Notes, Span } from './blocks.ts';
import { pageStyle } from './page-style.ts';

const osNames: Readonly<Record<Release['os'][number], string>> = { 'windows-8.1': 'Windows 8.1', 'windows-10': 'Windows 10' };

/** The notes as one whole page: no script, nothing to fetch, readable in Internet Explorer 11, on a phone and on paper. */
export function notesToHtml(notes: Notes, release: Release): string {
  const { installer } = release.productNames;
  return [
    '<!DOCTYPE html>',
    '<html lang="ja">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta http-equiv="X-UA-Compatible" content="IE=edge">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(notes.title)}</title>`,
    `<style>\n${pageStyle}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...notes.blocks.map(blockToHtml),
    '<footer>',
    `<p>${escapeHtml(installer)} バージョン ${escapeHtml(release.version)}</p>`,
    `<p>対応する Windows: ${release.os.map((name) => osNames[name]).join('、')}</p>`,
    '</footer>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockToHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${spansToHtml(block.spans)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${spansToHtml(block.spans)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return [`<${tag}>`, ...block.items.map((item) => `<li>${spansToHtml(item)}</li>`), `</${tag}>`].join('\n');
    }
  }
}

function spansToHtml(spans: readonly Span[]): string {
  return spans.map(({ text, strong }) => (strong ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text))).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
