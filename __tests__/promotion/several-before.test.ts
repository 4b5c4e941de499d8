import fc from 'fast-check';
import {
  checkPromotion,
  Duration,
  promotableInto,
  type PipelineStage,
  promoteImage,
  Releases,
  stagesOf,
  stageStates,
} from 'slipway';
import { firstEnvironment } from '../../cli/release';
import { at, digestOf, eventOf, recordOf, releaseOf, releaseThrough } from './support';

const REGIONS = ['eu', 'us', 'asia'];
const stagesWith = (
  after: PipelineStage['after'],
  more: Partial<PipelineStage> = {},
): readonly PipelineStage[] => [
  { name: 'dev' },
  ...REGIONS.map((name) => ({ name, after: 'dev' })),
  { name: 'world', after, ...more },
];
const ALL = { all: ['eu', 'us'] };
const ANY = { any: ['eu', 'us'] };
const dev = releaseThrough('dev', ['one', 'two']);
const pipelineOf = (
  stages: readonly PipelineStage[],
  ...releases: readonly ReturnType<typeof releaseOf>[]
) => ({
  stages,
  services: ['api'],
  releases: Releases.of([dev, ...releases]),
});
const into = (stages: readonly PipelineStage[], ...releases: readonly ReturnType<typeof releaseOf>[]) => {
  const pipeline = pipelineOf(stages, ...releases);
  const world = stagesOf(pipeline, 'api').find(({ name }) => name === 'world');
  return world && promotableInto(pipeline, world, 'api');
};

test('after all of several, the newest is taken that each of them has verified', () => {
  const eu = releaseThrough('eu', ['one', 'two']);
  const us = releaseThrough('us', ['one']);
  expect(into(stagesWith(ALL), eu, us)).toEqual({ from: 'eu', digest: digestOf('one') });
  expect(into(stagesWith(ALL), eu, releaseThrough('us', ['one', 'two']))?.digest).toBe(digestOf('two'));
});

test('where one of all has nothing, what another has is told with where it comes from', () => {
  const none = releaseOf({ environment: 'eu' });
  expect(into(stagesWith(ALL), none, releaseThrough('us', ['one']))).toEqual({
    from: 'us',
    digest: digestOf('one'),
  });
  expect(into(stagesWith(ALL), none)).toEqual({ from: 'eu', digest: undefined });
});

test('of several that verified in the same second, the last is taken', () => {
  const [eu, us] = [releaseThrough('eu', ['one']), releaseThrough('us', ['two'])];
  expect(into(stagesWith(ANY), eu, us)).toEqual({ from: 'us', digest: digestOf('two') });
  expect(into(stagesWith({ any: ['us', 'eu'] }), eu, us)).toEqual({ from: 'eu', digest: digestOf('one') });
});

test('after any of several, the one is taken that was verified last', () => {
  const eu = releaseThrough('eu', ['one']);
  const us = releaseThrough('us', ['one', 'two']);
  expect(into(stagesWith(ANY), eu, us)).toEqual({ from: 'us', digest: digestOf('two') });
});

test('an image that one of all has not verified is refused, with the one that lacks it', () => {
  const pipeline = pipelineOf(stagesWith(ALL), releaseThrough('eu', ['two']), releaseThrough('us', ['one']));
  const promotion = { service: 'api', from: 'eu', to: 'world', digest: digestOf('two') };
  const { findings } = promoteImage(pipeline, promotion, { at: at(60), by: 'Ada' });
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'promotion/verified must be a digest that was verified in us',
  ]);
  const either = promoteImage({ ...pipeline, stages: stagesWith(ANY) }, promotion, { at: at(60), by: 'Ada' });
  expect(either.release?.selected).toBe(digestOf('two'));
});

test('an image soaks in each of all, and in one of any', () => {
  const soak = { soak: Duration.minutes(30) };
  const eu = releaseThrough('eu', ['two']);
  const us = releaseThrough('us', ['one', 'two']);
  const soakedAt = (after: PipelineStage['after']) =>
    stageStates(pipelineOf(stagesWith(after, soak), eu, us), 'api', at(20)).find(
      ({ environment }) => environment === 'world',
    )?.waiting;
  expect(soakedAt(ALL)).toMatchObject({ soakedAt: at(45), heldUpBy: ['soak'] });
  expect(soakedAt(ANY)).toMatchObject({ soakedAt: at(35), heldUpBy: ['soak'] });
});

test('where none of any is enough, the one that is nearest says what it lacks', () => {
  const soak = { soak: Duration.minutes(30) };
  const pipeline = pipelineOf(stagesWith(ANY, soak), releaseThrough('us', ['two']));
  const promotion = { service: 'api', from: 'us', to: 'world' };
  const { findings } = promoteImage(pipeline, promotion, { at: at(20), by: 'Ada' });
  expect(findings).toMatchObject([
    { rule: 'promotion/soak', advice: expect.stringContaining('Any of eu or us is enough.') as string },
  ]);
});

test('a stage that does without the service is left out, unless all before do', () => {
  const without = (...names: readonly string[]) =>
    stagesWith(ALL).map((stage) => (names.includes(stage.name) ? { ...stage, without: ['api'] } : stage));
  const before = (stages: readonly PipelineStage[]) =>
    stagesOf(pipelineOf(stages), 'api').find(({ name }) => name === 'world')?.after;
  expect(before(without())).toEqual(ALL);
  expect(before(without('us'))).toBe('eu');
  expect(before(without('eu', 'us'))).toBe('dev');
  expect(before(without('dev', 'eu', 'us', 'asia'))).toBeUndefined();
});

test('a pipeline that branches and joins is shown in order, and has one first environment', () => {
  const pipeline = pipelineOf([...stagesWith({ all: REGIONS })].reverse());
  const order = stageStates(pipeline, 'api', at(0)).map(({ environment }) => environment);
  expect([order[0], order.slice(1, -1).sort(), order.at(-1)]).toEqual(['dev', [...REGIONS].sort(), 'world']);
  expect(firstEnvironment(pipeline, 'api', undefined)).toBe('dev');
});

test('whichever regions have verified an image, the check demands all of all, and one of any', () => {
  const seen = { refused: 0, passed: 0 };
  fc.assert(
    fc.property(
      fc.subarray(REGIONS),
      fc.subarray(REGIONS, { minLength: 2 }),
      fc.boolean(),
      (verified, names, isAll) => {
        const regions = verified.map((name) => releaseThrough(name, ['two']));
        const world = releaseOf({
          environment: 'world',
          selected: digestOf('two'),
          records: [recordOf('two', 50)],
          history: [eventOf('selected', 'two', 50)],
        });
        const stages = stagesWith(isAll ? { all: names } : { any: names });
        const passes = checkPromotion(pipelineOf(stages, ...regions, world)).length === 0;
        const has = (name: string) => verified.includes(name);
        expect(passes).toBe(isAll ? names.every(has) : names.some(has));
        seen[passes ? 'passed' : 'refused'] += 1;
      },
    ),
  );
  expect(Math.min(seen.passed, seen.refused)).toBeGreaterThan(5);
});
