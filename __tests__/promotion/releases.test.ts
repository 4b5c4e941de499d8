import {
  awaitsVerification,
  findDigest,
  isReleasePath,
  recordedDigest,
  recordedIn,
  recordsDigest,
  type Release,
  Releases,
  selectedBefore,
  selectedRelease,
} from '../../promotion';
import { digestOf, eventOf, hex, recordOf, releaseOf, releaseThrough } from './support';

describe('the digest recorded for a source hash', () => {
  const releases = Releases.of([
    releaseOf({ records: [recordOf('sample', 0, { sample: true }), recordOf('dev only', 1)] }),
    releaseOf({ environment: 'prod', records: [recordOf('prod only')] }),
    releaseOf({ service: 'web', records: [recordOf('web')] }),
  ]);

  test.each([
    ['is found in the first environment', 'dev only', digestOf('dev only')],
    ['is found in any environment', 'prod only', digestOf('prod only')],
    ['does not exist for a source that nobody built', 'unknown', undefined],
    ['does not exist for a sample, which is still to be built', 'sample', undefined],
    ['does not exist for a source that only another service has', 'web', undefined],
  ])('%s', (_what, name, expected) => {
    expect(recordedDigest(releases, 'api', hex(`source of ${name}`))).toBe(expected);
  });
});

describe('what an environment selects', () => {
  const releases = Releases.of([
    releaseThrough('dev', ['one', 'two']),
    releaseOf({ environment: 'staging' }),
  ]);

  test('includes everything that is recorded about it', () => {
    expect(selectedRelease(releases, 'dev', 'api')).toEqual(recordOf('two', 10));
  });

  test.each([
    ['nothing was selected yet', 'staging', 'api'],
    ['the environment has no file for the service', 'dev', 'web'],
    ['the environment has no folder', 'prod', 'api'],
  ])('is undefined when %s', (_when, environment, service) => {
    expect(selectedRelease(releases, environment, service)).toBeUndefined();
  });
});

test.each([
  ['dev/releases/api.json', true],
  ['dev/placement.json', false],
  ['releases/api.json', false],
  ['a/dev/releases/api.json', false],
  ['dev/releases/old/api.json', false],
  ['dev/releases/.api.json', false],
  ['dev/releases/.json', false],
  ['dev/releases/api.json.tmp', false],
  ['dev/releases/api.yaml', false],
])('whether a release file stands at %s: %s', (path, expected) => {
  expect(isReleasePath(path)).toBe(expected);
});

describe('a file that is invalid', () => {
  const broken = { environment: 'staging', service: 'api', path: 'environments/staging/releases/api.json' };
  const { files } = Releases.of([releaseThrough('dev', ['one'])]);
  const releases = new Releases('environments', [broken, ...files]);

  test('records nothing, and keeps nothing in others from being found', () => {
    expect(findDigest(releases, digestOf('one'), ['api'])).toBe(digestOf('one'));
    expect(recordsDigest(releases, 'api', digestOf('one'))).toBe(true);
    expect(recordsDigest(releases, 'api', digestOf('two'))).toBe(false);
    expect(recordedDigest(releases, 'api', hex('source of one'))).toBe(digestOf('one'));
    expect(selectedRelease(releases, 'staging', 'api')).toBeUndefined();
  });

  test('gives way to what is written in its place', () => {
    const fixed = releases.with(releaseThrough('staging', ['one']));
    expect(fixed.files).toHaveLength(2);
    expect(selectedRelease(fixed, 'staging', 'api')?.digest).toBe(digestOf('one'));
    expect(fixed.filesOf('api')).toHaveLength(2);
    expect(fixed.filesOf('web')).toEqual([]);
  });
});

test('a digest is recorded in the first of the environments that has it', () => {
  const releases = Releases.of([
    releaseThrough('dev', ['one', 'two']),
    releaseThrough('eu', ['one']),
    releaseThrough('us', ['one', 'two']),
  ]);
  const inFirst = (name: string, ...environments: readonly string[]) =>
    recordedIn(releases, 'api', digestOf(name), environments);
  expect(inFirst('two', 'eu', 'us')).toBe('us');
  expect(inFirst('one', 'eu', 'us')).toBe('eu');
  expect(inFirst('two', 'asia', 'eu')).toBeUndefined();
  expect(inFirst('three', 'dev', 'eu', 'us')).toBeUndefined();
});

describe('what was selected before', () => {
  test.each<[string, Release, string | undefined]>([
    ['is the selection before the last', releaseThrough('dev', ['one', 'two', 'three']), 'two'],
    ['does not exist for the first selection', releaseThrough('dev', ['one']), undefined],
    ['does not exist where nothing was selected', releaseOf(), undefined],
    [
      'is what a rollback left',
      {
        ...releaseThrough('dev', ['one', 'two']),
        selected: digestOf('one'),
        history: [...releaseThrough('dev', ['one', 'two']).history, eventOf('restored', 'one', 20)],
      },
      'two',
    ],
    [
      'is not what was only rejected since',
      {
        ...releaseThrough('dev', ['one', 'two', 'three']),
        history: [...releaseThrough('dev', ['one', 'two', 'three']).history, eventOf('rejected', 'one', 40)],
      },
      'two',
    ],
  ])('%s', (_, release, name) => {
    expect(selectedBefore(release)?.digest).toBe(name && digestOf(name));
  });
});

describe('a selection waits for its verification', () => {
  const waits = (...releases: readonly Release[]) =>
    awaitsVerification(
      { stages: [{ name: 'dev' }], services: ['api'], releases: Releases.of(releases) },
      { environment: 'dev', service: 'api' },
    );
  const unverified = releaseThrough('dev', ['one'], { verified: false });

  test('where it can be shipped, and the next step is to verify it', () => {
    expect(waits(unverified)).toMatchObject({
      rule: 'promotion/nothing-verified',
      path: 'environments/dev/releases/api.json',
      value: `selecting ${digestOf('one')}, which is not verified`,
      advice: 'Deploy it, and verify it there: `npx slipway verify dev api`.',
    });
  });

  test.each<[string, readonly Release[]]>([
    ['where it is verified', [releaseThrough('dev', ['one'])]],
    ['where nothing is selected', [releaseOf()]],
    ['where there is no file', []],
    ['where it is a sample', [{ ...unverified, records: [recordOf('one', 0, { sample: true })] }]],
    [
      'where another environment has rejected it',
      [unverified, releaseOf({ environment: 'eu', history: [eventOf('rejected', 'one', 5)] })],
    ],
  ])('but not %s', (_, releases) => {
    expect(waits(...releases)).toBeUndefined();
  });
});
