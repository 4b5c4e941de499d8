import { checkPromotion, type Release, Releases } from '../../promotion';
import { at, digestOf, eventOf, hex, recordOf, releaseOf, releaseThrough } from './support';

const ENVIRONMENTS = [{ name: 'dev' }, { name: 'staging', after: 'dev' }, { name: 'prod', after: 'staging' }];

function check(...releases: Release[]) {
  return checkPromotion({ stages: ENVIRONMENTS, services: ['api'], releases: Releases.of(releases) });
}

/** The one finding that the releases give. */
function only(...releases: Release[]) {
  const findings = check(...releases);
  expect(findings).toHaveLength(1);
  return findings[0];
}

const dev = releaseThrough('dev', ['one']);
const staging = releaseThrough('staging', ['one']);

describe('what an environment selects was verified in the previous one', () => {
  test('a project without releases breaks no rule', () => {
    expect(check()).toEqual([]);
  });

  test('the first environment needs no verification', () => {
    expect(check(releaseThrough('dev', ['one'], { verified: false }))).toEqual([]);
  });

  test('a digest that went through all environments may be selected in all', () => {
    expect(check(dev, staging, releaseThrough('prod', ['one'], { verified: false }))).toEqual([]);
  });

  test('the previous environment may have moved on since', () => {
    expect(check(releaseThrough('dev', ['one', 'two', 'three']), staging)).toEqual([]);
  });

  test('a verification two environments earlier does not count', () => {
    expect(
      only(dev, releaseThrough('staging', ['one'], { verified: false }), releaseThrough('prod', ['one'])),
    ).toMatchObject({
      rule: 'promotion/verified',
      path: 'environments/prod/releases/api.json#/selected',
      message: 'must be a digest that was verified in staging',
      value: digestOf('one'),
    });
  });

  test('a verification of another service does not count', () => {
    const releases = Releases.of([{ ...dev, service: 'web' }, staging]);
    const findings = checkPromotion({ stages: ENVIRONMENTS, services: ['api', 'web'], releases });
    expect(findings.map(({ path }) => path)).toEqual(['environments/staging/releases/api.json#/selected']);
  });

  test.each<[string, Release[], string]>([
    [
      'there is no file',
      [],
      'There is no environments/dev/releases/api.json: record, select and verify the digest there first.',
    ],
    [
      'the file does not know the digest',
      [releaseThrough('dev', ['other'])],
      'environments/dev/releases/api.json does not record it: record, select and verify it there first.',
    ],
    [
      'the digest never ran there',
      [{ ...releaseThrough('dev', ['other']), records: [recordOf('other'), recordOf('one')] }],
      'environments/dev/releases/api.json records it, but never selected it: select and verify it there first.',
    ],
    [
      'the digest was not verified there',
      [releaseThrough('dev', ['one'], { verified: false })],
      'environments/dev/releases/api.json has selected it, but has no "verified" event for it: `npx slipway verify dev api` adds one, once it runs there as it should.',
    ],
  ])('the advice says what is missing if %s', (_when, before, advice) => {
    expect(only(...before, staging)?.advice).toBe(`${advice} Until then nothing can be selected here.`);
  });

  test('the advice names what could be selected instead, and no rejected digest', () => {
    const names = ['one', 'two', 'three'];
    const before = releaseThrough('dev', names);
    const history = [...before.history, eventOf('selected', 'four', 30), eventOf('rejected', 'two', 40)];
    const records = [...before.records, recordOf('four', 30)];
    const finding = only(
      {
        ...before,
        selected: digestOf('four'),
        records,
        history: history.filter(
          ({ digest, event }) => !(event === 'verified' && digest === digestOf('three')),
        ),
      },
      releaseThrough('staging', [...names, 'four']),
    );
    expect(finding?.advice).toContain(`Until then select ${digestOf('one')}, the newest record here`);
  });
});

