import { recordedDigest, Releases, selectedRelease } from '../../promotion';
import { digestOf, hex, recordOf, releaseOf, releaseThrough } from './support';

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
