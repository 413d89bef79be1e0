import type * as z from 'zod/mini';
import { Refusal } from './refusal.ts';

/** @throws Refusal `R-531` that names the places where the body departs from its form, never what stood there. */
export function readBody<S extends z.ZodMiniType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path }) => path.join('.') || 'body');
  throw new Refusal('R-531', { detail: `unexpected form: ${[...new Set(places)].join(', ')}`.slice(0, 1000) });
}
