import {
  checkPromotion,
  Duration,
  promoteGroup,
  promoteImage,
  rollbackGroup,
  rollbackImage,
  verifyImage,
} from 'slipway';
import { byAda, history, moved, pipelineOf, STAGES, withAll } from './groups-support';
import { at, digestOf, eventOf } from './support';

const CHECKOUT = { group: 'checkout', to: 'staging' };

/** Both run in staging as they did first in dev. */
const stagingApi = history('staging', 'api', '+one@5');
const staging = [stagingApi, history('staging', 'web', '+one@5')];
const devApi = history('dev', 'api', '+one@0', '!one@1', '+two@10', '!two@12');
const devWeb = history('dev', 'web', '+one@0', '!one@1', '+two@10', '!two@12');

test('all services of a group move in one step', () => {
  const { releases, findings, sources } = promoteGroup(
    pipelineOf([devApi, devWeb, ...staging]),
    CHECKOUT,
    byAda(20),
  );
  expect(findings).toEqual([]);
  expect(moved(releases)).toEqual({ api: digestOf('api two'), web: digestOf('web two') });
  expect(sources.get('web')).toBe('dev');
});

test('a service that has no new image stays, and goes with what it was verified beside', () => {
  const web = history('dev', 'web', '+one@0', '!one@1');
  const pipeline = pipelineOf([devApi, web, ...staging]);
  const { releases } = promoteGroup(pipeline, CHECKOUT, byAda(20));
  expect(moved(releases)).toEqual({ api: digestOf('api two') });
});

test('where one of them is not verified yet, none moves, and the message says which and what it blocks', () => {
  const web = history('dev', 'web', '+one@0', '!one@1', '+two@10');
  const { releases, findings } = promoteGroup(pipelineOf([devApi, web, ...staging]), CHECKOUT, byAda(20));
  expect(releases).toEqual([]);
  expect(findings).toMatchObject([
    {
      rule: 'promotion/nothing-verified',
      path: 'environments/dev/releases/web.json',
      message: 'must have verified what it selects, before that is promoted',
      advice:
        'Deploy it, and verify it there: `npx slipway verify dev web`. This blocks api as well: the group checkout moves together.',
    },
  ]);
});

test('what was verified beside something else is not yet verified together', () => {
  // Each was verified, but never beside the other: web went on when api came.
  const api = history('dev', 'api', '+one@0', '!one@1', '+two@10', '!two@12');
  const web = history('dev', 'web', '+one@0', '!one@1', '+two@5', '!two@7', '+three@9');
  const pipeline = pipelineOf([api, web, ...staging]);
  const { releases, findings } = promoteGroup(pipeline, CHECKOUT, byAda(20));
  // What both were verified with last is older: api one beside web two.
  expect({ findings, moved: moved(releases) }).toEqual({ findings: [], moved: { web: digestOf('web two') } });
});

test.each([
  [
    'a rollback there holds one of them',
    [history('staging', 'api', '+zero@2', '+one@5', '-zero@6'), history('staging', 'web', '+one@5')],
    'promotion/hold',
    'environments/staging/releases/api.json#/selected',
  ],
  [
    'the clock is before an entry of one of them',
    [history('staging', 'api', '+one@5'), history('staging', 'web', '+one@99')],
    'release/clock',
    'environments/staging/releases/web.json',
  ],
])('none moves where %s', (_, there, rule, path) => {
  const { releases, findings } = promoteGroup(pipelineOf([devApi, devWeb, ...there]), CHECKOUT, byAda(20));
  expect(releases).toEqual([]);
  const found = findings.find((finding) => finding.rule === rule);
  expect(found).toMatchObject({
    path,
    advice: expect.stringMatching(
      /This blocks (api|web) as well: the group checkout moves together\.$/,
    ) as string,
  });
});

