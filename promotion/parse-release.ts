import type { Finding } from '../core/findings';
import { type JsonFileKind, readJsonFile } from '../core/json-file';
import type { Release } from './release';
import { releaseFindings } from './release-rules';
import { RELEASE } from './release-schema';

/** A release, or why the text is not one. */
export type ParsedRelease =
  | { readonly release: Release; readonly findings: readonly [] }
  | { readonly release?: undefined; readonly findings: readonly Finding[] };

const KIND: JsonFileKind<typeof RELEASE> = {
  schema: RELEASE,
  rules: {
    merge: 'release/merge',
    json: 'release/json',
    duplicateKey: 'release/duplicate-key',
    form: 'release/form',
  },
  advice: {
    merge:
      'Keep the records and the events of both sides, the oldest first, decide which digest is selected, and remove the lines of <<<<<<<, ======= and >>>>>>>.',
    duplicateKey: 'A merge may have kept the lines of both sides: decide for one, and remove the other.',
  },
};

/**
 * Reads the text of `environments/<environment>/releases/<service>.json`. The path is only a name here: messages use it, and
 * what the file says of itself must agree with it. The release cannot be changed, at any depth.
 *
 * @example
 * parseRelease(text, 'environments/dev/releases/api.json').release?.selected;
 */
export function parseRelease(text: string, path: string): ParsedRelease {
  const { value, findings } = readJsonFile(text, path, KIND);
  if (value === undefined) return { findings };
  const broken = releaseFindings(value, path);
  return broken.length > 0 ? { findings: broken } : { release: value, findings: [] };
}
