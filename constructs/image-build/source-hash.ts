import { createHash } from 'node:crypto';
import type { Source } from './source';

/** Part of every hash: raised when the meaning of the hash changes, so that no old hash can stand for a new one. */
const VERSION = '1';
/** So many digits tell the sources of one repository apart. */
const TAG_DIGITS = 16;

/** Everything that goes into a build. */
export interface BuildInputs {
  readonly source: Source;
  readonly arguments?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly platform: string;
}

/** What identifies a build's inputs. */
export interface SourceHash {
  /** 64 hexadecimal digits. Without `sha256:` in front, so that nobody takes it for an image's digest. */
  readonly hash: string;
  /** What the hash is made of, sorted: `file src/server.js`, `argument NODE_ENV`, `platform` … → its hash or value. */
  readonly manifest: Readonly<Record<string, string>>;
}

/** The hash of everything that goes into a build, and what it is made of. Equal inputs give equal hashes anywhere. */
export function sourceHash(inputs: BuildInputs): SourceHash {
  const parts = partsOf(inputs).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    hash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    manifest: Object.fromEntries(parts),
  };
}

/** The tag under which the image of a source hash is pushed. Consumers take the digest. */
export function sourceTag(hash: string): string {
  return `src-${hash.slice(0, TAG_DIGITS)}`;
}

function partsOf({ source, target, platform, ...inputs }: BuildInputs): (readonly [string, string])[] {
  return [
    ['version', VERSION],
    ['platform', platform],
    ['dockerfile', source.dockerfile],
    ...(target === undefined ? [] : [['target', target] as const]),
    ...named('argument', inputs.arguments),
    ...named('label', inputs.labels),
    ...named('file', source.files),
  ];
}

function named(kind: string, values: Readonly<Record<string, string>> = {}): (readonly [string, string])[] {
  return Object.entries(values).map(([name, value]) => [`${kind} ${name}`, value]);
}
