import { type Finding, problem } from '../../core/findings';
import { type JsonFileKind, locationIn, readJsonFile } from '../../core/json-file';
import type { Placement } from './placement';
import { PLACEMENT } from './placement-schema';

/** A placement, or why the text is not one. */
type ParsedPlacement =
  | { readonly placement: Placement; readonly findings: readonly [] }
  | { readonly placement?: undefined; readonly findings: readonly Finding[] };

const KIND: JsonFileKind<typeof PLACEMENT> = {
  schema: PLACEMENT,
  rules: {
    merge: 'placement/merge',
    json: 'placement/json',
    duplicateKey: 'placement/repeated',
    form: 'placement/form',
  },
  advice: {
    merge:
      'Keep the lines of what is deployed already, drop those of the other side, and run `npx slipway place` again: it places what is missing.',
    duplicateKey: 'A merge may have kept the lines of both sides: keep the one that is deployed already.',
  },
};

/**
 * Reads the text of `environments/<name>/placement.json`. The path is only a name here: messages use it, and the environment
 * that the file names must agree with it. The placement cannot be changed, at any depth.
 */
export function parsePlacement(text: string, path: string): ParsedPlacement {
  const { value, findings } = readJsonFile(text, path, KIND);
  if (value === undefined) return { findings };
  const broken = [
    ...namedLikeItsFolder(value, path),
    ...placedAndRemoved(value, path),
    ...unknownImages(value, path),
  ];
  return broken.length > 0 ? { findings: broken } : { placement: value, findings: [] };
}

function placedAndRemoved({ slots, removed }: Placement, path: string): readonly Finding[] {
  return Object.keys(removed)
    .filter((slot) => slots[slot] !== undefined)
    .map((slot) =>
      problem({
        rule: 'placement/repeated',
        path: locationIn(path, 'removed', slot),
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
        path: locationIn(path, 'pins', slot),
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
      path: locationIn(path, 'environment'),
      message: `must be "${name}", as the folder is named`,
      value: JSON.stringify(environment),
      advice: `Write "${name}" here, or move the file into a folder ${environment}.`,
    }),
  ];
}
