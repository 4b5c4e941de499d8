import type { SourceHash } from './source-hash';

/** One part of the inputs that differs between two builds. */
export interface SourceChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** As the manifest names it: `file src/server.js`, `argument NODE_ENV`. */
  readonly part: string;
}

type Manifest = SourceHash['manifest'];

/** Why two source hashes differ: empty if, and only if, they are equal. */
export function explainSourceHash(before: Manifest, after: Manifest): readonly SourceChange[] {
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...young.keys()])]
    .filter((part) => old.get(part) !== young.get(part))
    .map(
      (part) =>
        ({ change: !old.has(part) ? 'added' : !young.has(part) ? 'removed' : 'changed', part }) as const,
    );
}
