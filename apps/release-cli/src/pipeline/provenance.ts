import type { Artefact, Cut } from './cut.ts';
import type { SourceRevision } from './source-revision.ts';

/** Where the meaning of our build parameters is written down. */
const buildType = 'https://togo.example/docs/decisions/0009-evidence-beside-every-release/cut/v1';

/**
 * The in-toto statement (v1) with a SLSA provenance predicate (v1): which files, from which source,
 * with which tools, and what each executable's bytes were before it was signed.
 */
export function describeProvenance(cut: Cut, subjects: readonly Artefact[], source: SourceRevision): object {
  const toolchain = cut.known('toolchain');
  const { release } = cut.known('release');
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects.map(({ path, sha256 }) => ({ name: path, digest: { sha256 } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType,
        externalParameters: { version: cut.version, signing: cut.known('signing').kind },
        internalParameters: { sourceDate: release.sourceDate.toISOString(), sourceModified: source.modified },
        resolvedDependencies: [
          ...(source.commit === undefined ? [] : [{ name: 'source', digest: { gitCommit: source.commit } }]),
          { name: 'package-lock.json', digest: { sha256: source.lockSha256 } },
          { name: `node-win-x86@${release.runtime.node}/bin/node.exe`, digest: { sha256: release.runtime.sha256 } },
          { name: 'makensis', annotations: { version: toolchain.makensis.version } },
          { name: 'i686-w64-mingw32-gcc', annotations: { version: toolchain.mingw.version } },
        ],
      },
      runDetails: {
        builder: { id: 'https://togo.example/builders/togo-cut' },
        byproducts: cut.unsignedDigests.map(({ name, sha256 }) => ({ name: `${name} (before signing)`, digest: { sha256 } })),
      },
    },
  };
}
