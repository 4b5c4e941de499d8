import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import {
  emptyPlacement,
  foreignPlacements,
  parsePlacement,
  Placements,
  readPlacements,
  renderPlacement,
  withPins,
} from '../../placement';
import { debian, placementOf } from './support';

const PATH = 'environments/prod/placement.json';
const one = placementOf({ 'nodes/0': 'a' }, { 'nodes/1': 'b' });

/** What is told of a text: the place and what it must be. */
function told(text: string): readonly string[] {
  const { placement, findings } = parsePlacement(text, PATH);
  expect(placement === undefined).toBe(findings.length > 0);
  return findings.map(({ path, message }) => `${path} ${message}`);
}

describe('the text of a placement', () => {
  test('has one line per slot, by pool and index, with names after indexes', () => {
    const named = { 'nodes/b2': 'a', 'nodes/1a': 'b', 'nodes/db': 'a' };
    const slots = { 'web/0': 'a', 'nodes/10': 'a', ...named, 'nodes/9': 'b' };
    expect(renderPlacement(placementOf(slots))).toBe(`{
  "environment": "prod",
  "slots": {
    "nodes/9": "b",
    "nodes/10": "a",
    "nodes/1a": "b",
    "nodes/b2": "a",
    "nodes/db": "a",
    "web/0": "a"
  },
  "removed": {}
}
`);
  });

  test('is parsed back unchanged, and equal for equal placements', () => {
    const key = fc.oneof(fc.nat().map(String), fc.stringMatching(/^[a-z]([a-z0-9-]{0,5}[a-z0-9])?$/));
    const slot = fc.tuple(fc.constantFrom('nodes', 'web'), key).map((parts) => parts.join('/'));
    const host = fc.string({ minLength: 1 }).filter((name) => /\S/.test(name));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(slot, host), { selector: ([id]) => id }),
        fc.nat(9),
        (lines, removed) => {
          const placement = {
            ...emptyPlacement('prod'),
            slots: Object.fromEntries(lines.slice(removed)),
            removed: Object.fromEntries(lines.slice(0, removed)),
          };
          const text = renderPlacement(placement);
          expect(parsePlacement(text, PATH)).toEqual({ placement, findings: [] });
          const reversed = { ...placement, slots: Object.fromEntries(lines.slice(removed).reverse()) };
          expect(renderPlacement(reversed)).toBe(text);
        },
      ),
    );
  });

  test('is immutable once parsed', () => {
    const { placement } = parsePlacement(renderPlacement(one), PATH);
    expect(() => ((placement?.slots as Record<string, string>)['nodes/0'] = 'b')).toThrow(TypeError);
  });
});

describe('invalid placement files are refused', () => {
  const text = renderPlacement(one);

  test.each([
    [
      'no JSON',
      text.replace('"a"', '"a",'),
      [expect.stringContaining(`${PATH} must be JSON; reading it failed with`)],
    ],
    [
      'a merge that is not finished',
      `<<<<<<< ours\n${text}`,
      [`${PATH} must not contain the conflict markers of an unfinished merge`],
    ],
    [
      'a slot that a merge kept from both sides',
      text.replace('"nodes/0": "a"', '"nodes/0": "a", "nodes/0": "b"'),
      [`${PATH}#/slots/nodes~10 must occur once: JSON silently takes the last of two`],
    ],
    ['a list', '[]', [`${PATH} must be a placement file: an object`]],
    ['a key that is missing', text.replace(/,\s+"removed": \{[^}]*\}/, ''), [`${PATH} must have "removed"`]],
    [
      'a key that is unknown',
      text.replace('"slots"', '"note": "", "slots"'),
      [`${PATH}#/note must not be there`],
    ],
    [
      'a slot without its pool',
      text.replace('nodes/0', '0'),
      [`${PATH}#/slots/0 must be a slot: the pool's name, a slash, and an index or a name`],
    ],
    [
      'an index with a leading zero',
      text.replace('nodes/0', 'nodes/00'),
      [expect.stringContaining('#/slots/nodes~100 must be a slot')],
    ],
    ['an invalid host', text.replace('"a"', '[]'), [`${PATH}#/slots/nodes~10 must be the name of a host`]],
    [
      'a file in the folder of another environment',
      text.replace('"prod"', '"dev"'),
      [`${PATH}#/environment must be "prod", as the folder is named`],
    ],
    [
      'a slot that is placed and removed',
      text.replace('nodes/1', 'nodes/0'),
      [`${PATH}#/removed/nodes~10 must not be a slot that is placed`],
    ],
    [
      'a slot whose image is not there',
      renderPlacement({ ...one, images: {}, pins: { 'nodes/0': debian.digest } }),
      [`${PATH}#/pins/nodes~10 must be one of the images of this file`],
    ],
    [
      'an image by a tag',
      renderPlacement({ ...one, images: { latest: debian }, pins: {} }),
      [
        `${PATH}#/images/latest must be the digest of an image: sha256: and 64 hex digits, or sha512: and 128, in lower case`,
      ],
    ],
    [
      'an image without its source',
      renderPlacement(withPins(one, ['nodes/0'], debian)).replace(/ +"source".*\n/, ''),
      [`${PATH}#/images/${debian.digest} must have "source"`],
    ],
    [
      'a pin that a merge kept from both sides',
      renderPlacement(withPins(one, ['nodes/0'], debian)).replace(
        /("pins": \{)(\s+"nodes\/0": "[^"]*")/,
        '$1$2,$2',
      ),
      [`${PATH}#/pins/nodes~10 must occur once: JSON silently takes the last of two`],
    ],
  ])('%s', (_what, invalid, findings) => {
    expect(invalid).not.toBe(text);
    expect(told(invalid)).toEqual(findings);
  });
});

