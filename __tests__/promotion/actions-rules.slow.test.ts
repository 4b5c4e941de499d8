import fc from 'fast-check';
import {
  checkPromotion,
  Duration,
  type Override,
  parseRelease,
  promoteImage,
  type Pipeline,
  rejectImage,
  type Release,
  releaseImage,
  Releases,
  type ReleaseResult,
  renderRelease,
  rollbackImage,
  verifyImage,
} from 'slipway';
import { at, digestOf, hex } from './support';

const ENVIRONMENTS = [
  { name: 'dev' },
  { name: 'staging', after: 'dev', soak: Duration.minutes(3) },
  { name: 'prod', after: 'staging', freeze: [{ from: at(20), until: at(30), reason: 'a fair' }] },
] as const;
type Environment = (typeof ENVIRONMENTS)[number]['name'];
const BEFORE: Partial<Record<Environment, Environment>> = { staging: 'dev', prod: 'staging' };

const OVERRIDES: Override[] = ['soak', 'freeze', 'hold', 'rolledBack'];

interface Action {
  readonly act: 'release' | 'verify' | 'promote' | 'rollback' | 'reject';
  readonly environment: Environment;
  /** Chooses an image by number; undefined leaves it to the step. */
  readonly image: number | undefined;
  readonly overrides: readonly Override[];
  readonly minutes: number;
}

type Act = (
  pipeline: Pipeline,
  action: Action,
  now: { readonly at: string; readonly by: string },
) => ReleaseResult;
const reason = 'somebody decided so';

const ACTS: Record<Action['act'], Act> = {
  release: (pipeline, { image = 0, overrides }, now) =>
    releaseImage(
      pipeline,
      { environment: 'dev', service: 'api' },
      {
        // Two digests for one source: it was built twice.
        digest: digestOf(`image ${image}`),
        sourceHash: hex(`source ${Math.floor(image / 2)}`),
        commit: hex(`commit ${image}`).slice(0, 40),
        platforms: ['linux/amd64'],
      },
      { ...now, reason, overrides },
    ),
  verify: (pipeline, { environment }, now) => verifyImage(pipeline, { environment, service: 'api' }, now),
  promote: (pipeline, { environment, image, overrides }, now) => {
    const to = environment === 'dev' ? 'staging' : environment;
    const digest = image === undefined ? undefined : digestOf(`image ${image}`);
    return promoteImage(
      pipeline,
      { service: 'api', from: BEFORE[to] ?? 'dev', to, digest },
      { ...now, reason, overrides },
    );
  },
  rollback: (pipeline, { environment, image }, now) =>
    rollbackImage(
      pipeline,
      { environment, service: 'api' },
      image === undefined ? undefined : digestOf(`image ${image}`),
      { ...now, reason },
    ),
  reject: (pipeline, { image = 0 }, now) =>
    rejectImage(pipeline, 'api', digestOf(`image ${image}`), { ...now, reason }),
};

/** More often what leads on than what leads back, so that images get as far as prod. */
const act = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Action['act']>('release') },
  { weight: 5, arbitrary: fc.constantFrom<Action['act'][]>('verify', 'promote') },
  { weight: 1, arbitrary: fc.constantFrom<Action['act'][]>('rollback', 'rollback', 'rollback', 'reject') },
);
const actions = fc.array(
  fc.record<Action>({
    act,
    environment: fc.constantFrom('dev', 'staging', 'prod'),
    image: fc.option(fc.nat(7), { nil: undefined, freq: 2 }),
    overrides: fc.oneof(fc.subarray<Override>(OVERRIDES), fc.constant(OVERRIDES)),
    minutes: fc.nat(2),
  }),
  { minLength: 20, maxLength: 60, size: 'max' },
);

type Witness = (action: Action, before: Release | undefined, after: Release, pipeline: Pipeline) => void;

