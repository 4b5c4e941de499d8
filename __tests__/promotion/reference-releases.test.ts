import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPromotion, readReleases, renderRelease } from '../../promotion';

const ROOT = join(__dirname, '../..');
const releases = readReleases(join(ROOT, 'environments'));

test('the releases of the reference shop obey the rules', () => {
  const stages = [{ name: 'dev' }, { name: 'staging', after: 'dev' }, { name: 'prod', after: 'staging' }];
  const services = ['api', 'database', 'web', 'worker'];
  expect([...releases.findings, ...checkPromotion({ stages, services, releases })]).toEqual([]);
  expect(releases.files).toHaveLength(12);
});

test.each(releases.files.map(({ path, release }) => [path, release] as const))(
  '%s is written as Slipway writes it',
  (path, release) => {
    expect(release && renderRelease(release)).toBe(readFileSync(join(ROOT, path), 'utf8'));
  },
);