test('a freeze blocks all of them and is said once', () => {
  const freeze = [{ from: at(15), until: at(60), reason: 'the sale' }];
  const stages = STAGES.map((stage) => (stage.name === 'staging' ? { ...stage, freeze } : stage));
  const pipeline = pipelineOf([devApi, devWeb, ...staging], { stages });
  const { findings } = promoteGroup(pipeline, CHECKOUT, byAda(20));
  expect(findings.map(({ rule, advice }) => [rule, advice])).toEqual([
    [
      'promotion/freeze',
      'Wait until it is over; or go on with `--override freeze --reason "…"`, which is recorded.',
    ],
  ]);
});

describe('a group soaks together', () => {
  const stages = STAGES.map((stage) =>
    stage.name === 'staging' ? { ...stage, soak: Duration.minutes(30) } : stage,
  );
  // Until minute 55, api one has soaked for 45 minutes and web two for 35; beside each other for 25.
  const api = history('dev', 'api', '+one@0', '!one@0', '+two@20', '!two@20', '+one@30', '!one@30');
  const web = history('dev', 'web', '+one@0', '!one@0', '+two@20', '!two@20');
  const pipeline = pipelineOf([api, web], { stages });

  test('what each of them soaked beside something else does not count', () => {
    const { findings, releases } = promoteGroup(pipeline, CHECKOUT, byAda(55));
    expect(releases).toEqual([]);
    expect(findings).toMatchObject([
      {
        rule: 'promotion/soak',
        message: `must not be before ${at(60)}: dev must have api ${digestOf('api one')} and web ${digestOf('web two')} selected and verified together for 30m0s, and had so for 25m0s`,
        value: at(55),
        advice:
          'The group checkout moves together. Promote it again at that time; or now with `--override soak --reason "…"`, which is recorded.',
      },
    ]);
    expect(promoteGroup(pipeline, CHECKOUT, byAda(60)).findings).toEqual([]);
  });

  test('a person may set that aside with a reason, and the synth accepts it', () => {
    const silent = promoteGroup(pipeline, CHECKOUT, byAda(55, { overrides: ['soak'] }));
    expect(silent.findings.map(({ rule }) => rule)).toEqual(['promotion/reason']);
    const decided = byAda(55, { overrides: ['soak'], reason: 'it is urgent' });
    const { releases } = promoteGroup(pipeline, CHECKOUT, decided);
    expect(releases.map(({ history: events }) => events.at(-1)?.overrides)).toEqual([['soak'], ['soak']]);
    expect(checkPromotion(withAll(pipeline, releases))).toEqual([]);
  });

  test('a time that is made longer lets the same group be promoted again', () => {
    const [early, longer] = [pipeline, { ...pipeline, stages: STAGES }];
    const there = promoteGroup(longer, CHECKOUT, byAda(55)).releases;
    expect(checkPromotion(withAll(early, there)).map(({ rule }) => rule)).toEqual(['promotion/soak']);
    const again = promoteGroup(withAll(early, there), CHECKOUT, byAda(60));
    expect(again.releases).toHaveLength(2);
    expect(checkPromotion(withAll(withAll(early, there), again.releases))).toEqual([]);
  });
});

describe('one service of a group alone', () => {
  const pipeline = pipelineOf([devApi, devWeb, ...staging]);
  const alone = { service: 'api', from: 'dev', to: 'staging' };

  test('is refused, with the group and the way to move it', () => {
    const { findings } = promoteImage(pipeline, alone, byAda(20));
    expect(findings).toMatchObject([
      {
        rule: 'promotion/together',
        path: 'environments/staging/releases/api.json#/selected',
        message:
          'must run beside what it was verified with: the group checkout moves together, and dev never had these selected and verified at the same time',
        value: `api ${digestOf('api two')} and web ${digestOf('web one')}`,
        advice: expect.stringContaining(
          'Promote the group: `npx slipway promote staging api web`.',
        ) as string,
      },
    ]);
  });

  test('moves by a decision, which is recorded and passes the synth', () => {
    const silent = promoteImage(pipeline, alone, byAda(20, { overrides: ['group'] }));
    expect(silent.findings.map(({ rule }) => rule)).toEqual(['promotion/reason']);
    const decided = byAda(20, { overrides: ['group'], reason: 'web is unaffected' });
    const { release } = promoteImage(pipeline, alone, decided);
    expect(release?.history.at(-1)).toMatchObject({ overrides: ['group'], reason: 'web is unaffected' });
    const releases = pipeline.releases.with(release ?? devApi);
    expect(checkPromotion({ ...pipeline, releases })).toEqual([]);
    const undecided = [...stagingApi.history, eventOf('selected', 'api two', 20)];
    const forged = pipeline.releases.with({ ...(release ?? devApi), history: undecided });
    expect(checkPromotion({ ...pipeline, releases: forged }).map(({ rule }) => rule)).toEqual([
      'promotion/together',
    ]);
  });

  test('records no override where it runs beside what it was verified with', () => {
    const web = history('dev', 'web', '+one@0', '!one@1');
    const same = pipelineOf([devApi, web, ...staging]);
    const decided = byAda(20, { overrides: ['group'], reason: 'to be sure' });
    expect(promoteImage(same, alone, decided).release?.history.at(-1)?.overrides).toBeUndefined();
  });
});

