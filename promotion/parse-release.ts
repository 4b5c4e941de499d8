import { type Finding, problem } from '../core/findings';
import { duplicateKeys } from './duplicate-keys';
import { type Place, placesIn } from './pointer';
import type { Release } from './release';
import { releaseFindings } from './release-rules';
import { schemaFindings } from './release-schema';

/** A release, or why the text is none. */
export type ParsedRelease =
  | { readonly release: Release; readonly findings: readonly [] }
  | { readonly release?: undefined; readonly findings: readonly Finding[] };

/**
 * Reads the text of `…/<environment>/<service>.json`. The path is only a name here: messages use it, and what the file
 * says of itself must agree with it. Nothing of the release can be changed, at no depth.
 */
export function parseRelease(text: string, path: string): ParsedRelease {
  const at = placesIn(path);
  const json = parseJson(text, at);
  if ('findings' in json) return json;
  const form = [...duplicates(text, at), ...schemaFindings(json.value, at)];
  if (form.length > 0) return { findings: form };
  const release = json.value as Release;
  const findings = releaseFindings(release, path);
  return findings.length > 0 ? { findings } : { release, findings: [] };
}

function parseJson(text: string, at: Place): { value: unknown } | { findings: readonly Finding[] } {
  try {
    return { value: JSON.parse(text, (_key, value: unknown) => Object.freeze(value)) };
  } catch (error) {
    return { findings: [/^(<{7}|>{7})/m.test(text) ? unmerged(at) : noJson(error as SyntaxError, at)] };
  }
}

function unmerged(at: Place): Finding {
  return problem({
    rule: 'release/merge',
    path: at(''),
    message: 'must not hold the marks of a merge that is not finished',
    advice:
      'Keep the records and the events of both sides, the oldest first, decide which digest is selected, and remove the lines of <<<<<<<, ======= and >>>>>>>.',
  });
}

function noJson(error: SyntaxError, at: Place): Finding {
  return problem({
    rule: 'release/json',
    path: at(''),
    message: `must be JSON, and reading it ends with "${error.message}"`,
    advice: 'Correct the text there. A comma stands between two entries, and none after the last.',
  });
}

function duplicates(text: string, at: Place): readonly Finding[] {
  return duplicateKeys(text).map((pointer) =>
    problem({
      rule: 'release/duplicate-key',
      path: at(pointer),
      message: 'must stand once, for only the last of two would count',
      advice: 'A merge may have kept the lines of both sides: decide for one, and remove the other.',
    }),
  );
}
