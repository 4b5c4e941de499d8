import { type Finding, problem } from '../../core/findings';
import { placeIn } from './place-in';
import type { Placement } from './placement';
import { schemaFindings } from './placement-schema';
import { repeatedKeys } from './repeated-keys';

/** A placement, or why the text is none. */
export type ParsedPlacement =
  | { readonly placement: Placement; readonly findings: readonly [] }
  | { readonly placement?: undefined; readonly findings: readonly Finding[] };

/**
 * Reads the text of `environments/<name>/placement.json`. The path is only a name here: messages use it, and the environment that the
 * file names must agree with it. Nothing of the placement can be changed, at no depth.
 */
export function parsePlacement(text: string, path: string): ParsedPlacement {
  const json = parseJson(text, path);
  if ('findings' in json) return json;
  const form = [...repetitions(text, path), ...schemaFindings(json.value, path)];
  if (form.length > 0) return { findings: form };
  const placement = json.value as Placement;
  const findings = [
    ...namedLikeItsFolder(placement, path),
    ...placedAndRemoved(placement, path),
    ...unknownImages(placement, path),
  ];
  return findings.length > 0 ? { findings } : { placement, findings: [] };
}

function parseJson(text: string, path: string): { value: unknown } | { findings: readonly Finding[] } {
  try {
    return { value: JSON.parse(text, (_key, value: unknown) => Object.freeze(value)) };
  } catch (error) {
    return { findings: [/^(<{7}|>{7})/m.test(text) ? unmerged(path) : noJson(error as SyntaxError, path)] };
  }
}

function unmerged(path: string): Finding {
  return problem({
    rule: 'placement/merge',
    path,
    message: 'must not hold the marks of a merge that is not finished',
    advice:
      'Keep the lines of what is deployed already, drop those of the other side, and run `npx slipway place` again: it places what is missing.',
  });
}

function noJson(error: SyntaxError, path: string): Finding {
  return problem({
    rule: 'placement/json',
    path,
    message: `must be JSON, and reading it ends with "${error.message}"`,
    advice: 'Correct the text there. A comma stands between two entries, and none after the last.',
  });
}

function repetitions(text: string, path: string): readonly Finding[] {
  return repeatedKeys(text).map((key) =>
    problem({
      rule: 'placement/repeated',
      path,
      message: `must name ${key} once, for only the last of two would count`,
      advice: 'A merge may have kept the lines of both sides: keep the one that is deployed already.',
    }),
  );
}

function placedAndRemoved({ slots, removed }: Placement, path: string): readonly Finding[] {
  return Object.keys(removed)
    .filter((slot) => slots[slot] !== undefined)
    .map((slot) =>
      problem({
        rule: 'placement/repeated',
        path: placeIn(path, 'removed', slot),
        message: 'must not be a slot that is placed',
        advice:
          'A merge may have kept the lines of both sides: keep the one that is deployed already. A slot is placed or removed, and never both.',
      }),
    );
}

function unknownImages({ images = {}, pins = {} }: Placement, path: string): readonly Finding[] {
  return Object.entries(pins)
    .filter(([, digest]) => images[digest] === undefined)
    .map(([slot, digest]) =>
      problem({
        rule: 'placement/pin',
        path: placeIn(path, 'pins', slot),
        message: 'must be one of the images of this file',
        value: digest,
        advice:
          'A merge may have dropped the image: bring its entry in `images` back from the commit that this line came with.',
      }),
    );
}

function namedLikeItsFolder({ environment }: Placement, path: string): readonly Finding[] {
  const [, name = ''] = path.split('/').reverse();
  if (environment === name) return [];
  return [
    problem({
      rule: 'placement/place',
      path: placeIn(path, 'environment'),
      message: `must be "${name}", as the folder is named`,
      value: JSON.stringify(environment),
      advice: `Write "${name}" here, or move the file into a folder ${environment}.`,
    }),
  ];
}
