import type { SourceHash } from './source-hash';

/** One part of the inputs that differs between two builds. */
export interface SourceChange {
  /** What happened to the part. */
  readonly change: 'added' | 'removed' | 'changed';
  /** As the manifest names it: `file src/server.js`, `argument NODE_ENV`. */
  readonly part: string;
}

type Manifest = SourceHash['manifest'];

/**
 * The parts in which two builds differ. Empty if, and only if, their source hashes are equal.
 *
 * @example
 * const inputs = { root: __dirname, context: `${__dirname}/services/api` };
 * const source = readSource(inputs);
 * const before = sourceHash({ source, platform: 'linux/amd64' });
 * const after = sourceHash({ source, platform: 'linux/amd64', arguments: { NODE_ENV: 'production' } });
 * explainSourceHash(before.manifest, after.manifest); // [{ change: 'added', part: 'argument NODE_ENV' }]
 */
export function explainSourceHash(before: Manifest, after: Manifest): readonly SourceChange[] {
  const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...current.keys()])]
    .filter((part) => old.get(part) !== current.get(part))
    .map(
      (part) =>
        ({ change: !old.has(part) ? 'added' : !current.has(part) ? 'removed' : 'changed', part }) as const,
    );
}
