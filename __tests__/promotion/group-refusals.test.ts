import { checkPromotion, Duration, promoteGroup, type Release, Releases, rollbackGroup } from 'slipway';
import { problem } from '../../core/findings';
import { byAda, history, moved, pipelineOf, STAGES, withAll } from './groups-support';
import { at, digestOf, eventOf, recordOf } from './support';

const CHECKOUT = { group: 'checkout', to: 'staging' };
const api = history('dev', 'api', '+one@0', '!one@1');
const web = history('dev', 'web', '+one@0', '!one@1');
const samples = (release: Release): Release => ({
  ...release,
  records: release.records.map((record) => ({ ...record, sample: true })),
});
const HOLDS_BACK = 'the group checkout moves together.';

describe('a group has nothing to promote', () => {
  test.each<[string, readonly Release[], string, string, string]>([
    [
      'where nothing was released',
      [],
      'promotion/none-selected',
      'environments/dev/releases/api.json',
      'missing',
    ],
    [
      'where the newest of one of them is a sample',
      [api, samples(web)],
      'promotion/shippable',
      'environments/dev/releases/web.json',
      digestOf('web one'),
    ],
    [
      'where nothing is verified',
      [history('dev', 'api', '+one@0'), web],
      'promotion/nothing-verified',
      'environments/dev/releases/api.json',
      `selecting ${digestOf('api one')}, which is not verified`,
    ],
  ])('%s', (_, releases, rule, path, value) => {
    const result = promoteGroup(pipelineOf(releases), CHECKOUT, byAda(20));
    expect(result.releases).toEqual([]);
    expect(result.findings[0]).toMatchObject({ rule, path, value });
    expect(result.sources.get('web')).toBe('dev');
  });

  test('and a sample is told apart from what was rejected', () => {
    const said = (releases: readonly Release[]) =>
      promoteGroup(pipelineOf(releases), CHECKOUT, byAda(20)).findings.map(({ message, advice }) => [
        message,
        advice,
      ]);
    expect(said([api, samples(web)])).toEqual([
      [
        'must not be a sample: no registry holds it',
        `Release a real image first: \`npx slipway release\`. This blocks api as well: ${HOLDS_BACK}`,
      ],
    ]);
    const rejected = { ...web, history: [...web.history, eventOf('rejected', 'web one', 10)] };
    expect(said([api, rejected])).toEqual([
      ['must not be rejected', `Select another digest. This blocks api as well: ${HOLDS_BACK}`],
    ]);
  });

  test('of an image that none of the environments before had verified beside the others', () => {
    const stages = [
      ...['eu', 'us'].map((name) => ({ name })),
      { name: 'prod', after: { any: ['eu', 'us'] as const } },
    ];
    const there = [history('eu', 'api', '+one@0', '!one@1'), history('eu', 'web', '+one@0', '!one@1')];
    const pipeline = pipelineOf(there, { stages });
    const digest = digestOf('api nine');
    const { findings, releases, sources } = promoteGroup(
      pipeline,
      { group: 'checkout', to: 'prod', digest },
      byAda(20),
    );
    expect(releases).toEqual([]);
    expect(sources.get('api')).toBe('eu');
    expect(findings).toMatchObject([
      {
        rule: 'promotion/nothing-verified',
        path: 'environments/eu/releases',
        message:
          'must have had this image selected and verified together with the others of the group checkout',
        value: digest,
      },
    ]);
    // An image that was: it goes, and so does what was verified beside it.
    const known = promoteGroup(
      pipeline,
      { group: 'checkout', to: 'prod', digest: digestOf('api one') },
      byAda(20),
    );
    expect(moved(known.releases)).toEqual({ api: digestOf('api one'), web: digestOf('web one') });
  });

  test('beside what it runs already: nothing is changed and nothing is said', () => {
    const there = [history('staging', 'api', '+one@5'), history('staging', 'web', '+one@5')];
    const digest = digestOf('api one');
    const { findings, releases } = promoteGroup(
      pipelineOf([api, web, ...there]),
      { ...CHECKOUT, digest },
      byAda(20),
    );
    expect({ findings, releases }).toEqual({ findings: [], releases: [] });
  });
});

describe('a group does not leave a hotfix', () => {
  const fixed = ['api', 'web'].map((service) =>
    history('dev', service, '+one@0', '!one@1', '+fix@10', '!fix@11'),
  );
  const older = ['api', 'web'].map((service) => history('staging', service, '+two@5', '!two@6'));
  const there = ['api', 'web'].map((service) => history('prod', service, '+zero@2'));
  const before = pipelineOf([...fixed, ...older, ...there]);
  const hotfix = promoteGroup(
    before,
    { group: 'checkout', to: 'prod', from: 'dev' },
    byAda(20, { overrides: ['skip'], reason: 'customers cannot pay' }),
  ).releases;
  const after = withAll(before, hotfix);

  test('that the environment before has not verified', () => {
    expect(moved(hotfix)).toEqual({ api: digestOf('api fix'), web: digestOf('web fix') });
    const { findings, releases } = promoteGroup(after, { group: 'checkout', to: 'prod' }, byAda(30));
    expect(releases).toEqual([]);
    expect(findings.map(({ rule, message, value }) => [rule, message, value])).toEqual(
      ['api', 'web'].map((service) => [
        'promotion/backwards',
        'must not leave a hotfix that staging has not verified: prod is ahead of staging',
        digestOf(`${service} fix`),
      ]),
    );
  });

  test('but goes on once it has', () => {
    const caught = ['api', 'web'].map((service) =>
      history('staging', service, '+two@5', '!two@6', '+fix@25', '!fix@26', '+three@40', '!three@41'),
    );
    const { findings, releases } = promoteGroup(
      withAll(after, caught),
      { group: 'checkout', to: 'prod' },
      byAda(50),
    );
    expect({ findings, moved: moved(releases) }).toEqual({
      findings: [],
      moved: { api: digestOf('api three'), web: digestOf('web three') },
    });
  });
});