describe('a rollback of a group', () => {
  const api = history('staging', 'api', '+one@5', '!one@6', '+two@20', '!two@21');
  const both = [api, history('staging', 'web', '+one@5', '!one@6', '+two@20', '!two@21')];
  const target = { group: 'checkout', environment: 'staging' };
  const lost = { reason: 'orders are lost' };

  test('takes all of it back to what ran together before', () => {
    const pipeline = pipelineOf([devApi, devWeb, ...both]);
    const { releases, findings } = rollbackGroup(pipeline, target, undefined, byAda(30, lost));
    expect({ findings, moved: moved(releases) }).toEqual({
      findings: [],
      moved: { api: digestOf('api one'), web: digestOf('web one') },
    });
    expect(releases.map(({ history: events }) => events.at(-1)?.event)).toEqual(['restored', 'restored']);
  });

  test('leaves alone what was the same before, and holds the group all the same', () => {
    const web = history('staging', 'web', '+one@5', '!one@6');
    const pipeline = pipelineOf([devApi, history('dev', 'web', '+one@0', '!one@1'), api, web]);
    const { releases } = rollbackGroup(pipeline, target, undefined, byAda(30, lost));
    expect(moved(releases)).toEqual({ api: digestOf('api one') });
    const { findings } = promoteGroup(withAll(pipeline, releases), CHECKOUT, byAda(40));
    expect(findings.map(({ rule }) => rule)).toContain('promotion/hold');
  });

  test('goes to what was selected beside the image that is named', () => {
    const pipeline = pipelineOf([devApi, devWeb, ...both]);
    const to = rollbackGroup(pipeline, target, digestOf('web one'), byAda(30, lost));
    expect(moved(to.releases)).toEqual({ api: digestOf('api one'), web: digestOf('web one') });
    const never = rollbackGroup(pipeline, target, digestOf('web zero'), byAda(30, lost));
    expect(never.findings).toMatchObject([
      {
        rule: 'promotion/nothing-before',
        message: 'must have selected this image together with the others of the group checkout',
      },
    ]);
  });

  test('is refused where nothing ran together before, and without a reason', () => {
    const pipeline = pipelineOf([devApi, devWeb, ...staging]);
    const { findings } = rollbackGroup(pipeline, target, undefined, byAda(30));
    expect(findings.map(({ rule }) => rule)).toEqual(['promotion/reason', 'promotion/nothing-before']);
  });

  test('of one service alone needs a decision', () => {
    const pipeline = pipelineOf([devApi, devWeb, ...both]);
    const alone = { environment: 'staging', service: 'api' };
    const refused = rollbackImage(pipeline, alone, undefined, byAda(30, lost));
    expect(refused.findings.map(({ rule }) => rule)).toEqual(['promotion/together']);
    const decided = rollbackImage(pipeline, alone, undefined, byAda(30, { ...lost, overrides: ['group'] }));
    expect(decided.release?.history.at(-1)).toMatchObject({ event: 'restored', overrides: ['group'] });
    const releases = pipeline.releases.with(decided.release ?? devApi);
    expect(checkPromotion({ ...pipeline, releases })).toEqual([]);
  });
});