describe('a folder with placements', () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'slipway-placements-'));
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  function read(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(project, 'environments', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return readPlacements(join(project, 'environments'));
  }

  test('that does not exist has no placements', () => {
    const placements = readPlacements(join(project, 'nowhere'));
    expect([placements.files, placements.findings]).toEqual([[], []]);
  });

  test('is read file by file: errors become findings, and the rest stays usable', () => {
    const placements = read({
      'prod/placement.json': renderPlacement(one),
      'dev/placement.json': '{',
      'staging/index.ts': '',
      'machines.ts': '',
    });
    expect(placements.find('prod')).toEqual({ path: PATH, environment: 'prod', placement: one });
    expect(placements.find('dev')).toEqual({ path: 'environments/dev/placement.json', environment: 'dev' });
    expect(placements.find('staging')).toBeUndefined();
    expect(placements.findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['placement/json', 'environments/dev/placement.json'],
    ]);
  });

  test('may hold a file of 16 MiB, and no larger one', () => {
    const toldOf = (bytes: number) =>
      read({ 'prod/placement.json': renderPlacement(one).padEnd(bytes) }).findings.map(({ path }) => path);
    expect(toldOf(16 * 1_048_576)).toEqual([]);
    expect(toldOf(16 * 1_048_576 + 1)).toEqual([PATH]);
  });

  test.each(['placements', 'environments'])(
    'in the former layout is named, not read as nothing: %s',
    (given) => {
      mkdirSync(join(project, 'placements'));
      writeFileSync(join(project, 'placements', 'prod.json'), renderPlacement(one));
      writeFileSync(join(project, 'placements', 'other.json'), '{}');
      writeFileSync(join(project, 'placements', 'prod.json.orig'), renderPlacement(one));
      const { files, findings } = readPlacements(join(project, given));
      expect(files).toEqual([]);
      expect(findings).toEqual([
        {
          rule: 'placement/former-layout',
          severity: 'error',
          path: 'placements/prod.json',
          message: 'must be environments/prod/placement.json: each environment has a folder of its own',
          advice:
            'Run `git mv placements/prod.json environments/prod/placement.json`, and give readPlacements the folder `environments`.',
        },
      ]);
    },
  );
});

test('a placement for an unknown environment is a warning', () => {
  const placements = Placements.of([one, { ...one, environment: 'old' }]);
  expect(foreignPlacements(placements, ['dev', 'prod'])).toEqual([
    expect.objectContaining({
      severity: 'warning',
      path: 'environments/old/placement.json',
      message: 'must be named like an environment of the project: dev, prod',
    }),
  ]);
  expect(placements.pathOf('dev')).toBe('environments/dev/placement.json');
});

test('another placement takes the place of that of its environment, and of no other', () => {
  const dev = { ...one, environment: 'dev' };
  const finding = {
    rule: 'placement/json',
    severity: 'error',
    path: PATH,
    message: 'a',
    advice: 'b',
  } as const;
  const placements = new Placements('environments', Placements.of([one, dev]).files, [finding]);
  const moved = { ...dev, slots: { 'nodes/0': 'c' } };
  const after = placements.with(moved);
  expect(after.files).toHaveLength(2);
  expect(after.find('dev')?.placement).toEqual(moved);
  expect(after.find('prod')).toEqual(placements.find('prod'));
  expect(after.findings).toEqual([finding]);
  expect(placements.find('dev')?.placement).toEqual(dev);
});