/** Does what the steps allow, and shows each release as it was before and is after. */
function live(all: readonly Action[], see: Witness): void {
  let pipeline: Pipeline = { stages: ENVIRONMENTS, services: ['api'], releases: Releases.of([]) };
  let minute = 0;
  for (const action of all) {
    minute += action.minutes;
    const step = ACTS[action.act](pipeline, action, { at: at(minute), by: 'Ada' });
    if (step.release === undefined) {
      expect(step.findings).not.toHaveLength(0);
      continue;
    }
    const before = pipeline.releases.releaseOf(step.release.environment, 'api');
    if (step.release === before) continue;
    pipeline = { ...pipeline, releases: pipeline.releases.with(step.release) };
    see(action, before, step.release, pipeline);
  }
}

test('no sequence of actions ever breaks a rule', () => {
  const selectedIn: Record<Environment, number> = { dev: 0, staging: 0, prod: 0 };
  fc.assert(
    fc.property(actions, (all) => {
      live(all, (_action, before, after, pipeline) => {
        if (before?.selected !== after.selected) selectedIn[after.environment as Environment] += 1;
        expect(checkPromotion(pipeline)).toEqual([]);
        expect(
          parseRelease(renderRelease(after), `environments/${after.environment}/releases/api.json`).findings,
        ).toEqual([]);
      });
    }),
  );
  expect(Math.min(...Object.values(selectedIn))).toBeGreaterThan(10);
});

test('records never change, and what a rollback restored is only replaced with an override', () => {
  let left = 0;
  fc.assert(
    fc.property(actions, (all) => {
      live(all, (action, before, after) => {
        expect(after.records.slice(0, before?.records.length ?? 0)).toEqual(before?.records ?? []);
        expect(after.history.slice(0, before?.history.length ?? 0)).toEqual(before?.history ?? []);
        const last = before?.history.findLast(({ event }) => event === 'selected' || event === 'restored');
        if (last?.event !== 'restored' || before?.selected === after.selected) return;
        if (action.act === 'rollback') return;
        left += 1;
        expect(after.history.at(-1)).toMatchObject({ overrides: expect.arrayContaining(['hold']), reason });
      });
    }),
    { numRuns: 300 },
  );
  expect(left).toBeGreaterThan(5);
});

test('what an environment left by a rollback is selected nowhere without an override', () => {
  const selected = { freely: 0, overridden: 0 };
  fc.assert(
    fc.property(actions, (all) => {
      live(all, (_action, _before, { environment, history }, { releases }) => {
        const event = history.at(-1);
        if (event?.event !== 'selected') return;
        // As it was before this selection: in the environment itself, and elsewhere strictly earlier.
        const isLeft = releases.filesOf('api').some(({ environment: other, release }) => {
          const seen = (release?.history ?? []).filter(
            (it) => it.at < event.at || (it.at === event.at && it.digest === event.digest),
          );
          const moves = (other === environment ? history.slice(0, -1) : seen).filter(
            (it) => it.event === 'selected' || it.event === 'restored',
          );
          const last = moves.findLastIndex(({ digest }) => digest === event.digest);
          return last !== -1 && moves[last + 1]?.event === 'restored';
        });
        const { overrides = [] } = event;
        if (isLeft) expect(overrides.some((rule) => rule === 'rolledBack' || rule === 'hold')).toBe(true);
        selected[isLeft ? 'overridden' : 'freely'] += 1;
      });
    }),
  );
  expect(Math.min(...Object.values(selected))).toBeGreaterThan(5);
});

test('nothing new is selected during a freeze without an override', () => {
  const selected = { inside: 0, outside: 0 };
  fc.assert(
    fc.property(actions, (all) => {
      live(all, ({ act }, _before, { environment, history }) => {
        const event = history.at(-1);
        if (environment !== 'prod' || event?.event !== 'selected') return;
        const inside = event.at >= at(20) && event.at < at(30);
        selected[inside ? 'inside' : 'outside'] += 1;
        expect({ act, frozen: event.overrides?.includes('freeze') ?? false }).toEqual({
          act,
          frozen: inside,
        });
      });
    }),
    { numRuns: 300 },
  );
  expect(Math.min(...Object.values(selected))).toBeGreaterThan(5);
});
