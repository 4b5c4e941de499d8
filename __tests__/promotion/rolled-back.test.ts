import { checkPromotion, promoteImage, releaseImage, Releases, rollbackImage, stageStates } from 'slipway';
import { rollbacksFrom } from '../../promotion';
import { at, digestOf, eventOf, recordOf, releaseThrough } from './support';

const STAGES = [
  { name: 'staging' },
  { name: 'prod-eu', after: 'staging' },
  { name: 'prod-us', after: 'staging' },
];
const staging = releaseThrough('staging', ['one', 'two']);
const eu = releaseThrough('prod-eu', ['one', 'two']);
const us = releaseThrough('prod-us', ['one']);
const pipelineOf = (...releases: readonly ReturnType<typeof releaseThrough>[]) => ({
  stages: STAGES,
  services: ['api'],
  releases: Releases.of(releases),
});
const byAda = (minute: number, more: object = {}) => ({ at: at(minute), by: 'Ada', ...more });
const TO_US = { service: 'api', from: 'staging', to: 'prod-us' };
const back =
  rollbackImage(
    pipelineOf(staging, eu, us),
    { environment: 'prod-eu', service: 'api' },
    undefined,
    byAda(30, { reason: 'orders are lost' }),
  ).release ?? eu;

test('what a parallel environment rolled back is promoted by a decision only, which is recorded', () => {
  const pipeline = pipelineOf(staging, back, us);
  const { findings } = promoteImage(pipeline, TO_US, byAda(40));
  expect(findings).toMatchObject([
    { rule: 'promotion/rolled-back', message: 'must not be a digest that prod-eu rolled back' },
  ]);
  expect(findings[0]?.advice).toContain(
    `environments/prod-eu/releases/api.json says that Ada left it at ${at(30)}: "orders are lost".`,
  );
  const overrides = ['rolledBack'] as const;
  const silent = promoteImage(pipeline, TO_US, byAda(40, { overrides }));
  expect(silent.findings.map(({ rule }) => rule)).toEqual(['promotion/reason']);
  const decided = promoteImage(pipeline, TO_US, byAda(40, { overrides, reason: 'only the eu had it' }));
  expect(decided.release?.history.at(-1)).toMatchObject({ overrides, reason: 'only the eu had it' });
  expect(checkPromotion({ ...pipeline, releases: pipeline.releases.with(decided.release ?? us) })).toEqual(
    [],
  );
});

test('the pipeline shows that such a decision is what it waits for', () => {
  const states = stageStates(pipelineOf(staging, back, us), 'api', at(40));
  expect(states.find(({ environment }) => environment === 'prod-us')?.waiting?.heldUpBy).toEqual([
    'rolledBack',
  ]);
});

test('what the environment before rolled back is not promoted by its digest either', () => {
  const left =
    rollbackImage(
      pipelineOf(staging),
      { environment: 'staging', service: 'api' },
      undefined,
      byAda(20, { reason: 'slow' }),
    ).release ?? staging;
  const chosen = promoteImage(pipelineOf(left, us), { ...TO_US, digest: digestOf('two') }, byAda(40));
  expect(chosen.findings.map(({ rule }) => rule)).toEqual(['promotion/rolled-back']);
  const unnamed = promoteImage(pipelineOf(left), TO_US, byAda(40));
  expect(unnamed.release?.selected).toBe(digestOf('one'));
});

test('a rollback that comes later forbids nothing that was selected before it', () => {
  const later = releaseThrough('prod-us', ['one', 'two']);
  expect(checkPromotion(pipelineOf(staging, back, later))).toEqual([]);
});

test('in the second of the selection, what supports it came before it and what opposes it after', () => {
  const records = [...us.records, recordOf('two', 30)];
  const selection = eventOf('selected', 'two', 30);
  const here = { ...us, selected: digestOf('two'), records, history: [...us.history, selection] };
  // The rollback of the same second: it came after.
  expect(checkPromotion(pipelineOf(staging, back, here))).toEqual([]);
  const takenBack = (minute: number) => ({
    ...back,
    selected: digestOf('two'),
    history: [...back.history, eventOf('selected', 'two', minute, { overrides: ['hold'], reason: 'fixed' })],
  });
  const later = { ...here, history: [...us.history, eventOf('selected', 'two', 40)] };
  const rulesAt = (minute: number) =>
    checkPromotion(pipelineOf(staging, takenBack(minute), later)).map(({ rule }) => rule);
  expect([39, 40, 41].map(rulesAt)).toEqual([[], [], ['promotion/rolled-back']]);
});

test('the synth refuses a selection by hand after the rollback', () => {
  const records = [...us.records, recordOf('two', 40)];
  const history = [...us.history, eventOf('selected', 'two', 40)];
  const byHand = { ...us, selected: digestOf('two'), records, history };
  expect(checkPromotion(pipelineOf(staging, back, byHand)).map(({ rule }) => rule)).toEqual([
    'promotion/rolled-back',
  ]);
});

test('an environment that selects the image again takes its rollback back', () => {
  const pipeline = pipelineOf(staging, back, us);
  const again = promoteImage(
    pipeline,
    { ...TO_US, to: 'prod-eu' },
    byAda(40, { overrides: ['hold'], reason: 'it was the network' }),
  );
  expect(again.release?.history.at(-1)?.overrides).toEqual(['hold']);
  const after = { ...pipeline, releases: pipeline.releases.with(again.release ?? back) };
  expect(rollbacksFrom(after, 'api', digestOf('two'))).toEqual([]);
  expect(promoteImage(after, TO_US, byAda(50)).release?.selected).toBe(digestOf('two'));
});

test('a rollback to it needs no decision more than its own reason', () => {
  const both = releaseThrough('prod-us', ['one', 'two', 'three']);
  const to = rollbackImage(
    pipelineOf(releaseThrough('staging', ['one', 'two', 'three']), back, both),
    { environment: 'prod-us', service: 'api' },
    digestOf('two'),
    byAda(50, { reason: 'three is worse' }),
  );
  expect(to.release?.selected).toBe(digestOf('two'));
});

test('an image that is released again after a rollback elsewhere is refused as well', () => {
  const { digest, sourceHash, commit, platforms } = recordOf('two');
  const built = { digest, sourceHash, commit, platforms };
  const three = releaseThrough('staging', ['one', 'two', 'three']);
  const again = releaseImage(
    pipelineOf(three, back),
    { environment: 'staging', service: 'api' },
    built,
    byAda(60),
  );
  expect(again.findings.map(({ rule }) => rule)).toEqual(['promotion/rolled-back']);
});
