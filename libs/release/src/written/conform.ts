import * as z from 'zod';
import { faultAt, quote, type Fault } from '../faults.ts';
import { fieldRules } from '../fields.ts';
import type { Seen } from './seen.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** A written file after reading: all that is well formed, and a fault for all that is not. */
export interface Reading<T> extends Omit<YamlFile, 'data'> {
  /** What is well formed: the rules about several values run on it, whatever else is wrong. */
  readonly seen: Seen<T>;
  /** All of it, when nothing was malformed. */
  readonly whole: T | undefined;
}

/** Compares a YAML file with its schema. Every departure is one fault with the name of the rule that it breaks. */
export function conform<S extends z.ZodObject>(schema: S, yaml: YamlFile): Reading<z.output<S>> {
  const { data, ...place } = yaml;
  if (data === undefined) return { ...place, seen: {} as Seen<z.output<S>>, whole: undefined };
  const result = schema.safeParse(data);
  if (result.success) return { ...place, seen: result.data as Seen<z.output<S>>, whole: result.data };
  const issues = onePerPath(result.error.issues);
  return {
    ...place,
    seen: prune(data, issues) as Seen<z.output<S>>,
    whole: undefined,
    faults: [...place.faults, ...issues.flatMap((issue) => faultsOf(issue, schema, data, yaml))],
  };
}

type Issue = z.core.$ZodIssue;

function onePerPath(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.toReversed().map((issue) => [issue.path.join('\0'), issue])).values()].reverse();
}

function faultsOf(issue: Issue, schema: z.ZodType, data: unknown, { file, positionOf, positionOfKey }: YamlFile): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = `one of ${keysAt(schema, issue.path).join(', ')}`;
    return issue.keys.map((key) => faultAt(file, positionOfKey([...issue.path, key]), 'unknown-key', known, quote(key)));
  }
  const value = valueAt(data, issue.path);
  const named = ruleAt(schema, issue.path);
  if (value === undefined) {
    const key = String(issue.path.at(-1));
    return [faultAt(file, positionOf(issue.path), 'missing-key', named === undefined ? key : `${key}: ${named.expected}`, 'nothing')];
  }
  if (issue.code === 'invalid_type' || named === undefined) {
    const type = issue.code === 'invalid_type' ? issue.expected : issue.message;
    return [faultAt(file, positionOf(issue.path), 'wrong-type', named === undefined ? type : `${type}: ${named.expected}`, quote(value))];
  }
  return [faultAt(file, positionOf(issue.path), named.rule, named.expected, quote(value))];
}

/** The rule of the schema at a path, or of the nearest one around it that has a name. */
function ruleAt(schema: z.ZodType, path: Path) {
  let named = fieldRules.get(schema);
  for (let depth = 1; depth <= path.length; depth += 1) {
    const at = schemaAt(schema, path.slice(0, depth));
    named = (at === undefined ? undefined : fieldRules.get(at)) ?? named;
  }
  return named;
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  const at = schemaAt(schema, path);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((at, step) => {
    const next: unknown = at instanceof z.ZodObject ? (at.shape as Record<PropertyKey, unknown>)[step] : at instanceof z.ZodArray ? at.element : undefined;
    return next instanceof z.ZodOptional ? (next.unwrap() as z.ZodType) : (next as z.ZodType | undefined);
  }, schema);
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined), data);
}

/** What is left of the data without its malformed parts; a list with a malformed item goes as a whole. */
function prune(data: unknown, issues: readonly Issue[]): unknown {
  if (!isRecord(data) || Array.isArray(data)) return {};
  const rest = structuredClone(data);
  for (const issue of issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) remove(rest, path);
  }
  return rest;
}

function remove(data: Record<PropertyKey, unknown>, path: Path): void {
  const holder = path.slice(0, -1);
  const container = valueAt(data, holder);
  if (Array.isArray(container)) remove(data, holder);
  else if (isRecord(container)) delete container[path.at(-1) ?? ''];
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
