import { LineCounter, isCollection, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Node } from 'yaml';
import { faultAt, quote, type Fault, type Position } from '../faults.ts';
import { limits } from '../limits.ts';
import type { RuleName } from '../rule-table.ts';

/** Keys and indexes from the top of a file to a value. */
export type Path = readonly PropertyKey[];

export interface YamlFile {
  readonly file: string;
  /** What the text says; undefined when the syntax is broken, for then nothing in it can be trusted. */
  readonly data: unknown;
  readonly faults: readonly Fault[];
  /** Where a value starts, a list or a map being where its key is; for a value that is not there, the nearest key around it. */
  readonly positionOf: (path: Path) => Position;
  /** Where the key of a value starts. */
  readonly positionOfKey: (path: Path) => Position;
  /** Whether something is written at a path, well formed or not. */
  readonly has: (path: Path) => boolean;
}

/**
 * Reads YAML and keeps the place of every value.
 *
 * @param text undefined when there is no such file: a fault like any other.
 * @param firstLine line of the file on which the text starts.
 */
export function readYaml(text: string | undefined, file: string, firstLine = 1): YamlFile {
  const start = { line: firstLine, column: 1 };
  const unreadable = (rule: RuleName, expected: string, got: string): YamlFile => ({
    file,
    data: undefined,
    faults: [faultAt(file, start, rule, expected, got)],
    positionOf: () => start,
    positionOfKey: () => start,
    has: () => false,
  });
  if (text === undefined) return unreadable('file-missing', 'a file', 'nothing');
  if (text.length > limits.writtenFileChars) return unreadable('file-size', `at most ${limits.writtenFileChars} characters`, String(text.length));

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const duplicates = document.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  const broken = [...document.errors, ...document.warnings].filter(({ code }) => code !== 'DUPLICATE_KEY');
  const aliases = aliasOffsets(document);
  return {
    file,
    data: broken.length === 0 && aliases.length === 0 ? document.toJS() : undefined,
    faults: [
      ...duplicates.map(({ pos }) => faultAt(file, positionAt(pos[0]), 'duplicate-key', 'each key once', quote(text.slice(pos[0]).match(/^[^:\s]+/)?.[0]))),
      ...broken.map(({ pos, message }) => faultAt(file, positionAt(pos[0]), 'yaml-syntax', 'YAML 1.2', message.split('\n')[0] ?? message)),
      ...aliases.map((offset) => faultAt(file, positionAt(offset), 'yaml-syntax', 'the value itself', 'an alias')),
    ],
    positionOf: (path) => {
      const { pair, whole } = followPath(document, path);
      const offset = (whole && !isCollection(pair?.value) ? startOf(pair?.value) : undefined) ?? startOf(pair?.key);
      return offset === undefined ? start : positionAt(offset);
    },
    positionOfKey: (path) => {
      const offset = startOf(followPath(document, path).pair?.key);
      return offset === undefined ? start : positionAt(offset);
    },
    has: (path) => followPath(document, path).whole,
  };
}

function aliasOffsets(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_, node) => void offsets.push(startOf(node) ?? 0) });
  return offsets;
}

interface KeyAndValue {
  readonly key: unknown;
  readonly value: unknown;
}

/** The last key and value on the way along a path, and whether that is the whole way. */
function followPath(document: Document, path: Path): { pair: KeyAndValue | undefined; whole: boolean } {
  let pair: KeyAndValue | undefined;
  for (const step of path) {
    const next = childOf(pair === undefined ? document.contents : pair.value, step);
    if (next === undefined) return { pair, whole: false };
    pair = next;
  }
  return { pair, whole: true };
}

function childOf(node: unknown, step: PropertyKey): KeyAndValue | undefined {
  if (isMap(node)) return node.items.find(({ key }) => isScalar(key) && key.value === step);
  const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
  return item === undefined ? undefined : { key: item, value: item };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