test('where any environment before is enough, the refusal of a mix says so', () => {
  const stages = [{ name: 'eu' }, { name: 'us' }, { name: 'prod', after: { any: ['eu', 'us'] as const } }];
  const seen = (environment: string) => [
    history(environment, 'api', '+one@0', '!one@1', '+two@10', '!two@11'),
    history(environment, 'web', '+one@0', '!one@1', '+two@10', '!two@11'),
  ];
  const mixed = [history('prod', 'api', '+one@20'), history('prod', 'web', '+two@20')];
  const findings = checkPromotion(pipelineOf([...seen('eu'), ...seen('us'), ...mixed], { stages }));
  expect(findings).toMatchObject([
    {
      rule: 'promotion/together',
      advice: expect.stringMatching(/ Any of eu or us is enough\.$/) as string,
    },
  ]);
});

test('where any is enough, the environment that only has to soak says what is missing', () => {
  const stages = [
    { name: 'eu' },
    { name: 'us' },
    { name: 'prod', after: { any: ['eu', 'us'] as const }, soak: Duration.minutes(30) },
  ];
  // In eu each has soaked, and never beside the other. In us both run since minute 51.
  const apart = [
    history('eu', 'api', '+one@0', '!one@1', '+two@40'),
    history('eu', 'web', '+zero@0', '!zero@1', '+one@41', '!one@42'),
  ];
  const together = ['api', 'web'].map((service) => history('us', service, '+one@50', '!one@51'));
  const selectedAt = (minute: number) =>
    ['api', 'web'].map((service) => history('prod', service, `+one@${minute}`));
  const foundAt = (minute: number) =>
    checkPromotion(pipelineOf([...apart, ...together, ...selectedAt(minute)], { stages })).map(
      ({ rule, message }) => [rule, message.slice(0, 33)],
    );
  expect(foundAt(75)).toEqual([['promotion/soak', `must not be before ${at(81).slice(0, 14)}`]]);
  expect(foundAt(81)).toEqual([]);
});

test('a mix that was restored beside something new is no return to what ran before', () => {
  const seen = ['api', 'web'].map((service) =>
    history('dev', service, '+one@0', '!one@1', '+two@10', '!two@11'),
  );
  // The mix of one and two was there at minute 20, without a decision, and comes back by hand: api restored, web selected.
  const there = [
    history('staging', 'api', '+one@5', '+two@30', '-one@40'),
    history('staging', 'web', '+one@5', '+two@20', '+one@35', '+two@40'),
  ];
  expect(checkPromotion(pipelineOf([...seen, ...there])).map(({ rule }) => rule)).toContain(
    'promotion/together',
  );
});

describe('a rollback of a group', () => {
  const target = { group: 'checkout', environment: 'staging' };
  const lost = { reason: 'orders are lost' };
  const dev = ['api', 'web'].map((service) => history('dev', service, '+one@0', '!one@1'));
  const two = (service: string) => history('staging', service, '+one@5', '!one@6', '+two@20', '!two@21');

  test('is refused for all where the clock is before an entry of one of them', () => {
    const late = { ...two('web'), records: [recordOf('web one'), recordOf('web two', 99)] };
    const result = rollbackGroup(pipelineOf([...dev, two('api'), late]), target, undefined, byAda(30, lost));
    expect(result.releases).toEqual([]);
    expect(result.findings).toMatchObject([
      { rule: 'release/clock', path: 'environments/staging/releases/web.json', value: at(99) },
    ]);
  });

  test('tells what is wrong in a file beside that there is nothing to go back to', () => {
    const path = 'environments/staging/releases/web.json';
    const wrong = problem({
      rule: 'release/format',
      path: `${path}#/note`,
      message: 'must be text',
      advice: 'Fix it.',
    });
    const file = { environment: 'staging', service: 'web', path };
    const { files } = Releases.of([history('staging', 'api', '+one@5')]);
    const releases = new Releases('environments', [...files, file], [wrong]);
    const { findings } = rollbackGroup(pipelineOf([], { releases }), target, undefined, byAda(30, lost));
    expect(findings.map(({ rule }) => rule)).toEqual(['release/format', 'promotion/nothing-before']);
    expect(findings[0]).toEqual(wrong);
  });
});

test('what a person overrode is recorded beside the last event, and all events before it stay', () => {
  const alone = [
    api,
    web,
    history('staging', 'api', '+zero@2', '!zero@3'),
    history('staging', 'web', '+zero@2'),
  ];
  const stages = STAGES.map((stage) =>
    stage.name === 'staging'
      ? { ...stage, freeze: [{ from: at(15), until: at(60), reason: 'the sale' }] }
      : stage,
  );
  const pipeline = pipelineOf(alone, { stages });
  const decided = byAda(20, { overrides: ['freeze'], reason: 'customers cannot pay' });
  const { releases } = promoteGroup(pipeline, CHECKOUT, decided);
  expect(releases).toHaveLength(2);
  for (const release of releases) {
    const before = pipeline.releases.releaseOf('staging', release.service)?.history ?? [];
    expect(release.history.slice(0, -1)).toEqual(before);
    expect(release.history.at(-1)).toMatchObject({ overrides: ['freeze'], reason: 'customers cannot pay' });
  }
});
