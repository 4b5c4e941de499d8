/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPromotion, readReleases, type Release, renderRelease, updateReleases } from 'slipway';
import { eventOf, recordOf, releaseThrough } from './support';
import { TYPESCRIPT } from '../support/run-typescript';

const home = mkdtempSync(join(tmpdir(), 'slipway-update-'));
const directory = join(home, 'environments');
beforeEach(() => {
  rmSync(directory, { recursive: true, force: true });
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function write(...releases: readonly Release[]): void {
  for (const release of releases) {
    mkdirSync(join(directory, release.environment, 'releases'), { recursive: true });
    writeFileSync(
      join(directory, release.environment, 'releases', `${release.service}.json`),
      renderRelease(release),
    );
  }
}

/** How another process that updates the folder ended. */
async function another(...args: readonly string[]): Promise<{ code: number | null; signal: string | null }> {
  const script = join(__dirname, 'update-in-process.ts');
  const child = spawn(process.execPath, [...TYPESCRIPT, script, directory, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code, signal };
}

function fileIn(environment: string, service: string): string {
  return readFileSync(join(directory, environment, 'releases', `${service}.json`), 'utf8');
}

describe('a promotion of several services that is killed', () => {
  const dev = ['api', 'web'].map((service) => ({ ...releaseThrough('dev', ['one', 'two']), service }));
  const staging = ['api', 'web'].map((service) => ({ ...releaseThrough('staging', ['one']), service }));

  test('leaves every file either old or new, whenever it is killed, and does not block the next one', async () => {
    const fates = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      rmSync(directory, { recursive: true, force: true });
      write(...dev, ...staging);
      const { code } = await another('promote', String(nth));
      const releases = readReleases(directory);
      expect(releases.findings).toEqual([]);
      const stages = [{ name: 'dev' }, { name: 'staging', after: 'dev' }];
      expect(checkPromotion({ stages, services: ['api', 'web'], releases })).toEqual([]);
      const selected = staging.map((old) => {
        const now = releases.releaseOf('staging', old.service);
        const isOld = fileIn('staging', old.service) === renderRelease(old);
        return isOld ? 'old' : now?.selected === dev[0]?.selected ? 'new' : 'neither';
      });
      fates.add(selected.join(' '));
      if (code === 0) break;
      await updateReleases(directory, () => ({ releases: staging.map(touched), findings: [] }));
      expect(
        readdirSync(directory, { recursive: true }).filter((name) => String(name).includes('.lock')),
      ).toEqual([]);
      expect(readdirSync(join(directory, 'staging', 'releases'))).toEqual(['api.json', 'web.json']);
    }
    expect(fates).toEqual(new Set(['old old', 'new old', 'new new']));
  }, 180_000);

  /** The release with one more event, whatever it was. */
  function touched(old: Release): Release {
    const release = readReleases(directory).releaseOf('staging', old.service) ?? old;
    const event = { ...eventOf('verified', 'one', 0), at: '2099-01-01T00:00:00Z' };
    return { ...release, history: [...release.history, event] };
  }
});

test("concurrent releases lose none of each other's changes", async () => {
  write(releaseThrough('dev', ['one']));
  const ends = await Promise.all(['a', 'b', 'c'].map((name) => another('release', name, '6')));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  const { findings, ...releases } = readReleases(directory);
  expect(findings).toEqual([]);
  const [file] = releases.files;
  expect(file?.release?.records).toHaveLength(19);
  expect(file?.release?.history.filter(({ event }) => event === 'selected')).toHaveLength(19);
});

test('an update that is refused says why, and writes nothing for any service', async () => {
  write(releaseThrough('dev', ['one']));
  cpSync(directory, join(home, 'before'), { recursive: true });
  const update = updateReleases(directory, (releases) => ({
    releases: releases.files.flatMap(({ release }) => (release ? [{ ...release, note: 'new' }] : [])),
    findings: [{ rule: 'a/rule', severity: 'error', path: 'web', message: 'must not', advice: 'Do not.' }],
  }));
  await expect(update).rejects.toThrow('1 problem, nothing was written');
  expect(fileIn('dev', 'api')).toBe(renderRelease(releaseThrough('dev', ['one'])));
});

test('an update that would remove records is a defect', async () => {
  const release = releaseThrough('dev', ['one', 'two']);
  write(release);
  const forget = updateReleases(directory, (releases) => ({
    releases: releases.files.flatMap((file) => (file.release ? [{ ...file.release, history: [] }] : [])),
    findings: [],
  }));
  await expect(forget).rejects.toThrow(
    'An update of environments/dev/releases/api.json changes what is recorded.',
  );
  const rewrite = updateReleases(directory, () => ({
    releases: [{ ...release, records: [recordOf('other')] }],
    findings: [],
  }));
  await expect(rewrite).rejects.toThrow('changes what is recorded');
});

test('a dry run shows what would change', async () => {
  write(releaseThrough('dev', ['one']));
  const changes = await updateReleases(
    directory,
    (releases) => ({
      releases: releases.files.flatMap(({ release }) => (release ? [{ ...release, note: 'new' }] : [])),
      findings: [],
    }),
    { write: false },
  );
  expect(changes.map(({ path, after }) => [path, after.note])).toEqual([
    ['environments/dev/releases/api.json', 'new'],
  ]);
  expect(fileIn('dev', 'api')).not.toContain('new');
});
