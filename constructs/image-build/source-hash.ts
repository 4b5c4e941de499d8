import { createHash } from 'node:crypto';
import { byBytes } from '../../core/text';
import { knownTexts } from '../not-secret';
import type { Source } from './source';

/** Part of every hash: raised when the meaning of the hash changes, so that no old hash can stand for a new one. */
const VERSION = '1';
/** So many digits tell the sources of one repository apart. */
const TAG_DIGITS = 16;

/** Everything that goes into a build. */
export interface BuildInputs {
  /** The files that the build is given: see {@link readSource}. */
  readonly source: Omit<Source, 'declares' | 'warnings'>;
  /** Build arguments. @default none */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Build arguments for many images; `arguments` wins over them. @default none */
  readonly sharedArguments?: Readonly<Record<string, string>>;
  /** Labels of the image. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The build stage to stop at. @default the last one */
  readonly target?: string;
  /** The platform that is built for: `linux/amd64`. */
  readonly platform: string;
}

/** What identifies a build's inputs. */
export interface SourceHash {
  /** 64 hexadecimal digits. Without `sha256:` in front, so that nobody takes it for an image's digest. */
  readonly hash: string;
  /** What the hash is made of, sorted: `file src/server.js`, `argument NODE_ENV`, `platform` … → its hash or value. */
  readonly manifest: Readonly<Record<string, string>>;
}

/**
 * The hash of everything that goes into a build, and what it is made of. Equal inputs give equal hashes on every machine.
 *
 * @example
 * const source = readSource({ root: __dirname, context: `${__dirname}/services/api` });
 * const { hash, manifest } = sourceHash({ source, platform: 'linux/amd64' });
 */
export function sourceHash(inputs: BuildInputs): SourceHash {
  const parts = partsOf(inputs).sort(([a], [b]) => byBytes(a, b));
  return {
    hash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    manifest: Object.fromEntries(parts),
  };
}

/**
 * The tag under which the image of a source hash is pushed. Consumers use the digest instead.
 *
 * @example
 * sourceTag('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'); // 'src-9f86d081884c7d65'
 */
export function sourceTag(hash: string): string {
  return `src-${hash.slice(0, TAG_DIGITS)}`;
}

function partsOf({ source, target, platform, ...given }: BuildInputs): (readonly [string, string])[] {
  const { value: inputs } = knownTexts(given);
  return [
    ['version', VERSION],
    ['platform', platform],
    ['dockerfile', source.dockerfile],
    ...(target === undefined ? [] : [['target', target] as const]),
    ...named('argument', { ...inputs.sharedArguments, ...inputs.arguments }),
    ...named('label', inputs.labels),
    ...named('file', source.files),
  ];
}

function named(kind: string, values: Readonly<Record<string, string>> = {}): (readonly [string, string])[] {
  return Object.entries(values).map(([name, value]) => [`${kind} ${name}`, value]);
}
