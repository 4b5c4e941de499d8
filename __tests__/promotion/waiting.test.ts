import {
  Duration,
  type Pipeline,
  type PipelineStage,
  type Release,
  Releases,
  rollbackImage,
  stageStates,
} from 'slipway';
import { at, digestOf, releaseThrough } from './support';

const dev = releaseThrough('dev', ['one', 'two']);
const pipelineOf = (stage: Partial<PipelineStage>, ...releases: readonly Release[]): Pipeline => ({
  stages: [{ name: 'dev' }, { name: 'staging', after: 'dev', ...stage }],
  services: ['api'],
  releases: Releases.of([dev, ...releases]),
});
const waitingIn = (pipeline: Pipeline, minute: number, service = 'api') =>
  stageStates(pipeline, service, at(minute)).at(-1);
const staging = releaseThrough('staging', ['one']);

test('what nothing blocks waits for its promotion only', () => {
  expect(waitingIn(pipelineOf({}, staging), 20)).toMatchObject({
    waiting: { from: 'dev', verifiedAt: at(15), obstacles: [], heldUpBy: [] },
  });
});

test('a soak and a freeze say until when', () => {
  const stage = {
    soak: Duration.minutes(30),
    freeze: [{ from: at(10), until: at(50), reason: 'the sale' }],
  };
  expect(waitingIn(pipelineOf(stage, staging), 20)?.waiting?.obstacles).toMatchObject([
    { rule: 'promotion/soak', environment: 'dev', service: 'api', until: at(45) },
    { rule: 'promotion/freeze', environment: 'staging', service: 'api', until: at(50) },
  ]);
  expect(waitingIn(pipelineOf(stage, staging), 50)?.waiting?.obstacles).toEqual([]);
});

test('a rollback that is to stay waits for a person, and so for no time', () => {
  const three = releaseThrough('dev', ['one', 'two', 'three']);
  const pipeline = pipelineOf({}, three, releaseThrough('staging', ['one', 'two']));
  const by = { at: at(30), by: 'Ada', reason: 'slow' };
  const back = rollbackImage(pipeline, { environment: 'staging', service: 'api' }, undefined, by).release;
  const held = pipelineOf({}, three, ...(back === undefined ? [] : [back]));
  const [obstacle, ...others] = waitingIn(held, 40)?.waiting?.obstacles ?? [];
  expect(others).toEqual([]);
  expect(obstacle).toMatchObject({ rule: 'promotion/hold', environment: 'staging', service: 'api' });
  expect(obstacle?.until).toBeUndefined();
});

test('what one of all before has not verified waits for that one', () => {
  const stages = [
    { name: 'dev' },
    ...['eu', 'us'].map((name) => ({ name, after: 'dev' })),
    { name: 'world', after: { all: ['eu', 'us'] } },
  ];
  const releases = Releases.of([
    dev,
    releaseThrough('eu', ['two']),
    releaseThrough('us', ['two'], { verified: false }),
  ]);
  const world = waitingIn({ stages, services: ['api'], releases }, 30);
  expect(world?.waiting?.obstacles).toMatchObject([{ rule: 'promotion/verified', environment: 'us' }]);
});

test('what the environment before has still to verify is said beside what it offers already', () => {
  const next = releaseThrough('dev', ['one', 'two']);
  const unverified = { ...next, history: next.history.slice(0, -1) };
  const pipeline = pipelineOf({}, unverified);
  expect(waitingIn(pipeline, 20)).toMatchObject({
    waiting: { record: { digest: digestOf('one') } },
    unverified: { from: 'dev', record: { digest: digestOf('two') }, since: at(10), lacking: ['api'] },
  });
});

describe('in a group', () => {
  const web = (release: Release) => ({ ...release, service: 'web' });
  const grouped = (stage: Partial<PipelineStage>, ...releases: readonly Release[]) => ({
    ...pipelineOf(stage, ...releases),
    services: ['api', 'web'],
    groups: { checkout: ['api', 'web'] },
  });

  test('what blocks one service blocks the other, too', () => {
    const back = releaseThrough('staging', ['zero', 'one']);
    const held = {
      ...back,
      selected: digestOf('zero'),
      history: [
        ...back.history,
        { at: at(30), event: 'restored', digest: digestOf('zero'), by: 'Ada', reason: 'slow' } as const,
      ],
    };
    const pipeline = grouped({}, web(dev), staging, web(held));
    const obstacles = (['api', 'web'] as const).map(
      (service) => waitingIn(pipeline, 40, service)?.waiting?.obstacles,
    );
    expect(obstacles[0]).toMatchObject([{ rule: 'promotion/hold', service: 'web' }]);
    expect(obstacles[1]).toEqual(obstacles[0]);
  });

  test('an image waits for the verification of the other', () => {
    const late = { ...web(dev), history: dev.history.slice(0, -1) };
    const state = waitingIn(grouped({}, late, staging, web(staging)), 40);
    expect(state?.waiting).toBeUndefined();
    expect(state?.unverified).toMatchObject({ record: { digest: digestOf('two') }, lacking: ['web'] });
  });

  test('the time that counts is that of both together', () => {
    const first = releaseThrough('dev', ['two']);
    const pipeline = grouped({ soak: Duration.minutes(30) }, first, web(dev), staging, web(staging));
    // Both are verified since minute 15, api alone since minute 5.
    expect(waitingIn(pipeline, 40)?.waiting).toMatchObject({
      verifiedAt: at(15),
      soakedSeconds: 25 * 60,
      soakedAt: at(45),
      heldUpBy: ['soak'],
    });
  });
});
