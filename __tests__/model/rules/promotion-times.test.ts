import { Duration } from 'slipway';
import { resolveComposition, checkComposition, checkShape } from '../../../model';
import { type Changes, released, smallProject } from '../../support/small-project';

function rulesOf(changes: Changes): readonly string[] {
  const input = smallProject(changes);
  const shape = checkShape(input);
  const findings = shape.length > 0 ? shape : checkComposition(resolveComposition(input));
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

// The project selects in prod, on 3 November at 10:00, what dev verified on the 2nd at 10:00.
test('an image that was selected after its soak passes the synth', () => {
  expect(rulesOf({ prod: { soak: Duration.hours(24) } })).toEqual([]);
});

test('an image that was selected too early fails the synth', () => {
  expect(rulesOf({ prod: { soak: Duration.hours(25) } })).toEqual([
    'promotion/soak environments/prod/releases/front.json#/history/0/at',
    'promotion/soak environments/prod/releases/store.json#/history/0/at',
  ]);
});

test.each([
  ['an override that is recorded', { event: 'selected', overrides: ['soak'], reason: 'a fix' }],
  ['a rollback, of what ran there before', { event: 'restored', reason: 'a fix' }],
] as const)('it passes with %s', (_what, fields) => {
  const early = (['front', 'store'] as const).map((name) => {
    const release = released('prod', name);
    const [first, ...rest] = release.history;
    const last = { at: '2026-11-05T10:00:00Z', digest: release.selected, by: 'Ada', ...fields };
    return { ...release, history: [first, ...rest, last] };
  });
  const releases = [released('dev', 'front'), released('dev', 'store'), ...early];
  expect(rulesOf({ prod: { soak: Duration.days(9) }, releases: releases as never })).toEqual([]);
});

test.each<[string, Changes, string]>([
  [
    'a soak where nothing comes before',
    { dev: { soak: Duration.hours(1) } },
    'promotion/soak-without-before environments.dev.soak',
  ],
  ['a soak as a number', { prod: { soak: 24 } }, 'shape/kind environments.prod.soak'],
  [
    'a freeze that is no time',
    { prod: { freeze: [{ from: 'Christmas', until: '2027-01-04T00:00:00Z', reason: 'holidays' }] } },
    'freeze/time environments.prod.freeze[0].from',
  ],
  [
    'a freeze of another form',
    { prod: { freeze: [{ weekly: 'friday' }] } },
    'shape/kind environments.prod.freeze[0]',
  ],
])('refused: %s', (_what, changes, finding) => {
  expect(rulesOf(changes)).toEqual([finding]);
});
