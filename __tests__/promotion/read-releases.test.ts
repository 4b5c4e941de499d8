import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkSignatures, readReleases, renderRelease } from '../../promotion';
import { digestOf, releaseOf, releaseThrough } from './support';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'slipway-releases-'));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

/** What is read from a folder of environments with these files. */
function read(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(project, 'environments', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readReleases(join(project, 'environments'));
}

const api = renderRelease(releaseThrough('dev', ['one']));

test('without the folder there are no releases', () => {
  const releases = readReleases(join(project, 'nowhere'));
  expect([releases.files, releases.findings]).toEqual([[], []]);
});

test('a file that an editor of Windows saved, with a byte order mark, is read', () => {
  const releases = read({ 'dev/releases/api.json': `\uFEFF${api}` });
  expect([releases.findings, releases.releaseOf('dev', 'api')?.selected]).toEqual([[], digestOf('one')]);
});

test.each([
  ['an empty file', '', 'The file is empty. Take it from the last commit, or remove it.'],
  ['a key that no object may have', '{ "__proto__": {} }', 'Take this key out: nothing reads it.'],
  ['a comma too many', '{ "records": [], }', expect.stringContaining('separated by commas')],
])('%s: the advice says what is wrong with it', (_what, text, advice) => {
  expect(read({ 'dev/releases/api.json': text }).findings).toMatchObject([{ advice }]);
});

test('each file is found by its environment and its service', () => {
  const releases = read({
    'dev/releases/api.json': api,
    'prod/releases/web.json': renderRelease(releaseOf({ environment: 'prod', service: 'web' })),
  });
  expect(releases.findings).toEqual([]);
  expect(releases.releaseOf('dev', 'api')?.selected).toBe(digestOf('one'));
  expect(releases.releaseOf('prod', 'web')?.selected).toBeNull();
  expect(releases.find('prod', 'api')).toBeUndefined();
});

test('the order of the files does not depend on the file system', () => {
  const of = (environment: string, service: string) => renderRelease(releaseOf({ environment, service }));
  const releases = read({
    'prod/releases/b.json': of('prod', 'b'),
    'dev/releases/z.json': of('dev', 'z'),
    'dev/releases/a.json': of('dev', 'a'),
  });
  expect(releases.files.map(({ path }) => path)).toEqual([
    'environments/dev/releases/a.json',
    'environments/dev/releases/z.json',
    'environments/prod/releases/b.json',
  ]);
});

test('the problems of all invalid files are reported, and the valid ones stay usable', () => {
  const releases = read({
    'dev/releases/api.json': api,
    'dev/releases/web.json': '{',
    'prod/releases/api.json': api,
  });
  expect(releases.findings.map(({ path }) => path)).toEqual([
    'environments/dev/releases/web.json',
    'environments/prod/releases/api.json#/environment',
  ]);
  expect(releases.releaseOf('dev', 'api')).toBeDefined();
  expect(releases.find('dev', 'web')).toMatchObject({ release: undefined });
});

test('a file that would be ignored silently is named', () => {
  const releases = read({
    'machines.ts': '',
    'dev/index.ts': '',
    'dev/releases/api.json.orig': '',
    'dev/releases/old/api.json': api,
    'dev/releases/.gitkeep': '',
    '.DS_Store': '',
  });
  expect(releases.findings.map(({ severity, path }) => `${severity}: ${path}`)).toEqual([
    'warning: environments/dev/releases/api.json.orig',
    'warning: environments/dev/releases/old',
  ]);
});

describe('the file of allowed signers', () => {
  const signers = 'ada@example.com ssh-ed25519 AAAA\n';

  test('is read beside the environments, and is no environment', () => {
    const releases = read({ 'dev/releases/api.json': api, allowed_signers: signers });
    expect(releases).toMatchObject({ allowedSigners: signers, findings: [] });
    expect(releases.with(releaseOf()).allowedSigners).toBe(signers);
    expect(releases.signersPath).toBe('environments/allowed_signers');
  });

  test('need not be there', () => {
    expect(read({ 'dev/releases/api.json': api })).toMatchObject({ allowedSigners: undefined, findings: [] });
  });

  test.each([
    [
      'a link that leads out of the folder',
      () => {
        writeFileSync(join(project, 'elsewhere'), signers);
        symlinkSync('../elsewhere', join(project, 'environments/allowed_signers'));
      },
    ],
    [
      'ENOENT',
      () => {
        symlinkSync('nowhere', join(project, 'environments/allowed_signers'));
      },
    ],
    [
      'a folder',
      () => {
        mkdirSync(join(project, 'environments/allowed_signers'));
      },
    ],
    [
      'a file of more than 1048576 bytes',
      () => {
        writeFileSync(join(project, 'environments/allowed_signers'), '#'.repeat(2 ** 20 + 1));
      },
    ],
  ])('is refused where it is %s', (value, make) => {
    read({ 'dev/releases/api.json': api });
    make();
    const releases = readReleases(join(project, 'environments'));
    expect(releases.allowedSigners).toBeUndefined();
    expect(releases.findings).toMatchObject([
      {
        severity: 'error',
        path: 'environments/allowed_signers',
        value: expect.stringContaining(value) as string,
      },
    ]);
    // That is the one thing to do: it is not called missing as well.
    expect(
      checkSignatures({ stages: [{ name: 'dev', signedEvents: true }], services: ['api'], releases }),
    ).toEqual([]);
  });
});

test('no message contains an absolute path', () => {
  expect(
    JSON.stringify(read({ 'dev/releases/api.json': '{}', 'dev/releases/stray': '' }).findings),
  ).not.toContain(project);
});

test.each(['releases', 'environments'])(
  'releases in the former layout are named, not read as nothing: %s',
  (given) => {
    const old = join(project, 'releases', 'dev', 'api.json');
    mkdirSync(dirname(old), { recursive: true });
    writeFileSync(old, api);
    writeFileSync(join(dirname(old), 'README.md'), 'What dev runs.');
    const { files, findings } = readReleases(join(project, given));
    expect(files).toEqual([]);
    expect(findings).toEqual([
      {
        rule: 'release/former-layout',
        severity: 'error',
        path: 'releases/dev',
        message: 'must be environments/dev/releases: each environment has a folder of its own',
        advice:
          'Run `git mv releases/dev environments/dev/releases`, and give readReleases the folder `environments`.',
      },
    ]);
  },
);

test('a folder named releases with other files is not taken for the old layout', () => {
  mkdirSync(join(project, 'releases', 'notes'), { recursive: true });
  writeFileSync(join(project, 'releases', 'notes', '1.0.json'), '{}');
  expect(readReleases(join(project, 'environments')).findings).toEqual([]);
});
