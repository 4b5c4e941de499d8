import {
  checkPromotion,
  type PipelineStage,
  promoteImage,
  Releases,
  stagesOf,
  verifyImage,
} from '../../promotion';
import { firstEnvironment } from '../../cli/release';
import { releaseThrough } from './support';

/** Three environments in a line; those that are named do without the service. */
const stages = (...without: readonly string[]): readonly PipelineStage[] =>
  ['dev', 'staging', 'prod'].map((name, index, all) => ({
    name,
    ...(index === 0 ? {} : { after: all[index - 1] ?? '' }),
    ...(without.includes(name) ? { without: ['api'] } : {}),
  }));

const pipelineOf = (releases: Releases, ...without: readonly string[]) => ({
  stages: stages(...without),
  services: ['api'],
  releases,
});
const now = { at: '2026-11-29T10:00:00Z', by: 'Ada' };
const dev = releaseThrough('dev', ['one']);

test('a stage that does without a service is left out, and the one before it counts', () => {
  const pipeline = pipelineOf(Releases.of([]), 'staging');
  expect(stagesOf(pipeline, 'api')).toMatchObject([{ name: 'dev' }, { name: 'prod', after: 'dev' }]);
  expect(stagesOf(pipeline, 'web')).toMatchObject([
    { name: 'dev' },
    { name: 'staging', after: 'dev' },
    { name: 'prod', after: 'staging' },
  ]);
});

test('where all before it do without a service, an environment is its first', () => {
  const pipeline = pipelineOf(Releases.of([]), 'dev', 'staging');
  expect(stagesOf(pipeline, 'api')).toMatchObject([{ name: 'prod', after: undefined }]);
});

test('two stages of one name are reported elsewhere, and end here', () => {
  const without = ['api'];
  const twins = [
    { name: 'dev', after: 'staging', without },
    { name: 'staging', after: 'dev', without },
    { name: 'prod', after: 'staging' },
  ];
  expect(stagesOf({ ...pipelineOf(Releases.of([])), stages: twins }, 'api')).toHaveLength(1);
});

test('what was verified before the gap is promoted over it', () => {
  const promotion = { service: 'api', from: 'dev', to: 'prod' };
  const { release } = promoteImage(pipelineOf(Releases.of([dev]), 'staging'), promotion, now);
  expect(release?.selected).toBe(dev.selected);
  const after = Releases.of([dev, ...(release === undefined ? [] : [release])]);
  expect(checkPromotion(pipelineOf(after, 'staging'))).toEqual([]);
  expect(checkPromotion(pipelineOf(after)).map(({ rule }) => rule)).toEqual(['promotion/verified']);
});

test('nothing is selected or verified where the service does not run', () => {
  const pipeline = pipelineOf(Releases.of([dev, releaseThrough('staging', ['one'])]), 'staging');
  const into = promoteImage(pipeline, { service: 'api', from: 'dev', to: 'staging' }, now);
  const seen = verifyImage(pipeline, { environment: 'staging', service: 'api' }, now);
  const late = releaseThrough('dev', ['one', 'two']);
  const again = promoteImage(
    { ...pipeline, releases: pipeline.releases.with(late) },
    { service: 'api', from: 'dev', to: 'staging' },
    now,
  );
  expect(into.findings).toEqual([]); // It is selected there already: nothing changes.
  expect([seen, again].map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    ['promotion/not-here'],
    ['promotion/not-here'],
  ]);
  expect(seen.findings[0]?.advice).toBe(
    'Promote it to the environment after this one: `npx slipway promote prod api`.',
  );
});

test('where no later environment runs the service either, the refusal says so', () => {
  const pipeline = pipelineOf(Releases.of([dev]), 'staging', 'prod');
  const { findings } = verifyImage(pipeline, { environment: 'staging', service: 'api' }, now);
  expect(findings.map(({ advice }) => advice)).toEqual(['No environment after staging runs api either.']);
});

describe('a new image is released', () => {
  const first = (without: readonly string[], name?: string) =>
    firstEnvironment(pipelineOf(Releases.of([]), ...without), 'api', name);

  test.each([
    ['to the first environment', [], undefined, 'dev'],
    ['to the first that runs the service', ['dev'], undefined, 'staging'],
    ['to the only one that does', ['dev', 'staging'], undefined, 'prod'],
    ['to the first that runs it after the one that is named', ['dev'], 'dev', 'staging'],
    ['to one that is named and is the first for the service', ['dev'], 'staging', 'staging'],
  ])('%s', (_, without, name, environment) => {
    expect(first(without, name)).toBe(environment);
  });

  test.each([
    ['where the service must be verified before', [], 'staging'],
    ['where nothing runs it', ['dev', 'staging', 'prod'], undefined],
  ])('nowhere %s', (_, without, name) => {
    expect(() => first(without, name)).toThrow('must be a first environment');
  });
});
