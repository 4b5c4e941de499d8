import fc from 'fast-check';
import {
  checkPromotion,
  Duration,
  type Pipeline,
  promoteGroup,
  promoteImage,
  rejectImage,
  type Release,
  releaseImage,
  Releases,
  rollbackGroup,
  rollbackImage,
  verifyImage,
} from 'slipway';
import { at, recordOf } from './support';

const SERVICES = ['api', 'web', 'db'];
const GROUP = 'shop';
/** Parallel regions, a join and a soak. */
const STAGES = [
  { name: 'dev' },
  { name: 'staging', after: 'dev' },
  { name: 'eu', after: 'staging', soak: Duration.minutes(5) },
  { name: 'us', after: 'staging' },
  { name: 'world', after: { all: ['eu', 'us'] } },
  { name: 'edge', after: { any: ['eu', 'us'] } },
];
const BEFORE: Readonly<Record<string, { readonly all?: string[]; readonly any?: string[] }>> = {
  staging: { all: ['dev'] },
  eu: { all: ['staging'] },
  us: { all: ['staging'] },
  world: { all: ['eu', 'us'] },
  edge: { any: ['eu', 'us'] },
};

interface Step {
  readonly act: 'release' | 'verify' | 'promote' | 'promote one' | 'roll back' | 'roll one back' | 'reject';
  readonly environment: string;
  readonly service: string;
  /** Minutes since the step before. */
  readonly passed: number;
  readonly overrides: readonly ('group' | 'skip' | 'hold' | 'rolledBack' | 'soak')[];
  readonly which: number;
}

const step = fc.record<Step>({
  act: fc.constantFrom(
    ...(['release', 'verify', 'verify', 'verify', 'promote', 'promote', 'promote'] as const),
    ...(['promote one', 'promote one', 'roll back', 'roll one back', 'reject'] as const),
  ),
  environment: fc.constantFrom('dev', 'dev', 'staging', 'staging', 'staging', 'eu', 'us', 'world', 'edge'),
  service: fc.constantFrom(...SERVICES),
  passed: fc.nat(4),
  overrides: fc.oneof(
    fc.constant([]),
    fc.constant(['group', 'hold', 'rolledBack', 'soak'] as const),
    fc.subarray(['group', 'skip', 'hold', 'rolledBack', 'soak'] as const),
  ),
  which: fc.nat(9),
});

/** A first image of each service goes all the way, so that there is something to go back to. */
const BEGINNING: readonly Step[] = [
  ...SERVICES.map((service) => stepOf({ act: 'release', service })),
  ...STAGES.flatMap(({ name: environment }) => [
    ...(environment === 'dev' ? [] : [stepOf({ act: 'promote', environment })]),
    stepOf({ act: 'verify', environment, which: 9 }),
  ]),
];

function stepOf(one: Partial<Step> & Pick<Step, 'act'>): Step {
  return { environment: 'dev', service: 'api', passed: 5, overrides: [], which: 0, ...one };
}

/** What a step changes, within the rules; nothing, where they refuse it. */
function changed(pipeline: Pipeline, { act, environment, service, overrides, which }: Step, minute: number) {
  const attribution = { at: at(minute), by: 'Ada', reason: 'so', overrides };
  const target = { environment, service };
  const single = ({ release }: { readonly release?: Release }) => (release === undefined ? [] : [release]);
  const { all, any } = BEFORE[environment] ?? {};
  const from = (all ?? any ?? [])[0];
  const known = pipeline.releases.releaseOf('dev', service)?.records ?? [];
  switch (act) {
    case 'release': {
      const { digest, sourceHash, commit, platforms } = recordOf(`${service} ${which}`);
      const image = { digest, sourceHash, commit, platforms };
      return single(releaseImage(pipeline, { environment: 'dev', service }, image, attribution));
    }
    case 'verify':
      // A person verifies what there is: all of an environment as a rule.
      return (which > 2 ? SERVICES : [service]).flatMap((one) =>
        single(verifyImage(pipeline, { environment, service: one }, attribution)),
      );
    case 'promote':
      return promoteGroup(
        pipeline,
        { group: GROUP, to: environment, ...(overrides.includes('skip') ? { from: 'dev' } : {}) },
        attribution,
      ).releases;
    case 'promote one':
      return from === undefined
        ? []
        : single(promoteImage(pipeline, { service, from, to: environment }, attribution));
    case 'roll back':
      return rollbackGroup(pipeline, { group: GROUP, environment }, undefined, attribution).releases;
    case 'roll one back':
      return single(rollbackImage(pipeline, target, known[which]?.digest, attribution));
    case 'reject':
      return which > 7 && known[which] !== undefined
        ? single(rejectImage(pipeline, service, known[which].digest, attribution))
        : [];
  }
}

