import * as z from 'zod/mini';
import { id, line, moment, sha256, targetName, version } from './fields.ts';
import { readDocument } from './read-document.ts';
import { statementTarget } from './target-names.ts';

export const milestones = ['announcement', 'pilot', 'general', 'cutover', 'reinstatement'] as const;
export type StatementMilestone = (typeof milestones)[number];

export const artefactKinds = ['installer', 'update', 'checker', 'release', 'notes'] as const;
export type ArtefactKind = (typeof artefactKinds)[number];

/** A published date: a moment, or a window such as 令和3年4月以降 until it is fixed. */
const published = z.union([z.strictObject({ at: moment }), z.strictObject({ window: line })]);

const artefact = z.object({
  kind: z.enum(artefactKinds),
  target: targetName,
  sha256,
  bytes: z.int().check(z.minimum(0)),
  /** With `update`: the version whose layers it needs. */
  base: z.optional(version),
});

const release = z.object({
  version,
  title: line,
  /** A range of versions, for example `>=8.0.0 <9.1.0`. */
  upgradesFrom: line,
  artefacts: z.array(artefact).check(
    z.minLength(1),
    z.refine((items) => isUnique(items.map(({ target }) => target)), 'each target once'),
  ),
});

const announcement = z.object({ id, title: line, at: moment, correction: z.boolean(), html: targetName, pdf: targetName });

/** `statement.json`: what the release roles say, all of it; the newest is the state of the world. */
export const statementSchema = z
  .object({
    formatVersion: z.literal(1),
    /** Counts publications, from 1. */
    sequence: z.int().check(z.minimum(1)),
    /** What this publication enacts, and for which version. */
    milestone: z.enum(milestones),
    version,
    /** Not visible before. */
    at: moment,
    /** SHA-256 of releases/<version>/plan.yaml and notes.ja.md as they were approved. */
    planSha256: sha256,
    notesSha256: sha256,
    /** What each kind of facility installs; absent: nothing. */
    channels: z.object({ general: z.optional(version), pilot: z.optional(version) }),
    /** The moment from which the reception system refuses older TLS. */
    cutover: z.optional(published),
    /** What the site may say, as announced. */
    dates: z.partialRecord(z.enum(['announcement', 'pilot', 'general', 'cutover']), published),
    releases: z.array(release).check(z.refine((items) => isUnique(items.map((item) => item.version)), 'each version once')),
    announcements: z.array(announcement).check(z.refine((items) => isUnique(items.map((item) => item.id)), 'each id once')),
    /** Ids of withdrawals that hold no more. */
    reinstated: z.array(id),
  })
  .check(
    z.refine(({ channels, releases }) => Object.values(channels).every((chosen) => releases.some((item) => item.version === chosen)), {
      path: ['channels'],
      error: 'versions that are among the releases',
    }),
    z.refine(({ releases }) => releases.every((item) => item.artefacts.every(({ target }) => target.startsWith(`${item.version}/`))), {
      path: ['releases'],
      error: 'artefacts whose targets start with their version',
    }),
  );

export type Statement = z.infer<typeof statementSchema>;
export type Release = Statement['releases'][number];
export type Artefact = Release['artefacts'][number];
export type Announcement = Statement['announcements'][number];
export type PublishedDate = NonNullable<Statement['cutover']>;

/** @throws TrustError `bad-document` */
export function parseStatement(bytes: Uint8Array): Statement {
  return readDocument(statementTarget, statementSchema, bytes);
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
