import fc from 'fast-check';
import { checkPromotion, parseRelease, Releases, renderRelease } from '../../promotion';
import { hex, recordOf } from './support';
import { arrive, type Environment, happen, validProject, ORDER, type Project } from './valid-project';

const LATER = 50;

/** What the check says of the project, once each of its files is written and read again. */
function rulesBroken(project: Project): string[] {
  const parsed = ORDER.map((environment) =>
    parseRelease(renderRelease(project[environment]), `environments/${environment}/releases/api.json`),
  );
  expect(parsed.flatMap(({ findings }) => findings)).toEqual([]);
  const findings = checkPromotion({
    stages: ORDER.map((name, index) => ({ name, after: ORDER[index - 1] })),
    services: ['api'],
    releases: Releases.of(parsed.flatMap(({ release }) => release ?? [])),
  });
  return findings.map(({ rule }) => rule);
}

test('whatever people do within the rules, the check finds nothing', () => {
  fc.assert(
    fc.property(validProject, (project) => {
      expect(rulesBroken(project)).toEqual([]);
    }),
  );
});

describe('a single violation of the rules is found', () => {
  type Violation = (project: Project, environment: Environment, before: Environment) => Project | undefined;

  const violations: Record<string, readonly [rule: string, violation: Violation]> = {
    'selecting an image that the environment before never saw': [
      'promotion/verified',
      (project, environment) => arrive(project, environment, recordOf('smuggled'), LATER),
    ],
    'selecting an image that the environment before runs, but has not verified': [
      'promotion/verified',
      (project, environment, before) => {
        const unproven = recordOf('unproven');
        return arrive(arrive(project, before, unproven, LATER), environment, unproven, LATER);
      },
    ],
    'striking a proof out of the history of the environment before': [
      'promotion/verified',
      (project, environment, before) => {
        const { selected } = project[environment];
        if (selected === null) return undefined;
        const release = project[before];
        const history = release.history.filter(
          ({ event, digest }) => event !== 'verified' || digest !== selected,
        );
        return { ...project, [before]: { ...release, history } };
      },
    ],
    'rejecting an image while it is selected': [
      'promotion/rejected',
      (project, environment) => {
        const { selected } = project[environment];
        return selected === null ? undefined : happen(project, environment, 'rejected', selected, LATER);
      },
    ],
    'selecting what the environment before has rolled back': [
      'promotion/rolled-back',
      (project, environment, before) => {
        const { selected } = project[environment];
        const isRejected = (digest: string) =>
          ORDER.some((name) =>
            project[name].history.some((event) => event.event === 'rejected' && event.digest === digest),
          );
        const other = project[before].history.find(
          ({ event, digest }) => event === 'selected' && digest !== selected && !isRejected(digest),
        );
        if (selected === null || other === undefined) return undefined;
        const tried = happen(project, before, 'selected', selected, LATER);
        const left = happen(tried, before, 'restored', other.digest, LATER + 1);
        return happen(left, environment, 'selected', selected, LATER + 2);
      },
    ],
    'recording a second build of a source': [
      'promotion/one-digest',
      (project, environment) => {
        const release = project[environment];
        const [built] = release.records;
        if (built === undefined) return undefined;
        const rebuilt = recordOf('rebuilt', LATER, { sourceHash: built.sourceHash });
        return { ...project, [environment]: { ...release, records: [...release.records, rebuilt] } };
      },
    ],
    'saying of an image that it was built from another source': [
      'promotion/one-origin',
      (project, environment) => {
        const release = project[environment];
        const [first, ...rest] = release.records;
        if (first === undefined) return undefined;
        return {
          ...project,
          [environment]: { ...release, records: [{ ...first, sourceHash: hex('other') }, ...rest] },
        };
      },
    ],
  };

  test.each(Object.entries(violations))('%s', (_what, [rule, mutate]) => {
    let done = 0;
    fc.assert(
      fc.property(
        validProject,
        fc.constantFrom<[Environment, Environment]>(['dev', 'staging'], ['staging', 'prod']),
        (project, [before, environment]) => {
          const broken = mutate(project, environment, before);
          if (broken === undefined) return;
          done += 1;
          expect(new Set(rulesBroken(broken))).toEqual(new Set([rule]));
        },
      ),
      { numRuns: 300 },
    );
    expect(done).toBeGreaterThan(20);
  });
});