/** What an environment selects of all services. */
function shown({ releases }: Pipeline, environment: string): string {
  return JSON.stringify(
    SERVICES.map((service) => releases.releaseOf(environment, service)?.selected ?? null),
  );
}

const empty: Pipeline = {
  stages: STAGES,
  services: SERVICES,
  groups: { [GROUP]: SERVICES },
  releases: Releases.of([]),
};

test('whatever people do, no environment shows a mix that the one before did not show, but by a decision', () => {
  const moves = { promoted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
      let pipeline = empty;
      let minute = 0;
      const seen = new Map(STAGES.map(({ name }) => [name, new Set([shown(empty, name)])]));
      for (const one of [...BEGINNING, ...steps]) {
        minute += one.passed;
        const releases = changed(pipeline, one, minute);
        if (one.act === 'promote one' && releases.length === 0) moves.refused += 1;
        pipeline = {
          ...pipeline,
          releases: releases.reduce((all, release) => all.with(release), pipeline.releases),
        };
        for (const { name } of STAGES) {
          const now = shown(pipeline, name);
          if (seen.get(name)?.has(now) === true) continue;
          const { all, any } = BEFORE[name] ?? {};
          const has = (before: string) => seen.get(before)?.has(now) === true;
          const isProven = name === 'dev' || (any === undefined ? all?.every(has) : any.some(has)) === true;
          const isDecided = releases.some(({ history }) => {
            const { overrides = [] } = history.at(-1) ?? {};
            return overrides.includes('group') || overrides.includes('skip');
          });
          if (name !== 'dev' && isProven) moves.promoted += 1;
          expect({ name, now, isFine: isProven || isDecided }).toEqual({ name, now, isFine: true });
        }
        for (const { name } of STAGES) seen.get(name)?.add(shown(pipeline, name));
      }
      expect(checkPromotion(pipeline)).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(Math.min(moves.promoted, moves.refused)).toBeGreaterThan(0);
});

test('what is verified together in one environment reaches the next in one promotion', () => {
  fc.assert(
    fc.property(
      fc.array(fc.subarray(SERVICES, { minLength: 1 }), { minLength: 1, maxLength: 6 }),
      (builds) => {
        let pipeline = empty;
        let minute = 0;
        const put = (releases: readonly (Release | undefined)[]) => {
          const known = releases.filter((release) => release !== undefined);
          pipeline = {
            ...pipeline,
            releases: known.reduce((all, release) => all.with(release), pipeline.releases),
          };
        };
        builds.forEach((services, index) => {
          minute += 10;
          const by = { at: at(minute), by: 'Ada' };
          const target = (environment: string, service: string) => ({ environment, service });
          for (const service of services) {
            const image = recordOf(`${service} ${index}`);
            put([releaseImage(pipeline, target('dev', service), image, by).release]);
          }
          for (const service of SERVICES)
            put([verifyImage(pipeline, target('dev', service), { ...by, at: at(minute + 1) }).release]);
          const { findings, releases } = promoteGroup(
            pipeline,
            { group: GROUP, to: 'staging' },
            { ...by, at: at(minute + 2) },
          );
          expect(findings).toEqual([]);
          expect(releases.map(({ service }) => service)).toEqual(
            SERVICES.filter((one) => services.includes(one)),
          );
          put(releases);
          expect(shown(pipeline, 'staging')).toBe(shown(pipeline, 'dev'));
        });
      },
    ),
    { numRuns: 25 },
  );
});