describe('a rejected digest is selected nowhere', () => {
  test('even if the environment that rejected it has left the project', () => {
    const left = { ...releaseThrough('dev', ['one']), environment: 'dev' };
    const gone: Release = { ...left, history: [...left.history, eventOf('rejected', 'one', 40)] };
    const findings = checkPromotion({
      stages: [{ name: 'staging' }],
      services: ['api'],
      releases: Releases.of([gone, staging]),
    });
    expect(findings.map(({ rule }) => rule)).toContain('promotion/rejected');
  });

  test.each(['dev', 'staging'])('even if it was rejected only in %s', (where) => {
    const releases = [releaseThrough('dev', ['one', 'two']), releaseThrough('staging', ['one', 'two'])].map(
      (release) =>
        release.environment === where
          ? {
              ...release,
              selected: digestOf('one'),
              history: [...release.history, eventOf('restored', 'one', 50), eventOf('rejected', 'two', 51)],
            }
          : release,
    );
    expect(only(...releases)).toMatchObject({
      rule: 'promotion/rejected',
      path: `environments/${where === 'dev' ? 'staging' : 'dev'}/releases/api.json#/selected`,
      value: digestOf('two'),
      advice: expect.stringContaining(
        `environments/${where}/releases/api.json says that https://ci.example.com/runs/1 rejected it: "it loses orders".`,
      ) as string,
    });
  });
});

describe('one source hash has one digest', () => {
  const rebuilt = recordOf('rebuilt', 20, { sourceHash: hex('source of one') });

  test('the first recorded digest counts, wherever it was recorded', () => {
    expect(only({ ...dev, records: [...dev.records, rebuilt] }, staging)).toMatchObject({
      rule: 'promotion/one-digest',
      path: 'environments/dev/releases/api.json#/records/1/digest',
      message: `must be ${digestOf('one')}, which environments/dev/releases/api.json#/records/0 recorded first for the same source hash`,
      value: digestOf('rebuilt'),
    });
  });

  test('but for a rebuild, which says why it is another image of the source', () => {
    const again = { ...rebuilt, rebuild: 'a patched base' };
    expect(check({ ...dev, records: [...dev.records, again] }, staging)).toEqual([]);
  });

  test('across environments, too', () => {
    expect(only(dev, { ...staging, records: [...staging.records, rebuilt] })?.path).toBe(
      'environments/staging/releases/api.json#/records/1/digest',
    );
  });

  test('first means by time, not by environment', () => {
    const earlier = releaseOf({ environment: 'staging', records: [recordOf('one', 10)] });
    expect(only(releaseOf({ records: [rebuilt] }), earlier)?.path).toBe(
      'environments/dev/releases/api.json#/records/0/digest',
    );
  });

  test('a sample does not claim the source hash of a real image', () => {
    expect(check({ ...dev, records: [...dev.records, { ...rebuilt, sample: true }] })).toEqual([]);
  });
});

describe('one digest has one origin', () => {
  test.each([
    ['sourceHash', hex('other')],
    ['commit', '0'.repeat(40)],
    ['platforms', ['linux/arm64']],
    ['sample', true],
  ])('its %s is the same in every environment', (name, value) => {
    expect(only(dev, { ...staging, records: [recordOf('one', 1, { [name]: value })] })).toMatchObject({
      rule: 'promotion/one-origin',
      path: `environments/staging/releases/api.json#/records/0/${name}`,
      value: String(value),
    });
  });

  test('the order of its platforms does not matter', () => {
    const amdFirst = recordOf('one', 0, { platforms: ['linux/amd64', 'linux/arm64'] });
    const armFirst = recordOf('one', 0, { platforms: ['linux/arm64', 'linux/amd64'] });
    expect(check({ ...dev, records: [amdFirst] }, { ...staging, records: [armFirst] })).toEqual([]);
  });
});

describe('what the project does not know is a warning', () => {
  test('an environment, once for its folder', () => {
    const gone = releaseThrough('test', ['one']);
    expect(only(gone, { ...gone, service: 'web' })).toMatchObject({
      severity: 'warning',
      path: 'environments/test/releases',
      message: 'must be named like an environment of the project: dev, staging, prod',
    });
  });

  test('a service, whose file is not checked', () => {
    expect(only({ ...staging, service: 'billing' })).toMatchObject({
      severity: 'warning',
      path: 'environments/staging/releases/billing.json',
    });
  });
});

test('an invalid file neither proves nor breaks anything: its own findings fail the synth', () => {
  const releases = new Releases('environments', [
    { path: 'environments/dev/releases/api.json', environment: 'dev', service: 'api' },
    ...Releases.of([staging]).files,
  ]);
  expect(checkPromotion({ stages: ENVIRONMENTS, services: ['api'], releases })).toEqual([]);
});

test('the times in different environments are independent', () => {
  const late = {
    ...dev,
    records: [recordOf('one', 50)],
    history: [eventOf('selected', 'one', 50), eventOf('verified', 'one', 55)],
  };
  expect(staging.history[0]?.at).toBe(at(0));
  expect(check(late, staging)).toEqual([]);
});
