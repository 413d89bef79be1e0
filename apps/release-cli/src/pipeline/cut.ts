import { InternalError, type Clock } from '@togo/foundation';
import type { Toolchain } from '@togo/needs';
import type { BuiltLayer, LayerName, Manifest } from '@togo/release/manifest';
import type { CheckedRelease } from '../release-files.ts';
import type { BuildCache } from './build-cache.ts';
import type { ProductionSigner, Signing } from './signing.ts';

/** A file of the finished release, as `cut --json` lists it. */
export interface Artefact {
  readonly kind: 'installer' | 'update' | 'checker' | 'release' | 'notes' | 'sbom' | 'provenance' | 'layer' | 'metadata';
  /** Relative to `dist/<version>`. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A layer as it was packed: what the manifest says of it, and the archive. */
export interface PackedLayer extends BuiltLayer {
  readonly archive: string;
}

/** What the steps of a cut find out, in the order in which they do. */
export interface CutFindings {
  release: CheckedRelease;
  /** Seconds since 1970: the time that every file of the build carries. */
  sourceDate: number;
  toolchain: Toolchain;
  signing: Signing;
  nodeExe: string;
  clientDir: string;
  launcher: string;
  checker: string;
  wordsDir: string;
  layers: Readonly<Record<LayerName, PackedLayer>>;
  manifest: Manifest;
}

export interface UnsignedDigest {
  readonly name: string;
  readonly sha256: string;
}

/** One cut: what was asked for, where it may write, and what the steps found out so far. */
export class Cut {
  readonly version: string;
  readonly unsigned: boolean;
  /** Undefined for a cut with the development keys of this machine. */
  readonly signer: ProductionSigner | undefined;
  readonly clock: Clock;
  readonly cache: BuildCache;
  readonly cacheDir: string;
  /** Becomes `dist/<version>` in one rename when everything is there. */
  readonly staging: string;
  /** Scratch space, gone when the cut ends. */
  readonly work: string;
  readonly signal: AbortSignal;
  /** SHA-256 of each executable before it was signed: what a second builder compares. */
  readonly unsignedDigests: UnsignedDigest[] = [];
  readonly #findings: Partial<CutFindings> = {};

  constructor(options: Pick<Cut, 'version' | 'unsigned' | 'signer' | 'clock' | 'cache' | 'cacheDir' | 'staging' | 'work' | 'signal'>) {
    this.version = options.version;
    this.unsigned = options.unsigned;
    this.signer = options.signer;
    this.clock = options.clock;
    this.cache = options.cache;
    this.cacheDir = options.cacheDir;
    this.staging = options.staging;
    this.work = options.work;
    this.signal = options.signal;
  }

  learn<Name extends keyof CutFindings>(name: Name, value: CutFindings[Name]): void {
    this.#findings[name] = value;
  }

  /** @throws InternalError when the step that finds it has not run: the list of steps is in the wrong order. */
  known<Name extends keyof CutFindings>(name: Name): CutFindings[Name] {
    const value = this.#findings[name];
    if (value === undefined) throw new InternalError(`no step has found out "${name}" yet`);
    return value;
  }
}
