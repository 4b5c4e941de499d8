import { checkPromotion, Duration, promoteImage, Releases, rollbackImage, verifyImage } from 'slipway';
import { shortcutInto } from '../../promotion';
import { at, digestOf, releaseThrough } from './support';

const STAGES = [
  { name: 'dev' },
  { name: 'staging', after: 'dev' },
  { name: 'prod', after: 'staging', soak: Duration.hours(24) },
];
const dev = releaseThrough('dev', ['one', 'two', 'fix']);
const staging = releaseThrough('staging', ['one', 'two']);
const prod = releaseThrough('prod', ['one'], { verified: false });
const pipelineOf = (...releases: readonly ReturnType<typeof releaseThrough>[]) => ({
  stages: [...STAGES.slice(0, 2), { name: 'prod', after: 'staging' }],
  services: ['api'],
  releases: Releases.of(releases),
});
const byAda = (minute: number, more: object = {}) => ({ at: at(minute), by: 'Ada', ...more });
const FIX = { service: 'api', from: 'dev', to: 'prod', digest: digestOf('fix') };
const decided = { overrides: ['skip'], reason: 'customers cannot pay' };
const before = pipelineOf(dev, staging, prod);
const fixed = promoteImage(before, FIX, byAda(60, decided)).release ?? prod;
const after = { ...before, releases: before.releases.with(fixed) };

test('a hotfix skips what is between by a decision, which is recorded and passes the synth', () => {
  const { findings } = promoteImage(before, FIX, byAda(60));
  expect(findings).toMatchObject([
    {
      rule: 'promotion/verified',
      advice: expect.stringContaining('A hotfix that cannot wait: `--override skip') as string,
    },
  ]);
  const silent = promoteImage(before, FIX, byAda(60, { overrides: ['skip'] }));
  expect(silent.findings.map(({ rule }) => rule)).toEqual(['promotion/reason']);
  expect(fixed.history.at(-1)).toMatchObject(decided);
  expect(checkPromotion(after)).toEqual([]);
});

test('a hotfix waits for no soak in what it skips', () => {
  const slow = { ...before, stages: STAGES };
  expect(promoteImage(slow, FIX, byAda(60, decided)).release?.selected).toBe(digestOf('fix'));
});

test('what no environment has verified is no hotfix', () => {
  const unproven = pipelineOf(releaseThrough('dev', ['fix'], { verified: false }), staging, prod);
  const { findings } = promoteImage(unproven, FIX, byAda(60, decided));
  expect(findings.map(({ rule }) => rule)).toEqual(['promotion/verified']);
  expect(findings[0]?.advice).not.toContain('--override');
  const { release = dev } = unproven.releases.find('dev', 'api') ?? {};
  const history = release.history.filter(({ event }) => event !== 'verified');
  const forged = { ...after, releases: after.releases.with({ ...dev, history }) };
  expect(checkPromotion(forged).map(({ rule }) => rule)).toContain('promotion/verified');
});

test('the next promotion does not undo it: the environment that was skipped comes first', () => {
  const next = { service: 'api', from: 'staging', to: 'prod' };
  const { findings } = promoteImage(after, next, byAda(70));
  expect(findings).toMatchObject([
    {
      rule: 'promotion/backwards',
      message: 'must not leave a hotfix that staging has not verified: prod is ahead of staging',
    },
  ]);
  const there = promoteImage(after, { service: 'api', from: 'dev', to: 'staging' }, byAda(70)).release;
  const seen = { ...after, releases: after.releases.with(there ?? staging) };
  const verified = verifyImage(seen, { environment: 'staging', service: 'api' }, byAda(71)).release;
  const caught = { ...seen, releases: seen.releases.with(verified ?? staging) };
  expect(promoteImage(caught, next, byAda(80)).release).toBe(fixed);
});

test('a rollback to a hotfix is possible, as to anything that ran', () => {
  const target = { environment: 'prod', service: 'api' };
  const back = rollbackImage(after, target, undefined, byAda(70, { reason: 'worse' })).release ?? fixed;
  const again = { ...after, releases: after.releases.with(back) };
  const to = rollbackImage(again, target, digestOf('fix'), byAda(80, { reason: 'it was the network' }));
  expect(to.release?.selected).toBe(digestOf('fix'));
});

test('a hotfix says where it was verified, and what it skips', () => {
  const target = { environment: 'prod', service: 'api' };
  expect(shortcutInto(before, target, digestOf('fix'))).toMatchObject({ from: 'dev', skipped: ['staging'] });
  expect(shortcutInto(before, target, digestOf('none'))).toBeUndefined();
});
