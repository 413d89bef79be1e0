import { describe, expect, it } from 'vitest';
import { limits } from '../src/limits.ts';
import { renderSite } from '../src/render-site.ts';
import { isOldScript, readPages, scriptsIn } from './reading.ts';
import { stateNames, worlds } from './worlds.ts';

const englishSentence = /[A-Za-z']{2,}(?:[ ,]+[A-Za-z']{2,}){3,}/;
/** What Internet Explorer 11 does not know. It passes by what stands in @supports. */
const newCss = /var\(|(?:^|[;{\s])--[a-z]|display:\s*(?:inline-)?grid\b(?!\))|[;{\s](?:row-|column-)?gap:|:is\(|:where\(|:has\(|\b(?:clamp|min|max)\(|inset:|aspect-ratio/;

describe.each(stateNames)('when the site of the state "%s" is served', (state) => {
  const files = renderSite(worlds[state]);
  const pages = readPages(files);
  const targets = new Set((worlds[state].statement === undefined ? [] : [...worlds[state].statement.releases.flatMap(({ artefacts }) => artefacts), ...worlds[state].statement.announcements.map(({ pdf }) => ({ target: pdf }))]).map(({ target }) => target));

  it('runs no script at all, so nothing that is newer than Internet Explorer 11', () => {
    expect(pages.flatMap(({ html }) => scriptsIn(html))).toEqual([]);
  });

  it('has looks that Internet Explorer 11 knows', () => {
    const css = new TextDecoder().decode(files.get('style.css')?.bytes);
    expect(newCss.exec(css.replace(/@supports[^{]*\{(?:[^{}]|\{[^}]*\})*\}/g, ''))?.[0]).toBeUndefined();
    expect(pages.flatMap(({ html }) => [...html.matchAll(/<style|style="|\.webp|<picture|<dialog|<details/g)].map(([found]) => found))).toEqual([]);
  });

  it('leads nowhere that does not exist', () => {
    const lost = pages.flatMap(({ path, links }) =>
      links.flatMap((link) => {
        const [file = '', id] = link.split('#');
        const there = file === '' ? path : file;
        const page = pages.find((one) => one.path === there);
        const exists = (files.has(there) || targets.has(there)) && (id === undefined || page?.ids.includes(id) === true);
        return exists ? [] : [`${path}: ${link}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  it('can be walked from the first page to every other, but for what only some were told of', () => {
    const reached = new Set(['index.html']);
    for (const path of reached) for (const link of pages.find((page) => page.path === path)?.links ?? []) if (link.split('#')[0]?.endsWith('.html') === true) reached.add(link.split('#')[0] ?? '');
    const told = state === 'pilot' ? [] : ['pilot.html'];
    const old = pages.map(({ path }) => path).filter((path) => path.startsWith('notes-'));
    expect(pages.map(({ path }) => path).filter((path) => ![...reached, ...told, ...old].includes(path))).toEqual([]);
  });

  it('speaks Japanese', () => {
    expect(pages.flatMap(({ words }) => englishSentence.exec(words)?.[0] ?? [])).toEqual([]);
  });

  it(`weighs at most ${limits.pageMaxBytes} bytes a page, its looks included`, () => {
    const shared = [...files].filter(([path]) => !path.endsWith('.html')).reduce((sum, [, { bytes }]) => sum + bytes.length, 0);
    expect([...files].filter(([path, { bytes }]) => path.endsWith('.html') && bytes.length + shared > limits.pageMaxBytes).map(([path]) => path)).toEqual([]);
  });

  it('has one first-level heading a page, every id once, and a title of its own', () => {
    expect(pages.filter(({ html }) => html.match(/<h1/g)?.length !== 1).map(({ path }) => path)).toEqual([]);
    expect(pages.filter(({ ids }) => new Set(ids).size !== ids.length).map(({ path }) => path)).toEqual([]);
    const titles = pages.map(({ html }) => /<title>(.*)<\/title>/.exec(html)?.[1]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('is the same whenever it is made', () => {
    expect(renderSite(structuredClone(worlds[state]))).toEqual(files);
  });
});

describe('when a page had a script', () => {
  it.each(['<script>let x = 1;</script>', '<a onclick="items.map((one) => one)">', '<a href="javascript:`x`">'])('%s would be found, and refused as newer than ECMAScript 5', (markup) => {
    expect(scriptsIn(markup).map(isOldScript)).toEqual([false]);
  });

  it('would pass where Internet Explorer 11 can run it', () => {
    expect(scriptsIn('<script>var x = function () { return 1; };</script>').map(isOldScript)).toEqual([true]);
  });
});

describe('when words hold markup', () => {
  it('shows them as words', () => {
    const { operator, ...world } = worlds.general;
    const html = readPages(renderSite({ ...world, operator: { ...operator, desk: ['<script>alert(1)</script>'], signer: '"><img src=x>' } })).map((page) => page.html).join('');
    expect(scriptsIn(html)).toEqual([]);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('when the statement names a page that was not given', () => {
  it('refuses, naming it', () => {
    const { 'announcements/2021-03-15.html': _, ...pages } = worlds.dated.pages;
    expect(() => renderSite({ ...worlds.dated, pages })).toThrow(expect.objectContaining({ code: 'PAGE_UNUSABLE', message: expect.stringContaining('announcements/2021-03-15.html') as string }));
    expect(() => renderSite({ ...worlds.dated, pages: { ...pages, 'announcements/2021-03-15.html': '<p>本文</p>' } })).toThrow(expect.objectContaining({ code: 'PAGE_UNUSABLE' }));
  });

  it('refuses release notes without the steps', () => {
    const pages = { ...worlds.general.pages, '9.1.0/notes.html': '<main><h1>お知らせ</h1></main>' };
    expect(() => renderSite({ ...worlds.general, pages })).toThrow(expect.objectContaining({ code: 'PAGE_UNUSABLE', message: expect.stringContaining('インストールの手順') as string }));
  });
});