test('a group that is ahead of the environment before is not taken back by a promotion', () => {
  const back = [
    history('dev', 'api', '+one@0', '!one@1', '+two@10', '!two@12', '+one@30', '!one@31'),
    history('dev', 'web', '+one@0', '!one@1', '+two@10', '!two@12', '+one@30', '!one@31'),
  ];
  const ahead = [
    history('staging', 'api', '+one@5', '+two@20'),
    history('staging', 'web', '+one@5', '+two@20'),
  ];
  const { findings } = promoteGroup(pipelineOf([...back, ...ahead]), CHECKOUT, byAda(40));
  expect(findings.map(({ rule, path }) => [rule, path])).toEqual([
    ['promotion/backwards', 'environments/staging/releases/api.json#/selected'],
    ['promotion/backwards', 'environments/staging/releases/web.json#/selected'],
  ]);
});

test('a revert of one service beside a new image of another is a new combination, and moves', () => {
  const dev = [
    history('dev', 'api', '+one@0', '!one@1', '+two@10', '!two@12', '+three@30', '!three@31'),
    history('dev', 'web', '+one@0', '!one@1', '+two@10', '!two@12', '+one@30', '!one@31'),
  ];
  const there = [
    history('staging', 'api', '+one@5', '+two@20'),
    history('staging', 'web', '+one@5', '+two@20'),
  ];
  const { releases } = promoteGroup(pipelineOf([...dev, ...there]), CHECKOUT, byAda(40));
  expect(moved(releases)).toEqual({ api: digestOf('api three'), web: digestOf('web one') });
});

test('a hotfix of a group comes from further back, where it was verified together', () => {
  const there = [history('prod', 'api', '+one@8'), history('prod', 'web', '+one@8')];
  const seen = ['api', 'web'].map((service) => history('staging', service, '+one@5', '!one@6'));
  const pipeline = pipelineOf([devApi, devWeb, ...seen, ...there]);
  const hotfix = { group: 'checkout', to: 'prod', from: 'dev' };
  const decided = byAda(20, { overrides: ['skip'], reason: 'customers cannot pay' });
  const { releases, findings } = promoteGroup(pipeline, hotfix, decided);
  expect({ findings, moved: moved(releases) }).toEqual({
    findings: [],
    moved: { api: digestOf('api two'), web: digestOf('web two') },
  });
  expect(checkPromotion(withAll(pipeline, releases))).toEqual([]);
});

test('a service that the environment before does without is proven where it runs', () => {
  const stages = STAGES.map((stage) => (stage.name === 'staging' ? { ...stage, without: ['web'] } : stage));
  const seen = history('staging', 'api', '+one@5', '!one@6', '+two@20', '!two@21');
  const there = [history('prod', 'api', '+one@8'), history('prod', 'web', '+one@8')];
  const pipeline = pipelineOf([devApi, devWeb, seen, ...there], { stages });
  const { releases, sources } = promoteGroup(pipeline, { group: 'checkout', to: 'prod' }, byAda(30));
  expect(moved(releases)).toEqual({ api: digestOf('api two'), web: digestOf('web two') });
  expect(Object.fromEntries(sources)).toEqual({ api: 'staging', web: 'dev' });
});

test('a service that joins the group waits for nobody, and nobody waits for it, until it runs', () => {
  const pipeline = pipelineOf([devApi, ...staging.slice(0, 1)]);
  const { releases, findings } = promoteGroup(pipeline, CHECKOUT, byAda(20));
  expect({ findings, moved: moved(releases) }).toEqual({ findings: [], moved: { api: digestOf('api two') } });
  const arrived = pipelineOf([devApi, history('dev', 'web', '+one@15'), ...staging.slice(0, 1)]);
  const seen = verifyImage(arrived, { environment: 'dev', service: 'web' }, byAda(20)).release ?? devWeb;
  const both = { ...arrived, releases: arrived.releases.with(seen) };
  expect(moved(promoteGroup(both, CHECKOUT, byAda(30)).releases)).toEqual({
    api: digestOf('api two'),
    web: digestOf('web one'),
  });
});
